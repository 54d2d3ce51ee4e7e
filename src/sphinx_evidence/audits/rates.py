"""Count the verdicts of the draws, those held against the page and the earlier ones apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .model import NOT_SEEN, NOT_USED, PAGE, PAIR, SOUND

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .model import Audit


@dataclass(slots=True)
class Rates:
    """The verdicts of some draws.

    :param days: the first and the last day of a verdict, in ISO format
    :param seeds: how many verdicts each draw has, by its seed
    :param judged: how many passages of each kind were judged
    :param sound: how many of these were exact or accepted by the first verdict
    :param verdicts: how often each first verdict was given
    :param grades: how often each word on the standing of a claim was given
    :param changed: how many verdicts were changed after the notes were seen
    :param sound_then: how many passages were exact or accepted by the last verdict
    """

    days: tuple[str, str] = ("9999", "0000")
    seeds: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    sound: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    grades: Counter[str] = field(default_factory=Counter)
    changed: int = 0
    sound_then: int = 0

    @property
    def total(self) -> int:
        """How many passages were judged."""
        return self.judged.total()

    @property
    def used(self) -> int:
        """How many passages use what was drawn with them, which only a note may not be."""
        return self.total - self.verdicts[NOT_USED]

    @property
    def unseen(self) -> int:
        """How many passages could not be judged, since nothing was seen of what they cite."""
        return self.verdicts[NOT_SEEN]

    def add(self, audit: Audit) -> None:
        """Count a verdict."""
        self.days = (min(self.days[0], audit.date), max(self.days[1], audit.date))
        self.seeds[audit.seed] += 1
        self.judged[audit.kind] += 1
        self.sound[audit.kind] += audit.verdict in SOUND
        self.verdicts[audit.verdict] += 1
        if audit.grade:
            self.grades[audit.grade] += 1
        self.changed += bool(audit.final)
        self.sound_then += audit.last in SOUND


def count(audits: Iterable[Audit]) -> Rates:
    """Return the rates of all verdicts together."""
    rates = Rates()
    for audit in audits:
        rates.add(audit)
    return rates


@dataclass(frozen=True, slots=True)
class Draws:
    """All draws, by what the passages were held against.

    :param on_page: each draw held against the page, by its seed, in the order of the table
    :param all_on_page: these together
    :param on_notes: the earlier draws, held against the notes only, together
    :param pairs: passages held against what limits one note
    """

    on_page: dict[str, Rates]
    all_on_page: Rates
    on_notes: Rates
    pairs: Rates


def count_draws(audits: Iterable[Audit]) -> Draws:
    """Return the rates of all draws."""
    audits = list(audits)
    pairs = [audit for audit in audits if audit.kind == PAIR]
    page = [audit for audit in audits if audit.kind != PAIR and audit.standard == PAGE]
    notes = [audit for audit in audits if audit.kind != PAIR and audit.standard != PAGE]
    seeds = dict.fromkeys(audit.seed for audit in page)
    return Draws(
        {seed: count(audit for audit in page if audit.seed == seed) for seed in seeds},
        *map(count, (page, notes, pairs)),
    )
