"""The words of a node, as a reader would quote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.addnodes import pending_xref

from .text import tidy

if TYPE_CHECKING:
    from docutils import nodes


def text_without_citations(node: nodes.Element) -> str:
    """Return the text of a node without its citations, white space collapsed."""
    copy = node.deepcopy()
    for xref in list(copy.findall(pending_xref)):
        if xref["refdomain"] == "cite":
            xref.parent.remove(xref)
    return tidy(copy.astext())
