"""Datasets: CSV files described by a Frictionless Data Package. No Sphinx here."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..dates import DAY
from ..problem import Problem, Slip

SOURCES = "sources"
"""The column with the keys of the sources of a row, separated by semicolons."""

NUMERIC = ("integer", "number")
"""The types whose cells are figures."""

_FORMS = {
    "string": (re.compile(r"(?s).*"), "text"),
    "integer": (re.compile(r"-?\d+"), "a whole number without commas, such as 2914"),
    "number": (re.compile(r"-?\d+(\.\d+)?"), "a number without commas, such as 12.5"),
    "boolean": (re.compile(r"true|false"), "true or false"),
    "year": (re.compile(r"\d{4}"), "a year of four digits"),
    "date": (DAY, "a day such as 2023-10-09"),
    "list": (re.compile(r"[^;\s][^;]*(;[^;\s][^;]*)*"), "words separated by semicolons"),
}
"""The types of Table Schema in use: the form of a cell, and how to say it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column: name, title in print, type, meaning, constraints, and the language of its cells."""

    name: str
    title: str
    type: str
    description: str
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    language: str = ""


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
        keys = self.cells.get(SOURCES, "").split(";")
        return tuple(key.strip() for key in keys if key.strip())


@dataclass(frozen=True, slots=True)
class Dataset:
    """One CSV and what its columns mean.

    :param path: the CSV file
    :param key: the columns that tell one row from another
    :param narrowed: whether its rows are about single groups, so that no town may be named
    """

    name: str
    title: str
    description: str
    path: Path
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    narrowed: bool = False
    rows: tuple[Row, ...] = field(default=(), repr=False)

    def row(self, key: str) -> Row | None:
        """Return the row with a primary key (several columns joined by commas), or None."""
        wanted = [part.strip() for part in key.split(",")]
        for row in self.rows:
            if [row.cells[name] for name in self.key] == wanted:
                return row
        return None

    def anchor(self, row: Row) -> str:
        """Return the anchor of a row on the page of the dataset, such as ``row-2009``."""
        key = "-".join(row.cells[name] for name in self.key)
        return "row-" + re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of the sources of all rows, sorted."""
        return tuple(sorted({key for row in self.rows for key in row.sources}))

    def field(self, name: str) -> Field | None:
        """Return a column by its name, or None."""
        return next((column for column in self.fields if column.name == name), None)


def shown(column: Field, cell: str) -> str:
    """Return a cell as readers see it: thousands by commas, lists by commas.

    A cell that has not the form of its type is returned as it is.
    """
    if column.type in NUMERIC and _FORMS[column.type][0].fullmatch(cell):
        whole, dot, rest = cell.partition(".")
        return f"{int(whole):,}{dot}{rest}"
    if column.type == "list":
        return ", ".join(part.strip() for part in cell.split(";"))
    return cell


def _field(data: dict[str, Any]) -> Field:
    constraints = data.get("constraints", {})
    return Field(
        name=data["name"],
        title=data.get("title", data["name"]),
        type=data.get("type", "string"),
        description=data.get("description", ""),
        required=constraints.get("required", False),
        enum=tuple(constraints.get("enum", ())),
        pattern=constraints.get("pattern", ""),
        language=data.get("language", ""),
    )


def _wrong_cells(dataset: Dataset, row: Row) -> list[str]:
    messages = []
    for column in dataset.fields:
        cell = row.cells[column.name]
        form, words = _FORMS.get(column.type, _FORMS["string"])
        if not cell:
            if column.required:
                messages.append(f"the column {column.name!r} is empty: fill it")
        elif not form.fullmatch(cell):
            messages.append(f"{column.name} = {cell!r} is not {words}")
        elif column.enum and cell not in column.enum:
            words = ", ".join(column.enum)
            messages.append(f"{column.name} = {cell!r} is unknown: use one of {words}")
        elif column.pattern and not re.fullmatch(column.pattern, cell):
            messages.append(f"{column.name} = {cell!r} has not the form {column.pattern}")
    return messages


def read_dataset(dataset: Dataset) -> tuple[Dataset, list[Problem]]:
    """Return a dataset with its rows, and what is wrong in its CSV.

    Rows with a wrong number of cells are left out; all others are kept as written.
    """
    problems: list[Problem] = []

    def note(line: int, message: str) -> None:
        problems.append(Problem(str(dataset.path), line, Slip.MALFORMED_TABLE, message))

    try:
        text = dataset.path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        note(0, f"the table cannot be read: {reason}")
        return dataset, problems
    names = [column.name for column in dataset.fields]
    reader = csv.reader(text.splitlines(keepends=True))
    header = next(reader, [])
    if header != names:
        note(1, f"the first line must be {','.join(names)!r}, as datapackage.json has it")
        return dataset, problems
    rows, seen = [], dict[tuple[str, ...], int]()
    for cells in reader:
        if len(cells) != len(names):
            message = f"{len(cells)} cells instead of {len(names)}: look for a comma or a quote"
            note(reader.line_num, message)
            continue
        row = Row(reader.line_num, dict(zip(names, cells, strict=True)))
        for message in _wrong_cells(dataset, row):
            note(row.line, message)
        key = tuple(row.cells[name] for name in dataset.key)
        if dataset.key and seen.setdefault(key, row.line) != row.line:
            note(row.line, f"the key {', '.join(key)!r} stands in line {seen[key]} too")
        rows.append(row)
    return replace(dataset, rows=tuple(rows)), problems


def read_package(path: Path) -> tuple[dict[str, Dataset], list[Problem]]:
    """Return the datasets of a ``datapackage.json`` by name, and what is wrong with them.

    A package that cannot be read is one problem, and no dataset.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        datasets = [
            Dataset(
                name=resource["name"],
                title=resource["title"],
                description=resource["description"],
                path=path.parent / resource["path"],
                fields=tuple(_field(item) for item in resource["schema"]["fields"]),
                key=tuple(_listed(resource["schema"].get("primaryKey", []))),
                narrowed=resource.get("narrowed", False),
            )
            for resource in data["resources"]
        ]
    except OSError as error:
        message, line = f"the data package cannot be read: {error.strerror}", 0
    except json.JSONDecodeError as error:
        message, line = f"the data package is not JSON: {error.msg}", error.lineno
    except (KeyError, TypeError) as error:
        message, line = f"a resource of the data package lacks {error}: add it", 0
    else:
        found, problems = {}, []
        for dataset in datasets:
            found[dataset.name], wrong = read_dataset(dataset)
            problems += wrong
        return found, problems
    return {}, [Problem(str(path), line, Slip.MALFORMED_TABLE, message)]


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
