"""Add a private person's name to the list of withheld ones, or give a list its key.

``add`` reads names from standard input, one per line, and adds their digests; ``rekey`` replaces
plain digests by keyed ones. The key is in the environment, and no name is printed.
"""

from __future__ import annotations

import os
import sys
from getpass import getpass
from typing import TYPE_CHECKING

from .names import KEY, WITHHELD_NAMES, add_names, rekey

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ..paths import Paths


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    parser.add_argument("action", choices=["add", "rekey"])


def run(paths: Paths, options: Namespace) -> int:
    """Change the list; return 0.

    :raises ToolError: if the list, the key or a name cannot be used
    """
    path, key = paths.checks / WITHHELD_NAMES, os.environ.get(KEY, "")
    if options.action == "rekey":
        print(f"{rekey(path, key)} digests are keyed in {path}")
    else:
        # at a terminal the name is not displayed as it is typed
        texts = [getpass("Name: ")] if sys.stdin.isatty() else sys.stdin.readlines()
        print(f"{add_names(path, key, texts)} added to {path}")
    return 0
