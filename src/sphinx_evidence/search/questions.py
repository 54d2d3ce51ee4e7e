"""What readers ask, and the words that they use, by which search finds sections too.

Words that a section answers but does not hold are added to what it is found by, as in document
expansion by queries (Nogueira and others, "Document Expansion by Query Prediction", 2019), here by
hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..core.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what readers say for something in the book.

    :param key: the id of a section, or words of the book, any of which is looked for
    :param asked: what readers ask the section for, or say instead of the words, in any language
    :param path: the table
    :param line: the line of the row, from 1
    """

    key: str
    asked: tuple[str, ...]
    path: str = ""
    line: int = 0


def read_rows(path: Path, column: str) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a CSV: *column*, that of the keys, then one for each language.

    The cells are split at semicolons.

    :return: the rows that can be read, and the problems of the file
    """
    rows: list[Row] = []
    records, problems = read_table(path, (column,), "a language")
    for record in records or ():
        key, *cells = record.cells
        asked = tuple(one for cell in cells for one in phrases(cell))
        if phrases(key) and asked:
            rows.append(Row(key, asked, str(path), record.line))
        else:
            message = f"the {column} or what readers say is missing: add it, or delete the row"
            problems.append(Problem(str(path), record.line, Rule.MALFORMED_TABLE, message))
    return rows, problems


def phrases(cell: str) -> tuple[str, ...]:
    """Return the words or questions of a cell, which semicolons divide."""
    return tuple(filter(None, map(str.strip, cell.split(";"))))


def misplaced(rows: Iterable[Row], labels: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each row whose key is that of another row, or of no section."""
    above: set[str] = set()
    for row in rows:
        message = ""
        if row.key in above:
            message = f"'{row.key}' has a row above: put these questions there"
        elif row.key not in labels:
            message = f"no section has the id '{row.key}': correct it, or delete the row"
        if message:
            yield Problem(row.path, row.line, Rule.MALFORMED_TABLE, message)
        above.add(row.key)
