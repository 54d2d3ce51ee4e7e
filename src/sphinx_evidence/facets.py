"""Filters in place: items say in classes what they are, and a script offers the choices.

Without the script all items are shown, and nothing is missing.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

from . import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class facets(nodes.Special, nodes.Element):
    """Where the filters of a page stand.

    Its attribute ``facets`` lists name, title and values of each; an item with the class
    ``facet-item`` has a class :func:`token` for each of its values.
    """


def token(name: str, value: str) -> str:
    """Return the class of an item that has a value: ``topic--law-and-policy``."""
    return f"{name}--{re.sub(r'[^a-z0-9]+', '-', value.lower()).strip('-')}"


def visit_facets_html(self: HTML5Translator, node: facets) -> None:
    """Give the script the choices; the box stays hidden without it."""
    data = [
        {"title": title, "values": [[token(name, value), value] for value in values]}
        for name, title, values in node["facets"]
    ]
    text = escape(json.dumps(data, ensure_ascii=False))
    self.body.append(f'<div class="facets" hidden data-facets="{text}"></div>\n')
    raise nodes.SkipNode


def skip_facets(self: nodes.NodeVisitor, node: facets) -> None:
    """Leave the filters out of what is no page in a browser."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node of the filters."""
    skip = (skip_facets, None)
    app.add_node(facets, html=(visit_facets_html, None), latex=skip, text=skip)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
