"""The link from an object to its citation page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

from ..core.i18n import _

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


CITE_HERE = "cite_here"
"""Attribute that marks the paragraph of an object to which the link is added."""


class cite_link(nodes.Inline, nodes.Element):
    """Link to the citation page of an object; a script opens that page in a dialog.

    It has no text, so that it does not appear in tables of contents.
    """


def visit_cite_html(self: HTML5Translator, node: cite_link) -> None:
    """Write the link."""
    address, label = escape(node["address"]), escape(_("Cite: {title}").format(title=node["title"]))
    text = escape(_("Cite"))
    self.body.append(f'<a class="cite-link" href="{address}" aria-label="{label}">{text}</a>')
    raise nodes.SkipNode


def skip_node(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Omit the node in formats that have no citation pages."""
    raise nodes.SkipNode
