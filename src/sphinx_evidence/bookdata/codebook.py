"""The directive that prints the tables with the columns of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..core.i18n import _
from ..core.links import site_link
from ..core.nodes import UNSEARCHED
from .packages import CRATE, DATABASE, FOLDER, PACKAGE, csv_name
from .schema import TABLES, referred

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .schema import Column, Table


class Codebook(SphinxDirective):
    """All tables of the book as data, each with the names, types and meanings of its columns."""

    def run(self) -> list[nodes.Node]:
        tables = [self._table(table) for table in TABLES]
        return [self._files(), *tables] if self.has_files else [*tables]

    @property
    def has_files(self) -> bool:
        """Whether there are files to link to; a draft has none."""
        return bool(self.config.evidence_edition_date)

    def _files(self) -> nodes.bullet_list:
        """Return links to the files that have or describe all tables, and to those in JSON."""
        files = {
            FOLDER + DATABASE: _("All tables in one SQLite database"),
            FOLDER + PACKAGE: _("Frictionless Data Package: columns, keys and checksums"),
            FOLDER + CRATE: _("RO-Crate: all files of the folder"),
            "claims.json": _("Claims with their grades and citations, in one JSON file"),
            "sections.json": _("Sections and paragraphs with what they cite, in one JSON file"),
        }
        return nodes.bullet_list(
            "",
            *(
                nodes.list_item("", nodes.paragraph("", "", site_link(title, path)))
                for path, title in files.items()
            ),
        )

    def _table(self, table: Table) -> nodes.table:
        group = nodes.tgroup(cols=3)
        group += [nodes.colspec(colwidth=width) for width in (20, 20, 60)]
        group += nodes.thead("", _row(map(nodes.Text, (_("Column"), _("Type"), _("Meaning")))))
        group += nodes.tbody("", *(self._column(table, column) for column in table.columns))
        file = FOLDER + csv_name(table)
        name = site_link(table.name, file) if self.has_files else nodes.Text(table.name)
        title = nodes.title("", "", name, nodes.Text(f": {table.meaning}"))
        node = nodes.table("", title, group, classes=["codebook"], ids=[_anchor(table.name)])
        node[UNSEARCHED] = True  # words of data, for those who have the files
        self.set_source_info(node)
        return node

    def _column(self, table: Table, column: Column) -> nodes.row:
        name = nodes.literal("", column.name)
        marks = [nodes.Text(column.type)]
        meaning: list[nodes.Node] = [nodes.Text(column.meaning)]
        if column.name in table.key:
            marks.append(nodes.Text(", " + _("key")))
        for other in filter(None, referred(table, column.name).split(", ")):
            link = nodes.reference("", other, internal=True, refid=_anchor(other))
            meaning += [nodes.Text(" → "), link]
        kind, text = nodes.inline("", "", *marks), nodes.inline("", "", *meaning)
        return _row((name, kind, text))


def _anchor(name: str) -> str:
    return f"codebook-{name.replace('_', '-')}"


def _row(cells: Iterable[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))
