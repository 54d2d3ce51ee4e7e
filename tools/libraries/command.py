"""Update the libraries of search: Snowball's stemmer and OpenCC's characters."""

from __future__ import annotations

from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_evidence.search.han import TABLE

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from ..paths import Paths

STEMMER = Path("static", "search-stemmer.js")
"""The script of the stemmer, beside the table of characters."""

HEAD = """\
# Han characters, each with its other forms: traditional, and Japanese.
# From the tables of OpenCC (Apache License 2.0, LICENSES/Apache-2.0.txt), by `nox -s libraries`.
"""


def stemmer_script() -> str:
    """Return Snowball's stemmer for English, as shipped with Sphinx, with its licence."""
    folder = files("sphinx.search").joinpath("minified-js")
    names = ("base-stemmer.js", "english-stemmer.js")
    scripts = [folder.joinpath(name).read_text("utf-8").strip() for name in names]
    licence = distribution("snowballstemmer").read_text("licenses/COPYING") or ""
    head = f"/*! Snowball's English stemmer, as shipped with Sphinx\n\n{licence.strip()}\n*/"
    return "\n".join((head, *scripts)) + "\n"


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


def add_options(parser: ArgumentParser) -> None:
    """Add nothing: both are written."""


def run(paths: Paths, options: Namespace) -> int:
    """Write both into the engine; return 0."""
    TABLE.write_text(to_table(), "utf-8")
    TABLE.parent.joinpath(STEMMER).write_text(stemmer_script(), "utf-8")
    return 0
