"""The grade of a claim: evidence by independent observers, agreement, and the confidence.

The terms adapt the calibrated language of the Intergovernmental Panel on Climate Change; the table
and the counting of observers are this book's own.
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
"""The kinds that have evidence and agreement, and so a confidence."""

EXCLUDED_SOURCE_TYPES = frozenset({"reference", "other"})
"""Types of source that are not counted."""

METHODICAL_BASES = frozenset({"document", "survey", "inquiry"})
"""The bases of sources of which one alone is more than limited evidence."""


class Evidence(IntEnum):
    """How much supports a claim, in the order of strength."""

    NONE = 0
    LIMITED = 1
    MEDIUM = 2
    ROBUST = 3


class Agreement(IntEnum):
    """How far the observers agree, in the order of strength."""

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
    """One observer, and the sources that report its observations.

    :param origin: short id of the observer: the field ``line`` of its sources, by default their
        publisher
    :param keys: its sources that count, sorted
    :param tiers: the tiers of these sources
    :param methodical: whether one of them is a document, a survey or an inquiry
    """

    origin: str
    keys: tuple[str, ...]
    tiers: frozenset[str]
    methodical: bool


def exclusion_reason(source: Source, translate: Translate = str) -> str:
    """Return why a source is not counted, in words; empty if it is."""
    if source.seen == "secondary":
        return translate("only a report about it was read")
    if source.tier in EXCLUDED_SOURCE_TYPES:
        return translate("its kind of source is not counted")
    if source.status == "withdrawn":
        return translate("it was withdrawn")
    return ""


def group_by_observer(sources: Iterable[Source]) -> tuple[Observer, ...]:
    """Return the observers behind some sources, sorted by id.

    An observer counts once, however many outlets repeat it. A source for which
    :func:`exclusion_reason` gives a reason is not counted.
    """
    by_origin: defaultdict[str, dict[str, Source]] = defaultdict(dict)
    for source in sources:
        if not exclusion_reason(source):
            by_origin[source.origin][source.key] = source
    return tuple(
        Observer(
            origin,
            tuple(sorted(group)),
            frozenset(source.tier for source in group.values()),
            any(source.basis in METHODICAL_BASES for source in group.values()),
        )
        for origin, group in sorted(by_origin.items())
    )


def max_evidence(sources: Iterable[Source], kind: str = "event") -> Evidence:
    """Return the most evidence that some sources give for a claim of a *kind*.

    * robust: three observers in two tiers, one of them methodical (a document, a survey with a
      stated method, or a body with a stated standard of proof);
    * medium: two observers, or one that is methodical;
    * limited: one observer, or several that rest on unnamed sources alone, or an estimate none of
      whose sources states a method;
    * none: no source is counted.
    """
    sources = tuple(sources)
    observers = group_by_observer(sources)
    if not observers:
        return Evidence.NONE
    methodical = any(observer.methodical for observer in observers)
    counted = (source for source in sources if not exclusion_reason(source))
    unnamed = all(source.basis == "unnamed" for source in counted)
    if not methodical and (unnamed or kind == "estimate"):
        return Evidence.LIMITED
    tiers = frozenset[str]().union(*(observer.tiers for observer in observers))
    if len(observers) >= 3 and len(tiers) >= 2 and methodical:
        return Evidence.ROBUST
    if len(observers) >= 2 or methodical:
        return Evidence.MEDIUM
    return Evidence.LIMITED


def highest_agreement(observers: int) -> Agreement:
    """Return the highest agreement that a number of observers can have; one agrees with nobody."""
    return Agreement.HIGH if observers > 1 else Agreement.MEDIUM


def confidence(evidence: Evidence, agreement: Agreement) -> str:
    """Return the confidence for evidence and agreement from :data:`CONFIDENCE`.

    :raises ValueError: if there is no evidence
    """
    if evidence is Evidence.NONE:
        msg = "a claim without evidence has no confidence"
        raise ValueError(msg)
    return CONFIDENCE[agreement][evidence - 1]
