"""Read a CSV file with known columns; each problem has the line on which its row begins."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from .diagnostics import Problem, Rule
from .text import UNSEEN, formula_sign, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BOM = "\ufeff"
LONGEST_CELL = 131_072
"""Most characters of a cell: the csv module's own default, checked here as well, since other code
may change that limit for the whole process."""

_NO_BREAK = re.compile("[\u00a0\u202f]")
"""Spaces that look like the ordinary one, so that a key or a word with one is not found."""

_CONFLICT = re.compile(r"<{7}( |$)")
"""The first marker of a merge conflict of git."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table.

    :param line: the line on which it begins, from 1
    :param cells: one cell for each column
    """

    line: int
    cells: tuple[str, ...]


def unprintable(text: str) -> str:
    """Return the code point (``U+200B``) of the first invisible character, or an empty string."""
    match = UNSEEN.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""


def decode(data: bytes) -> tuple[str, list[tuple[int, str]]]:
    """Return the text of a file, and line and message of each problem with its encoding.

    A byte order mark is dropped. For bytes that are not UTF-8 the text is empty.
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


def read_table(
    path: Path, columns: Sequence[str], more: str = ""
) -> tuple[list[Record] | None, list[Problem]]:
    """Read a CSV file whose header is *columns*.

    :param more: what each further column is, if the file has some of its own after these
    :return: the rows in order, without those that cannot be read, and the problems of the file;
        None instead of rows if it cannot be read at all
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        message = f"the table cannot be read: {reason}: restore it, or correct its path"
        return None, [Problem(str(path), 0, Rule.MALFORMED_TABLE, message)]
    text, notes = decode(data)
    records = None
    if text or not data.removeprefix(BOM.encode()):
        records, wrong = parse_table(text, columns, more)
        notes += wrong
    return records, [Problem(str(path), line, Rule.MALFORMED_TABLE, what) for line, what in notes]


_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_keyed(path: Path, columns: Sequence[str]) -> tuple[dict[str, Record], list[Problem]]:
    """Read a CSV file whose first column is an id and which has no empty cell.

    :return: the rows that have an id of their own, by it, and the problems of the file
    """
    rows: dict[str, Record] = {}
    records, problems = read_table(path, columns)
    for record in records or ():
        row = Record(record.line, tuple(one_line(UNSEEN.sub("", cell)) for cell in record.cells))
        key, message = row.cells[0], ""
        if not all(row.cells):
            message = f"the {' or the '.join(columns)} is missing: add it"
        elif key in rows:
            message = f"the {columns[0]} {key!r} is used twice: delete one of the rows"
        else:
            rows[key] = row
            if not _ID.fullmatch(key):
                message = (
                    f"the {columns[0]} {key!r} is not lower-case words with hyphens, such as "
                    "river-board"
                )
        if message:
            problems.append(Problem(str(path), record.line, Rule.MALFORMED_TABLE, message))
    return rows, sorted(problems)


def parse_table(
    text: str, columns: Sequence[str], more: str = ""
) -> tuple[list[Record] | None, list[tuple[int, str]]]:
    """Return the rows of a CSV text, and line and message of each problem.

    :param more: as for :func:`read_table`
    :return: None instead of rows if the header is not *columns*, or during a merge conflict
    """
    for line, content in enumerate(StringIO(text, newline=""), 1):
        if _CONFLICT.match(content.rstrip("\r\n")):
            message = "a merge conflict: keep the rows of both sides, and delete the markers"
            return None, [(line, message)]
    rows = _rows(text)
    line, header = next(rows, (1, []))
    if isinstance(header, str) or not _fits(header, columns, more):
        return None, [(line, _wrong_header(header, columns, more))]
    columns = header
    records, notes = [], []
    for line, cells in rows:
        if isinstance(cells, str):
            notes.append((line, cells))
        elif not cells:
            notes.append((line, "the line is empty: delete it"))
        elif len(cells) != len(columns):
            count = f"{len(cells)} cells" if len(cells) > 1 else "1 cell"
            message = (
                f"{count} instead of {len(columns)}: look for a comma or a quotation mark; the "
                f"columns are {','.join(columns)}"
            )
            notes.append((line, message))
        else:
            for name, cell in zip(columns, cells, strict=True):
                notes += [(line, f"the column {name!r} {what}") for what in _careless(cell)]
            records.append(Record(line, tuple(cells)))
    return records, notes


def _careless(cell: str) -> Iterator[str]:
    """Yield what a reader of a cell, or a program that reads it, would not see as it is."""
    if code := unprintable(cell):
        yield f"holds {code}: delete the character"
    if match := _NO_BREAK.search(cell):
        yield f"holds U+{ord(match[0]):04X}, a no-break space: write an ordinary space"
    if sign := formula_sign(cell):
        yield f"begins with {sign!r}, as a formula of a spreadsheet does: begin with a word"


def _rows(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each row as its first line and its cells, or a message about its quotation marks.

    An open quotation mark takes in the rows below, so reading resumes on the line after its row.
    """
    lines = list(StringIO(text, newline=""))  # like csv, split at CR and LF only
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


def _fits(header: Sequence[str], columns: Sequence[str], more: str) -> bool:
    """Return whether a header is *columns*, with *more* followed by others, each named once."""
    if not more:
        return [*header] == [*columns]
    begins = [*header[: len(columns)]] == [*columns] and len(header) > len(columns)
    return begins and all(map(str.strip, header)) and len({*header}) == len(header)


def _wrong_header(header: list[str] | str, columns: Sequence[str], more: str = "") -> str:
    required = f"the first line must be {','.join(columns)!r}"
    if more:
        return f"{required} and then {more} in each further column"
    if isinstance(header, str):
        return f"{required}: {header}"
    for separator, name in {";": "semicolons", "\t": "tabs"}.items():
        if len(header) == 1 < len(columns) and separator in header[0]:
            return f"{required}: the cells are separated by {name}, so save the file with commas"
    parts = [f"{name!r} is missing" for name in columns if name not in header]
    parts += [f"{name!r} is unknown" for name in header if name not in columns]
    return f"{required}: {', '.join(parts) or 'its names are in another order or written twice'}"
