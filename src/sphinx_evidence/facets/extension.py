"""Filters above tables and lists: each item has a class for each value that it can be filtered by.

Without JavaScript a style sheet hides the filters, and all items are visible.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

from .. import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

ITEM = "facet-item"
"""The class of an item that filters can hide."""


class facets(nodes.Special, nodes.Element):
    """The filters for the items within its parent node.

    Its attribute ``facets`` lists name, title and values of each filter; an item has the class
    :data:`ITEM` and a class :func:`token` for each of its values.
    """


def token(name: str, value: str) -> str:
    """Return the class of an item with a value, such as ``topic--law-and-policy``."""
    return f"{name}--{re.sub(r'[^a-z0-9]+', '-', value.lower()).strip('-')}"


def visit_facets_html(self: HTML5Translator, node: facets) -> None:
    """Write a drop-down list for each facet, and the number of items."""
    if self.builder.name == "epub":  # readers of EPUB run no scripts
        raise nodes.SkipNode
    number = list(self.document.findall(facets)).index(node) + 1
    self.body.append('<div class="facets pst-js-only" role="group" aria-label="Filters">\n')
    for name, title, values in node["facets"]:
        list_id = escape(f"choice-{number}-{name}")
        options = "".join(
            f'<option value="{escape(token(name, value))}">{escape(value)}</option>'
            for value in values
        )
        self.body.append(
            f'<div><label for="{list_id}">{escape(title)}</label>'
            f'<select id="{list_id}"><option value="">All</option>{options}</select></div>\n'
        )
    items = [item for item in node.parent.findall(nodes.Element) if ITEM in item["classes"]]
    status = f'<span class="facet-status" role="status">{len(items)} entries</span>'
    self.body.append(f"{status}\n</div>\n")
    raise nodes.SkipNode


def skip_facets(self: nodes.NodeVisitor, node: facets) -> None:
    """Leave the filters out of formats other than HTML."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node for filters."""
    html, skip = (visit_facets_html, None), (skip_facets, None)
    app.add_node(facets, html=html, latex=skip, text=skip, man=skip, texinfo=skip)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
