"""Measure builds, page weight and search against their budgets and alternatives (slow).

What is typed after the name goes to ``budgets.py``, which measures the builds.
"""

from __future__ import annotations

import subprocess
import sys
from argparse import REMAINDER
from pathlib import Path
from typing import TYPE_CHECKING

from .build import built_site

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from .paths import Paths

FOLDER = Path(__file__).with_name("benchmarks")


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    parser.add_argument("words", nargs=REMAINDER, metavar="WORD", help="options of budgets.py")


def run(paths: Paths, options: Namespace) -> int:
    """Print the tables; return 1 if a measurement fails."""
    site = str(built_site(paths, None))
    for script, *words in (
        ("weight.py", site),
        ("search/quality.py", "--site", site, "--parts", "tune", "unseen", "--ablate"),
        ("budgets.py", *options.words),
    ):
        command = [sys.executable, str(FOLDER / script), *words]
        if subprocess.run(command, check=False).returncode:
            return 1
    return 0
