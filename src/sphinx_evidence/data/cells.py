"""The columns of a dataset: types and constraints of their cells, and how cells are formatted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.dates import is_date, is_day

if TYPE_CHECKING:
    from collections.abc import Callable

NUMERIC = ("integer", "number")
"""The types whose cells are numbers."""

MEASURED = (*NUMERIC, "year")
"""The types whose cells can have a minimum and a maximum."""

_NUMBER = re.compile(r"(-?)([0-9]{1,15})(\.[0-9]{1,15})?")
_LIST = re.compile(r"[^;\s][^;]*(;[^;\s][^;]*)*")


CELL_TYPES: dict[str, tuple[Callable[[str], object], str]] = {
    "string": (lambda cell: True, "text"),
    "integer": (
        re.compile(r"-?[0-9]{1,15}").fullmatch,
        "a whole number without commas, such as 2914",
    ),
    "number": (_NUMBER.fullmatch, "a number without commas, such as 12.5"),
    "boolean": (re.compile(r"true|false").fullmatch, "true or false"),
    "year": (re.compile(r"[0-9]{4}").fullmatch, "a year of four digits"),
    "date": (is_day, "a day of the calendar such as 2023-10-09"),
    "list": (_LIST.fullmatch, "words separated by semicolons"),
}
"""The types of Table Schema that a column may have: a test of a cell, and a description."""

DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
"""The pattern of Table Schema of a date of any precision, which must be one of the calendar."""

REFERABLE = ("section", "chapter", "claim")
"""What cells can hold ids of, besides rows of datasets."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column: name, title for readers, type, meaning, constraints, and language of its cells.

    :param refers: what its cells hold ids of, one of :data:`REFERABLE` or the name of a dataset
    """

    name: str
    title: str
    type: str
    description: str
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    language: str = ""
    unique: bool = False
    minimum: float | None = None
    maximum: float | None = None
    refers: str = ""


def cell_error(field: Field, cell: str) -> str:
    """Return what is wrong with a cell and what to do about it, or an empty string."""
    if not cell:
        return f"the column {field.name!r} is empty: fill it" if field.required else ""
    is_valid, description = CELL_TYPES[field.type]
    where = f"{field.name} = {cell!r}"
    if not is_valid(cell):
        return f"{where} is not {description}"
    if field.enum and cell not in field.enum:
        return f"{where} is unknown: use one of {', '.join(field.enum)}"
    if field.pattern == DATE and not is_date(cell):
        words = "a year, month or day of the calendar such as 2023, 2023-10 or 2023-10-09"
        return f"{where} is not {words}"
    if field.pattern and not re.fullmatch(field.pattern, cell):
        return f"{where} does not match the pattern {field.pattern}"
    if field.type in MEASURED:
        if field.minimum is not None and float(cell) < field.minimum:
            return f"{where} is less than the minimum {field.minimum:g}"
        if field.maximum is not None and float(cell) > field.maximum:
            return f"{where} is more than the maximum {field.maximum:g}"
    return ""


def format_cell(field: Field, cell: str) -> str:
    """Return a cell as readers see it: thousands by commas, lists by commas.

    A cell that is malformed for its type is returned unchanged.
    """
    if field.type in NUMERIC and (match := _NUMBER.fullmatch(cell)):
        sign, integer, fraction = match.groups(default="")
        return f"{sign}{int(integer):,}{fraction}"
    if field.type == "list":
        return ", ".join(part.strip() for part in cell.split(";"))
    return cell
