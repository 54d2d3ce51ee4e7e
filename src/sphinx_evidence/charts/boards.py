"""A diagram in words: a table in the frame of a figure, whose cells may begin with a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

from ..data.nodes import data_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.writers.html5 import HTML5Translator

SIGNS = {
    "\N{BLACK CIRCLE}": "yes",
    "\N{CIRCLE WITH LEFT HALF BLACK}": "part",
    "\N{WHITE CIRCLE}": "no",
    "?": "unknown",
}
"""The signs with which a cell may begin; its next word says what the sign means there."""


class board_sign(nodes.inline):
    """A sign, which is not read aloud in HTML, since its word stands beside it."""


def lay_out(table: nodes.table) -> Iterator[str]:
    """Make the first cell of each row its heading, and give the others that of their column.

    :yield: what is wrong with it
    """
    group = next(table.findall(nodes.tgroup))
    next(group.findall(nodes.colspec))["stub"] = 1
    heads = [head.astext() for row in group.findall(nodes.thead) for head in _cells(row)]
    rows = [row for body in group.findall(nodes.tbody) for row in body.findall(nodes.row)]
    if any(len(_cells(row)) != len(heads) for row in rows):
        yield "a table has no row of headings, or more than one: write one, as Markdown has it"
        return
    for row in rows:
        for cell, head in zip(_cells(row)[1:], heads[1:], strict=True):
            named = data_cell("", *cell.children, label=head, order="", classes=cell["classes"])
            named.source, named.line = cell.source, cell.line
            row.replace(cell, named)
            yield from _mark(named)


def _cells(row: nodes.Element) -> list[nodes.entry]:
    return list(row.findall(nodes.entry))


def _mark(cell: nodes.Element) -> Iterator[str]:
    """Set the sign of a cell apart from its words."""
    text = next(cell.findall(nodes.Text), None)
    if text is None:
        return
    sign, _space, words = str(text).partition(" ")
    if sign not in SIGNS:
        return
    if cell.astext().strip() == sign:
        yield f"the sign {sign!r} in a cell has no word: write, for example, '{sign} in part'"
        return
    mark = board_sign("", sign, classes=["sign", f"sign-{SIGNS[sign]}"])
    text.parent.replace(text, [mark, nodes.Text(f"\N{NO-BREAK SPACE}{words}")])


def visit_sign_html(self: HTML5Translator, node: board_sign) -> None:
    classes = escape(" ".join(node["classes"]))
    self.body.append(f'<span class="{classes}" aria-hidden="true">')


def depart_sign_html(self: HTML5Translator, node: board_sign) -> None:
    self.body.append("</span>")
