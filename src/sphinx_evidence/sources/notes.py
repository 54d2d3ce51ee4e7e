"""Notes: what a work says at a place, in the editors' words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..core.dates import is_day
from ..core.diagnostics import Problem, Rule
from ..core.paths import WITNESSES
from ..core.tables import read_table
from .model import BASES
from .pinpoints import MalformedPinpoint, parse_pinpoint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .pinpoints import Pinpoint
    from .vocabulary import Vocabulary

COLUMNS = (
    *("id", "work", "place", "says", "caveat", "observer", "basis", "copy", "date"),
    *("witnesses", "answer"),
)

ANSWERS = {
    "sentence": "it belongs in every sentence that uses the fact",
    "shown": "the page shows it by itself, in marks, cards and lists of sources",
}
"""Where a caveat goes; a third answer is ``waived: …`` with the reason."""

_WAIVED = re.compile(r"waived: \S")

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Note:
    """One note.

    :param id: its id
    :param work: key of the work
    :param place: where the work says it; None for no numbered place
    :param says: what it says
    :param caveat: what limits it, empty for nothing
    :param observer: publisher id of who observed it, if that is not the work's publisher
    :param basis: one of :data:`~sphinx_evidence.sources.model.BASES`, if it is not the work's
    :param copy: id of the copy in which it was read, or key of the work that reports it
    :param date: the day on which it was read, in ISO format
    :param witnesses: id of the pool of people who were asked; empty if that is not known, or
        nobody was
    :param answer: where the caveat goes: one of :data:`ANSWERS`, or ``waived: …`` with the reason
    :param line: its line in the table
    """

    id: str
    work: str
    place: Pinpoint | None
    says: str
    caveat: str = ""
    observer: str = ""
    basis: str = ""
    copy: str = ""
    date: str = ""
    witnesses: str = ""
    answer: str = ""
    line: int = field(default=0, repr=False, compare=False, kw_only=True)


def _mistakes(note: Note, vocabulary: Vocabulary) -> Iterator[str]:
    if not ID.fullmatch(note.id):
        yield f"the id {note.id!r} is not lower-case words with hyphens, such as law-c18"
    if not note.says:
        yield "'says' is empty: write in one or two sentences what the work says there"
    if note.basis and note.basis not in BASES:
        yield f"the basis {note.basis!r} is unknown: use one of {', '.join(BASES)}, or nothing"
    pools = vocabulary.witnesses
    if note.witnesses and note.witnesses not in pools and vocabulary.is_complete:
        yield (
            f"the witnesses {note.witnesses!r} are unknown: use one of {', '.join(pools)}, or "
            f"nothing, or add them to {WITNESSES}"
        )
    if not is_day(note.date):
        yield f"the date {note.date!r} is not a day such as 2026-11-24"
    answered = note.answer in ANSWERS or bool(_WAIVED.match(note.answer))
    if note.caveat and not answered:
        meanings = "; ".join(f"{word} ({meaning})" for word, meaning in ANSWERS.items())
        yield f"the caveat has the answer {note.answer!r}: write {meanings}; or waived: WHY"
    elif note.answer and not note.caveat:
        yield f"there is an answer {note.answer!r} and no caveat: delete it"


def read_notes(path: Path, vocabulary: Vocabulary) -> tuple[dict[str, Note], list[Problem]]:
    """Read the table of notes.

    A word that is in no vocabulary is a problem, and left out.

    :param vocabulary: the words of the book
    :return: the notes by id, without rows that cannot be read, and the problems of the file
    """
    notes: dict[str, Note] = {}
    records, problems = read_table(path, COLUMNS)
    for record in records or ():
        name, work, text, *rest = record.cells
        messages, place = [], None
        try:
            place = parse_pinpoint(text) if text else None
        except MalformedPinpoint as error:
            messages.append(str(error))
        note = Note(name, work, place, *rest, line=record.line)
        messages += _mistakes(note, vocabulary)
        if name in notes:
            messages.append(f"the id {name!r} is used twice: change one")
        else:
            notes[name] = replace(
                note,
                basis=note.basis if note.basis in BASES else "",
                witnesses=note.witnesses if note.witnesses in vocabulary.witnesses else "",
            )
        where = (str(path), record.line, Rule.MALFORMED_TABLE)
        problems += [Problem(*where, f"{name}: {message}") for message in messages]
    return notes, sorted(problems)
