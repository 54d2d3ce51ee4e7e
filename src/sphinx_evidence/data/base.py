"""The common base of directives for a dataset: look it up, and make a table with citations."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from ..core.diagnostics import Rule
from ..core.domains import PART
from ..core.i18n import _
from ..core.log import warn
from ..core.nodes import CHECKED, as_written
from ..sources.roles import CiteRole
from ..theme.facets import ITEM, facets, token
from .cells import REFERABLE
from .columns import columns_of
from .domain import PLACE, DatasetDomain
from .folding import LONG_CELL
from .model import SOURCES
from .nodes import data_cell
from .select import choices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node
    from sphinx.environment import BuildEnvironment

    from .cells import Field
    from .columns import Column
    from .model import Dataset, Row


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


def warn_missing(env: BuildEnvironment, message: str, line: int) -> None:
    """Warn of data that do not exist, unless some could not be read, which was reported."""
    if DatasetDomain.of(env).is_complete():
        warn(Rule.UNKNOWN_DATA, message, (env.docname, line))


def row_link(
    env: BuildEnvironment, dataset: Dataset, row: Row, content: nodes.inline, rawtext: str = ""
) -> addnodes.pending_xref:
    """Return a link to a row on the page of its dataset."""
    return addnodes.pending_xref(
        rawtext,
        content,
        refdomain="dataset",
        reftype="ref",
        reftarget=dataset.name,
        refexplicit=True,
        refwarn=True,
        refdoc=env.docname,
        **{PART: dataset.anchor(row)},
    )


def columns_list(dataset: Dataset) -> nodes.definition_list:
    """Return the columns of a dataset: name and title, meaning, and the values that a cell has."""
    fields = nodes.definition_list(classes=["dataset-fields"])
    for field in dataset.fields:
        term = nodes.term("", "", nodes.Text(f"{field.title} "), nodes.literal("", field.name))
        meaning = nodes.definition("", nodes.paragraph("", field.description))
        values = _values(field)
        if values:
            meaning += nodes.paragraph("", values)
        fields += nodes.definition_list_item("", term, meaning)
    return fields


def _values(field: Field) -> str:
    if field.enum:
        return _("One of: {values}.").format(values=", ".join(field.enum))
    if field.refers:
        return _("Ids, of: {what}.").format(what=field.refers)
    return ""


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
            warn_missing(self.env, str(error.args[0]), self.lineno)
        return self.fallback()

    def fallback(self) -> list[nodes.Node]:
        """Return the source of the directive, for a dataset that has no rows."""
        return [as_written(self)]

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

    def _links(self, refers: str, ids: Iterable[str]) -> list[nodes.Node]:
        """Return links to what a column refers to: sections by their titles, others by their ids.

        What does not exist is reported in the table that it comes from.
        """
        links: list[nodes.Node] = []
        for number, name in enumerate(ids):
            link = self._link(refers, name)
            link[CHECKED] = True
            links += [nodes.Text(", " if number else ""), link]
        return links

    def _link(self, refers: str, name: str) -> nodes.Element:
        text = nodes.inline("", name)
        if refers not in REFERABLE:
            other = DatasetDomain.of(self.env).datasets.get(refers)
            row = other.row(name) if other else None
            return row_link(self.env, other, row, text) if other and row else text
        link = addnodes.pending_xref("", text, reftarget=name, refwarn=True)
        link["refdomain"], link["reftype"] = DatasetDomain.name, PLACE
        link["refexplicit"] = refers == "claim"
        link["refdoc"] = self.env.docname
        self.set_source_info(link)
        return link

    @abstractmethod
    def make(self, dataset: Dataset) -> list[nodes.Node]:
        """Return the nodes of the directive."""

    def table(
        self, columns: list[Field], rows: list[Row], caption: str, anchors: tuple[str, ...] = ()
    ) -> list[nodes.Node]:
        """Return a table whose citations count as those of the page; a long one gets filters.

        :param anchors: the id of each row, if they get any
        """
        displayed = columns_of(columns)
        heads = [self._head(one) for one in displayed]
        body = [nodes.row("", *(self._value(one, row) for one in displayed)) for row in rows]
        table = self.grid(heads, body, caption)
        if len(rows) > 2:
            table["classes"].append("sortable")
        for row_node, anchor in zip(body, anchors, strict=False):
            row_node["ids"] = [anchor]
        if not (filters := choices(columns, rows)):
            return [table]
        for row_node, row in zip(body, rows, strict=True):
            values = ((name, row.cells[name]) for name, _title, _values in filters)
            row_node["classes"] = [ITEM, *(token(*pair) for pair in values if pair[1])]
        return [nodes.container("", facets("", facets=filters), table)]

    def grid(self, heads: list[nodes.entry], body: list[nodes.row], caption: str) -> nodes.table:
        """Return a table of these cells."""
        table = nodes.table(classes=["data-table"])
        self.set_source_info(table)
        if caption:
            inline, messages = self.parse_inline(caption)
            title = nodes.title(caption, "", *inline, *messages)
            self.set_source_info(title)  # gettext leaves out what has no source
            table += title
        group = nodes.tgroup(cols=len(heads))
        columns = list(zip(heads, *(row.children for row in body), strict=True))
        for head, *cells in columns:  # a head stands over its numbers
            if cells and all("number" in cell["classes"] for cell in cells):
                head["classes"].append("number")
        widths = (max(len(cell.astext()) for cell in column) for column in columns)
        group += [nodes.colspec(colwidth=min(width, LONG_CELL)) for width in widths]
        group += [nodes.thead("", nodes.row("", *heads)), nodes.tbody("", *body)]
        table += group
        return table

    def _head(self, column: Column) -> nodes.entry:
        head = nodes.entry("", nodes.paragraph("", column.title(_)))
        head["classes"] += [SOURCES] * (column.fields[0].name == SOURCES)
        return head

    def _value(self, column: Column, row: Row) -> data_cell:
        field = column.fields[0]
        cell = data_cell(label=column.title(_), order=column.order(row.cells))
        text = column.text(row.cells, _)
        content: list[Node] = [nodes.Text(text)]
        if field.name == SOURCES:
            cell["classes"].append(SOURCES)
            content = self.cite("t", row.sources)
        elif field.refers:
            content = self._links(field.refers, row.parts(field.name))
        elif field.language:
            content = [nodes.inline("", text, classes=[f"language-{field.language}"])]
        elif column.numeric:
            cell["classes"].append("number")
        elif len(text) > LONG_CELL:
            cell["classes"].append("long")
        cell += nodes.paragraph("", "", *content)
        return cell
