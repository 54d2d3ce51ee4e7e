"""Citable objects as CSL-JSON, from which all other formats are made.

The fields are those of the schema of the Citation Style Language, version 1.0.2:
https://github.com/citation-style-language/schema, ``csl-data.json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...core.text import one_line

if TYPE_CHECKING:
    from ...core.edition import Edition
    from ...core.records import Citable


def to_csl(citable: Citable, edition: Edition) -> dict[str, Any]:
    """Return a CSL-JSON item.

    The edition is part of the title of the book, since the styles print ``version`` and
    ``edition`` for some types only. There is no day of access, since an edition does not change.
    Values for which CSL has no field are in ``custom``.

    :raises ValueError: if the date of the edition is not an ISO date
    """
    book = one_line(f"{edition.title} ({edition.designation()})")
    is_book = citable.kind == "book"
    chapter = one_line(citable.chapter)
    item: dict[str, Any] = {
        "id": citable.id,
        "type": citable.csl_type,
        "title": book if is_book else one_line(citable.title),
        "author": [{"literal": edition.author}],
        "issued": {"date-parts": [[int(part) for part in edition.date.split("-")]]},
        "publisher": edition.author,
        "language": edition.language,
        "custom": {"kind": citable.kind, "version": edition.version},
    }
    if not is_book:
        item["container-title"] = f"{chapter}, in {book}" if chapter else book
    if citable.keywords:
        item["keyword"] = ", ".join(map(one_line, citable.keywords))
    if url := citable.permalink(edition):
        item["URL"] = url
    return item
