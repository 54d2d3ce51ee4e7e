"""The text of a section as readers see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..core.i18n import _
from ..core.nodes import CITATIONS, UNSEARCHED, is_citation
from ..core.paths import ROW
from ..core.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

SKIPPED = (nodes.section, nodes.comment, nodes.raw, nodes.system_message, nodes.target)
"""Nodes whose text belongs to another section, or is not displayed."""


def own_words(section: nodes.section) -> tuple[str, str]:
    """Return the text of a section without its title and its subsections, and that of its tables.

    Of a citation only the pinpoint is kept, since readers search for articles and paragraphs. The
    rows on the page of a dataset are left out, since each has an entry of its own.
    """
    pieces: list[str] = []
    cells: list[str] = []
    for child in section.children[1:]:
        _collect(child, pieces, cells)
    return tidy("".join(pieces)), tidy("".join(cells))


def _collect(node: nodes.Node, pieces: list[str], cells: list[str]) -> None:
    if isinstance(node, nodes.tgroup):
        pieces = cells  # its caption is outside
    if isinstance(node, nodes.Text):
        pieces.append(str(node))
    elif isinstance(node, nodes.Element) and is_citation(node):
        locators = [citation.format_locator(_) for citation in node[CITATIONS]]
        if any(locators):
            pieces.append(f"({'; '.join(filter(None, locators))})")
    elif isinstance(node, nodes.Element) and not _is_skipped(node):
        for child in node.children:
            _collect(child, pieces, cells)
        if not isinstance(node, nodes.Inline):
            pieces.append(" ")


def homes(section: nodes.section) -> list[str]:
    """Return the ids of all that stands in a section itself, and not in a subsection."""
    return [
        name
        for child in section.children
        if isinstance(child, nodes.Element)
        for name in _ids(child)
    ]


def _ids(node: nodes.Element) -> Iterator[str]:
    if not isinstance(node, nodes.section):
        yield from node["ids"]
        for child in node.children:
            if isinstance(child, nodes.Element):
                yield from _ids(child)


def _is_skipped(node: nodes.Element) -> bool:
    if isinstance(node, SKIPPED) or node.get(UNSEARCHED):
        return True
    return any(name.startswith(ROW) for name in node["ids"])
