"""Check the HTML of every page with the Nu checker (needs npm and Java)."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from .build import built_site
from .npm import from_npm

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from .paths import Paths

NU = "vnu-jar@26.9.27"
FILTER = Path(__file__).parents[1] / "tests" / "data" / "nu-filter.txt"
"""What the checker may say, with reasons."""


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    words = "a built book; without it the book is built"
    parser.add_argument("--site", type=Path, metavar="FOLDER", help=words)


def run(paths: Paths, options: Namespace) -> int:
    """Check the pages; return 1 if one is not valid."""
    site = built_site(paths, options.site)
    jar = from_npm(paths, NU) / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = [str(page) for page in sorted(site.rglob("*.html"))]
    checker = ["java", "-jar", str(jar), "--Werror", "--filterfile", str(FILTER)]
    if subprocess.run([*checker, *pages], check=False).returncode:
        return 1
    print(f"{len(pages)} pages are valid.")
    return 0
