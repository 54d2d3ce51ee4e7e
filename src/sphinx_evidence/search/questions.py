"""What readers ask a section for, in their own words, by which search finds it too.

Words that a section answers but does not hold are added to what it is found by, as in document
expansion by queries (Nogueira and others, "Document Expansion by Query Prediction", 2019), here by
hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..core.tables import read_table
from .everyday import parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

COLUMNS = ("id", "english", "korean", "chinese", "japanese")


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of the table of questions.

    :param questions: what readers ask the section for, in any language
    :param path: the table
    :param line: the line of the row, from 1
    """

    questions: tuple[str, ...]
    path: str
    line: int


def read_questions(path: Path) -> tuple[dict[str, Asked], list[Problem]]:
    """Return the rows of a CSV with the columns :data:`COLUMNS`, by the id of the section.

    A cell has several questions, divided by semicolons.

    :return: the rows, and the problems of the file: an id of two rows, a row without questions
    """
    found: dict[str, Asked] = {}
    records, problems = read_table(path, COLUMNS)
    for record in records or ():
        name, *cells = record.cells
        questions = tuple(question for cell in cells for question in parts(cell))
        message = ""
        if name in found:
            message = f"'{name}' has a row above: put these questions there"
        elif not name or not questions:
            message = "the id or the questions are missing: add them, or delete the row"
        if message:
            problems.append(Problem(str(path), record.line, Rule.MALFORMED_TABLE, message))
        else:
            found[name] = Asked(questions, str(path), record.line)
    return found, problems


def unknown_sections(asked: Mapping[str, Asked], labels: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each row whose id is that of no section."""
    for name, row in asked.items():
        if name not in labels:
            message = f"no section has the id '{name}': correct it, or delete the row"
            yield Problem(row.path, row.line, Rule.MALFORMED_TABLE, message)
