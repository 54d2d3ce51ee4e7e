"""What a page is and says of itself: a chapter or not, its argument, its former addresses."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from .text import one_line, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config


def is_chapter(docname: str, parts: list[str]) -> bool:
    """Return whether a page is a chapter: in the folder of a part, and not its index page.

    :param parts: the folders that hold chapters
    """
    folder, _, name = docname.rpartition("/")
    return folder in parts and name != "index"


def is_numbered(docname: str, config: Config) -> bool:
    """Return whether the paragraphs of a page have numbers: a chapter, or a page that is named."""
    return docname in config.evidence_cited_pages or is_chapter(docname, config.evidence_parts)


def has_permalinks(docname: str, config: Config) -> bool:
    """Return whether the labelled headings of a page have permalinks.

    They have where paragraphs are numbered, and on each page of a book without parts.
    """
    return not config.evidence_parts or is_numbered(docname, config)


def argument_of(front_matter: Mapping[str, Any]) -> str:
    """Return the argument of a chapter, on one line; empty if it has none."""
    return one_line(str(front_matter.get("argument", "")))


def description_of(front_matter: Mapping[str, Any]) -> str:
    """Return the description of a page: for a chapter the first sentence of its argument."""
    first = sentences(argument_of(front_matter))[:1]
    return one_line(str(front_matter.get("description", ""))) or "".join(first)


def former_names(front_matter: Mapping[str, Any]) -> list[str]:
    """Return the former names of a page, from ``moved-from: part/name, part/other``.

    The value may also be a YAML list, which MyST passes on as JSON.
    """
    text = str(front_matter.get("moved-from", ""))
    names = text.split(",")
    if text.startswith("["):
        with suppress(ValueError):
            names = [str(name) for name in json.loads(text)]
    return [name.strip() for name in names if name.strip()]
