"""Passages, the verdicts on them, and how many there are of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..core.text import N_, checksum, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..sources.model import Citation

SENTENCE, CLAIM, CELL, KEY_WORK, ENTRY = KINDS = ("sentence", "claim", "cell", "key-work", "entry")
"""What is drawn: a sentence with citations, a claim with its standing, a cell of a table, a line
of the key works of a chapter, and an entry of the bibliography."""

PAIR = "pair"
"""A passage with one note, drawn on demand: does the caveat of the note stand in the passage?"""

PAGE, NOTES = STANDARDS = ("page", "notes")
"""What a passage was held against: the page or another copy, or the notes of the book only."""

_FAULTS = {
    "caveat-lost": N_("a caveat lost"),
    "overstated": N_("overstated"),
    "misleading": N_("misleading"),
    "wrong-source": N_("the wrong source, place or version"),
    "wrong-fact": N_("a wrong fact"),
}
EXACT, ACCEPTED, NOT_SEEN, NOT_USED = "exact", "accepted", "not-seen", "not-used"
PASSAGE_VERDICTS = {EXACT: N_("exact"), **_FAULTS, NOT_SEEN: N_("not to be had")}
ENTRY_VERDICTS = {
    ACCEPTED: N_("accepted"),
    "repair": N_("in need of a repair"),
    "sent-back": N_("sent back"),
    NOT_SEEN: N_("not to be had"),
}
VERDICTS = PASSAGE_VERDICTS | ENTRY_VERDICTS
"""The verdicts of those who went to the page, in words for readers."""

PAIR_VERDICTS = {
    EXACT: PASSAGE_VERDICTS[EXACT],
    "caveat-lost": PASSAGE_VERDICTS["caveat-lost"],
    NOT_USED: N_("the note is not used"),
}
EARLIER_VERDICTS = {"holds": N_("held"), **_FAULTS, "not-found": N_("source not found")}
"""The verdicts of those who had only the notes."""

SOUND = frozenset({"holds", EXACT, ACCEPTED})
UNDECIDED = frozenset({"not-found", NOT_SEEN, NOT_USED})

GRADES = {
    ACCEPTED: N_("accepted"),
    "too high": N_("too high"),
    "too low": N_("too low"),
}
"""What a judge says of the standing of a claim."""

NOTHING = "nothing"
"""What was seen of a work of which nothing could be seen."""

CITATION = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a citation group in a text."""


def verdicts_for(kind: str, standard: str = PAGE) -> Mapping[str, str]:
    """Return the verdicts that a kind of passage may have by a standard."""
    if kind == PAIR:
        return PAIR_VERDICTS
    if standard == NOTES:
        return EARLIER_VERDICTS
    return ENTRY_VERDICTS if kind == ENTRY else PASSAGE_VERDICTS


def is_fault(verdict: str) -> bool:
    """Return whether a verdict asks for a change."""
    return verdict not in SOUND | UNDECIDED


Group = tuple["Citation", ...]
"""The citations between one pair of brackets."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A part of a claim besides its statement, such as a dispute.

    :param part: the option that it is written in
    :param marked: its text with :data:`CITATION` for each citation group
    :param groups: its citation groups
    """

    part: str
    marked: str
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """What is judged as one: a sentence, a claim, a cell or a line of the key works.

    :param docname: its page
    :param paragraph: number of its paragraph, 0 if that is not numbered
    :param line: line of the paragraph in the source, None if unknown
    :param marked: its text with :data:`CITATION` for each citation group
    :param groups: its citation groups, in the order of the text
    :param kind: one of :data:`KINDS`
    :param claim: id of the claim, if it is one
    :param asides: the other parts of the claim
    :param anchors: the ids of its citation groups and those of its asides, on its page
    """

    docname: str
    paragraph: int
    line: int | None = field(repr=False)
    marked: str
    groups: tuple[Group, ...]
    kind: str = SENTENCE
    claim: str = ""
    asides: tuple[Aside, ...] = ()
    anchors: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @property
    def text(self) -> str:
        """Its text without citations."""
        return without_citations(self.marked)

    @property
    def checksum(self) -> str:
        """SHA-256 of its text in NFC with white space collapsed."""
        return checksum(self.text)

    def cited(self) -> Iterator[tuple[str, Citation]]:
        """Yield its citations and those of its asides, each with the part that it is in."""
        for aside in (Aside("statement", self.marked, self.groups), *self.asides):
            yield from ((aside.part, one) for group in aside.groups for one in group)


def without_citations(marked: str) -> str:
    """Return a text without the marks of citations and the spaces before them."""
    return tidy(marked.replace(CITATION, ""))


def numbered(marked: str, groups: Sequence[Group], first: int = 1) -> str:
    """Return a text with the numbers of its citations in brackets: ``It rose [1], or fell [2, 3].``

    :param first: the number of its first citation
    """
    marks = []
    for group in groups:
        marks.append(f"[{', '.join(map(str, range(first, first + len(group))))}]")
        first += len(group)
    return tidy(re.sub(CITATION, lambda _match: marks.pop(0), marked))


def short_id(sha256: str, note: str = "") -> str:
    """Return the start of a checksum, by which a form names an item, and the note of a pair."""
    return "+".join(filter(None, (sha256[:12], note)))


@dataclass(frozen=True, slots=True)
class Audit:
    """A verdict: a row of the table of audits, its columns in their order.

    :param sha256: checksum of the passage when it was judged
    :param page: docname of its page
    :param kind: one of :data:`KINDS`, or :data:`PAIR`
    :param sentence: its text then
    :param standard: one of :data:`STANDARDS`
    :param verdict: the first verdict, given before the judge saw a note
    :param seen: what was opened: an address, what other copy, or :data:`NOTHING`
    :param grade: one of :data:`GRADES` on the standing of a claim, otherwise empty
    :param standing: the standing of a claim as printed then
    :param note: id of the note of a pair
    :param remark: what was wrong
    :param final: the verdict after the notes were seen, empty if it is the first
    :param date: the day of the verdict, in ISO format
    :param seed: the seed of the draw
    :param mended: the day on which the fault was mended where the text itself stands: in a reply,
        a reason or the paragraph around it, in ISO format
    :param line: its line in the table
    """

    sha256: str
    page: str
    kind: str
    sentence: str
    standard: str
    verdict: str
    seen: str = ""
    grade: str = ""
    standing: str = ""
    note: str = ""
    remark: str = ""
    final: str = ""
    date: str = ""
    seed: str = ""
    mended: str = ""
    line: int = field(default=0, repr=False, compare=False, kw_only=True)

    @property
    def id(self) -> str:
        """The start of its checksum, for a pair with the id of the note."""
        return short_id(self.sha256, self.note)

    @property
    def last(self) -> str:
        """The final verdict, or else the first."""
        return self.final or self.verdict
