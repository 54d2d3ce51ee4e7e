"""The table of publishers: the short ids that sources use, and the names that readers see."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from ..problem import Problem, Slip

if TYPE_CHECKING:
    from pathlib import Path


def read_publishers(path: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the names of publishers by id from a CSV with the columns ``id`` and ``name``.

    :return: the names, and what is wrong with the file; rows in order are kept
    """
    problems: list[Problem] = []

    def note(line: int, message: str) -> None:
        problems.append(Problem(str(path), line, Slip.MALFORMED_TABLE, message))

    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        note(0, f"the table of publishers cannot be read: {error.strerror or error}")
        return {}, problems
    except UnicodeDecodeError:
        note(0, "the table of publishers is not UTF-8; save the file as UTF-8")
        return {}, problems
    rows = csv.DictReader(text.splitlines())
    names: dict[str, str] = {}
    if rows.fieldnames != ["id", "name"]:
        note(1, "the first line must be 'id,name'")
        return {}, problems
    for row in rows:
        key, name = row["id"], row["name"]
        if not key or not name or None in row:
            note(rows.line_num, "a row is an id, a comma and a name (in quotes if it has a comma)")
        elif key in names:
            note(rows.line_num, f"the id {key!r} stands twice; remove one of the rows")
        else:
            names[key] = name
    return names, problems
