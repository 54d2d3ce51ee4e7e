"""What a reader can find, and the file that the browser searches. No Sphinx here."""

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
    :param chapter: whether it is a chapter of the book, and not about the book
    """

    title: str
    part: str
    chapter: bool


def to_data(
    entries: Iterable[SearchEntry], pages: dict[str, Page], address: Callable[[str], str]
) -> dict[str, Any]:
    """Return what the browser searches: the entries of each page, field by field.

    So what is alike stands together, and the file is smaller when it is compressed.

    :param pages: all pages by name
    :param address: gives the address of a page from the top of the site
    """
    by_page: dict[str, list[SearchEntry]] = {}
    for entry in entries:
        by_page.setdefault(entry.docname, []).append(entry)
    return {
        "pages": [
            {"address": address(docname), **asdict(pages[docname]), "entries": _columns(found)}
            for docname, found in by_page.items()
        ]
    }


def _columns(entries: list[SearchEntry]) -> dict[str, list[Any]]:
    """Return the values of each field; a field that is empty in all entries is left out."""
    names = (field.name for field in fields(SearchEntry) if field.name != "docname")
    columns = {name: [getattr(entry, name) for entry in entries] for name in names}
    return {name: column for name, column in columns.items() if any(column)}


def to_script(data: dict[str, Any]) -> str:
    """Return the data as a script, which a page may load from a disk too."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.bookSearchData={text};\n"
