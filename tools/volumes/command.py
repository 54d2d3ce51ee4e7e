"""Make the book and each chapter as EPUB, and each language; check them, and print the English.

The next builds of the site offer them. It needs Java, and the packages fonts-noto-cjk and
fonts-liberation of Debian or Ubuntu.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from sphinx_evidence.core.languages import ENGLISH

from ..build import STRICT, build, offered
from ..errors import ToolError
from .embedding import COLLECTION, embed_all
from .printing import print_all

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ..paths import Paths


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    parser.add_argument("--epub", action="store_true", help="print nothing")


def run(paths: Paths, options: Namespace) -> int:
    """Make the volumes; return 0, or 1 if one is no valid EPUB.

    :raises ToolError: if a face is missing, or the book cannot be built
    """
    folder = paths.needed("evidence_books")
    if not COLLECTION.is_file():
        raise ToolError(f"{COLLECTION} is not there: install fonts-noto-cjk")
    for language in (ENGLISH, *offered(paths)):
        top = folder.parent / language.folder
        words = ("-D", f"language={language.code}") if language.folder else ()
        build(paths, "epub", top, (*STRICT, *words))
        for path, size in embed_all(top / folder.name):
            print(f"{path}: {size / 1e6:.2f} MB")
        if subprocess.run(["epubcheck", "-r", str(top / folder.name)], check=False).returncode:
            return 1
    for path, size in () if options.epub else print_all(folder):
        print(f"{path}: {size / 1e6:.1f} MB")
    return 0
