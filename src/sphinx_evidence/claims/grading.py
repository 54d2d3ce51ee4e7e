"""The grade of a claim: evidence by independent observers, agreement, and the confidence.

The terms adapt the calibrated language of the Intergovernmental Panel on Climate Change; the table
and the counting of observers are this book's own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from ..core.text import N_
from ..sources.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..core.text import Translate
    from ..sources.library import Testimony

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

ASSERTIONS = {
    N_("existence"): "that something happens or happened",
    N_("frequency"): "how often, how many of them, more or less than before",
    N_("cause"): "that one thing brings about another",
}
"""What an event or a practice asserts, in words; an estimate is always a frequency."""

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


SINGLE_OBSERVER = Agreement.MEDIUM
"""The row of :data:`CONFIDENCE` for a single observer, whose agreement is not printed."""

CONFIDENCE = {
    Agreement.HIGH: (N_("medium"), N_("high"), N_("very high")),
    Agreement.MEDIUM: (N_("low"), N_("medium"), N_("high")),
    Agreement.LOW: (N_("very low"), N_("very low"), N_("low")),
}
"""Confidence by agreement, for limited, medium and robust evidence."""


@dataclass(frozen=True, slots=True)
class Observer:
    """One observer, and the sources that report its observations.

    :param origin: its publisher id
    :param keys: its sources that count, sorted
    :param tiers: the tiers of these sources
    :param methodical: whether one of them is a document, a survey or an inquiry
    :param bases: what its observations rest on
    :param witnesses: the pools of people whom it asked, empty if nobody or not known
    """

    origin: str
    keys: tuple[str, ...]
    tiers: frozenset[str]
    methodical: bool
    bases: frozenset[str] = frozenset()
    witnesses: frozenset[str] = frozenset()

    def is_outside(self, pool: str) -> bool:
        """Return whether it knows from others than one pool of people.

        Of one that rests on testimony it may not be known whom it asked; that is not outside.
        """
        return self.witnesses != {pool} if self.witnesses else self.bases != {"testimony"}


def exclusion_reason(testimony: Testimony, translate: Translate = str) -> str:
    """Return why a source is not counted, in words; empty if it is."""
    if testimony.role is Role.BACKGROUND:
        return translate("its kind of source is not counted")
    if testimony.status == "withdrawn":
        return translate("it was withdrawn")
    return ""


def group_by_observer(testimonies: Iterable[Testimony]) -> tuple[Observer, ...]:
    """Return the observers behind some testimonies, sorted by id.

    An observer counts once, however many outlets repeat it. A testimony for which
    :func:`exclusion_reason` gives a reason is not counted.
    """
    by_origin: defaultdict[str, list[Testimony]] = defaultdict(list)
    for testimony in testimonies:
        if not exclusion_reason(testimony):
            by_origin[testimony.observer].append(testimony)
    return tuple(
        Observer(
            origin,
            tuple(sorted({testimony.key for testimony in group})),
            frozenset(testimony.tier for testimony in group),
            any(is_methodical(testimony) for testimony in group),
            frozenset(testimony.basis for testimony in group),
            frozenset(testimony.witnesses for testimony in group) - {""},
        )
        for origin, group in sorted(by_origin.items())
    )


def is_methodical(testimony: Testimony) -> bool:
    """Return whether a testimony is more than limited evidence by itself.

    What is known only by an account has the quality of the account, which states no method, and a
    summary states none unless its note says so.
    """
    methodical = testimony.basis in METHODICAL_BASES
    return methodical and testimony.reading != "account" and not testimony.is_summary


def shared_witnesses(observers: Iterable[Observer]) -> tuple[str, tuple[Observer, ...]]:
    """Return the pool of people whom the observers share, and those that asked only them.

    There is one if at least two observers asked nobody else, and no other observer is outside of
    it. Such observers count apart, since each asked and judged for itself, but what the pool cannot
    know none of them can know.
    """
    observers = tuple(observers)
    for pool in sorted(frozenset[str]().union(*(one.witnesses for one in observers))):
        asked = tuple(one for one in observers if one.witnesses == {pool})
        if len(asked) > 1 and not any(one.is_outside(pool) for one in observers):
            return pool, asked
    return "", ()


def max_evidence(
    testimonies: Iterable[Testimony], kind: str = "event", asserts: str = ""
) -> Evidence:
    """Return the most evidence that some testimonies give for a claim of a *kind*.

    * robust: three observers in two tiers, one of them methodical (a document, a survey with a
      stated method, or a body with a stated standard of proof), for what is no cause;
    * medium: two observers, or one that is methodical;
    * limited: one observer, or several that rest on unnamed sources or on summaries alone, or a
      frequency or a cause for which no source states a method;
    * none: no source is counted.

    :param asserts: one of :data:`ASSERTIONS`, or empty
    """
    testimonies = tuple(testimonies)
    observers = group_by_observer(testimonies)
    if not observers:
        return Evidence.NONE
    methodical = any(observer.methodical for observer in observers)
    counted = (testimony for testimony in testimonies if not exclusion_reason(testimony))
    slight = all(testimony.basis == "unnamed" or testimony.is_summary for testimony in counted)
    needs_method = kind == "estimate" or asserts in ("frequency", "cause")
    if not methodical and (slight or needs_method):
        return Evidence.LIMITED
    tiers = frozenset[str]().union(*(observer.tiers for observer in observers))
    if len(observers) >= 3 and len(tiers) >= 2 and methodical and asserts != "cause":
        return Evidence.ROBUST
    if len(observers) >= 2 or methodical:
        return Evidence.MEDIUM
    return Evidence.LIMITED
