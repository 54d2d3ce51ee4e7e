"""The book's words for the words that readers use, in the languages of the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..core.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("words", "english", "korean", "chinese", "japanese")


@dataclass(frozen=True, slots=True)
class Everyday:
    """Words of the book, and the words that readers use instead of them.

    :param words: the words of the book, any of which is looked for
    :param others: the words of readers, in any language
    """

    words: tuple[str, ...]
    others: tuple[str, ...]


def read_everyday(path: Path) -> tuple[list[Everyday], list[Problem]]:
    """Return the rows of a CSV with the columns :data:`COLUMNS`, each cell split at semicolons.

    :return: the rows that can be read, and the problems of the file
    """
    found: list[Everyday] = []
    records, problems = read_table(path, COLUMNS)
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
