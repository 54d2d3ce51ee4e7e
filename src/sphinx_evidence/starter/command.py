"""What is typed to begin a book, and before it is published: ``evidence new``, ``evidence doctor``.

The book that ``evidence new book FOLDER`` writes is the folder ``book`` beside this module.
"""

from __future__ import annotations

import sys
import sysconfig
from argparse import ArgumentParser
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copyfile, copytree, ignore_patterns
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from .doctor import examine

if TYPE_CHECKING:
    from collections.abc import Sequence

NEXT = """\
A book is in {place}. Build it there, and open _build/html/index.html:

  {build} -n -W --keep-going -c . docs _build/html

Then change a word in docs/puffins.md, and build again.
"""


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that was typed; return 0, or 1 if it could not be done."""
    parser = ArgumentParser("evidence", description="Begin a book that shows how it knows.")
    actions = parser.add_subparsers(required=True, metavar="COMMAND")
    pieces = actions.add_parser(
        "new", help="new book FOLDER: write a small book to begin with"
    ).add_subparsers(required=True, metavar="book")
    book = pieces.add_parser("book", help="write a small running book into an empty folder")
    book.add_argument("folder", metavar="FOLDER", type=Path, help="a new or an empty folder")
    book.set_defaults(run=begin)
    doctor = actions.add_parser("doctor", help="say what a book lacks before it is put on the net")
    doctor.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", default=Path())
    doctor.set_defaults(run=report)
    options = parser.parse_args(words)
    status: int = options.run(options.folder)
    return status


def report(folder: Path) -> int:
    """Print what a book has and lacks; return 0, or 1 if something is missing."""
    try:
        findings = examine(folder)
    except ConfigError as error:
        print(f"evidence: {error}", file=sys.stderr)
        return 1
    print(*findings, sep="\n")
    missing = sum(finding.there is False for finding in findings)
    unseen = sum(finding.there is None for finding in findings)
    print(f"{len(findings)} looked at, {missing} missing, {unseen} not seen.")
    if unseen:
        print("What was not seen needs GitHub's tool gh, and an account that may look.")
    return int(missing > 0)


def begin(folder: Path) -> int:
    """Write a book and say what to do next; return 0, or 1 if it could not be done."""
    try:
        write_book(folder)
    except OSError as error:
        print(f"evidence: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    place = "this folder" if folder.resolve() == Path.cwd() else folder
    print(NEXT.format(place=place, build=_builder(folder)), end="")
    return 0


def _builder(folder: Path) -> str:
    """Return how ``sphinx-build`` is typed in a folder, which may hold the environment."""
    here = folder.resolve()
    scripts = Path(sysconfig.get_path("scripts"))
    if not scripts.is_relative_to(here):
        return "sphinx-build"
    return str(scripts.relative_to(here) / "sphinx-build")


def write_book(folder: Path) -> None:
    """Write the book into a folder, which is made if it is not there.

    What is hidden in it, such as an environment of Python or a history, may stay.

    :raises OSError: if the folder has files, is a file, or may not be written
    """
    if folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir()):
        advice = "the folder has files: name a new folder, or an empty one"
        raise FileExistsError(0, advice, str(folder))
    with as_file(files(__package__) / "book") as book:
        unwanted = ignore_patterns("__pycache__")
        copytree(book, folder, ignore=unwanted, copy_function=copyfile, dirs_exist_ok=True)
