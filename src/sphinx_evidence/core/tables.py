"""Read a CSV file with known columns; every mistake has the line on which its row begins."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from .diagnostics import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BOM = "\ufeff"
LONGEST_CELL = 131_072
"""Characters that a cell may have: as many as the csv module reads, unless other code in the
process has set another limit for all."""

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, line separators, overrides of direction, and halves of surrogate pairs."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table.

    :param line: the line on which it begins, from 1
    :param cells: one cell for each column
    """

    line: int
    cells: tuple[str, ...]


def unprintable(text: str) -> str:
    """Return the code point of the first character that no text may hold, or an empty string."""
    match = _UNPRINTABLE.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""


def decode(data: bytes) -> tuple[str, list[tuple[int, str]]]:
    """Return the text of a file, and a line and a message for what is wrong with its encoding.

    A byte order mark is dropped. Text that is not UTF-8 is returned as an empty string.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [(line, "the file is not UTF-8 from here on: save it as UTF-8")]
    if text.startswith(BOM):
        message = "the file begins with a byte order mark (BOM): save it as UTF-8 without one"
        return text.removeprefix(BOM), [(1, message)]
    return text, []


def read_table(path: Path, columns: Sequence[str]) -> tuple[list[Record] | None, list[Problem]]:
    """Read a CSV file whose first line names *columns*.

    :return: the rows in order, without those that cannot be read, and what is wrong with the
        file; None instead of rows if it cannot be read at all
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the table cannot be read: {error.strerror or error}"
        return None, [Problem(str(path), 0, Rule.MALFORMED_TABLE, message)]
    text, notes = decode(data)
    records = None
    if text or not data.removeprefix(BOM.encode()):
        records, more = parse_table(text, columns)
        notes += more
    return records, [Problem(str(path), line, Rule.MALFORMED_TABLE, what) for line, what in notes]


def parse_table(
    text: str, columns: Sequence[str]
) -> tuple[list[Record] | None, list[tuple[int, str]]]:
    """Return the rows of a CSV text, and a line and a message for each mistake.

    :return: None instead of rows if the first line does not name *columns*
    """
    rows = _rows(text)
    line, header = next(rows, (1, []))
    if header != list(columns):
        return None, [(line, _wrong_header(header, columns))]
    records, notes = [], []
    for line, cells in rows:
        if isinstance(cells, str):
            notes.append((line, cells))
        elif not cells:
            notes.append((line, "the line is empty: delete it"))
        elif len(cells) != len(columns):
            count = f"{len(cells)} cells" if len(cells) > 1 else "1 cell"
            message = f"{count} instead of {len(columns)}: look for a comma or a quotation mark"
            notes.append((line, message))
        else:
            for name, cell in zip(columns, cells, strict=True):
                if code := unprintable(cell):
                    notes.append((line, f"the column {name!r} holds {code}: delete the character"))
            records.append(Record(line, tuple(cells)))
    return records, notes


def _rows(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield the first line of each row with its cells, or with what is wrong with its quotes.

    An open quotation mark swallows what follows it, so reading goes on below the line of its row.
    """
    lines = list(StringIO(text, newline=""))  # only CR and LF end a line, as for the csv module
    before = 0
    reader = csv.reader(lines, strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            cells = next(reader)
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise csv.Error("field limit")
            yield line, cells
        except StopIteration:
            return
        except csv.Error as error:
            yield line, _wrong_quotes(error)
            before = line
            reader = csv.reader(lines[before:], strict=True)


def _wrong_quotes(error: csv.Error) -> str:
    mark = 'a quotation mark is not closed, or text follows a closed one: write "…" around the cell'
    if "field limit" in str(error):
        return f"a cell has more than {LONGEST_CELL:,} characters: shorten it, or {mark}"
    return f"{mark}, and each mark inside it twice"


def _wrong_header(header: list[str] | str, columns: Sequence[str]) -> str:
    must = f"the first line must be {','.join(columns)!r}"
    if isinstance(header, str):
        return f"{must}: {header}"
    if not header:
        return f"{must}, and it is empty"
    for separator, name in {";": "semicolons", "\t": "tabs"}.items():
        if len(header) == 1 < len(columns) and separator in header[0]:
            return f"{must}: the cells are separated by {name}, so save the file with commas"
    stripped = [cell.strip() for cell in header]
    if stripped == list(columns):
        return f"{must}, without spaces around the names"
    parts = [f"{name!r} is missing" for name in columns if name not in stripped]
    parts += [f"{name!r} is unknown" for name in stripped if name not in columns]
    return f"{must}: {', '.join(parts) or 'its names are in another order or written twice'}"
