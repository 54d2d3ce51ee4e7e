"""Draw passages by a seed, each kind in a share of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_evidence.claims.audit_model import CELL, CLAIM, ENTRY, KEY_WORK, SENTENCE
from sphinx_evidence.core.text import checksum

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .items import Item

SHARES = {SENTENCE: 24, CLAIM: 18, CELL: 6, KEY_WORK: 4, ENTRY: 8}
"""How many of each kind are in a draw of 60."""


def shares(number: int) -> dict[str, int]:
    """Return how many of each kind are in a draw, in the proportions of :data:`SHARES`.

    What rounding down leaves over goes to the kinds with the largest remainders.
    """
    whole = sum(SHARES.values())
    found = {kind: number * share // whole for kind, share in SHARES.items()}
    by_remainder = sorted(SHARES, key=lambda kind: -(number * SHARES[kind] % whole))
    for kind in by_remainder[: number - sum(found.values())]:
        found[kind] += 1
    return found


def draw(items: Iterable[Item], number: int, seed: int, kind: str = "") -> list[Item]:
    """Return a random sample of items, the same for the same seed and texts.

    Each item has a lot, which its text and the seed decide, and the lowest lots are drawn. So a
    change elsewhere in the book leaves the draw as it is, and a longer draw holds a shorter one. A
    text that stands on several pages is drawn at most once; of a kind that has too few, all are.

    :param kind: draw this kind only
    """
    lots: dict[str, dict[str, Item]] = {}
    for item in items:
        lots.setdefault(item.kind, {}).setdefault(
            checksum(f"{seed} {item.sha256} {item.note}"), item
        )
    wanted = {kind: number} if kind else shares(number)
    return [
        pool[lot]
        for name, count in wanted.items()
        for pool in (lots.get(name, {}),)
        for lot in sorted(pool)[:count]
    ]
