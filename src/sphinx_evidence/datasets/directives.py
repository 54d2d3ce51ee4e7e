"""Tables and pages made from datasets, and the role for one value."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective, SphinxRole

from ..log import warn
from ..problem import Slip
from .model import SOURCES, shown
from .nodes import dataset_page
from .select import Selection, UnknownColumn, column, select

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import OptionSpec

    from .domain import DatasetDomain
    from .model import Dataset, Field, Row


def _names(argument: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in argument.split(",") if name.strip())


def _where(argument: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    conditions = []
    for condition in argument.split(";"):
        name, equals, values = condition.partition("=")
        if not equals:
            msg = "write column = value, or column = one | other; conditions end in a semicolon"
            raise ValueError(msg)
        allowed = tuple(value.strip() for value in values.split("|"))
        conditions.append((name.strip(), allowed))
    return tuple(conditions)


def find_dataset(env: BuildEnvironment, name: str) -> Dataset:
    """Return a dataset, and have the page at hand read again when its file changes.

    :raises LookupError: if there is none of that name, with what there is
    """
    domain = cast("DatasetDomain", env.domains["dataset"])
    dataset = domain.datasets.get(name)
    if dataset is None:
        names = ", ".join(sorted(domain.datasets)) or "none was read"
        msg = f"there is no dataset {name!r}: use one of {names}"
        raise LookupError(msg)
    env.note_dependency(str(dataset.path))
    env.note_dependency(str(dataset.path.parent / "datapackage.json"))
    return dataset


class _DatasetDirective(SphinxDirective):
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        try:
            return self.make(find_dataset(self.env, self.arguments[0]))
        except LookupError as error:
            docname = self.env.current_document.docname
            warn(Slip.UNKNOWN_DATA, str(error.args[0]), (docname, self.lineno))
            return [nodes.literal_block(self.block_text, self.block_text, language="none")]

    @abstractmethod
    def make(self, dataset: Dataset) -> list[nodes.Node]:
        """Return what the directive stands for."""

    def table(self, columns: list[Field], rows: list[Row], caption: str) -> nodes.table:
        """Return a table; citations in the column of sources are real ones."""
        table = nodes.table(classes=["data-table"])
        self.set_source_info(table)
        if caption:
            inline, messages = self.parse_inline(caption)
            table += nodes.title("", "", *inline, *messages)
        group = nodes.tgroup(cols=len(columns))
        group += [nodes.colspec(colwidth=1) for _ in columns]
        head = nodes.row("", *(self._cell(nodes.Text(field.title)) for field in columns))
        body = [nodes.row("", *(self._value(field, row) for field in columns)) for row in rows]
        group += [nodes.thead("", head), nodes.tbody("", *body)]
        table += group
        return table

    def _value(self, field: Field, row: Row) -> nodes.entry:
        if field.name == SOURCES and row.sources:
            inline, messages = self.parse_inline(f"{{cite:t}}`{','.join(row.sources)}`")
            return self._cell(*inline, *messages)
        cell = self._cell(nodes.Text(shown(field, row.cells[field.name])))
        if field.type in ("integer", "number"):
            cell["classes"].append("figure")
        return cell

    def _cell(self, *content: Node) -> nodes.entry:
        return nodes.entry("", nodes.paragraph("", "", *content))


class DataTable(_DatasetDirective):
    """A table of some rows and columns of a dataset."""

    option_spec: ClassVar[OptionSpec] = {
        "columns": _names,
        "where": _where,
        "order": directives.unchanged,
        "caption": directives.unchanged_required,
    }

    def make(self, dataset: Dataset) -> list[nodes.Node]:
        options = self.options
        wanted = Selection(
            options.get("columns", ()), options.get("where", ()), options.get("order", "")
        )
        columns, rows = select(dataset, wanted)
        return [self.table(columns, rows, options.get("caption", dataset.title))]


class DatasetPage(_DatasetDirective):
    """The page of a dataset: what it is, its columns, its files and all its rows."""

    def make(self, dataset: Dataset) -> list[nodes.Node]:
        page = dataset_page(name=dataset.name)
        page += nodes.paragraph("", dataset.description)
        top = "../" * self.env.current_document.docname.count("/")
        rows = nodes.Text(f"{len(dataset.rows)} rows, under CC BY 4.0: ")
        data = nodes.reference("", "CSV", refuri=f"{top}data/{dataset.path.name}")
        schema = nodes.reference("", "schema", refuri=f"{top}data/datapackage.json")
        page += nodes.paragraph("", "", rows, data, nodes.Text(", "), schema, nodes.Text("."))
        page += self.table(list(dataset.fields), list(dataset.rows), "")
        fields = nodes.definition_list()
        for field in dataset.fields:
            meaning = nodes.definition("", nodes.paragraph("", field.description))
            fields += nodes.definition_list_item("", nodes.term("", field.title), meaning)
        page += fields
        return [page]


class ValueRole(SphinxRole):
    """One value of one row, formatted and linked: ``{value}`arrivals-rok:2009:total```.

    Two columns with two dots between them print a range.
    """

    def run(self) -> tuple[list[Node], list[system_message]]:
        name, _, rest = self.text.partition(":")
        key, _, columns = rest.partition(":")
        try:
            dataset = find_dataset(self.env, name)
            row = dataset.row(key)
            if row is None:
                msg = f"the dataset {name!r} has no row {key!r} (by {', '.join(dataset.key)})"
                raise LookupError(msg)
            fields = [column(dataset, part) for part in columns.split("..")]
        except (LookupError, UnknownColumn) as error:
            message = f"the value {self.text!r} is not found: {error.args[0]}"
            warn(Slip.UNKNOWN_DATA, message, (self.env.current_document.docname, self.lineno))
            return [nodes.literal(self.rawtext, self.text)], []
        values = [shown(field, row.cells[field.name]) for field in fields]
        text = "–".join(dict.fromkeys(values))
        target = addnodes.pending_xref(
            self.rawtext,
            nodes.inline("", text, classes=["value"]),
            refdomain="dataset",
            reftype="ref",
            reftarget=name,
            refexplicit=True,
            refwarn=True,
            refdoc=self.env.current_document.docname,
        )
        self.set_source_info(target)
        return [target], []
