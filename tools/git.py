"""What the tools ask Git."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def call(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command of Git in a folder, whether it fails or not."""
    return subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)


def answer(root: Path, *words: str) -> bytes:
    """Return the output of a command of Git.

    :raises ToolError: with what Git says, if it fails
    """
    run = call(root, *words)
    if run.returncode:
        raise ToolError(run.stderr.decode("utf-8", "replace").strip())
    return run.stdout


def object_id(root: Path, name: str) -> str | None:
    """Return the id of what a revision names, or nothing."""
    run = call(root, "rev-parse", "--quiet", "--verify", "--end-of-options", name)
    return None if run.returncode else run.stdout.decode().strip()


@contextmanager
def worktree(root: Path, commit: str, tree: Path) -> Iterator[Path]:
    """Check a commit out into a folder, which is removed at the end.

    :raises ToolError: if Git cannot write it
    """
    answer(root, "worktree", "add", "--detach", "--quiet", str(tree), commit)
    try:
        yield tree
    finally:
        call(root, "worktree", "remove", "--force", str(tree))
