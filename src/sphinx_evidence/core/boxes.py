"""A box with a title beside the running text; its title is a paragraph, so that writers agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from .. import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class box(nodes.container):
    """A box; in HTML a group whose accessible name is its title."""


def titled_box(title: Iterable[nodes.Node], content: Iterable[nodes.Node], name: str) -> box:
    """Return a box.

    :param title: inline nodes
    :param name: the class for its style
    """
    head = nodes.paragraph("", "", nodes.strong("", "", *title), classes=["box-title"])
    return box("", head, *content, classes=["box", name])


def visit_box_html(self: HTML5Translator, node: box) -> None:
    attributes: dict[str, Any] = {"role": "group", "aria-label": node[0].astext()}
    self.body.append(self.starttag(node, "div", CLASS="docutils", **attributes))


def depart_box_html(self: HTML5Translator, node: box) -> None:
    self.body.append("</div>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node."""
    app.add_node(box, html=(visit_box_html, depart_box_html))
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
