"""Works that were not read in the original: what they carry, and what to look for in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .model import Citation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..core.records import Dependent
    from .library import Library
    from .model import Occurrence
    from .pinpoints import Pinpoint
    from .reference import Label

SEVERAL = 4
"""How many paragraphs cite a work that carries weight although no main claim rests on it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a work that was not read in the original.

    :param pinpoint: None if no number of it is known
    :param says: what stands there by each note on it; empty if there is no note
    """

    pinpoint: Pinpoint | None
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadWork:
    """A work that is cited for something that was not read in the original.

    Only citations of such places count.

    :param key: its key
    :param readings: the ways in which these places were read: ``copy``, ``account`` or both
    :param claims: the claims that rest on them, main ones first
    :param citations: the number of citations
    :param paragraphs: the number of numbered paragraphs with one
    :param places: what to look for, the place without a number last
    """

    key: str
    readings: tuple[str, ...]
    claims: tuple[Dependent, ...]
    citations: int
    paragraphs: int
    places: tuple[Place, ...]

    @property
    def main_claims(self) -> int:
        """The number of main claims that rest on it."""
        return sum(claim.is_main for claim in self.claims)

    @property
    def weight(self) -> tuple[int, int, int]:
        """What it is ordered by: its main claims, its claims and its citations."""
        return self.main_claims, len(self.claims), self.citations

    @property
    def carries_weight(self) -> bool:
        """Whether a main claim rests on it, or several paragraphs cite it."""
        return self.main_claims > 0 or self.paragraphs >= SEVERAL

    @property
    def pinpoints(self) -> tuple[Pinpoint, ...]:
        """The places to look at that have a number."""
        return tuple(place.pinpoint for place in self.places if place.pinpoint)


def unread_works(
    library: Library,
    occurrences: Mapping[str, Sequence[Occurrence]],
    dependents: Callable[[str], Sequence[Dependent]],
    labels: Mapping[str, Label],
) -> list[UnreadWork]:
    """Return the works that are cited for what was not read in the original, weightiest first.

    :param occurrences: the citations of each work by its key
    :param dependents: returns the claims that rest on a work
    :param labels: the label of each work by its key, which decides between equals
    """
    works = [
        _unread_work(library, key, unread, dependents(key))
        for key, found in occurrences.items()
        if key in library.works
        and (unread := [one for one in found if library.reading(one.citation) != "original"])
    ]

    def rank(work: UnreadWork) -> tuple[object, ...]:
        return *(-count for count in work.weight), labels[work.key].sort_key, work.key

    return sorted(works, key=rank)


def _unread_work(
    library: Library, key: str, unread: Sequence[Occurrence], dependents: Sequence[Dependent]
) -> UnreadWork:
    """Return a work with what the citations carry that do not reach its original."""
    groups = {(one.docname, one.anchor) for one in unread}
    claims = [
        claim for claim in dependents if any((claim.docname, one) in groups for one in claim.groups)
    ]
    readings = {library.reading(one.citation) for one in unread}
    return UnreadWork(
        key=key,
        readings=tuple(one for one in ("copy", "account") if one in readings),
        claims=tuple(sorted(claims, key=lambda claim: not claim.is_main)),
        citations=len(unread),
        paragraphs=len({(one.docname, one.paragraph) for one in unread if one.paragraph}),
        places=tuple(_places(library, key, [one.citation for one in unread])),
    )


def _places(library: Library, key: str, citations: Sequence[Citation]) -> Iterator[Place]:
    """Yield the places that citations reach and that were not read in the original.

    They are those of the notes, as far as there are notes on a place cited.
    """
    notes = {note for citation in citations for note in library.notes_for(citation)}
    says: dict[Pinpoint | None, list[str]] = {}
    for note in sorted(notes, key=lambda note: note.line):
        pinpoint = note.place if note.work == key else None  # a note on an account has none here
        if pinpoint is None or _is_unread(library, key, pinpoint):
            says.setdefault(pinpoint, []).append(note.says)
    noted = [pinpoint for pinpoint in says if pinpoint]
    for part in {part for one in citations if one.pinpoint for part in one.pinpoint.parts}:
        if _is_unread(library, key, part) and not any(part.overlaps(one) for one in noted):
            says[part] = []
    for pinpoint in sorted(filter(None, says), key=lambda one: (one.kind, one.spans, one.value)):
        yield Place(pinpoint, tuple(says[pinpoint]))
    if None in says or not says:
        yield Place(None, tuple(says.get(None, ())))


def _is_unread(library: Library, key: str, place: Pinpoint) -> bool:
    return library.reading(Citation(key, place)) != "original"
