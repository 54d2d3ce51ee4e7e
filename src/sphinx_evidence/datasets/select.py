"""Select rows and columns of a dataset for a table, and the columns to filter it by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .model import NUMERIC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import Dataset, Field, Row


UNFILTERED = 8
"""Number of rows up to which a table has no filters."""


class UnknownColumn(LookupError):
    """A column that the dataset does not have."""


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
        column(dataset, name)
        rows = [row for row in rows if row.cells[name] in values]
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


def selection_errors(dataset: Dataset, selection: Selection, rows: list[Row]) -> Iterator[str]:
    """Yield the mistakes in a selection of columns that exist.

    :param rows: the selected rows
    """
    for name in dict.fromkeys(selection.columns):
        if selection.columns.count(name) > 1:
            yield f"the column {name!r} is named twice: it is displayed once"
    unmet = []
    for name, allowed in selection.where:
        enum = column(dataset, name).enum
        used = {row.cells[name] for row in dataset.rows}
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
