"""Read the book as data with pandas, DuckDB, R and validators (needs the network)."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from .build import built_site

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from .paths import Paths

TESTS = ("tests/test_bookdata.py", "tests/unit/test_tags.py")
PROFILE = ("-p", "ro-crate-1.1", "--no-paging")


def add_options(parser: ArgumentParser) -> None:
    """Add nothing: all are tried."""


def run(paths: Paths, options: Namespace) -> int:
    """Run the tests with these programs, and a validator; return 1 if one fails."""
    if subprocess.run([sys.executable, "-m", "pytest", *TESTS], check=False).returncode:
        return 1
    data = str(built_site(paths, None) / "data" / "book")
    check = ["rocrate-validator", "-y", "validate", *PROFILE, data]
    return 1 if subprocess.run(check, check=False).returncode else 0
