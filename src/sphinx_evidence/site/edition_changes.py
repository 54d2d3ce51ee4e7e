"""What changed from one edition to the next, by permanent ids and the words of paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..permalinks.model import Paragraph, Section
    from .edition_records import Record, Statement, Table

T = TypeVar("T", "Section", "Statement", "Table")


@dataclass(frozen=True, slots=True)
class Change:
    """A section, a claim or a dataset that is new, changed or withdrawn.

    :param id: its permanent id
    :param text: its title, or the statement of the claim; in the older edition if withdrawn
    :param new: how many paragraphs of a changed section, or rows of a changed dataset, are new
    :param changed: how many of them have other words or cells
    :param gone: how many are no longer there
    """

    id: str
    text: str
    new: int = 0
    changed: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """The new, changed and withdrawn things of one kind, each in the order of the text."""

    new: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    withdrawn: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)


def changed_sections(old: Record, new: Record) -> Changes:
    """Return the sections that differ; one that only moved to another page does not."""
    return _section_changes(old.sections, new.sections)


def _section_changes(old: Iterable[Section], new: Iterable[Section]) -> Changes:
    """Return the same of sections that are in no record."""

    def state(section: Section) -> object:
        return section.title, [one.sha256 for one in section.paragraphs]

    return _changes(old, new, state, _paragraph_counts)


def changed_claims(old: Record, new: Record) -> Changes:
    """Return the claims that differ in their words."""
    return _changes(old.claims, new.claims, lambda claim: claim.title, lambda _old, _new: (0, 0, 0))


def changed_tables(old: Record, new: Record) -> Changes:
    """Return the datasets that differ in their title or in their rows, whatever their order."""
    return _changes(
        old.tables, new.tables, lambda table: (table.title, dict(table.rows)), _row_counts
    )


def _row_counts(old: Table, new: Table) -> tuple[int, int, int]:
    """Return how many rows of a dataset are new, changed and gone."""
    before, after = dict(old.rows), dict(new.rows)
    changed = sum(before[key] != after[key] for key in before.keys() & after.keys())
    return len(after.keys() - before.keys()), changed, len(before.keys() - after.keys())


def _changes(
    before: Iterable[T],
    after: Iterable[T],
    state: Callable[[T], object],
    counts: Callable[[T, T], tuple[int, int, int]],
) -> Changes:
    old = {item.label: item for item in before if item.label}
    new = {item.label: item for item in after if item.label}
    return Changes(
        tuple(Change(name, item.title) for name, item in new.items() if name not in old),
        tuple(
            Change(name, item.title, *counts(old[name], item))
            for name, item in new.items()
            if name in old and state(old[name]) != state(item)
        ),
        tuple(Change(name, item.title) for name, item in old.items() if name not in new),
    )


def _paragraph_counts(old: Section, new: Section) -> tuple[int, int, int]:
    """Return how many paragraphs of a section are new, changed and gone."""
    before = {one.sha256 for one in old.paragraphs}
    after = {one.sha256 for one in new.paragraphs}
    added = [one for one in new.paragraphs if one.sha256 not in before]
    gone = [one for one in old.paragraphs if one.sha256 not in after]
    changed = 0
    for paragraph in gone:
        if (other := reworded(paragraph, added)) is not None:
            added.remove(other)
            changed += 1
    return len(added), changed, len(gone) - changed


def opening(paragraph: Paragraph) -> str:
    """Return the digits of the first words of a paragraph."""
    return paragraph.anchor.partition("-")[2][:4]


ALIKE = 0.6
"""The share of words in common from which two paragraphs are the same in other words."""


def reworded(paragraph: Paragraph, others: Iterable[Paragraph]) -> Paragraph | None:
    """Return which of some new paragraphs is an old one in other words, or nothing.

    It has the same first words, or else at least :data:`ALIKE` of the words in their order.
    """
    words = SequenceMatcher(None, (), paragraph.text.split(), False)

    def likeness(other: Paragraph) -> float:
        if opening(other) == opening(paragraph):
            return 1
        words.set_seq1(other.text.split())
        return words.ratio() if words.quick_ratio() >= ALIKE else 0

    best = max(
        ((likeness(other), -abs(other.number - paragraph.number), other) for other in others),
        key=lambda found: found[:2],
        default=None,
    )
    return best[2] if best and best[0] >= ALIKE else None


Segment = tuple[str, str]
"""A part of a text with what became of it: ``=`` it stayed, ``-`` it went, ``+`` it came."""


def difference(old: str, new: str) -> list[Segment]:
    """Return the difference of two texts word by word; joined with spaces it gives both."""
    one, two = old.split(), new.split()
    found: list[Segment] = []
    for kind, start, end, first, last in SequenceMatcher(None, one, two, False).get_opcodes():
        if kind == "equal":
            found.append(("=", " ".join(one[start:end])))
        if kind in ("delete", "replace"):
            found.append(("-", " ".join(one[start:end])))
        if kind in ("insert", "replace"):
            found.append(("+", " ".join(two[first:last])))
    return found


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a paragraph of an earlier edition whose address is no longer right.

    :param version: the last edition in which it had this address
    :param kind: ``moved``, ``changed`` or ``gone``
    :param docname: the page on which it stands now, empty if it is gone
    :param anchor: its address there
    :param number: its number there, 0 if it is gone
    :param words: the difference of its words; of one that is gone, all of them
    """

    version: str
    kind: str
    docname: str = ""
    anchor: str = ""
    number: int = 0
    words: tuple[Segment, ...] = ()


def _numbered(sections: Iterable[Section]) -> Iterator[tuple[str, Paragraph]]:
    """Yield every paragraph with its page."""
    for section in sections:
        for paragraph in section.paragraphs:
            yield section.docname, paragraph


def fates(
    records: Iterable[Record], present: Record, renamed: Mapping[str, str]
) -> dict[str, dict[str, Fate]]:
    """Return what became of former paragraphs, by the present name of their page and their anchor.

    A paragraph is the same where its words are, on whatever page; else it may be on its page in
    other words.

    :param records: the earlier editions, the oldest first
    :param renamed: the present name of each page that had another
    """
    by_words: dict[str, list[tuple[str, Paragraph]]] = {}
    by_page: dict[str, list[Paragraph]] = {}
    anchors: set[tuple[str, str]] = set()
    for docname, paragraph in _numbered(present.sections):
        by_words.setdefault(paragraph.sha256, []).append((docname, paragraph))
        by_page.setdefault(docname, []).append(paragraph)
        anchors.add((docname, paragraph.anchor))
    found: dict[str, dict[str, Fate]] = {}
    for record in records:
        known = {paragraph.sha256 for _page, paragraph in _numbered(record.sections)}
        for former, old in _numbered(record.sections):
            page, version = renamed.get(former, former), record.version
            if (page, old.anchor) in anchors:
                continue
            new = (one for one in by_page.get(page, ()) if one.sha256 not in known)
            if same := by_words.get(old.sha256):
                docname, now = _nearest(same, page, old.number)
                fate = Fate(version, "moved", docname, now.anchor, now.number)
            elif (other := reworded(old, new)) is not None:
                words = tuple(difference(old.text, other.text))
                fate = Fate(version, "changed", page, other.anchor, other.number, words)
            else:
                fate = Fate(version, "gone", words=(("=", old.text),))
            found.setdefault(page, {})[old.anchor] = fate
    return found


def _nearest(
    paragraphs: Iterable[tuple[str, Paragraph]], page: str, number: int
) -> tuple[str, Paragraph]:
    """Return the paragraph on a page, if there is one there, that is nearest to a number."""
    return min(paragraphs, key=lambda one: (one[0] != page, abs(one[1].number - number)))


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a section or a claim since an earlier edition.

    :param kind: ``same``, ``changed``, ``moved`` to another page, ``replaced`` by another, or
        ``gone``
    :param text: its title, or the statement of the claim; of what replaces it, if something does,
        and in the older edition if it is gone
    :param docname: the page on which that stands now, empty if it is gone
    :param id: the id of that
    :param words: the difference of the words of a claim that changed
    :param change: how many paragraphs of a section that changed did; None for a claim
    """

    kind: str
    text: str
    docname: str = ""
    id: str = ""
    words: tuple[Segment, ...] = ()
    change: Change | None = None


def changes_since(
    record: Record, present: Record, renamed: Mapping[str, str], successors: Mapping[str, str]
) -> dict[str, dict[str, Since]]:
    """Return what became of the sections and claims of an edition, by present page and id.

    A section is here all that stands under its heading, its own sections included.

    :param renamed: the present name of each page that had another
    :param successors: the present id of each that was replaced
    """
    found: dict[str, dict[str, Since]] = {}
    before, after = _whole(record.sections), _whole(present.sections)
    changed = {change.id: change for change in _section_changes(before, after).changed}
    now: dict[str, Section | Statement] = {one.label: one for one in after}
    now.update((one.label, one) for one in present.claims)
    for section in before:
        what = _since(section, now, renamed, successors)
        if what.kind == "same" and section.label in changed:
            what = replace(what, kind="changed", change=changed[section.label])
        found.setdefault(renamed.get(section.docname, section.docname), {})[section.label] = what
    for claim in record.claims:
        what = _since(claim, now, renamed, successors)
        if what.kind == "same" and claim.title != what.text:
            words = tuple(difference(claim.title, what.text))
            what = replace(what, kind="changed", words=words)
        found.setdefault(renamed.get(claim.docname, claim.docname), {})[claim.label] = what
    return found


def _since(
    old: Section | Statement,
    now: Mapping[str, Section | Statement],
    renamed: Mapping[str, str],
    successors: Mapping[str, str],
) -> Since:
    """Return whether something stands on the page on which it stood, or what replaces it.

    :param now: the present sections and claims by id
    """
    name = successors.get(old.label, old.label)
    if (new := now.get(name)) is None:
        return Since("gone", old.title)
    if name != old.label:
        return Since("replaced", new.title, new.docname, name)
    same = renamed.get(old.docname, old.docname) == new.docname
    return Since("same" if same else "moved", new.title, new.docname, name)


def _whole(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return the sections that have an id with the paragraphs of those under them, too."""
    every = list(sections)
    found = []
    for at, section in enumerate(every):
        under = [section]
        for other in every[at + 1 :]:
            if other.docname != section.docname or other.level <= section.level:
                break
            under.append(other)
        paragraphs = tuple(paragraph for one in under for paragraph in one.paragraphs)
        if section.label:
            found.append(replace(section, paragraphs=paragraphs))
    return tuple(found)
