"""Which rows and columns of a dataset a table shows, and offers to choose by. No Sphinx here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .model import NUMERIC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import Dataset, Field, Row


FEW = 8
"""Rows up to which a table offers no choices."""


class UnknownColumn(LookupError):
    """A column that the dataset does not have."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows and columns, as an author asks for them.

    :param columns: names of columns, in order; none for all
    :param where: column and the values that it may have
    :param order: a column to sort by, with a hyphen in front for the reverse
    """

    columns: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    order: str = ""


def column(dataset: Dataset, name: str) -> Field:
    """Return a column.

    :raises UnknownColumn: if there is none of that name, with the names that there are
    """
    found = dataset.field(name)
    if found is None:
        names = ", ".join(field.name for field in dataset.fields)
        msg = f"the dataset {dataset.name!r} has no column {name!r}: use one of {names}"
        raise UnknownColumn(msg)
    return found


def select(dataset: Dataset, wanted: Selection) -> tuple[list[Field], list[Row]]:
    """Return the columns and the rows that a selection asks for.

    :raises UnknownColumn: if it names a column that the dataset does not have
    """
    names = dict.fromkeys(wanted.columns) or [field.name for field in dataset.fields]
    columns = [column(dataset, name) for name in names]
    rows = list(dataset.rows)
    for name, values in wanted.where:
        column(dataset, name)
        rows = [row for row in rows if row.cells[name] in values]
    if wanted.order:
        field = column(dataset, wanted.order.lstrip("-"))
        numeric = field.type in NUMERIC

        def rank(row: Row) -> tuple[bool, float, str]:
            cell = row.cells[field.name]
            try:
                number = float(cell) if numeric else 0.0
            except ValueError:
                number = 0.0
            return (not cell, number, cell)

        rows.sort(key=rank, reverse=wanted.order.startswith("-"))
    return columns, rows


def doubts(dataset: Dataset, wanted: Selection, rows: list[Row]) -> Iterator[str]:
    """Yield what an author cannot have meant by a selection that can be made.

    :param rows: the rows that it has selected
    """
    for name in dict.fromkeys(wanted.columns):
        if wanted.columns.count(name) > 1:
            yield f"the column {name!r} is named twice: it is shown once"
    unmet = []
    for name, allowed in wanted.where:
        words = column(dataset, name).enum
        used = {row.cells[name] for row in dataset.rows}
        for value in allowed:
            if words and value and value not in words:
                unmet.append(f"{name} = {value!r} is unknown: use one of {', '.join(words)}")
            elif not words and value not in used and dataset.complete:
                unmet.append(f"no row of {dataset.name!r} has {name} = {value!r}")
    yield from unmet
    if not rows and not unmet and dataset.complete:
        yield f"no row of {dataset.name!r} meets all conditions of 'where'"


def choices(columns: list[Field], rows: list[Row]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return name, title and words of the columns of fixed words by which rows may be chosen."""
    found = []
    for field in columns if len(rows) > FEW else ():
        used = {row.cells[field.name] for row in rows}
        if words := tuple(word for word in field.enum if word in used):
            found.append((field.name, field.title, words))
    return found
