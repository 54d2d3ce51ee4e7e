"""How far a page is translated, and so whether it is written in a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .catalogs import Catalog, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .places import Place

ENOUGH = 95
"""The share of the messages of the first tier, in percent, from which on a page is written."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a page is translated.

    :param first: the number of its messages of the first tier
    :param first_done: how many of them have a translation, which may be older than the English
    :param total: the number of all its messages
    :param shown: how many readers see in translation
    :param stale: how many have a translation that is older than the English
    """

    first: int
    first_done: int
    total: int
    shown: int
    stale: int

    @property
    def is_written(self) -> bool:
        """Whether the page is written in the language."""
        return bool(self.first) and self.first_done * 100 >= self.first * ENOUGH

    @property
    def share(self) -> int:
        """The share that readers see in translation, in percent; 100 is all of it."""
        return self.shown * 100 // self.total if self.total else 0


def standing(places: Iterable[Place], catalog: Catalog) -> Standing:
    """Return how far a page is translated."""
    tiers: dict[str, int] = {}
    for place in places:
        tiers[place.message] = min(place.tier, tiers.get(place.message, place.tier))
    first = [message for message, tier in tiers.items() if tier == 1]
    done = catalog.shown.keys() | catalog.older.keys()
    stale = [one for one in catalog.shown.values() if one.state is State.STALE]
    return Standing(
        first=len(first),
        first_done=len(done & set(first)),
        total=len(tiers),
        shown=len(catalog.shown.keys() & tiers.keys()),
        stale=len({one.source for one in stale} & tiers.keys()) + len(catalog.older.keys() & tiers),
    )
