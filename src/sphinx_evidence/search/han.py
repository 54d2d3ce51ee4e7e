"""Han characters that are written in several ways: simplified, traditional and Japanese.

Run ``python -m sphinx_evidence.search.han TARGET`` to write ``han.txt`` from the tables of OpenCC.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

TABLE = Path(__file__).with_name("han.txt")
HEAD = """\
# Han characters, each with its other forms: traditional, and Japanese.
# From the tables of OpenCC (Apache License 2.0, LICENSES/Apache-2.0.txt), by `nox -s libraries`.
"""


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


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    """Yield each character of a table of OpenCC with each of its forms."""
    text = files("opencc").joinpath("dictionary", name).read_text("utf-8")
    for line in text.splitlines():
        one, _, others = line.partition("\t")
        yield from ((one, other) for other in others.split())


def to_table() -> str:
    """Return the text of ``han.txt``."""
    simplified: dict[str, str] = {}
    for one, other in _pairs("TSCharacters.txt"):
        simplified.setdefault(one, other)
    simplified = {one: other for one, other in simplified.items() if one != other}
    for one, other in _pairs("JPVariants.txt"):
        target = simplified.get(one, one)
        if other not in (target, *simplified):
            simplified[other] = target
    forms: dict[str, str] = {}
    for other, one in simplified.items():
        if len(one) == len(other) == 1 and max(one, other) <= "\uffff":
            forms[one] = forms.get(one, "") + other
    return HEAD + "".join(f"{one}{others}\n" for one, others in sorted(forms.items()))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(to_table(), "utf-8")
