"""The real book, built once for all processes that run tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def build(out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build the real book into *out* from scratch; warnings are errors."""
    strict = ("-E", "-n", "-W", "--keep-going", *options)
    command = [sys.executable, "-m", "sphinx", *strict, "-c", ROOT, DOCS, out]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def build_once(factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Build the book for all processes that run tests; return its folder and what was wrong."""
    top = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        top = top.parent
    folder, log = top / "site", top / "site.log"
    with FileLock(top / "site.lock"):
        if not log.exists():
            done = build(folder, "-j", "2")  # the other processes wait for it
            log.write_text(done.stderr if done.returncode else "", "utf-8")
    return folder, log.read_text("utf-8")


def built_book(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built book; it is built on first use."""
    folder, wrong = build_once(factory)
    if wrong:
        pytest.fail("the book does not build: see test_the_book_builds", pytrace=False)
    return folder
