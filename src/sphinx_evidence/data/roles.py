"""The roles that columns have in search, in a timeline and in a glossary.

The data package names them, in the properties ``search``, ``timeline`` and ``glossary`` of a
resource.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..core.paths import ROW, TERM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import Dataset, Row


@dataclass(frozen=True, slots=True)
class SearchColumns:
    """The columns that search takes the title and the names of a row from.

    :param title: the title is the first of these that is not empty; by default the primary key
    :param names: symbols and other names of what the row is about
    """

    title: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineColumns:
    """The columns of a timeline.

    :param start: date of any precision
    :param end: likewise; empty for an event of one day, month or year
    :param title: what happened, in a few words
    :param text: the same in a sentence or two
    :param filters: the columns that readers may filter by; a cell may hold several words
    """

    start: str
    end: str
    title: str
    text: str
    filters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GlossaryColumns:
    """The columns of a glossary.

    :param headwords: a column for each language; the first gives the order and the title
    :param definition: the meaning
    :param pronunciations: for a column of headwords, the one with their pronunciation
    :param other_scripts: for a column of headwords, the one with another way to write them
    :param variants: other forms that lead to the row, separated by semicolons; empty for none
    :param by_rule: the names of those columns of a row whose form was supplied by rule and not
        seen in print, likewise
    :param note: what is printed after the definition; empty for none
    """

    headwords: tuple[str, ...]
    definition: str
    pronunciations: dict[str, str] = field(default_factory=dict)
    other_scripts: dict[str, str] = field(default_factory=dict)
    variants: str = ""
    by_rule: str = ""
    note: str = ""


def languages(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield each column of headwords with the BCP 47 tag of its language, empty for the first."""
    headwords = dataset.glossary.headwords if dataset.glossary else ()
    for number, name in enumerate(headwords):
        field = dataset.field(name)
        yield name, field.language if field and number else ""


def term_id(dataset: Dataset, row: Row, language: str = "") -> str:
    """Return the id of a headword: that of its row, and the language of all but the first."""
    key = dataset.anchor(row).removeprefix(ROW)
    primary = language.partition("-")[0]
    return f"{TERM}{key}-{primary}" if primary else f"{TERM}{key}"
