"""Compare frozen editions with their manifests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_evidence.core.text import visible

from .manifest import verify

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ..paths import Paths


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")


def run(paths: Paths, options: Namespace) -> int:
    """Print what differs in frozen editions; return 1 if anything does.

    :raises ToolError: if a folder has no manifest that can be read
    """
    status = 0
    for folder in options.folders:
        version, count, differences = verify(folder)
        shown = visible(str(folder))
        for line in differences:
            print(f"{shown}/{line}")
        if differences:
            status = 1
        else:
            print(f"{shown}: edition {version}: {count} files, all as published.")
    return status
