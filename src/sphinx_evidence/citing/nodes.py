"""The node of a link to a citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class cite_link(nodes.Inline, nodes.Element):
    """The way from a thing to its citation; a script opens it in place.

    It has no text, so that it is no part of a heading where headings are listed.
    """


def visit_cite_html(self: HTML5Translator, node: cite_link) -> None:
    """Lead to the page with all styles."""
    label = escape(f"Cite: {node['title']}")
    self.body.append(f'<a class="cite-link" href="{node["address"]}" aria-label="{label}">Cite</a>')
    raise nodes.SkipNode


def skip_cite(self: nodes.NodeVisitor, node: cite_link) -> None:
    """Leave it out where there is no page to link to."""
    raise nodes.SkipNode
