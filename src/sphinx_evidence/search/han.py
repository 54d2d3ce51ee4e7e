"""Han characters that are written in several ways: simplified, traditional and Japanese.

They are in ``han.txt``, which ``nox -s libraries`` writes from the tables of OpenCC.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set

TABLE = Path(__file__).with_name("han.txt")


@cache
def variants() -> dict[str, str]:
    """Return the simplified form of each traditional or Japanese character."""
    lines = TABLE.read_text("utf-8").splitlines()
    return {other: line[0] for line in lines if not line.startswith("#") for other in line[1:]}


def variants_in(characters: Set[str]) -> dict[str, str]:
    """Return the variants of characters, which are given in either form."""
    every = variants()
    used = {every.get(character, character) for character in characters}
    return {other: one for other, one in every.items() if one in used}
