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
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

WORD_COLUMNS = ("words", "english", "korean", "chinese", "japanese")


@dataclass(frozen=True, slots=True)
class Everyday:
    """Words of the book, and the words that readers use instead of them.

    :param words: the words of the book, any of which is looked for
    :param others: the words of readers, in any language
    """

    words: tuple[str, ...]
    others: tuple[str, ...]


def read_everyday(path: Path) -> tuple[list[Everyday], list[Problem]]:
    """Return the rows of a CSV with the columns of :data:`WORD_COLUMNS`,
    each cell split at semicolons.

    :return: the rows that can be read, and the problems of the file
    """
    found: list[Everyday] = []
    records, problems = read_table(path, WORD_COLUMNS)
    for record in records or ():
        words, *others = (parts(cell) for cell in record.cells)
        row = Everyday(words, tuple(dict.fromkeys(word for part in others for word in part)))
        if row.words and row.others:
            found.append(row)
        else:
            message = "the words of the book or those of readers are missing: add them"
            problems.append(Problem(str(path), record.line, Rule.MALFORMED_TABLE, message))
    return found, problems


def parts(cell: str) -> tuple[str, ...]:
    """Return the words or questions of a cell, which semicolons divide."""
    return tuple(filter(None, map(str.strip, cell.split(";"))))


QUESTION_COLUMNS = ("id", "english", "korean", "chinese", "japanese")


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
    """Return the rows of a CSV with the columns :data:`QUESTION_COLUMNS`, by the id of the section.

    A cell has several questions, divided by semicolons.

    :return: the rows, and the problems of the file: an id of two rows, a row without questions
    """
    found: dict[str, Asked] = {}
    records, problems = read_table(path, QUESTION_COLUMNS)
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
