"""The node that leads to the citations of an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

from ..core.i18n import _

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


CITE_HERE = "cite_here"
"""The attribute of a paragraph within an object that takes the link to its citations."""


class cite_link(nodes.Inline, nodes.Element):
    """Link to the citation page of an object; a script opens that in place.

    It has no text, so that it is no part of a heading where headings are listed.
    """


def visit_cite_html(self: HTML5Translator, node: cite_link) -> None:
    """Lead to the page with all styles."""
    address, label = escape(node["address"]), escape(_("Cite: {title}").format(title=node["title"]))
    word = escape(_("Cite"))
    self.body.append(f'<a class="cite-link" href="{address}" aria-label="{label}">{word}</a>')
    raise nodes.SkipNode


def skip_node(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Leave it out where there is no page to link to."""
    raise nodes.SkipNode
