"""The table of publishers: the short ids that sources use, and the names that readers see."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..core.tables import LONGEST_CELL
from ..core.text import UNSEEN, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROW = re.compile(r"\n[a-z0-9-]+,")


def _rows(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV with the line on which each begins.

    A line that cannot be read, for a quotation mark that is not closed or a cell that is too long,
    is yielded without cells, and the next one begins afresh.
    """
    start = 0
    while start < len(lines):
        reader = csv.reader(lines[start:], strict=True)
        first = start
        try:
            for cells in reader:
                if any(len(cell) > LONGEST_CELL or _ROW.search(cell) for cell in cells):
                    raise csv.Error
                yield first + 1, cells
                first = start + reader.line_num
            return
        except csv.Error:
            yield first + 1, []
            start = first + 1


def read_publishers(path: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the names of publishers by id from a CSV with the columns ``id`` and ``name``.

    :return: the names, and what is wrong with the file; rows in order are kept
    """
    problems: list[Problem] = []

    def note(line: int, message: str) -> None:
        problems.append(Problem(str(path), line, Rule.MALFORMED_TABLE, message))

    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        note(0, f"the table of publishers cannot be read: {error.strerror or error}")
        return {}, problems
    except UnicodeDecodeError:
        note(0, "the table of publishers is not UTF-8; save the file as UTF-8")
        return {}, problems
    if text.startswith("\ufeff"):
        note(1, "the file begins with a byte order mark: save it as UTF-8 without BOM")
        text = text[1:]
    lines = io.StringIO(text).readlines()
    for number, line in enumerate(lines, 1):
        if match := UNSEEN.search(line):
            note(number, f"the character U+{ord(match[0]):04X} cannot be seen: remove it")
            lines[number - 1] = UNSEEN.sub("", line)
    rows = _rows(lines)
    names: dict[str, str] = {}
    if next(rows, (1, []))[1] != ["id", "name"]:
        note(1, "the first line must be 'id,name'")
        return {}, problems
    for number, row in rows:
        match row:
            case []:
                if not lines[number - 1].strip():
                    continue
                note(number, "this row cannot be read: close its quotation mark, or shorten it")
                key, _, name = lines[number - 1].partition(",")
                names.setdefault(key, name.replace('"', "").strip())
            case [key, name] if key.strip() and name.strip():
                if key in names:
                    note(number, f"the id {key!r} stands twice; remove one of the rows")
                names.setdefault(key, one_line(name))
            case _:
                note(number, "a row is an id, a comma and a name (in quotes if it has a comma)")
    return names, problems
