"""Copies: what lay before the editors of a work, and what of it they read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..core.dates import is_day
from ..core.diagnostics import Problem, Rule
from ..core.tables import read_table
from ..core.text import N_, is_language
from .pinpoints import MalformedPinpoint, parse_pinpoints
from .reference import address_error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .pinpoints import Pinpoint

KINDS = {
    "original": N_("the original"),
    "mirror": N_("a copy elsewhere"),
    "translation": N_("a translation"),
    "excerpt": N_("an excerpt"),
    "quotation": N_("a quotation elsewhere"),
}
"""The kinds of copy, in words; the best comes first."""

EXTENTS = {"whole": N_("the whole"), "opening": N_("the opening")}
"""What was read of a copy, if it is not a place with a number."""

SAFETY = {
    "person": N_("it names a private person"),
    "operation": N_("it gives details that could endanger people"),
}
"""Why a copy must not be linked."""

COLUMNS = ("id", "work", "kind", "language", "url", "unlinked", "safety", "read", "date")


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a work.

    :param id: its id
    :param work: key of the work
    :param kind: one of :data:`KINDS`
    :param language: BCP 47 tag
    :param url: its address, empty if it is not linked
    :param unlinked: why it is not linked, empty if it is
    :param safety: one of :data:`SAFETY`, or empty
    :param extents: those of :data:`EXTENTS` that were read
    :param places: the places that were read
    :param date: the day on which it was read, in ISO format
    :param line: its line in the table
    """

    id: str
    work: str
    kind: str
    language: str = ""
    url: str = ""
    unlinked: str = ""
    safety: str = ""
    extents: tuple[str, ...] = ()
    places: tuple[Pinpoint, ...] = ()
    date: str = ""
    line: int = field(default=0, repr=False, compare=False)

    def has_read(self, place: Pinpoint | None) -> bool:
        """Return whether a place was read in it; None stands for any."""
        if place is None or "whole" in self.extents:
            return True
        return any(read.holds(place) for read in self.places)


def _read_extent(text: str) -> tuple[tuple[str, ...], tuple[Pinpoint, ...]]:
    """Parse ``opening; paras 46–48``.

    :raises MalformedPinpoint: if a part is neither an extent nor a pinpoint
    """
    parts = [part.strip() for part in text.split(";")]
    extents = tuple(part for part in parts if part in EXTENTS)
    return extents, parse_pinpoints(";".join(part for part in parts if part not in EXTENTS))


def _mistakes(copy: Copy) -> Iterator[str]:
    if copy.kind not in KINDS:
        yield f"the kind {copy.kind!r} is unknown: use one of {', '.join(KINDS)}"
    if copy.safety and copy.safety not in SAFETY:
        yield f"the safety {copy.safety!r} is unknown: use one of {', '.join(SAFETY)}, or nothing"
    if copy.safety and copy.url:
        yield "a copy that is unsafe to link has an address: delete it"
    if bool(copy.url) == bool(copy.unlinked):
        yield "give either the address in 'url', or in 'unlinked' the reason why there is none"
    if copy.url and (error := address_error(copy.url)):
        yield error
    if not is_language(copy.language):
        yield f"the language {copy.language!r} is not a tag such as en, ko or zh-Hant"
    if not is_day(copy.date):
        yield f"the date {copy.date!r} is not a day such as 2026-11-24"
    if not copy.extents and not copy.places:
        yield "'read' is empty: write whole, opening, or the places, such as opening; paras 46–48"


def read_copies(path: Path) -> tuple[dict[str, Copy], list[Problem]]:
    """Read the table of copies.

    The address of a copy that is unsafe to link is a problem, and left out; a copy of an unknown
    kind is a problem, and counts as the original, so that nothing else seems to be wrong.

    :return: the copies by id, without rows that cannot be read, and the problems of the file
    """
    copies: dict[str, Copy] = {}
    records, problems = read_table(path, COLUMNS)
    for record in records or ():
        name, work, kind, language, url, unlinked, safety, read, date = record.cells
        messages = []
        extents: tuple[str, ...] = ()
        places: tuple[Pinpoint, ...] = ()
        try:
            extents, places = _read_extent(read)
        except MalformedPinpoint as error:
            messages.append(str(error))
        copy = Copy(
            *(name, work, kind, language, url, unlinked, safety, extents, places, date),
            line=record.line,
        )
        messages = messages or [*_mistakes(copy)]
        if not name or name in copies:
            messages.append(f"the id {name!r} is used twice: change one" if name else "no id")
        else:
            known = kind if kind in KINDS else "original"
            copies[name] = replace(copy, kind=known, url="" if safety else url)
        where = (str(path), record.line, Rule.MALFORMED_TABLE)
        problems += [Problem(*where, f"{name}: {message}") for message in messages]
    return copies, sorted(problems)
