"""Add private persons' names to the list of withheld ones, as keyed digests.

The names come from standard input, one per line, and the key from the environment. No name is
printed.
"""

from __future__ import annotations

import os
import sys
from getpass import getpass
from typing import TYPE_CHECKING

from .names import KEY, WITHHELD_NAMES, add_names

if TYPE_CHECKING:
    from argparse import Namespace

    from ..paths import Paths


def run(paths: Paths, options: Namespace) -> int:
    """Change the list; return 0.

    :raises ToolError: if the list, the key or a name cannot be used
    """
    path, key = paths.checks / WITHHELD_NAMES, os.environ.get(KEY, "")
    # at a terminal the name is not displayed as it is typed
    texts = [getpass("Name: ")] if sys.stdin.isatty() else sys.stdin.readlines()
    print(f"{add_names(path, key, texts)} added to {path}")
    return 0
