"""The library: works with their copies, the accounts of them, and the notes on them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from .copies import KINDS
from .vocabulary import GENERAL, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from .copies import Copy
    from .model import Citation, Source
    from .notes import Note
    from .pinpoints import Pinpoint
    from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Account:
    """One work that reports another.

    :param work: key of the work that is reported
    :param by: key of the work that reports it
    :param line: its line in the table
    """

    work: str
    by: str
    line: int = field(default=0, repr=False, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Moved:
    """An address of a source that has been published and must keep working.

    :param key: the key in that address
    :param work: key of the work that it leads to, empty if the book no longer cites the work
    :param page: docname of the page that had the entry
    :param title: author, title and year of a work that the book no longer cites
    :param line: its line in the table
    """

    key: str
    work: str
    page: str
    title: str = ""
    line: int = field(default=0, repr=False, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Testimony:
    """What a citation contributes to the evidence for a statement.

    :param key: key of the work cited
    :param observer: publisher id of who observed it
    :param tier: tier of the work, or of the work that reports it
    :param basis: one of :data:`~sphinx_evidence.sources.model.BASES`
    :param reading: how the place cited was read, as :meth:`Library.reading` returns it
    :param status: status of the work
    :param is_relay: whether a press report, or the page of an organisation or a scholar, passes on
        what another body observed
    :param witnesses: id of the pool of people whom the observer asked, or empty
    :param is_summary: whether only the abstract, summary or opening of a study was read, and its
        note does not say that method and sample stand there
    :param role: what that tier is as evidence
    """

    key: str
    observer: str
    tier: str
    basis: str
    reading: str = "original"
    status: str = ""
    is_relay: bool = False
    witnesses: str = ""
    is_summary: bool = False
    role: Role = Role.RECORD


@dataclass(frozen=True)
class Library:
    """Works by key, with copies, accounts and notes by the key of their work.

    Without tables, in a book that has a bibliography only, every work counts as read in the
    original, and no citation needs a note.

    :param is_complete: whether all rows of the tables could be read; otherwise nothing is missed in
        them, since a row that could not be read may have it
    :param vocabulary: the words of the book for kinds of source and of witness
    """

    works: Mapping[str, Source]
    copies: Mapping[str, tuple[Copy, ...]] = field(default_factory=dict)
    accounts: Mapping[str, tuple[Account, ...]] = field(default_factory=dict)
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    moved: tuple[Moved, ...] = ()
    has_tables: bool = False
    is_complete: bool = True
    vocabulary: Vocabulary = GENERAL

    @cached_property
    def noted(self) -> frozenset[str]:
        """Keys of the works that have notes, or are known by an account that has."""
        known = (
            key
            for key in self.accounts
            if any(report.key in self.notes for report in self.reports_of(key))
        )
        return frozenset((*self.notes, *known))

    @cached_property
    def reported(self) -> dict[str, list[str]]:
        """Keys of the works that each work reports."""
        result: defaultdict[str, list[str]] = defaultdict(list)
        for accounts in self.accounts.values():
            for account in accounts:
                result[account.by].append(account.work)
        return dict(result)

    @cached_property
    def former_keys(self) -> dict[tuple[str, str], list[str]]:
        """The keys that a work had before on the page that still has its entry, by both."""
        result: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for moved in self.moved:
            if moved.key != moved.work:
                result[moved.work, moved.page].append(moved.key)
        return dict(result)

    @cached_property
    def _successors(self) -> dict[str, str]:
        return {
            moved.key: moved.work
            for moved in self.moved
            if moved.work and moved.key not in self.works
        }

    @cached_property
    def dropped(self) -> frozenset[str]:
        """Keys of the works that the book no longer cites."""
        return frozenset(moved.key for moved in self.moved if not moved.work)

    def canonical(self, citation: Citation) -> Citation:
        """Return a citation with the present key of its work, if it has a former one."""
        work = self._successors.get(citation.key)
        return replace(citation, key=work) if work else citation

    def reports_of(self, key: str) -> list[Source]:
        """Return the works through which a work without a copy is known.

        Those in which the notes on it were read come first.
        """
        if self.copies.get(key):
            return []
        reports = [account.by for account in self.accounts.get(key, ())]
        noted = {note.copy for note in self.notes.get(key, ())}
        reports.sort(key=lambda report: report not in noted)
        return [self.works[report] for report in reports if report in self.works]

    def with_reports(self, keys: Iterable[str]) -> set[str]:
        """Return keys with those of the works through which they are known, and so on."""
        result: set[str] = set()
        queue = [*keys]
        while queue:
            key = queue.pop()
            if key not in result:
                result.add(key)
                queue += [report.key for report in self.reports_of(key)]
        return result

    def address(self, key: str) -> tuple[str, str]:
        """Return the official address of a work and the ISO day on which it was read.

        That is the address of the entry, or else of the copy of kind ``original``; both are empty
        if there is neither.
        """
        work = self.works[key]
        if work.url:
            return work.url, work.urldate
        originals = (copy for copy in self.copies.get(key, ()) if copy.kind == "original")
        return next(((copy.url, copy.date) for copy in originals if copy.url), ("", ""))

    def linked_address(self, key: str) -> tuple[str, str]:
        """Return the official address as :meth:`address` does, none if the original is unlinked."""
        copies = self.copies.get(key, ())
        if any(copy.kind == "original" and (copy.safety or copy.unlinked) for copy in copies):
            return "", ""
        return self.address(key)

    def reading(self, citation: Citation) -> str:
        """Return how the place cited was read: ``original``, ``copy`` or ``account``.

        Of several numbers, the one that was read in the worst copy decides. A place that no copy
        holds counts as read in the best of the copies.
        """
        copies = self.copies.get(citation.key, ())
        if not copies:
            return "account" if self.reports_of(citation.key) else "original"
        parts = citation.pinpoint.parts if citation.pinpoint else (None,)
        worst = max((_best_kind(copies, part) for part in parts), key=_RANK.index)
        return {"original": "original", "quotation": "account"}.get(worst, "copy")

    def has_read(self, key: str, place: Pinpoint) -> bool:
        """Return whether every number of a place is in some copy of a work, or it has none."""
        copies = self.copies.get(key, ())
        return not copies or all(
            any(copy.has_read(part) for copy in copies) for part in place.parts
        )

    def notes_for(self, citation: Citation, chosen: Collection[str] = ()) -> tuple[Note, ...]:
        """Return the notes that a citation reaches.

        :param chosen: ids of notes; of a work that has some of them only these are reached
        """
        notes = self.notes.get(citation.key, ())
        if not notes:
            reports = self.reports_of(citation.key)
            notes = tuple(note for work in reports for note in self.notes.get(work.key, ()))
        named = tuple(note for note in notes if note.id in chosen)
        if named:
            return named
        place = citation.pinpoint
        if place is None:
            return notes
        return tuple(note for note in notes if note.place and note.place.overlaps(place))

    def testimonies(
        self, citations: Iterable[Citation], chosen: Collection[str] = ()
    ) -> tuple[Testimony, ...]:
        """Return what citations contribute to the evidence, without duplicates and unknown keys.

        A work that is known only by an account has the tier of the account.

        :param chosen: ids of notes, as in :meth:`notes_for`
        """
        result: dict[Testimony, None] = {}
        for citation in citations:
            work = self.works.get(citation.key)
            if work is None:
                continue
            reading = self.reading(citation)
            reports = self.reports_of(citation.key)
            kind = (reports[0] if reports else work).kind
            notes = self.notes_for(citation, chosen)
            views = {(note.observer, note.basis, note.witnesses) for note in notes}
            in_part = self._read_in_part(work, citation.pinpoint)
            for observer, basis, witnesses in sorted(views or {("", "", "")}):
                testimony = Testimony(
                    *(work.key, observer or work.observer, kind.tier, basis or work.basis),
                    *(reading, work.status),
                    is_relay=bool(observer) and _passes_on(work, reading),
                    witnesses=witnesses,
                    is_summary=in_part and not basis,
                    role=kind.role,
                )
                result[testimony] = None
        return tuple(result)

    def _read_in_part(self, work: Source, place: Pinpoint | None) -> bool:
        """Return whether of a study only the opening was read, and not the place cited."""
        copies = self.copies.get(work.key, ())
        if work.kind.role not in STUDIES or work.basis == "document" or not copies:
            return False
        parts = place.parts if place else (None,)
        return not all(
            any("whole" in copy.extents or (part and copy.has_read(part)) for copy in copies)
            for part in parts
        )


STUDIES = frozenset({Role.STUDY, Role.REPORT})
"""The roles of works that have an abstract or a summary in front."""

_RANK = [*KINDS]
"""The kinds of copy, the best first."""


def _best_kind(copies: Sequence[Copy], place: Pinpoint | None) -> str:
    """Return the best kind of the copies that hold a place, or else of all."""
    holding = [copy for copy in copies if copy.has_read(place)]
    return min((copy.kind for copy in holding or copies), key=_RANK.index)


def _passes_on(work: Source, reading: str) -> bool:
    """Return whether what a work says of others is a report about them, not a copy of it."""
    role = work.kind.role
    return role is Role.PRESS or (role in STUDIES and reading == "original")
