"""All sections and numbered paragraphs as JSON, with their citations."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .model import Paragraph, Section

VERSION = 1
"""Version of the format: increase it when a field changes its name or meaning."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is said of a chapter as a whole.

    :param argument: its argument, empty for none
    :param abstract: its short answer, or else its argument
    """

    argument: str
    abstract: str


def to_json(
    chapters: Mapping[str, tuple[Section, ...]],
    heads: Mapping[str, Head],
    edition: str,
    address: Callable[[str], str],
) -> str:
    """Return the chapters with their sections and paragraphs as JSON, ending in a newline.

    :param chapters: the sections of each page, in the order of the text
    :param heads: what is said of each page as a whole
    :param edition: version of the book, for which the paragraph numbers are valid
    :param address: returns the address of a page from the root of the site
    """
    data = {
        "version": VERSION,
        "edition": edition,
        "sections": [
            _section(section, heads[docname], address(docname))
            for docname in sorted(chapters)
            for section in chapters[docname]
            if section.label
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _section(section: Section, head: Head, page: str) -> dict[str, Any]:
    data = {
        "id": section.label,
        "address": f"{page}#{section.label}",
        "level": section.level,
        "title": section.title,
        "paragraphs": [_paragraph(paragraph, page) for paragraph in section.paragraphs],
    }
    if section.level == 1:
        data |= {"argument": head.argument or None, "abstract": head.abstract or None}
    return data


def _paragraph(paragraph: Paragraph, page: str) -> dict[str, Any]:
    return {
        "number": paragraph.number,
        "address": f"{page}#{paragraph.anchor}",
        "claim": paragraph.claim or None,
        "sha256": paragraph.sha256,
        "citations": list(paragraph.citations),
    }
