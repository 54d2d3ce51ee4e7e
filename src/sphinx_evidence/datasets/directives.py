"""The directive for a table of a dataset, and the role for one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

from ..core.diagnostics import Rule
from ..core.domains import PART
from ..core.log import warn
from .base import DatasetDirective, find_dataset, warn_missing
from .model import format_cell
from .select import Selection, UnknownColumn, column, select, selection_errors

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.util.typing import OptionSpec

    from .model import Dataset


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
    }

    def make(self, dataset: Dataset) -> list[nodes.Node]:
        options = self.options
        selection = Selection(
            options.get("columns", ()), options.get("where", ()), options.get("order", "")
        )
        columns, rows = select(dataset, selection)
        for message in selection_errors(dataset, selection, rows):
            warn(Rule.UNKNOWN_DATA, message, (self.env.current_document.docname, self.lineno))
        return self.table(columns, rows, options.get("caption", dataset.title))


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
        except (LookupError, UnknownColumn) as error:
            message = f"the value {self.text!r} is not found: {error.args[0]}"
            warn_missing(self.env, name, message, self.lineno)
            return [nodes.literal(self.rawtext, self.text)], []
        values = [format_cell(field, row.cells[field.name]) for field in fields]
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
            **{PART: dataset.anchor(row)},
        )
        self.set_source_info(target)
        return [target], []
