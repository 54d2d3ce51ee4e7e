"""Print what a change does: ``python -m sphinx_evidence.changes BASE``, in the folder of the book.

BASE is a commit, which is built in a worktree of git, or the folder of a site that was built.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from .compare import read_book
from .markdown import report

if TYPE_CHECKING:
    from collections.abc import Sequence

BUILD = ("-m", "sphinx", "-E", "-n", "-q", "--keep-going", "-c", ".", "docs")


def build(root: Path, site: Path) -> list[str]:
    """Build the book in a folder with the engine of that folder; return the warnings.

    :raises SystemExit: if nothing was built
    """
    environment = os.environ | {"PYTHONPATH": str(root / "src"), "NO_COLOR": "1"}
    command = [sys.executable, *BUILD, str(site)]
    run = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    if not (site / "data" / "book").is_dir():
        raise SystemExit(f"the book in {root} cannot be built:\n{run.stderr[-2000:]}")
    lines = run.stderr.replace(f"{root}{os.sep}", "").splitlines()
    return [line for line in lines if "WARNING: " in line or "ERROR: " in line]


def build_commit(commit: str, folder: Path) -> Path:
    """Build a commit in a worktree below a folder; return the folder of the site.

    :raises SystemExit: if git knows no such commit
    """
    tree, site = folder / "base", folder / "base-site"
    add = ["git", "worktree", "add", "--detach", "--quiet", str(tree), commit]
    run = subprocess.run(add, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"git has no commit {commit!r}: name a branch, a tag or a commit")
    try:
        build(tree, site)
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", str(tree)], check=False)
    return site


def main(arguments: Sequence[str] | None = None) -> int:
    """Print or write the report; return 0."""
    parser = argparse.ArgumentParser(prog="python -m sphinx_evidence.changes", description=__doc__)
    parser.add_argument("base", help="a commit, or the folder of a built site")
    parser.add_argument("--site", type=Path, help="the built new book, which is else built here")
    parser.add_argument("--output", type=Path, help="a file to write instead of printing")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as name:
        folder, warnings, site = Path(name), list[str](), options.site
        if site is None:
            site = folder / "new-site"
            warnings = build(Path.cwd(), site)
        base = Path(options.base)
        old = base if (base / "data" / "book").is_dir() else build_commit(options.base, folder)
        text = report(read_book(old), read_book(site), warnings)
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text, "utf-8")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
