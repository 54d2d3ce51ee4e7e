"""Filters above tables and lists: each item has a class for each value that it can be filtered by.

Without JavaScript a style sheet hides the filters, and all items are visible.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

from .. import __version__
from ..core.features import load
from ..core.i18n import _
from .jumps import jumps, visit_jumps_html
from .words import counted

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

ITEM = "facet-item"
"""The class of an item that filters can hide."""


class facets(nodes.Special, nodes.Element):
    """The filters for the items within its parent node.

    Its attribute ``facets`` lists name, title and values of each filter; an item has the class
    :data:`ITEM` and a class :func:`token` for each of its values. ``labels`` has the words for
    values, by those classes; by default a value is its own. ``noun`` says what the items are, see
    :func:`~.words.counted`.
    """


def token(name: str, value: str) -> str:
    """Return the class of an item with a value, such as ``topic--law-and-policy``."""
    return f"{name}--{re.sub(r'[^a-z0-9]+', '-', value.lower()).strip('-')}"


def visit_facets_html(self: HTML5Translator, node: facets) -> None:
    """Write a drop-down list for each facet, and the number of items.

    The name of a list is that of its choice in the address of the page.
    """
    if self.builder.name == "epub":  # readers of EPUB run no scripts
        raise nodes.SkipNode
    number = list(self.document.findall(facets)).index(node) + 1
    group, every = escape(_("Filters")), escape(_("All"))
    self.body.append(f'<div class="facets pst-js-only" role="group" aria-label="{group}">\n')
    labels: dict[str, str] = node.get("labels", {})
    for name, title, values in node["facets"]:
        list_id = escape(f"choice-{number}-{name}")
        choice = escape(name if number == 1 else f"{name}-{number}")
        tokens = {value: token(name, value) for value in values}
        options = "".join(
            f'<option value="{escape(one)}">{escape(labels.get(one, value))}</option>'
            for value, one in tokens.items()
        )
        self.body.append(
            f'<div><label for="{list_id}">{escape(title)}</label>'
            f'<select id="{list_id}" name="{choice}" autocomplete="off">'
            f'<option value="">{every}</option>{options}</select></div>\n'
        )
    items = [item for item in node.parent.findall(nodes.Element) if ITEM in item["classes"]]
    count = counted(node.get("noun", ""), len(items))
    status = f'<span class="facet-status" role="status">{escape(count)}</span>'
    self.body.append(f"{status}\n</div>\n")
    raise nodes.SkipNode


def facet_messages() -> dict[str, str]:
    """Return the messages of the script, for the ``script_data`` of a domain that has facets."""
    return {"facetsShown": _("{shown} of {all}: {choices}")}


def skip_node(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Leave filters and jumps out of formats other than HTML."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the nodes for filters and for jumps."""
    load(app)
    skip = (skip_node, None)
    for node, visit in ((facets, visit_facets_html), (jumps, visit_jumps_html)):
        app.add_node(node, html=(visit, None), latex=skip, text=skip, man=skip, texinfo=skip)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
