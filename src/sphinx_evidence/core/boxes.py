"""Blocks of several paragraphs, boxes beside the running text, and lists that HTML folds.

The title of a box and of a fold is a paragraph, so that it is right in every format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from .. import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class block(nodes.container):
    """A block; in HTML without the classes of docutils, which frameworks of styles use too."""


class box(block):
    """A box; in HTML a group whose accessible name is its title."""


class fold(block):
    """A block that HTML folds under its first child, a :class:`fold_title`; it is printed open."""


class fold_title(nodes.paragraph):
    """The title of a fold."""


def titled_box(title: Iterable[nodes.Node], content: Iterable[nodes.Node], name: str) -> box:
    """Return a box.

    :param title: inline nodes
    :param name: the class for its style
    """
    head = nodes.paragraph("", "", nodes.strong("", "", *title), classes=["box-title"])
    return box("", head, *content, classes=["box", name])


def visit_block_html(self: HTML5Translator, node: block) -> None:
    self.body.append(self.starttag(node, "div"))


def visit_box_html(self: HTML5Translator, node: box) -> None:
    attributes: dict[str, Any] = {"role": "group", "aria-label": node[0].astext()}
    self.body.append(self.starttag(node, "div", **attributes))


def visit_fold_html(self: HTML5Translator, node: fold) -> None:
    self.body.append(self.starttag(node, "details", CLASS="fold"))


def depart_fold_html(self: HTML5Translator, node: fold) -> None:
    self.body.append("</details>\n")


def visit_fold_title_html(self: HTML5Translator, node: fold_title) -> None:
    self.body.append(self.starttag(node, "summary", ""))


def depart_fold_title_html(self: HTML5Translator, node: fold_title) -> None:
    self.body.append("</summary>\n")


def depart_block_html(self: HTML5Translator, node: block) -> None:
    self.body.append("</div>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the nodes; writers treat what derives from them alike."""
    app.add_node(block, html=(visit_block_html, depart_block_html))
    app.add_node(box, html=(visit_box_html, depart_block_html))
    app.add_node(fold, html=(visit_fold_html, depart_fold_html))
    app.add_node(fold_title, html=(visit_fold_title_html, depart_fold_title_html))
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
