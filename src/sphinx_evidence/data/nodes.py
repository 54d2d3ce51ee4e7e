"""The nodes of the page of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

from ..core.i18n import _
from ..core.nodes import block

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class dataset_page(block):
    """The content of the page of a dataset."""


class dataset_citation(nodes.General, nodes.Element):
    """How to cite a dataset, with its ``name`` and ``title``; a transform replaces it by text."""


class rows_here(block):
    """A list of rows, which HTML keeps folded under its ``title``.

    ``words`` are those of the data that are translated with the interface.
    """


class data_cell(nodes.entry):
    """A cell of a row; in HTML it names its column, for narrow screens that show rows as blocks.

    ``label`` is the heading of its column, ``order`` what it is sorted by, if not by its text. With
    ``folds`` it begins a row, and has a switch that a style sheet shows on a phone: while that is
    closed, only the beginning of the row is seen.
    """


def visit_cell_html(self: HTML5Translator, node: data_cell) -> None:
    attributes = {"data-label": node["label"]}
    if node["order"]:
        attributes["data-order"] = node["order"]
    self.body.append(self.starttag(node, "td", "", **attributes))
    if node.get("folds"):
        more = escape(_("More"))
        self.body.append(
            f'<details class="row-more"><summary aria-label="{more}"></summary></details>'
        )


def depart_cell_html(self: HTML5Translator, node: data_cell) -> None:
    self.body.append("</td>\n")


def visit_rows_here_html(self: HTML5Translator, node: rows_here) -> None:
    summary = f"<summary>{escape(node['title'])}</summary>"
    self.body.append(self.starttag(node, "details", summary, CLASS="rows-here"))


def depart_rows_here_html(self: HTML5Translator, node: rows_here) -> None:
    self.body.append("</details>\n")


def skip_tags(self: HTML5Translator, node: dataset_page) -> None:
    """Write the children only."""
