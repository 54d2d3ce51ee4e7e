"""Lines that a rule against harm finds and somebody has read and allowed, each with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_evidence.core.diagnostics import Problem, Rule
from sphinx_evidence.core.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

ALLOWED = "allowed.csv"
"""The table, among the lists of the checks."""

COLUMNS = ("path", "words", "reason")


class Allowed(NamedTuple):
    """Some words that are allowed in a file.

    :param line: the line of the table
    :param path: the file, from the folder of the book
    :param words: a part of the lines that are allowed, in any case
    """

    line: int
    path: str
    words: str

    def covers(self, path: str, text: str) -> bool:
        """Whether it allows a line of a file."""
        return path == self.path and self.words.lower() in text.lower()


def read_allowed(path: Path) -> tuple[list[Allowed], list[Problem]]:
    """Return the rows of the table, and its problems; without a file nothing is allowed."""
    if not path.exists():
        return [], []
    records, problems = read_table(path, COLUMNS)
    rows = []
    for record in records or ():
        name, words, reason = (cell.strip() for cell in record.cells)
        if name and words and reason:
            rows.append(Allowed(record.line, name, words))
        else:
            message = "the path, the words or the reason is missing: add it"
            problems.append(Problem(str(path), record.line, Rule.MALFORMED_LIST, message))
    return rows, problems


def without_allowed(
    problems: Iterable[tuple[Problem, str]], rows: Collection[Allowed], root: Path, table: Path
) -> Iterator[Problem]:
    """Yield the problems that no row allows, and each row that allows nothing.

    :param problems: each with the text of its line
    :param root: the folder from which the paths of the rows are counted
    """
    used = set()
    for problem, text in problems:
        path = Path(problem.path).resolve().relative_to(root.resolve()).as_posix()
        covering = {row for row in rows if row.covers(path, text)}
        used |= covering
        if not covering:
            yield problem
    for row in rows:
        if row not in used:
            message = f"nothing in {row.path} needs this row: delete it, or correct its words"
            yield Problem(str(table), row.line, Rule.MALFORMED_LIST, message)
