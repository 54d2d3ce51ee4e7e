"""Pin the newest versions that Python 3.11 to 3.14 all support in constraints.txt.

What a release is made with gets the checksums of its files too.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from .paths import Paths

COMPILE = ("uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version=3.11")
FORM = ("--upgrade", "--quiet", "--no-annotate", "--no-header", "--no-emit-index-url")
GROUPS = ("tests", "lint", "live", "bench", "release")
FILES = (
    (*(f"--group={name}" for name in GROUPS), "--output-file=constraints.txt"),
    (
        *("--group=release", "--constraint=constraints.txt", "--generate-hashes"),
        "--output-file=.ci/release.txt",
    ),
)


def add_options(parser: ArgumentParser) -> None:
    """Add nothing: all are pinned."""


def run(paths: Paths, options: Namespace) -> int:
    """Write both files in the repository of the tools; return 1 if no versions fit together."""
    for words in FILES:
        command = [*COMPILE, *FORM, *words]
        if subprocess.run(command, cwd=Path(__file__).parents[1], check=False).returncode:
            return 1
    return 0
