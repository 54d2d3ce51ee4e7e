"""Tables on a phone: a row is a block that shows how it begins, and the rest when asked to.

A row of cells side by side has no room there, and as a block of all of them a table takes screens.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.i18n import _
from ..core.nodes import box, fold_all, narrow_fold
from ..core.structure import is_chapter
from ..theme.facets import facets
from .nodes import data_cell

LONG_CELL = 60
"""Characters from which a cell gets a wide column, and is not shown of a folded row."""

FOLDED = "row-table"
"""The class of a table whose rows are blocks on a phone."""

FEWEST = 5
"""A row of fewer cells is shown whole."""

MOST = 4
"""A table of more rows is folded as a whole in a chapter, under its caption."""


class FoldTransform(SphinxPostTransform):
    """Name the column of each cell, and let the rows of tables with many columns fold."""

    default_priority = 6
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for table in list(self.document.findall(nodes.table)):
            stands = isinstance(table.parent, nodes.section | nodes.document | box)
            if stands and not table.get("whole"):  # a picture made of cells has no rows to fold
                _name_cells(table)
            rows = [row for body in table.findall(nodes.tbody) for row in body.children]
            cells = [list(row.findall(data_cell)) for row in rows]
            if cells and all(map(len, cells)):
                table["classes"].append(FOLDED)
                for first, *others in cells:
                    is_long = len(others) + 1 >= FEWEST
                    first["folds"] = is_long and not isinstance(table.parent, narrow_fold)
                if len(rows) > MOST and is_chapter(self.env.docname, self.config.evidence_parts):
                    _fold_table(table, len(rows))


def _fold_table(table: nodes.table, rows: int) -> None:
    """Fold a table that stands in a section, with its filters if it has some."""
    parent, caption = table.parent, table.next_node(nodes.title)
    if (has_filters := isinstance(parent[0], facets)) or isinstance(parent, nodes.section):
        found = parent.children if has_filters else [table]
        name = _("Table") if caption is None else caption.astext()
        fold_all(list(found), _("{caption} ({count} rows)").format(caption=name, count=rows))


def _name_cells(table: nodes.table) -> None:
    """Make the cells of a plain table such as those of a dataset, if each is in one column."""
    heads = [row.children for head in table.findall(nodes.thead) for row in head.children]
    rows = [row for body in table.findall(nodes.tbody) for row in body.children]
    entries = [*table.findall(nodes.entry)]
    if len(heads) != 1 or any("morecols" in cell or "morerows" in cell for cell in entries):
        return
    labels = [head.astext() for head in heads[0]]
    for row in rows:
        assert isinstance(row, nodes.row)
        if len(row) != len(labels) or isinstance(row[0], data_cell):
            continue
        for cell, label in zip(list(row.children), labels, strict=True):
            assert isinstance(cell, nodes.entry)
            named = data_cell("", *cell.children, label=label, order="", **_kept(cell))
            if len(cell.astext()) > LONG_CELL:
                named["classes"].append("long")
            row.replace(cell, named)


def _kept(cell: nodes.entry) -> dict[str, Any]:
    return {"ids": cell["ids"], "classes": list(cell["classes"])}
