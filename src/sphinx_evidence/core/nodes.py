"""Citations within nodes, and the text of nodes without them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from .text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

CITATIONS = "citations"
"""Attribute of a citation group: its citations, as plain records."""

CHECKED = "checked"
"""The attribute of a group of citations whose keys are checked in the table that they come from."""


def text_without_citations(node: nodes.Element) -> str:
    """Return the text of a node without its citations, white space collapsed."""
    return tidy(_text(node))


def _text(node: nodes.Node) -> str:
    if not isinstance(node, nodes.Element) or not node.children:
        return node.astext()
    children = (child for child in node.children if not is_citation(child))
    return node.child_text_separator.join(map(_text, children))


def is_citation(node: nodes.Node) -> bool:
    """Return whether a node is a citation group."""
    return isinstance(node, nodes.Element) and CITATIONS in node


def citations_in(node: nodes.Element) -> Iterator[Any]:
    """Yield the citations within a node, in the order of the text."""
    for group in node.findall(nodes.Element):
        yield from group.get(CITATIONS, ())
