"""What a reader can find, and the file that the browser searches. No Sphinx here."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KINDS = ("section", "claim", "term", "source", "row")
"""The kinds of thing that can be found, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer: a place in the book, and the words by which it is found.

    :param kind: one of :data:`KINDS`
    :param docname: its page
    :param anchor: its id on the page
    :param title: what it is called
    :param text: what it says; excerpts are taken from it
    :param names: other names and signs of it, each as it is written
    :param related: ids of terms that mean nearly the same, for terms only
    :param facet: the word that it can be chosen by: the standing of a claim, the tier of a source,
        the dataset of a row
    """

    kind: str
    docname: str
    anchor: str
    title: str
    text: str = ""
    names: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    facet: str = ""


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
    entries: Iterable[Entry], pages: dict[str, Page], address: Callable[[str], str]
) -> dict[str, Any]:
    """Return what the browser searches, with what is empty left out.

    :param pages: all pages by name
    :param address: gives the address of a page from the top of the site
    """
    numbers: dict[str, int] = {}
    found = []
    for entry in entries:
        item = {
            "kind": entry.kind,
            "page": numbers.setdefault(entry.docname, len(numbers)),
            "id": entry.anchor,
            "title": entry.title,
            "text": entry.text,
            "names": entry.names,
            "related": entry.related,
            "facet": entry.facet,
        }
        found.append({name: value for name, value in item.items() if value not in ("", ())})
    listed = [{"address": address(docname), **asdict(pages[docname])} for docname in numbers]
    return {"pages": listed, "entries": found}


def to_script(data: dict[str, Any]) -> str:
    """Return the data as a script, which a page may load from a disk too."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.bookSearchData={text};\n"
