"""All sections and numbered paragraphs as JSON, with their citations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .model import Paragraph, Section

VERSION = 1
"""Version of the format: increase it when a field changes its name or meaning."""


def to_json(
    chapters: Mapping[str, tuple[Section, ...]],
    edition: str,
    address: Callable[[str], str],
) -> str:
    """Return the chapters with their sections and paragraphs as JSON, ending in a newline.

    :param chapters: the sections of each page, in the order of the text
    :param edition: version of the book, for which the paragraph numbers are valid
    :param address: returns the address of a page from the root of the site
    """
    data = {
        "version": VERSION,
        "edition": edition,
        "sections": [
            _section(section, address(docname))
            for docname in sorted(chapters)
            for section in chapters[docname]
            if section.label
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _section(section: Section, page: str) -> dict[str, Any]:
    return {
        "id": section.label,
        "address": f"{page}#{section.label}",
        "level": section.level,
        "title": section.title,
        "paragraphs": [_paragraph(paragraph, page) for paragraph in section.paragraphs],
    }


def _paragraph(paragraph: Paragraph, page: str) -> dict[str, Any]:
    return {
        "number": paragraph.number,
        "address": f"{page}#{paragraph.anchor}",
        "claim": paragraph.claim or None,
        "sha256": paragraph.sha256,
        "citations": list(paragraph.citations),
    }
