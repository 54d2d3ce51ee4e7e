"""Claims and queries for claims as plain data, and the text of a claim's standing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..core.dates import format_date
from ..core.text import N_, checksum
from .grading import CONFIDENCE, GRADED, SINGLE_OBSERVER, Agreement, Evidence, max_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..core.text import Translate
    from ..sources.library import Library, Testimony
    from ..sources.model import Citation, Source

LAW_STANDINGS = {
    "settled": N_("settled"),
    "application disputed": N_("the rule is accepted, its application disputed"),
    "disputed": N_("disputed"),
    "untested": N_("untested"),
}
"""The values of ``standing``, which claims of law have, with their labels."""

EVIDENCE_LABELS = {
    Evidence.NONE: N_("no evidence"),
    Evidence.LIMITED: N_("limited evidence"),
    Evidence.MEDIUM: N_("medium evidence"),
    Evidence.ROBUST: N_("robust evidence"),
}
"""The label of each level of evidence."""

AGREEMENT_LABELS = {
    Agreement.LOW: N_("low agreement"),
    Agreement.MEDIUM: N_("medium agreement"),
    Agreement.HIGH: N_("high agreement"),
}
"""The label of each level of agreement."""

CONFIDENCE_LABELS = {
    "very low": N_("very low confidence"),
    "low": N_("low confidence"),
    "medium": N_("medium confidence"),
    "high": N_("high confidence"),
    "very high": N_("very high confidence"),
    "": N_("not graded"),
}
"""The label of each level of confidence; the empty string is a claim without a grade."""

STEPS = {"very high": 4, "high": 3, "medium": 2, "low": 1, "very low": 0}
"""How many of four steps of the drawn scale each level of confidence has, the highest first."""

KIND_LABELS = {
    "event": N_("event"),
    "practice": N_("practice"),
    "estimate": N_("estimate"),
    "record": N_("on record"),
    "law": N_("statement of law"),
    "absence": N_("not found"),
    "reading": N_("our reading"),
}
"""The label of each kind of claim, in the order of lists to choose from."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of fact with its kind, its grade and its sources.

    :param name: the id that the author gave
    :param docname: its page
    :param line: line in that page's source, None where unknown
    :param kind: one of :data:`~sphinx_evidence.claims.grading.CLAIM_KINDS`
    :param text: the statement without citations
    :param citations: its citations, in the order of the text
    :param as_of: ISO date of the fact, or a year or month
    :param reason: one sentence that justifies the grade, as text
    :param evidence: the author's grade; None for kinds that are not graded
    :param agreement: the author's grade, likewise; None with a single observer too, who agrees
        with nobody
    :param standing: for a claim of law: one of :data:`LAW_STANDINGS`
    :param asserts: for an event or a practice: one of
        :data:`~sphinx_evidence.claims.grading.ASSERTIONS`
    :param looked_in: for an absence: where it was looked for
    :param tags: tags by which lists select it
    :param dispute: who disputes this very statement, and how, as text
    :param disputed: citations of those who do
    :param reply: what a party says beside it without disputing it, as text
    :param replied: citations of the reply
    :param notes: ids of the notes that it rests on, where its citations reach more
    :param main: its rank among the main claims of its page, from 1; 0 if it is none
    :param markup: checksum of the statement with its markup, as lists copy it
    :param anchors: the id of each citation group in it, with the part of the claim that it is in

    Line and anchors are left out of ``repr``: pages that display the claim do not have them.
    """

    name: str
    docname: str
    line: int | None = field(repr=False)
    kind: str
    text: str
    citations: tuple[Citation, ...]
    as_of: str
    reason: str = ""
    evidence: Evidence | None = None
    agreement: Agreement | None = None
    standing: str = ""
    asserts: str = ""
    looked_in: str = ""
    tags: tuple[str, ...] = ()
    dispute: str = ""
    disputed: tuple[Citation, ...] = ()
    reply: str = ""
    replied: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    main: int = 0
    markup: str = ""
    anchors: tuple[tuple[str, str], ...] = field(default=(), repr=False, compare=False)

    def translated(self, texts: Mapping[str, str]) -> Claim:
        """Return the claim in other words.

        :param texts: translations by text; what has none stays
        """
        return replace(
            self,
            text=texts.get(self.text, self.text),
            reason=texts.get(self.reason, self.reason),
            dispute=texts.get(self.dispute, self.dispute),
            reply=texts.get(self.reply, self.reply),
            looked_in=texts.get(self.looked_in, self.looked_in),
        )

    @property
    def checksum(self) -> str:
        """SHA-256 of the statement in NFC with white space collapsed, citations removed."""
        return checksum(self.text)

    @property
    def graded(self) -> bool:
        """Whether its kind has a confidence, and its author gave the evidence for it."""
        return self.kind in GRADED and bool(self.evidence)

    @property
    def confidence(self) -> str:
        """The confidence in words, empty for a claim that is not graded."""
        if self.evidence and self.graded:
            return CONFIDENCE[self.agreement or SINGLE_OBSERVER][self.evidence - 1]
        return ""

    def sources(self, known: Mapping[str, Source]) -> list[Source]:
        """Return the sources that it cites, without duplicates and unknown keys."""
        keys = dict.fromkeys(citation.key for citation in self.citations)
        return [known[key] for key in keys if key in known]

    def testimonies(self, library: Library) -> tuple[Testimony, ...]:
        """Return what its citations contribute to the evidence for it."""
        return library.testimonies(self.citations, self.notes)


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """The conditions that the claims of a list meet; an empty string sets none.

    :param page: docname of its page, or a folder
    :param tag: one of its tags
    :param kind: its kind
    :param confidence: its confidence
    :param disputed: whether only disputed claims match
    :param main: whether only main claims match, the weightiest of a page first
    :param line: line of the list on its page
    """

    page: str = ""
    tag: str = ""
    kind: str = ""
    confidence: str = ""
    disputed: bool = False
    main: bool = False
    line: int = field(default=0, repr=False, compare=False)

    def matches(self, claim: Claim) -> bool:
        """Return whether a claim meets all conditions."""
        return (
            (not self.page or f"{claim.docname}/".startswith(f"{self.page}/"))
            and self.tag in ("", *claim.tags)
            and self.kind in ("", claim.kind)
            and self.confidence in ("", claim.confidence)
            and (bool(claim.dispute) or not self.disputed)
            and (bool(claim.main) or not self.main)
        )


def record_label(testimonies: Iterable[Testimony], translate: Translate = str) -> str:
    """Return the standing of a claim of record: whether an original, a copy or a report was read.

    News whose observer is another body is only a report about the record.
    """
    readings = {"account" if testimony.is_relay else testimony.reading for testimony in testimonies}
    if "original" in readings:
        return translate("on record")
    if "copy" in readings:
        return translate("on record (copy)")
    return translate("as reported")


def standing_label(claim: Claim, library: Library, translate: Translate = str) -> str:
    """Return the standing of a claim, such as ``high confidence`` or ``on record``.

    :param translate: translates the label; English by default
    """
    match claim.kind:
        case "record":
            return record_label(claim.testimonies(library), translate)
        case "law":
            return translate(LAW_STANDINGS[claim.standing]) if claim.standing else ""
        case "absence":
            day = format_date(claim.as_of, translate)
            return translate("not found, searched to {date}").format(date=day)
        case "reading":
            return translate("our reading")
    return translate(CONFIDENCE_LABELS[claim.confidence])


def standing_details(claim: Claim, reach: str = "", translate: Translate = str) -> Iterator[str]:
    """Yield the details of a claim's standing: evidence and agreement, date, and what was searched.

    :param reach: the month or day after which nothing could be searched, in ISO format
    """
    if claim.graded and claim.evidence:
        labels = [EVIDENCE_LABELS[claim.evidence]]
        labels += [AGREEMENT_LABELS[claim.agreement]] if claim.agreement else []
        yield ", ".join(map(translate, labels))
    if claim.kind == "absence":
        if claim.looked_in:
            yield translate("looked in: {places}").format(places=claim.looked_in)
        if reach and claim.as_of > reach:
            date = format_date(reach, translate)
            yield translate("little later than {date} was in reach").format(date=date)
    elif claim.as_of:
        yield translate("as of {date}").format(date=format_date(claim.as_of, translate))


def dispute_of(claim: Claim, translate: Translate = str) -> Iterator[str]:
    """Yield who disputes a claim, with its label, if anybody does."""
    if claim.dispute:
        yield translate("Disputed: {text}").format(text=claim.dispute)


def responses(claim: Claim, translate: Translate = str) -> Iterator[str]:
    """Yield who disputes a claim, and what is said beside it, each with its label."""
    yield from dispute_of(claim, translate)
    if claim.reply:
        yield translate("Reply: {text}").format(text=claim.reply)


def grade_of(claim: Claim) -> str:
    """Return the level of confidence of a claim, or its kind if it has none."""
    return claim.confidence or claim.kind


def rank(claim: Claim) -> int:
    """Return the place of a claim by what :func:`grade_of` says, the surest first."""
    return [*STEPS, *KIND_LABELS].index(grade_of(claim))


def standings(claims: Iterable[Claim]) -> Iterator[tuple[str, int, int | None]]:
    """Yield each level of confidence, then each kind without one, that some claims have.

    :return: its label, the number of claims, and the steps of the scale, None for a kind
    """
    counts = Counter(map(grade_of, claims))
    for level, steps in STEPS.items():
        if counts[level]:
            yield CONFIDENCE_LABELS[level], counts[level], steps
    for kind, label in KIND_LABELS.items():
        if counts[kind]:
            yield label, counts[kind], None


def max_evidence_of(claim: Claim, library: Library) -> Evidence:
    """Return the highest level of evidence that the sources of a claim support for its kind."""
    return max_evidence(claim.testimonies(library), claim.kind, claim.asserts)
