"""The search index as the browser loads it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from ..core.records import SearchEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book.

    :param part: title of the part that it belongs to
    :param chapter: whether it is a chapter, unlike reference pages and pages about the book
    """

    title: str
    part: str
    chapter: bool


def to_data(
    entries: Iterable[SearchEntry], pages: dict[str, Page], address: Callable[[str], str]
) -> dict[str, Any]:
    """Return the index: the entries of each page, as one list of values per field.

    Similar values are adjacent that way, and the file compresses better.

    :param pages: all pages by name
    :param address: returns the URL of a page, relative to the root of the site
    """
    by_page: dict[str, list[SearchEntry]] = {}
    for entry in entries:
        by_page.setdefault(entry.docname, []).append(entry)
    return {
        "pages": [
            {"address": address(docname), **asdict(pages[docname]), "entries": _columns(own)}
            for docname, own in by_page.items()
        ]
    }


def _columns(entries: list[SearchEntry]) -> dict[str, list[Any]]:
    """Return the values of each field, without the fields that are empty in all entries."""
    names = (field.name for field in fields(SearchEntry) if field.name != "docname")
    columns = {name: [getattr(entry, name) for entry in entries] for name in names}
    return {name: column for name, column in columns.items() if any(column)}


def to_script(data: dict[str, Any]) -> str:
    """Return the index as a script, since browsers refuse to fetch JSON from ``file:`` pages."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.bookSearchData={text};\n"
