"""Voices as plain data, and their rules, whose reasons are in the editorial policy."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..core.text import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .model import Dataset, Row

RISKS = (
    "adults_only",
    "no_sexual_violence",
    "no_third_person",
    "no_routes",
    "not_withdrawn",
)
"""The columns with the answers about harm; only ``yes`` lets a voice stand."""

REQUIRED = ("name", "name_kind", "told_to", "forum", "date", "stands_for", "not_for", "checked")
"""The other columns that a voice needs, unless it was withdrawn."""

NAME_KINDS = {
    "own": "",
    "adopted": N_("a name taken for safety"),
    "pseudonym": N_("a pseudonym used in public"),
    "office": "",
}
"""What is said of a name, by the word in the table."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice where it stands.

    :param name: id of its row
    :param docname: its page
    :param line: line in that page's source, None where unknown
    :param words: how many words its text has, citations left out
    :param works: the keys of the works that it cites
    """

    name: str
    docname: str
    line: int | None = field(repr=False, compare=False)
    words: int
    works: tuple[str, ...]


def head(row: Row, date: str, translate: Callable[[str], str]) -> str:
    """Return whose voice it is, to whom, and when.

    :param date: the date in words
    """
    cells = row.cells
    remark = NAME_KINDS.get(cells["name_kind"], "")
    name = f"{cells['name']} ({translate(remark)})" if remark else cells["name"]
    return " · ".join(filter(None, (name, cells["told_to"], date)))


def foot(row: Row, translate: Callable[[str], str]) -> str:
    """Return what a voice stands for and what it does not, with a dispute about it."""
    cells = row.cells
    text = translate("One account, no measure of how often. It stands for {who}, not for {others}.")
    text = text.format(who=cells["stands_for"], others=cells["not_for"])
    return " ".join(filter(None, (text, cells["dispute"])))


SHORTEST, LONGEST = 35, 90
"""Words of a voice, citations left out."""

MOST = 2
"""Voices on one page at most."""


def malformed_voice(voices: Iterable[Voice], table: Dataset | None) -> Iterator[Problem]:
    """A voice is short, has a source, and a row that says whose it is and what could harm."""
    seen = Counter[str]()
    pages = Counter[str]()
    for voice in voices:
        seen[voice.name] += 1
        pages[voice.docname] += 1
        row = table.row(voice.name) if table else None
        for message in _errors(voice, row):
            yield _problem(voice, f"the voice {voice.name!r} {message}")
        if seen[voice.name] == 2:
            yield _problem(voice, f"the voice {voice.name!r} stands twice: keep one")
        if pages[voice.docname] == MOST + 1:
            yield _problem(voice, f"a third voice on one page: keep {MOST}")


def _problem(voice: Voice, message: str) -> Problem:
    return Problem(voice.docname, voice.line or 0, Rule.MALFORMED_VOICE, message)


def _errors(voice: Voice, row: Row | None) -> Iterator[str]:
    if row is None:
        yield "has no row: add one to the table of voices"
        return
    if row.cells["withdrawn"]:
        if voice.words:
            yield "was withdrawn: remove its text and leave the empty block"
        return
    if not SHORTEST <= voice.words <= LONGEST:
        yield f"has {voice.words} words: write {SHORTEST} to {LONGEST}"
    if not voice.works:
        yield "cites nothing: add where it was told"
    elif other := sorted(set(voice.works) - set(row.sources)):
        yield f"cites {', '.join(other)}, which its row has not as a source: add or remove it"


def unanswered_risk(table: Dataset) -> Iterator[Problem]:
    """The row of a voice answers each question about harm by yes; a withdrawn one is empty."""
    for row in table.rows:
        if row.cells["withdrawn"]:
            wrong = [name for name in (*REQUIRED, *RISKS) if row.cells[name]]
            message = "was withdrawn: empty"
        else:
            wrong = [name for name in REQUIRED if not row.cells[name]]
            wrong += [name for name in RISKS if row.cells[name] != "yes"]
            message = "may not stand: fill in, or answer by yes,"
        if wrong:
            text = f"the voice {row.cells['id']!r} {message} {', '.join(wrong)}"
            yield Problem(str(table.path), row.line, Rule.MALFORMED_VOICE, text)


def unused_voice(voices: Iterable[Voice], table: Dataset) -> Iterator[Problem]:
    """Each row belongs to a voice in the text, since its id has an address."""
    used = {voice.name for voice in voices}
    for row in table.rows:
        if row.cells["id"] not in used:
            text = f"the voice {row.cells['id']!r} stands on no page: add its block or remove it"
            yield Problem(str(table.path), row.line, Rule.MALFORMED_VOICE, text)
