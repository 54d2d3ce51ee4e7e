"""A claim as plain data, and the words that it is printed with. No Sphinx here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..core.dates import day_in_words
from ..core.messages import N_
from ..core.text import checksum
from .grading import GRADED, Agreement, Evidence, confidence, max_evidence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ..core.messages import Translate
    from ..sources.model import Citation, Source

LAW_STANDINGS = (N_("settled"), N_("disputed"), N_("untested"))
"""What a claim of law may stand as."""

EVIDENCE_WORDS = {
    Evidence.NONE: N_("no evidence"),
    Evidence.LIMITED: N_("limited evidence"),
    Evidence.MEDIUM: N_("medium evidence"),
    Evidence.ROBUST: N_("robust evidence"),
}
"""How much carries a claim, in words."""

AGREEMENT_WORDS = {
    Agreement.LOW: N_("low agreement"),
    Agreement.MEDIUM: N_("medium agreement"),
    Agreement.HIGH: N_("high agreement"),
}
"""How far the lines of a claim agree, in words."""

CONFIDENCE_WORDS = {
    "very low": N_("very low confidence"),
    "low": N_("low confidence"),
    "medium": N_("medium confidence"),
    "high": N_("high confidence"),
    "very high": N_("very high confidence"),
    "": N_("not graded"),
}
"""The standing of a graded claim by its confidence."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of fact with its kind, its grade and its sources.

    :param name: the id that the author gave
    :param docname: the page on which it stands
    :param line: line in that page's source, None where unknown
    :param kind: one of :data:`~sphinx_evidence.claims.grading.KINDS`
    :param text: the statement without citations
    :param citations: what it cites, in the order of the text
    :param as_of: ISO date of the fact, or a year or month
    :param reason: one sentence on why it is graded so, as text
    :param evidence: the author's grade; None for kinds that carry none
    :param agreement: likewise
    :param standing: for a claim of law: settled, disputed or untested
    :param tags: words to list it by
    :param disputed: what says the contrary
    :param markup: checksum of the statement as it is copied, with its markup

    The line is no part of ``repr``, by which pages that show the claim are written again.
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
    tags: tuple[str, ...] = ()
    disputed: tuple[Citation, ...] = ()
    markup: str = ""

    @property
    def checksum(self) -> str:
        """SHA-256 of the statement in NFC with white space collapsed, citations removed."""
        return checksum(self.text)

    @property
    def graded(self) -> bool:
        """Whether its kind carries a confidence and its author gave both inputs."""
        return self.kind in GRADED and bool(self.evidence) and bool(self.agreement)

    @property
    def confidence(self) -> str:
        """The confidence in words, empty for a claim that is not graded."""
        if self.evidence and self.agreement and self.graded:
            return confidence(self.evidence, self.agreement)
        return ""

    def sources(self, known: Mapping[str, Source]) -> list[Source]:
        """Return the sources that it cites, each once; unknown keys are left out."""
        keys = dict.fromkeys(citation.key for citation in self.citations)
        return [known[key] for key in keys if key in known]


@dataclass(frozen=True, slots=True)
class RefusedClaim:
    """A claim whose statement is not certain: its text stays on the page, but it is no claim.

    :param name: the id that the author gave
    :param docname: the page on which it stands
    :param line: the line on which it begins
    :param reason: what is wrong and what to do; empty if that was said when the page was read
    :param tags: words to list it by
    """

    name: str
    docname: str
    line: int
    reason: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """Which claims a list holds; an empty word is no condition.

    :param page: the name of a page, or of a folder
    :param tag: a tag that the claim carries
    :param kind: its kind
    :param confidence: its confidence
    :param disputed: whether something must say the contrary
    :param line: where the list stands in its page
    """

    page: str = ""
    tag: str = ""
    kind: str = ""
    confidence: str = ""
    disputed: bool = False
    line: int = field(default=0, repr=False, compare=False)

    def holds(self, claim: Claim) -> bool:
        """Whether *claim* belongs in the list."""
        return (
            (not self.page or f"{claim.docname}/".startswith(f"{self.page}/"))
            and self.tag in ("", *claim.tags)
            and self.kind in ("", claim.kind)
            and self.confidence in ("", claim.confidence)
            and (bool(claim.disputed) or not self.disputed)
        )


def _reports(source: Source) -> bool:
    own_page = source.tier in ("ngo", "academic") and source.seen == "primary"
    return bool(source.line) and (source.tier == "news" or own_page)


def record_words(sources: Collection[Source], translate: Translate = str) -> str:
    """Return how well a matter of record is known, from what was read of it.

    Where the press, or the own page of an organisation or a scholar, relays somebody else, it is a
    report about the record, not the record.
    """
    seen = {"secondary" if _reports(source) else source.seen for source in sources}
    if "primary" in seen:
        return translate("on record")
    if "repost" in seen:
        return translate("on record (copy)")
    return translate("as reported")


def standing_words(claim: Claim, known: Mapping[str, Source], translate: Translate = str) -> str:
    """Return the words that stand for the grade of a claim: ``high confidence``, ``on record``.

    :param known: all sources by key
    """
    match claim.kind:
        case "record":
            return record_words(claim.sources(known), translate)
        case "law":
            return translate(claim.standing) if claim.standing else ""
        case "absence":
            day = day_in_words(claim.as_of, translate)
            return translate("not found, searched to {date}").format(date=day)
        case "reading":
            return translate("our reading")
    return translate(CONFIDENCE_WORDS[claim.confidence])


def standing_facts(claim: Claim, translate: Translate = str) -> Iterator[str]:
    """Yield what stands beside the words of a claim: the inputs of its grade, and its date."""
    if claim.graded and claim.evidence and claim.agreement:
        evidence, agreement = EVIDENCE_WORDS[claim.evidence], AGREEMENT_WORDS[claim.agreement]
        yield f"{translate(evidence)}, {translate(agreement)}"
    if claim.as_of and claim.kind != "absence":
        yield translate("as of {date}").format(date=day_in_words(claim.as_of, translate))


def max_evidence_of(claim: Claim, known: Mapping[str, Source]) -> Evidence:
    """Return the most evidence that the sources of a claim carry for its kind."""
    return max_evidence(claim.sources(known), claim.kind)
