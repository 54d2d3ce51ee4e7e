"""Select rows and columns of a dataset for a table, and the columns to filter it by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .cells import NUMERIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .cells import Field
    from .model import Dataset, Row

    Conditions = Sequence[tuple[str, tuple[str, ...]]]

UNFILTERED = 8
"""Number of rows up to which a table has no filters."""


def column(dataset: Dataset, name: str) -> Field:
    """Return a column.

    :raises LookupError: if there is none of that name; the message lists those there are
    """
    field = dataset.field(name)
    if field is None:
        names = ", ".join(other.name for other in dataset.fields)
        msg = f"the dataset {dataset.name!r} has no column {name!r}: use one of {names}"
        raise LookupError(msg)
    return field


def select(dataset: Dataset, where: Conditions = (), order: str = "") -> list[Row]:
    """Return the rows that meet all conditions.

    :param where: columns, each with the values that it may have
    :param order: the column to sort by; with a hyphen before it, in descending order
    :raises LookupError: if the dataset does not have one of these columns
    """
    rows = list(dataset.rows)
    for name, values in where:
        field = column(dataset, name)
        rows = [row for row in rows if not set(values).isdisjoint(_values(field, row))]
    if order:
        field = column(dataset, order.lstrip("-"))
        rows.sort(key=lambda row: _rank(field, row), reverse=order.startswith("-"))
    return rows


def _rank(field: Field, row: Row) -> tuple[bool, float, str]:
    cell = row.cells[field.name]
    try:
        number = float(cell) if field.type in NUMERIC else 0.0
    except ValueError:
        number = 0.0
    return not cell, number, cell


def _values(field: Field, row: Row) -> tuple[str, ...]:
    """Return the values of a cell that a condition can name, of which an empty cell has one."""
    return (row.parts(field.name) or ("",)) if field.type == "list" else (row.cells[field.name],)


def crosstab(
    rows: Sequence[Row], down: Field, across: Field
) -> tuple[list[str], dict[str, list[int]]]:
    """Return the values of the second column, and by that of the first how many rows have each."""
    counts = Counter((row.cells[down.name], row.cells[across.name]) for row in rows)
    columns = _used(across, rows)
    return columns, {line: [counts[line, one] for one in columns] for line in _used(down, rows)}


def _used(field: Field, rows: Sequence[Row]) -> list[str]:
    """Return the cells of a column, each once, in the order of its enum or else of the rows."""
    used = dict.fromkeys(row.cells[field.name] for row in rows)
    return [value for value in field.enum or used if value in used]


def selection_errors(dataset: Dataset, where: Conditions, rows: list[Row]) -> Iterator[str]:
    """Yield the mistakes in the conditions of a selection, unless rows could not be read.

    :param rows: the selected rows
    """
    if not dataset.complete:
        return
    unmet = []
    for name, allowed in where:
        field = column(dataset, name)
        known = {value for row in dataset.rows for value in _values(field, row)}
        advice = f": use one of {', '.join(field.enum)}" if field.enum else ""
        for value in allowed:
            if value not in known.union(field.enum):
                unmet.append(f"no row of {dataset.name!r} has {name} = {value!r}{advice}")
    yield from unmet
    if not rows and not unmet:
        yield f"no row of {dataset.name!r} meets all conditions of 'where'"


def choices(columns: list[Field], rows: list[Row]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (name, title, values) of the enum columns offered as filters."""
    if len(rows) <= UNFILTERED:
        return []
    return [
        (field.name, field.title, tuple(values))
        for field in columns
        if field.enum and (values := _used(field, rows))
    ]
