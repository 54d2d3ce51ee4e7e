"""Citation files in all formats, and a claim for search engines.

To these a claim is a ``Claim`` of schema.org and no ``ClaimReview``, which is a verdict on what
others have said.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..core.html import book_json_ld
from .ris import to_ris

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..core.edition import Edition
    from ..core.records import Citable


def citation_files(
    name: str,
    bibtex: str,
    items: Sequence[dict[str, Any]],
    rich: Sequence[dict[str, Any]] | None = None,
) -> dict[str, str]:
    """Return the contents of the files by their names.

    :param name: name of the files without extension
    :param bibtex: the items in BibTeX
    :param items: the items in CSL-JSON
    :param rich: the same for the file in CSL-JSON, with what other formats do not have;
        without it, the items
    """
    return {
        f"{name}.bib": bibtex,
        f"{name}.ris": "".join(map(to_ris, items)),
        f"{name}.json": json.dumps(rich or items, ensure_ascii=False, indent=1) + "\n",
    }


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
