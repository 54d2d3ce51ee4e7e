"""Print what a change does to the book, as Markdown for its pull request.

BASE is a commit, which is built in a worktree of git.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from .. import git
from ..errors import ToolError
from ..lint.command import check_book
from ..lint.names import KEY
from ..prose.command import remarks_on
from .compare import read_book
from .markdown import Checks, changed_pages, report
from .pictures import take_pictures
from .stale import stale

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ..paths import Paths

BUILD = ("-m", "sphinx", "-E", "-n", "-q", "--keep-going", "-c", ".")

MOST_PAGES = 12
"""Most pages of which pictures are taken."""


def say(text: str) -> None:
    """Tell whoever waits what is done."""
    print(text, file=sys.stderr, flush=True)


def build(root: Path, source: str, site: Path) -> list[str]:
    """Build the book in a folder with the engine of that folder; return the warnings.

    :raises ToolError: if nothing was built
    """
    environment = os.environ | {"PYTHONPATH": str(root / "src"), "NO_COLOR": "1"}
    command = [sys.executable, *BUILD, source, str(site)]
    run = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    if not (site / "data" / "book").is_dir():
        raise ToolError(f"the book in {root} cannot be built:\n{run.stderr[-2000:]}")
    lines = run.stderr.replace(f"{root}{os.sep}", "").splitlines()
    return [line for line in lines if "WARNING: " in line or "ERROR: " in line]


def build_commit(paths: Paths, commit: str, folder: Path) -> tuple[Path, set[str]]:
    """Build a commit in a worktree below a folder; return the folder of the site, and what the
    tool for authors says of its text.

    :raises ToolError: if git knows no such commit, or cannot write it
    """
    site = folder / "base-site"
    if (found := git.object_id(paths.root, f"{commit}^{{commit}}")) is None:
        raise ToolError(f"git has no commit {commit!r}: name a branch, a tag or a commit")
    with git.worktree(paths.root, found, folder / "base") as tree:
        build(tree, paths.source, site)
        return site, set(remarks_on([tree / paths.source]))


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    parser.add_argument("base", help="a commit")
    words = "take pictures of the changed pages (needs Chromium)"
    parser.add_argument("--screenshots", type=Path, metavar="FOLDER", help=words)
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the report there")


def run(paths: Paths, options: Namespace) -> int:
    """Print the report, or write it to a file; return 0.

    :raises ToolError: if one of the two books cannot be built or read
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        say(f"building {options.base} …")
        old_site, before = build_commit(paths, options.base, folder)
        remarks = [one for one in remarks_on([paths.text]) if one not in before]
        say("building the book as it is …")
        site = folder / "new-site"
        warnings = build(paths.root.resolve(), paths.source, site)
        old, new = read_book(old_site), read_book(site)
        pictures = list[str]()
        if options.screenshots:
            pages = changed_pages(old, new)[:MOST_PAGES]
            pictures = take_pictures(site, pages, options.screenshots)
            found = f"{options.screenshots} has pictures of {len(pictures)} pages"
            say(found if pictures else "no pictures: they need Chromium and Playwright")
        problems = [str(one) for one in check_book(paths, os.environ.get(KEY, ""))]
        older = list(stale(paths, folder / "templates"))
        checks = Checks(warnings, problems, remarks, pictures, older)
        text = report(old, new, checks)
        if options.output:
            options.output.parent.mkdir(parents=True, exist_ok=True)
            options.output.write_text(text, "utf-8")
        else:
            print(text, end="")
    return 0
