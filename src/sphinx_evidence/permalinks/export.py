"""Sections and paragraphs as JSON, and labels of other objects in ``objects.inv``.

Sphinx lists claims and charts under roles of this package, which a book without it does not have;
by their labels other books link to them by ``ref``. One name is one target, so what has a label is
under no role: MyST warns of a name that it finds twice.
"""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING, Any

from ..core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from .model import Paragraph, Section

VERSION = 1
"""Version of the format: increase it when a field changes its name or meaning."""


def to_json(
    chapters: Mapping[str, tuple[Section, ...]],
    heads: Mapping[str, dict[str, str | None]],
    edition: str,
    address: Callable[[str], str],
    translations: Callable[[str], dict[str, Any]] | None = None,
) -> str:
    """Return the chapters with their sections and paragraphs as JSON, ending in a newline.

    :param chapters: the sections of each page, in the order of the text
    :param heads: what is said of each page as a whole: its argument, and its abstract
    :param edition: version of the book, for which the paragraph numbers are valid
    :param address: returns the address of a page from the root of the site
    :param translations: returns what a heading says in other languages, in a book that has any
    """
    data = {
        "version": VERSION,
        "edition": edition,
        "sections": [
            _section(section, heads[docname], address(docname))
            | ({"translations": translations(section.label)} if translations else {})
            for docname in sorted(chapters)
            for section in chapters[docname]
            if section.label
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _section(section: Section, head: dict[str, str | None], page: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": section.label,
        "address": f"{page}#{section.label}",
        "level": section.level,
        "title": section.title,
        "paragraphs": [_paragraph(paragraph, page) for paragraph in section.paragraphs],
    }
    return data | head if section.level == 1 else data


def _paragraph(paragraph: Paragraph, page: str) -> dict[str, Any]:
    return {
        "number": paragraph.number,
        "address": f"{page}#{paragraph.anchor}",
        "claim": paragraph.claim or None,
        "sha256": paragraph.sha256,
        "citations": list(paragraph.citations),
    }


_LINE = re.compile(r"(.+?)\s+(\S+)\s+-?\d+\s")
"""Name and role of an object in a line of an inventory; a name may have spaces."""

HEADER_LINES = 4
"""The lines before the packed part of an inventory of version 2."""


def with_labels(inventory: bytes, objects: Iterable[tuple[str, str, str]]) -> bytes:
    """Return an inventory with a label for each object, and with nothing else of its name.

    :param objects: id, address from the root of the site and title of each
    """
    *head, packed = inventory.split(b"\n", HEADER_LINES)
    text = zlib.decompress(packed).decode("utf-8")
    labels = {name: f"{name} std:label -1 {uri} {one_line(title)}" for name, uri, title in objects}
    kept = [line for line in text.splitlines() if not _is_known(line, labels)]
    text = "".join(f"{line}\n" for line in (*kept, *labels.values()))
    return b"\n".join([*head, zlib.compress(text.encode("utf-8"), 9)])


def _is_known(line: str, labels: Collection[str]) -> bool:
    """Whether a line of an inventory is of an object with a label; a page is another thing."""
    found = _LINE.match(line)
    return found is not None and found[1] in labels and found[2] != "std:doc"
