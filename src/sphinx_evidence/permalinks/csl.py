"""Citable objects as CSL-JSON, from which all other formats are made.

The fields are those of the schema of the Citation Style Language, version 1.0.2:
https://github.com/citation-style-language/schema, ``csl-data.json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.edition import Edition
    from ..core.records import Citable

ENDS = ("?", "!")
"""What ends the title of a chapter as a colon would."""

TEXTS = ("book", "chapter")
"""The CSL types of texts, which have an edition; data and drawings have a version."""


def keep_case(text: str) -> str:
    """Return a text with markup that keeps styles from putting it in title case."""
    return f'<span class="nocase">{text}</span>'


def to_csl(citable: Citable, edition: Edition) -> dict[str, Any]:
    """Return a CSL-JSON item whose values are plain text.

    Headings are the same in many chapters, so the chapter stands before the title of what is in it:
    the title of the container is that of the book, which is one book in every library. Data and
    drawings say their book and edition in a note too, since Zotero has no field for them there. No
    publisher is named, since it is the author; and no day of access, as an edition does not change.
    The persistent identifier of an edition is that of the book, and of nothing in it.
    Values for which CSL has no field are in ``custom``.

    :raises ValueError: if the date of the edition is not an ISO date
    """
    book, title, chapter = map(one_line, (edition.title, citable.title, citable.chapter))
    is_book = citable.kind == "book"
    if chapter:
        title = f"{chapter}{'' if chapter.endswith(ENDS) else ':'} {title}"
    item: dict[str, Any] = {
        "id": citable.id,
        "type": citable.csl_type,
        "title": book if is_book else title,
        "author": [{"literal": edition.author}],
        "issued": {"date-parts": [[int(part) for part in edition.date.split("-")]]},
        "language": edition.language,
        "custom": {
            "kind": citable.kind,
            "version": edition.version,
            "edition": edition.designation(),
        },
    }
    if citable.csl_type in TEXTS:
        item["edition"] = edition.designation()
    else:
        item["version"] = edition.version
        item["note"] = f"In {book}, {edition.designation()}"
    if not is_book:
        item["container-title"] = book
    if citable.keywords:
        item["keyword"] = ", ".join(map(one_line, citable.keywords))
    if citable.abstract:
        item["abstract"] = one_line(citable.abstract)
    if url := citable.permalink(edition):
        item["URL"] = url
    if is_book and edition.identifier:
        item["DOI" if edition.identifier.startswith("10.") else "URL"] = edition.identifier
    return item


def is_sentence(csl: Mapping[str, Any]) -> bool:
    """Return whether the title is a sentence of the text, which no style may put in title case.

    With an apostrophe at the end of a word citeproc-js prints the markup that prevents it.
    """
    return csl["custom"]["kind"] in ("claim", "reply") and "’ " not in csl["title"]
