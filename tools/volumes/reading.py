"""Read a volume, and what its package says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

_OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


def read_epub(path: Path) -> dict[str, bytes]:
    """Return the files of an EPUB by their path in it, without its media type."""
    with ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist() if name != "mimetype"}


def spine(package: etree._Element) -> list[str]:
    """Return the pages of an EPUB in the order in which they are read."""
    items = {item.get("id"): item.get("href", "") for item in package.iterfind(".//opf:item", _OPF)}
    return [items[ref.get("idref")] for ref in package.iterfind(".//opf:itemref", _OPF)]


def metadata(package: etree._Element, name: str) -> str:
    """Return the first value of a property of an EPUB, empty if it has none."""
    found = package.find(f".//dc:{name}", _OPF)
    if found is None:
        found = package.find(f".//opf:meta[@property='{name}']", _OPF)
    return "" if found is None else found.text or ""
