"""Check format and style of the scripts with Biome (needs npm); ``format --write`` mends them."""

from __future__ import annotations

import subprocess
from argparse import REMAINDER
from pathlib import Path
from typing import TYPE_CHECKING

from .npm import from_npm

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from .paths import Paths

BIOME = "@biomejs/biome@2.6.8"


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    parser.add_argument("words", nargs=REMAINDER, metavar="WORD", help="what Biome is told")


def run(paths: Paths, options: Namespace) -> int:
    """Run Biome over the repository of the tools; return 1 if it finds anything."""
    biome = from_npm(paths, BIOME) / ".bin" / "biome"
    words = options.words or ["ci", "--error-on-warnings"]
    root = Path(__file__).parents[1]
    return 1 if subprocess.run([str(biome), *words], cwd=root, check=False).returncode else 0
