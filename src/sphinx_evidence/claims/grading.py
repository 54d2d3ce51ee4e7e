"""How well a claim is known: evidence by lines, agreement, and the confidence that follows.

The words adapt the calibrated language of the Intergovernmental Panel on Climate Change; the table
and the counting of lines are this book's own. No Sphinx here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from ..core.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..core.messages import Translate
    from ..sources.model import Source

CLAIM_KINDS = {
    N_("record"): "what a text, vote, statement or official count says",
    N_("law"): "what the law is",
    N_("absence"): "that something was looked for and not found",
    N_("reading"): "our own inference",
    N_("event"): "what happened",
    N_("practice"): "what is done",
    N_("estimate"): "how many",
}
"""The kinds of claim, in words."""

GRADED = frozenset({"event", "practice", "estimate"})
"""The kinds that carry evidence and agreement, and so a confidence."""

EXCLUDED_TIERS = frozenset({"reference", "other"})
"""Tiers that count for nothing."""

METHODICAL_BASES = frozenset({"document", "survey", "inquiry"})
"""What a source rests on when one such source alone is more than limited evidence."""


class Evidence(IntEnum):
    """How much carries a claim; the order is that of strength."""

    NONE = 0
    LIMITED = 1
    MEDIUM = 2
    ROBUST = 3


class Agreement(IntEnum):
    """How far the lines agree; the order is that of strength."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


CONFIDENCE = {
    Agreement.HIGH: (N_("medium"), N_("high"), N_("very high")),
    Agreement.MEDIUM: (N_("low"), N_("medium"), N_("high")),
    Agreement.LOW: (N_("very low"), N_("very low"), N_("low")),
}
"""Confidence by agreement, for limited, medium and robust evidence."""


@dataclass(frozen=True, slots=True)
class Observer:
    """One observer, and the sources that carry what it saw.

    :param origin: short id of the observer: the line of its sources, by default their publisher
    :param keys: its sources that count, sorted
    :param tiers: the tiers of these sources
    :param solid: whether one of them is a document, a survey or an inquiry
    """

    origin: str
    keys: tuple[str, ...]
    tiers: frozenset[str]
    solid: bool


def exclusion_reason(source: Source, translate: Translate = str) -> str:
    """Return why a source counts for nothing, in words; empty if it counts."""
    if source.seen == "secondary":
        return translate("only a report about it was read")
    if source.tier in EXCLUDED_TIERS:
        return translate("its kind of source is not counted")
    if source.status == "withdrawn":
        return translate("it was withdrawn")
    return ""


def group_by_observer(sources: Iterable[Source]) -> tuple[Observer, ...]:
    """Return the lines behind some sources, sorted by observer.

    Sources with one line count once, however many outlets repeat it. A source that
    :func:`exclusion_reason` excludes counts for nothing.
    """
    heard: defaultdict[str, dict[str, Source]] = defaultdict(dict)
    for source in sources:
        if not exclusion_reason(source):
            heard[source.origin][source.key] = source
    return tuple(
        Observer(
            origin,
            tuple(sorted(found)),
            frozenset(source.tier for source in found.values()),
            any(source.basis in METHODICAL_BASES for source in found.values()),
        )
        for origin, found in sorted(heard.items())
    )


def max_evidence(sources: Iterable[Source], kind: str = "event") -> Evidence:
    """Return the most evidence that some sources carry for a claim of a *kind*.

    * robust: three lines from two tiers, one of them solid (a document, a survey with a stated
      method, or a body with a stated standard of proof);
    * medium: two lines, or one that is solid;
    * limited: one line, or several that rest on unnamed sources alone, or an estimate none of
      whose sources states a method;
    * none: nothing counts.
    """
    sources = tuple(sources)
    lines = group_by_observer(sources)
    if not lines:
        return Evidence.NONE
    solid = any(line.solid for line in lines)
    counting = (source for source in sources if not exclusion_reason(source))
    unnamed = all(source.basis == "unnamed" for source in counting)
    if not solid and (unnamed or kind == "estimate"):
        return Evidence.LIMITED
    tiers = frozenset[str]().union(*(line.tiers for line in lines))
    if len(lines) >= 3 and len(tiers) >= 2 and solid:
        return Evidence.ROBUST
    if len(lines) >= 2 or solid:
        return Evidence.MEDIUM
    return Evidence.LIMITED


def highest_agreement(lines: int) -> Agreement:
    """Return the most agreement that a number of lines can show: one line agrees with nobody."""
    return Agreement.HIGH if lines > 1 else Agreement.MEDIUM


def confidence(evidence: Evidence, agreement: Agreement) -> str:
    """Return the confidence that follows from the fixed table, in words.

    :raises ValueError: if there is no evidence, for then nothing can be graded
    """
    if evidence is Evidence.NONE:
        msg = "a claim that nothing carries has no confidence"
        raise ValueError(msg)
    return CONFIDENCE[agreement][evidence - 1]
