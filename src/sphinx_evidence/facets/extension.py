"""Filters above tables and lists: each item has a class for each value that it can be filtered by.

Without JavaScript a style sheet hides the filters, and all items are visible.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

from .. import __version__
from ..core.i18n import _, ngettext

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

ITEM = "facet-item"
"""The class of an item that filters can hide."""


class facets(nodes.Special, nodes.Element):
    """The filters for the items within its parent node.

    Its attribute ``facets`` lists name, title and values of each filter; an item has the class
    :data:`ITEM` and a class :func:`token` for each of its values. ``labels`` maps values
    to their translations.
    """


def token(name: str, value: str) -> str:
    """Return the class of an item with a value, such as ``topic--law-and-policy``."""
    return f"{name}--{re.sub(r'[^a-z0-9]+', '-', value.lower()).strip('-')}"


def visit_facets_html(self: HTML5Translator, node: facets) -> None:
    """Write a drop-down list for each facet, and the number of items."""
    if self.builder.name == "epub":  # readers of EPUB run no scripts
        raise nodes.SkipNode
    number = list(self.document.findall(facets)).index(node) + 1
    group, every = escape(_("Filters")), escape(_("All"))
    self.body.append(f'<div class="facets pst-js-only" role="group" aria-label="{group}">\n')
    labels: dict[str, str] = node.get("labels", {})
    for name, title, values in node["facets"]:
        list_id = escape(f"choice-{number}-{name}")
        options = "".join(
            f'<option value="{escape(token(name, value))}">{escape(label)}</option>'
            for value, label in ((value, labels.get(value, value)) for value in values)
        )
        self.body.append(
            f'<div><label for="{list_id}">{escape(title)}</label>'
            f'<select id="{list_id}"><option value="">{every}</option>{options}</select></div>\n'
        )
    items = [item for item in node.parent.findall(nodes.Element) if ITEM in item["classes"]]
    count = ngettext("{count} entry", "{count} entries", len(items)).format(count=len(items))
    status = f'<span class="facet-status" role="status">{escape(count)}</span>'
    self.body.append(f"{status}\n</div>\n")
    raise nodes.SkipNode


def facet_messages() -> dict[str, str]:
    """Return the messages of the script, for the ``script_data`` of a domain that has facets."""
    return {"facetsShown": _("{shown} of {all}")}


def skip_facets(self: nodes.NodeVisitor, node: facets) -> None:
    """Leave the filters out of formats other than HTML."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node for filters."""
    html, skip = (visit_facets_html, None), (skip_facets, None)
    app.add_node(facets, html=html, latex=skip, text=skip, man=skip, texinfo=skip)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
