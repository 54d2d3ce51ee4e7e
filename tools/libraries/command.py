"""Update what search has of MiniSearch, Snowball and OpenCC (needs npm).

It ends with 1 where the repository had other copies.
"""

from __future__ import annotations

import subprocess
from importlib.metadata import distribution
from importlib.resources import files
from typing import TYPE_CHECKING

from sphinx_evidence.search.index import TABLE

from ..errors import ToolError
from ..npm import from_npm

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from ..paths import Paths

STATIC = TABLE.with_name("static")
STEMMER = STATIC / "search-stemmer.js"
MINISEARCH = STATIC / "search-minisearch.js"
VERSION = "7.2.0"
"""The version of MiniSearch."""
TERSER = "terser@5.51.4"

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


def minisearch_script(paths: Paths) -> str:
    """Return MiniSearch in few bytes, with its licence.

    :raises ToolError: if npm or terser fails
    """
    terser = from_npm(paths, TERSER) / ".bin" / "terser"
    package = from_npm(paths, f"minisearch@{VERSION}") / "minisearch"
    command = [str(terser), str(package / "dist/umd/index.js"), "--compress", "--mangle"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if run.returncode:
        raise ToolError(f"MiniSearch was not made smaller: {run.stderr}")
    licence = (package / "LICENSE.txt").read_text("utf-8").strip()
    return f"/*! MiniSearch {VERSION}\n\n{licence}\n*/\n{run.stdout}"


def run(paths: Paths, options: Namespace) -> int:
    """Write all into the engine; return 1 if one has changed.

    :raises ToolError: if npm or terser fails
    """
    status = 0
    texts = {TABLE: to_table(), STEMMER: stemmer_script(), MINISEARCH: minisearch_script(paths)}
    for path, text in texts.items():
        if path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"{path} has changed")
            status = 1
    return status
