"""The table of publishers: the short ids that sources use, and the names that readers see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..core.tables import read_table
from ..core.text import UNSEEN, one_line

if TYPE_CHECKING:
    from pathlib import Path


ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_publishers(path: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the names of publishers by id from a CSV with the columns ``id`` and ``name``.

    :return: the names of all rows that can be read, and the problems of the file
    """
    names: dict[str, str] = {}
    records, problems = read_table(path, ("id", "name"))
    for record in records or ():
        key, name = (one_line(UNSEEN.sub("", cell)) for cell in record.cells)
        message = ""
        if not key or not name:
            message = "the id or the name is missing: add it"
        elif key in names:
            message = f"the id {key!r} is used twice: delete one of the rows"
        else:
            names[key] = name
            if not ID.fullmatch(key):
                message = (
                    f"the id {key!r} is not lower-case words with hyphens, such as river-board"
                )
        if message:
            problems.append(Problem(str(path), record.line, Rule.MALFORMED_TABLE, message))
    return names, sorted(problems)
