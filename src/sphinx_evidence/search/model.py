"""The search index as the browser loads it: titles first, then the text."""

from __future__ import annotations

import bz2
import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from ..core.records import SearchEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

LATE_FIELDS = ("text", "cells")
"""The fields of an entry that are loaded after its title and names."""

BLOCK = 4
"""Hundreds of kilobytes that are packed together; the page pauses between them when it unpacks."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book.

    :param part: title of the part that it belongs to
    :param chapter: whether it is a chapter, unlike reference pages and pages about the book
    :param contributing: whether it is for contributors
    """

    title: str
    part: str
    chapter: bool
    contributing: bool


def to_data(
    entries: Iterable[SearchEntry],
    pages: dict[str, Page],
    address: Callable[[str], str],
    early: Collection[str],
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the two parts of the index, page by page, with one list of values per field.

    Similar values are adjacent that way, and the files compress better. The first part has the
    pages, and titles and names of the entries whose kind is in *early*; the second their text, and
    the other entries. Pages for contributors, which come last, are in the second, by their titles
    only.

    :param pages: all pages by name
    :param address: returns the URL of a page, relative to the root of the site
    """
    by_page: dict[str, list[SearchEntry]] = {}
    for entry in entries:
        by_page.setdefault(entry.docname, []).append(entry)
    names = [field.name for field in fields(SearchEntry) if field.name != "docname"]
    titles = [name for name in names if name not in LATE_FIELDS]
    first, second = [], []
    for docname, own in by_page.items():
        contributing = pages[docname].contributing
        at_once = [entry for entry in own if entry.kind in early and not contributing]
        later = [entry for entry in own if entry.kind not in early or contributing]
        page = {"address": address(docname), **asdict(pages[docname])}
        first.append({**page, "entries": _columns(at_once, titles)})
        texts = _columns(at_once, LATE_FIELDS)
        second.append({**texts, "entries": _columns(later, titles if contributing else names)})
    return {"pages": first}, {"pages": second}


def _columns(entries: list[SearchEntry], names: Iterable[str]) -> dict[str, list[Any]]:
    """Return the values of each field, without the fields that are empty in all entries."""
    columns = {name: [getattr(entry, name) for entry in entries] for name in names}
    return {name: column for name, column in columns.items() if any(column)}


def to_script(name: str, data: object) -> str:
    """Return packed data as a script, since browsers refuse to fetch JSON from ``file:`` pages.

    ``search-unpack.js`` unpacks it.

    :param name: of the global variable that the script sets
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    packed = b64encode(bz2.compress(text.encode(), BLOCK)).decode("ascii")
    return f'globalThis.{name}="{packed}";\n'


def from_script(script: str) -> Any:
    """Return the data of a script that :func:`to_script` wrote."""
    return json.loads(bz2.decompress(b64decode(script.split('"')[1])))
