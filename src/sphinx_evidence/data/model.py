"""Datasets: CSV files described by a Frictionless Data Package."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..core.paths import ROW
from ..core.tables import read_table
from .cells import Field, cell_error
from .roles import SearchColumns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .roles import GlossaryColumns, TimelineColumns

NO_ANCHOR = ROW
"""The anchor of a row whose key has nothing that an anchor can hold."""

SOURCES = "sources"
"""The column with the keys of the sources of a row, separated by semicolons."""

WORK = "work"
"""The column with the key of the work that a row is about, in the tables of sources."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    :param line: line in the CSV file, from 1
    :param cells: the cells as written, by column
    """

    line: int
    cells: dict[str, str]

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of its sources."""
        return self.parts(SOURCES) or self.parts(WORK)

    def parts(self, name: str) -> tuple[str, ...]:
        """Return the parts of a cell that are separated by semicolons; none without the column."""
        parts = self.cells.get(name, "").split(";")
        return tuple(part.strip() for part in parts if part.strip())


@dataclass(frozen=True, slots=True)
class Dataset:
    """One CSV file with its description.

    :param path: the CSV file
    :param keywords: what all tables of the package are about
    :param key: the columns of the primary key
    :param narrowed: whether its rows are about small groups, so that they may not name a town
    :param complete: whether all of it could be read; what was left out has a message
    :param timeline: its columns as a timeline, None if it is none
    :param glossary: its columns as a glossary, likewise
    """

    name: str
    title: str
    description: str
    path: Path
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    narrowed: bool = False
    keywords: tuple[str, ...] = ()
    complete: bool = True
    search: SearchColumns = field(default_factory=SearchColumns)
    timeline: TimelineColumns | None = None
    glossary: GlossaryColumns | None = None
    rows: tuple[Row, ...] = field(default=(), repr=False)

    def row(self, key: str) -> Row | None:
        """Return the row with a primary key (several columns joined by commas), or None."""
        cells = tuple(part.strip() for part in key.split(","))
        return next((row for row in self.rows if self.key_of(row) == cells), None)

    def key_of(self, row: Row) -> tuple[str, ...]:
        """Return the primary key of a row."""
        return tuple(row.cells[name] for name in self.key)

    def name_of(self, row: Row) -> str:
        """Return the primary key as :meth:`row` takes it, such as ``2009,women``."""
        return ",".join(self.key_of(row))

    def anchor(self, row: Row) -> str:
        """Return the anchor of a row on the page of the dataset, such as ``row-2009``."""
        key = "-".join(self.key_of(row))
        return NO_ANCHOR + re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of the sources of all rows, sorted."""
        return tuple(sorted({key for row in self.rows for key in row.sources}))

    def field(self, name: str) -> Field | None:
        """Return a column by its name, or None."""
        return next((column for column in self.fields if column.name == name), None)


def read_dataset(dataset: Dataset) -> tuple[Dataset, list[Problem]]:
    """Return a dataset with its rows, and what is wrong in its CSV.

    Rows with a wrong number of cells are left out; all others are kept as written.
    """
    names = [column.name for column in dataset.fields]
    records, problems = read_table(dataset.path, names)
    if records is None:
        return replace(dataset, complete=False), problems
    rows = tuple(Row(one.line, dict(zip(names, one.cells, strict=True))) for one in records)
    complete = dataset.complete and not problems
    notes = [(row.line, message) for row in rows for message in _cell_errors(dataset, row)]
    notes += _repeated_cells(dataset, rows)
    if not rows and complete:
        notes.append((1, "the table has no rows: add one, or remove the dataset"))
    problems += [
        Problem(str(dataset.path), line, Rule.MALFORMED_TABLE, message) for line, message in notes
    ]
    return replace(dataset, rows=rows, complete=complete), sorted(problems)


def _cell_errors(dataset: Dataset, row: Row) -> Iterator[str]:
    for column in dataset.fields:
        if message := cell_error(column, row.cells[column.name]):
            yield message
        elif column.name in dataset.key and not row.cells[column.name]:
            yield f"the column {column.name!r} is part of the key and is empty: fill it"


def _has_malformed_key(dataset: Dataset, row: Row) -> bool:
    columns = (column for column in dataset.fields if column.name in dataset.key)
    return any(cell_error(column, row.cells[column.name]) for column in columns)


def _repeated_cells(dataset: Dataset, rows: Iterable[Row]) -> Iterator[tuple[int, str]]:
    """Yield line and message for keys, anchors and unique cells that an earlier row has."""
    keys, anchors = dict[tuple[str, ...], int](), dict[str, Row]()
    cells = dict[tuple[str, str], int]()
    unique = [column.name for column in dataset.fields if column.unique]
    for row in rows:
        key = dataset.key_of(row)
        name = ", ".join(key)
        anchor = dataset.anchor(row)
        if not all(key):
            continue
        if keys.setdefault(key, row.line) != row.line:
            yield row.line, f"the key {name!r} is in line {keys[key]} too"
            continue
        if anchor == NO_ANCHOR and not _has_malformed_key(dataset, row):
            yield row.line, f"the key {name!r} has no letter of a to z and no digit: add one"
        elif anchor != NO_ANCHOR and anchors.setdefault(anchor, row) is not row:
            other = anchors[anchor]
            message = (
                f"the key {name!r} has the address {anchor!r}, as has the key "
                f"{', '.join(dataset.key_of(other))!r} in line {other.line}: change one"
            )
            yield row.line, message
        for column in unique:
            cell = row.cells[column]
            if cell and cells.setdefault((column, cell), row.line) != row.line:
                message = f"{column} = {cell!r} is in line {cells[column, cell]} too: change one"
                yield row.line, message
