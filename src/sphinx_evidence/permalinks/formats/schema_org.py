"""A claim as schema.org metadata, for search engines.

It is a ``Claim`` and no ``ClaimReview``, which is a verdict on what others have said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...core.html import book_json_ld

if TYPE_CHECKING:
    from ...core.edition import Edition
    from ...core.records import Citable


def claim_json_ld(
    claim: Citable, edition: Edition, chapter: Citable | None, book: str
) -> dict[str, Any]:
    """Return schema.org metadata for a claim; values that are not known are left out.

    :param chapter: its chapter, None if it stands on another page
    :param book: permalink of the book, empty if there is none
    """
    appearance = {
        "@type": "Chapter" if chapter else "WebPage",
        "@id": chapter.permalink(edition) if chapter else "",
        "name": claim.chapter,
        "isPartOf": book_json_ld(edition, book),
    }
    data = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": claim.permalink(edition),
        "url": claim.permalink(edition),
        "text": claim.title,
        "inLanguage": edition.language,
        "datePublished": edition.date,
        "version": edition.version,
        "license": edition.licence_url,
        "keywords": claim.keywords,
        "appearance": {name: value for name, value in appearance.items() if value},
        "citation": [
            {"@type": "CreativeWork", "name": title, **({"url": url} if url else {})}
            for title, url in claim.works
        ],
    }
    return {name: value for name, value in data.items() if value}
