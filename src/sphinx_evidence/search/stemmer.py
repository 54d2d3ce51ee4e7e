"""Write Snowball's English stemmer, as shipped with Sphinx, to one script with its licence.

Run ``python -m sphinx_evidence.search.stemmer TARGET``.
"""

from __future__ import annotations

import sys
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path


def stemmer_script() -> str:
    """Return the stemmer and its base class as one script."""
    folder = files("sphinx.search").joinpath("minified-js")
    names = ("base-stemmer.js", "english-stemmer.js")
    scripts = [folder.joinpath(name).read_text("utf-8").strip() for name in names]
    licence = distribution("snowballstemmer").read_text("licenses/COPYING") or ""
    head = f"/*! Snowball's English stemmer, as shipped with Sphinx\n\n{licence.strip()}\n*/"
    return "\n".join((head, *scripts)) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(stemmer_script(), "utf-8")
