"""The words that stand under a heading, as a reader sees them."""

from __future__ import annotations

from docutils import nodes

from ..core.i18n import _
from ..core.nodes import CITATIONS, is_citation
from ..core.paths import ROW
from ..core.text import tidy

HIDDEN = (nodes.section, nodes.comment, nodes.raw, nodes.system_message, nodes.target)
"""What has words that are not the section's own, or not for readers."""


def own_words(section: nodes.section) -> str:
    """Return the text under a heading, without its subsections and its title.

    Of a citation only the pinpoint is kept, since readers look for articles and paragraphs. Rows of
    the page of a dataset are left out: each can be found by itself.
    """
    pieces: list[str] = []
    for child in section.children[1:]:
        _gather(child, pieces)
    return tidy("".join(pieces))


def _gather(node: nodes.Node, pieces: list[str]) -> None:
    if isinstance(node, nodes.Text):
        pieces.append(str(node))
    elif isinstance(node, nodes.Element) and is_citation(node):
        places = [citation.locator_in(_) for citation in node[CITATIONS]]
        if any(places):
            pieces.append(f"({'; '.join(filter(None, places))})")
    elif isinstance(node, nodes.Element) and not _skipped(node):
        for child in node.children:
            _gather(child, pieces)
        if not isinstance(node, nodes.Inline):
            pieces.append(" ")


def _skipped(node: nodes.Element) -> bool:
    if isinstance(node, HIDDEN):
        return True
    return any(name.startswith(ROW) for name in node["ids"])
