"""The words that stand under a heading, as a reader sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref

from ..citations.model import parse_citations
from ..text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

HIDDEN = (nodes.section, nodes.comment, nodes.raw, nodes.system_message, nodes.target)
"""What has words that are not the section's own, or not for readers."""


def own_words(section: nodes.section) -> str:
    """Return the text under a heading, without its subsections and its title.

    Of a citation only the pinpoint is kept, since readers look for articles and paragraphs. Rows of
    the page of a dataset are left out: each can be found by itself.
    """
    pieces = (piece for child in section.children[1:] for piece in _pieces(child))
    return tidy("".join(pieces))


def _pieces(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield str(node)
    elif isinstance(node, pending_xref) and node["refdomain"] == "cite":
        citations, _ = parse_citations(node["reftarget"])
        if places := [citation.place for citation in citations if citation.place]:
            yield f"({'; '.join(places)})"
    elif isinstance(node, nodes.Element) and not _skipped(node):
        for child in node.children:
            yield from _pieces(child)
        if not isinstance(node, nodes.Inline):
            yield " "


def _skipped(node: nodes.Element) -> bool:
    return isinstance(node, HIDDEN) or any(name.startswith("row-") for name in node["ids"])
