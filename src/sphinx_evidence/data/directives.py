"""The directives for tables of a dataset, and the roles for one value and for a number of rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

from ..core.diagnostics import Rule
from ..core.i18n import _
from ..core.log import warn
from .base import DatasetDirective, columns_list, find_dataset, row_link, warn_missing
from .cells import format_cell
from .nodes import data_cell, rows_here
from .select import column, crosstab, select, selection_errors

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.util.typing import OptionSpec

    from .model import Dataset, Row


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


class DataTable(DatasetDirective):
    """A table of some rows and columns of a dataset."""

    option_spec: ClassVar[OptionSpec] = {
        "columns": _names,
        "where": _where,
        "order": directives.unchanged,
        "caption": directives.unchanged_required,
        "anchors": directives.flag,
    }

    def make(self, dataset: Dataset) -> list[nodes.Node]:
        options = self.options
        names, where = dict.fromkeys(options.get("columns", ())), options.get("where", ())
        columns = [column(dataset, name) for name in names] or list(dataset.fields)
        rows = select(dataset, where, options.get("order", ""))
        for message in selection_errors(dataset, where, rows):
            warn(Rule.UNKNOWN_DATA, message, (self.env.docname, self.lineno))
        anchors = tuple(map(dataset.anchor, rows)) if "anchors" in options else ()
        return self.table(columns, rows, options.get("caption", dataset.title), anchors)


class DataCount(DatasetDirective):
    """How many rows of a dataset have which values in two of its columns."""

    option_spec: ClassVar[OptionSpec] = {
        "down": directives.unchanged_required,
        "across": directives.unchanged_required,
        "caption": directives.unchanged_required,
    }

    def make(self, dataset: Dataset) -> list[nodes.Node]:
        down, across = (column(dataset, self.options.get(name, "")) for name in ("down", "across"))
        columns, counts = crosstab(dataset.rows, down, across)
        totals = [sum(numbers) for numbers in zip(*counts.values(), strict=True)]
        every = _("All")
        titles = (down.title, *columns, every)
        heads = [nodes.entry("", nodes.paragraph("", title)) for title in titles]
        body = [_counts(titles, line, numbers) for line, numbers in counts.items()]
        body.append(_counts(titles, every, totals))
        return [self.grid(heads, body, self.options.get("caption", dataset.title))]


def _counts(heads: tuple[str, ...], line: str, numbers: list[int]) -> nodes.row:
    texts = (line, *(str(number) for number in (*numbers, sum(numbers))))
    cells = [
        data_cell("", nodes.paragraph("", text), label=head, order="", classes=["number"])
        for head, text in zip(heads, texts, strict=True)
    ]
    cells[0]["classes"] = []
    return nodes.row("", *cells)


class DataColumns(DatasetDirective):
    """The codebook of a dataset: its columns, with type, meaning and values, from the schema."""

    def make(self, dataset: Dataset) -> list[nodes.Node]:
        return [columns_list(dataset)]


class RowsHere(DatasetDirective):
    """The rows of a dataset that name the chapter on this page, folded, each a link to its row.

    The rows name it in the column that refers to chapters; the id of a chapter is its file's name.
    """

    option_spec: ClassVar[OptionSpec] = {"by": directives.unchanged_required}

    def make(self, dataset: Dataset) -> list[nodes.Node]:
        docname = self.env.docname
        chapter = docname.rpartition("/")[2]
        columns = [field for field in dataset.fields if field.refers == "chapter"]
        rows = [row for row in dataset.rows for one in columns if chapter in row.parts(one.name)]
        by = column(dataset, self.options["by"]) if "by" in self.options else None
        if not rows and dataset.complete:
            message = f"no row of {dataset.name!r} names the chapter {chapter!r}: name it in one"
            warn(Rule.UNKNOWN_DATA, message, (docname, self.lineno))
            return []
        title, words = f"{_(dataset.title)}: {len(rows)}", [dataset.title]
        if by:
            found = Counter(row.cells[by.name] for row in rows)
            words += by.enum or sorted(found)
            values = (one for one in words[1:] if found[one])
            title += f" ({', '.join(f'{found[value]} {_(value)}' for value in values)})"
        listed = [self._item(dataset, row, row.cells[by.name] if by else "") for row in rows]
        fold = rows_here("", nodes.bullet_list("", *listed), title=title, words=words)
        self.set_source_info(fold)
        return [fold]

    def _item(self, dataset: Dataset, row: Row, value: str) -> nodes.list_item:
        names = (name for name in dataset.search.title if row.cells[name])
        text = row.cells[next(names, dataset.key[0])]
        content = [row_link(self.env, dataset, row, nodes.inline("", text))]
        return nodes.list_item(
            "", nodes.paragraph("", "", *content, nodes.Text(f" ({_(value)})" if value else ""))
        )


class ValueRole(SphinxRole):
    """One value of one row, formatted, as a link to the row: ``{value}`arrivals-rok:2009:total```.

    Two columns with two dots between them give a range.
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
        except LookupError as error:
            message = f"the value {self.text!r} is not found: {error.args[0]}"
            warn_missing(self.env, message, self.lineno)
            return [nodes.literal(self.rawtext, self.text)], []
        values = [format_cell(field, row.cells[field.name]) for field in fields]
        text = "–".join(dict.fromkeys(values))
        content = nodes.inline("", text, classes=["value"])
        target = row_link(self.env, dataset, row, content, self.rawtext)
        self.set_source_info(target)
        return [target], []


class CountRole(SphinxRole):
    """How many rows a dataset has, as a link to its page: ``{count}`estimates:basis = survey```.

    The conditions after the colon are those of ``:where:`` in a table.
    """

    def run(self) -> tuple[list[Node], list[system_message]]:
        name, _colon, conditions = self.text.partition(":")
        try:
            dataset = find_dataset(self.env, name)
            where = _where(conditions) if conditions else ()
            rows = select(dataset, where)
            if message := next(selection_errors(dataset, where, rows), ""):
                raise LookupError(message)
        except (LookupError, ValueError) as error:
            message = f"the rows {self.text!r} are not counted: {error.args[0]}"
            warn_missing(self.env, message, self.lineno)
            return [nodes.literal(self.rawtext, self.text)], []
        number = nodes.inline("", f"{len(rows):,}", classes=["count"])
        link = addnodes.pending_xref(
            self.rawtext, number, refdomain="dataset", reftype="ref", reftarget=name,
            refexplicit=True, refwarn=True, refdoc=self.env.docname,
        )  # fmt: skip
        self.set_source_info(link)
        return [link], []
