"""Select rows and columns of a dataset for a table, and the columns to filter it by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .cells import NUMERIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .cells import Field
    from .model import Dataset, Row

UNFILTERED = 8
"""Number of rows up to which a table has no filters."""


class UnknownColumn(LookupError):
    """A column that the dataset does not have."""


@dataclass(frozen=True, slots=True)
class Crosstab:
    """Numbers of rows by two columns.

    :param lines: the values of the first
    :param columns: the values of the second
    :param counts: for each line the numbers by column
    """

    lines: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """The sum of each column."""
        return tuple(sum(numbers) for numbers in zip(*self.counts, strict=True))


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows and columns, as an author selects them.

    :param columns: names of columns, in order; none for all
    :param where: columns, each with the values that it may have
    :param order: the column to sort by; with a hyphen before it, in descending order
    """

    columns: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    order: str = ""


def column(dataset: Dataset, name: str) -> Field:
    """Return a column.

    :raises UnknownColumn: if there is none of that name; the message lists those there are
    """
    field = dataset.field(name)
    if field is None:
        names = ", ".join(other.name for other in dataset.fields)
        msg = f"the dataset {dataset.name!r} has no column {name!r}: use one of {names}"
        raise UnknownColumn(msg)
    return field


def select(dataset: Dataset, selection: Selection) -> tuple[list[Field], list[Row]]:
    """Return the columns and the rows that a selection asks for.

    :raises UnknownColumn: if it names a column that the dataset does not have
    """
    names = dict.fromkeys(selection.columns) or [field.name for field in dataset.fields]
    columns = [column(dataset, name) for name in names]
    rows = list(dataset.rows)
    for name, values in selection.where:
        field = column(dataset, name)
        rows = [row for row in rows if not set(values).isdisjoint(_values(field, row))]
    if selection.order:
        field = column(dataset, selection.order.lstrip("-"))
        numeric = field.type in NUMERIC

        def rank(row: Row) -> tuple[bool, float, str]:
            cell = row.cells[field.name]
            try:
                number = float(cell) if numeric else 0.0
            except ValueError:
                number = 0.0
            return (not cell, number, cell)

        rows.sort(key=rank, reverse=selection.order.startswith("-"))
    return columns, rows


def _values(field: Field, row: Row) -> tuple[str, ...]:
    """Return the values of a cell that a condition can name, of which an empty cell has one."""
    return field.parts(row.cells[field.name]) or ("",)


def crosstab(rows: Sequence[Row], down: Field, across: Field) -> Crosstab:
    """Count rows by the values of two columns, in the order of their enum or of the rows."""
    counts = Counter((row.cells[down.name], row.cells[across.name]) for row in rows)
    lines, columns = (
        tuple(value for value in field.enum or dict.fromkeys(used) if value in used)
        for field, used in (
            (down, [row.cells[down.name] for row in rows]),
            (across, [row.cells[across.name] for row in rows]),
        )
    )
    table = tuple(tuple(counts[line, value] for value in columns) for line in lines)
    return Crosstab(lines, columns, table)


def selection_errors(dataset: Dataset, selection: Selection, rows: list[Row]) -> Iterator[str]:
    """Yield the mistakes in a selection of columns that exist.

    :param rows: the selected rows
    """
    for name in dict.fromkeys(selection.columns):
        if selection.columns.count(name) > 1:
            yield f"the column {name!r} is named twice: it is displayed once"
    unmet = []
    for name, allowed in selection.where:
        field = column(dataset, name)
        enum, used = field.enum, {value for row in dataset.rows for value in _values(field, row)}
        for value in allowed:
            if enum and value and value not in enum:
                unmet.append(f"{name} = {value!r} is unknown: use one of {', '.join(enum)}")
            elif not enum and value not in used and dataset.complete:
                unmet.append(f"no row of {dataset.name!r} has {name} = {value!r}")
    yield from unmet
    if not rows and not unmet and dataset.complete:
        yield f"no row of {dataset.name!r} meets all conditions of 'where'"


def choices(columns: list[Field], rows: list[Row]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (name, title, values) of the enum columns offered as filters."""
    filters = []
    for field in columns if len(rows) > UNFILTERED else ():
        used = {row.cells[field.name] for row in rows}
        if values := tuple(value for value in field.enum if value in used):
            filters.append((field.name, field.title, values))
    return filters
