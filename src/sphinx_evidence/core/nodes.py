"""Citations within nodes, and the text of nodes without them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import only
from sphinx.transforms.references import SphinxDomains

from .text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

CITATIONS = "citations"
"""Attribute of a citation group: its citations, as plain records."""

CHECKED = "checked"
"""The attribute of a group of citations whose keys are checked in the table that they come from."""

READING = SphinxDomains.default_priority
"""The priority at which domains process a page. Their order is not fixed, so they change nothing
in it: what several of them read is set by transforms that run before."""

UNSEARCHED = "unsearched"
"""The attribute of a node whose text the search leaves out."""


def find_nodes(root: nodes.Node, *types: type) -> list[Any]:
    """Return the nodes of any of several types, in the order of the text.

    ``findall`` takes one type, or walks far slower, so it would take a walk for each.
    """
    found: list[nodes.Node] = []
    pending = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, types):
            found.append(node)
        pending += node.children[::-1]
    return found


def sections_of(node: nodes.Element) -> Iterator[nodes.section]:
    """Yield the sections of a page in the order of the text, without a walk through their text.

    They are only in each other and in the directive ``only``.
    """
    for child in node.children:
        if isinstance(child, nodes.section):
            yield child
        if isinstance(child, nodes.section | only):
            yield from sections_of(child)


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
