"""The common base of directives for a dataset: look it up, and make a table with citations."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..core.diagnostics import Rule
from ..core.log import warn
from ..core.nodes import CHECKED
from ..facets.extension import ITEM, facets, token
from ..sources.roles import CiteRole
from .domain import DatasetDomain
from .model import NUMERIC, SOURCES, format_cell
from .select import choices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node
    from sphinx.environment import BuildEnvironment

    from .model import Dataset, Field, Row

LONG_CELL = 60
"""Characters from which a cell gets a wide column."""


def find_dataset(env: BuildEnvironment, name: str) -> Dataset:
    """Return a dataset, and note its files as dependencies of the current page.

    :raises LookupError: if there is none of that name; the message lists those there are
    """
    domain = DatasetDomain.of(env)
    if domain.package is not None:  # also for a missing dataset, which a corrected package may have
        env.note_dependency(str(domain.package))
    dataset = domain.datasets.get(name)
    if dataset is None:
        env.note_reread()  # there is no file yet that the page could depend on
        names = ", ".join(sorted(domain.datasets)) or "none was read"
        msg = f"there is no dataset {name!r}: use one of {names}"
        raise LookupError(msg)
    env.note_dependency(str(dataset.path))
    return dataset


def warn_missing(env: BuildEnvironment, name: str, message: str, line: int) -> None:
    """Warn of data that do not exist, unless they could not be read, which was reported."""
    if not DatasetDomain.of(env).is_lost(name):
        warn(Rule.UNKNOWN_DATA, message, (env.current_document.docname, line))


class DatasetDirective(SphinxDirective):
    """A directive whose first argument is the name of a dataset."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        try:
            dataset = find_dataset(self.env, name)
            if dataset.rows or dataset.complete:
                return self.make(dataset)
        except LookupError as error:
            warn_missing(self.env, name, str(error.args[0]), self.lineno)
        return self.fallback()

    def fallback(self) -> list[nodes.Node]:
        """Return the source of the directive, for a dataset that has no rows."""
        return [nodes.literal_block(self.block_text, self.block_text, language="none")]

    def cite(self, form: str, keys: Iterable[str]) -> list[nodes.Node]:
        """Return a citation as made by the role ``cite:p`` or ``cite:t``; nothing without keys."""
        text = ",".join(keys)
        if not text:
            return []
        role = f"cite:{form}"
        citation, messages = CiteRole()(
            role, f"{{{role}}}`{text}`", text, self.lineno, self.state.inliner
        )
        for node in citation:
            if isinstance(node, nodes.Element):
                node[CHECKED] = True
        return [*citation, *messages]

    @abstractmethod
    def make(self, dataset: Dataset) -> list[nodes.Node]:
        """Return the nodes of the directive."""

    def table(
        self, columns: list[Field], rows: list[Row], caption: str, anchors: tuple[str, ...] = ()
    ) -> list[nodes.Node]:
        """Return a table whose citations count as those of the page; a long one gets filters.

        :param anchors: the id of each row, if they get any
        """
        table = nodes.table(classes=["data-table", *(["sortable"] if len(rows) > 2 else [])])
        self.set_source_info(table)
        if caption:
            inline, messages = self.parse_inline(caption)
            table += nodes.title("", "", *inline, *messages)
        group = nodes.tgroup(cols=len(columns))
        group += [nodes.colspec(colwidth=1) for _ in columns]
        head = nodes.row("", *(self._cell(nodes.Text(field.title)) for field in columns))
        body = [nodes.row("", *(self._value(field, row) for field in columns)) for row in rows]
        for row_node, anchor in zip(body, anchors, strict=False):
            row_node["ids"] = [anchor]
        group += [nodes.thead("", head), nodes.tbody("", *body)]
        table += group
        if not (filters := choices(columns, rows)):
            return [table]
        for row_node, row in zip(body, rows, strict=True):
            values = ((name, row.cells[name]) for name, _, _ in filters)
            row_node["classes"] = [ITEM, *(token(*pair) for pair in values if pair[1])]
        return [nodes.container("", facets("", facets=filters), table)]

    def _value(self, field: Field, row: Row) -> nodes.entry:
        if field.name == SOURCES and row.sources:
            return self._cell(*self.cite("t", row.sources))
        text = format_cell(field, row.cells[field.name])
        if field.language:
            language = [f"language-{field.language}"]
            return self._cell(nodes.inline("", text, classes=language))
        cell = self._cell(nodes.Text(text))
        if field.type in NUMERIC:
            cell["classes"].append("number")
        elif len(text) > LONG_CELL:
            cell["classes"].append("long")
        return cell

    def _cell(self, *content: Node) -> nodes.entry:
        return nodes.entry("", nodes.paragraph("", "", *content))
