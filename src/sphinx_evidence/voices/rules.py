"""Rules for voices; the reasons are in the editorial policy of the book."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from .model import REQUIRED, RISKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..datasets.model import Dataset, Row
    from .model import Voice

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
        filled = [name for name in (*REQUIRED, *RISKS) if row.cells[name]]
        if row.cells["withdrawn"]:
            messages = [f"empty the column {name!r}" for name in filled]
            what = "was withdrawn"
        else:
            messages = [f"fill {name!r}" for name in REQUIRED if not row.cells[name]]
            messages += [f"answer {name!r} by yes" for name in RISKS if row.cells[name] != "yes"]
            what = "may not stand"
        if messages:
            text = f"the voice {row.cells['id']!r} {what}: {', '.join(messages)}"
            yield Problem(str(table.path), row.line, Rule.MALFORMED_VOICE, text)


def unused_voice(voices: Iterable[Voice], table: Dataset) -> Iterator[Problem]:
    """Each row belongs to a voice in the text, since its id has an address."""
    used = {voice.name for voice in voices}
    for row in table.rows:
        if row.cells["id"] not in used:
            text = f"the voice {row.cells['id']!r} stands on no page: add its block or remove it"
            yield Problem(str(table.path), row.line, Rule.MALFORMED_VOICE, text)
