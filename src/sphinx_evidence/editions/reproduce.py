"""Make the edition of a tag again, and compare it with the record that the tag holds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .release import RECORDS, REGISTER, ReleaseError


def reproduce(root: Path, tag: str, output: Path) -> Path:
    """Freeze an edition from the commit before its tag, as it was frozen; return its folder.

    :param root: the folder of ``conf.py``, at the top of a Git repository
    :param tag: the tag, which is ``v`` and the version
    :param output: the folder of all frozen editions
    :raises ReleaseError: if it cannot be made, or differs from the record or register of the tag
    """
    version = tag.removeprefix("v")
    record = f"{RECORDS}/{version}.json"
    expected = {name: _show(root, f"{tag}:{name}") for name in (record, REGISTER)}
    with TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        _git(root, "worktree", "add", "--detach", "--quiet", str(tree), f"{tag}^")
        try:
            _release(tree, output)
            target = output / version
            differing = [
                name
                for name, data in expected.items()
                if not (tree / name).is_file() or (tree / name).read_bytes() != data
            ]
        finally:
            _git(root, "worktree", "remove", "--force", str(tree))
    if differing:
        shutil.rmtree(target, ignore_errors=True)
        message = f"edition {version}, made again, differs from tag {tag} in {differing[0]}"
        raise ReleaseError(f"{message}: tag the commit that follows the one it was made from")
    return target


def _release(tree: Path, output: Path) -> None:
    """Run the command of a work tree, with the engine of that tree."""
    environment = os.environ | {"PYTHONPATH": str(tree / "src")}
    command = [sys.executable, "-m", "sphinx_evidence.editions", "release"]
    places = ["--root", str(tree), "--output", str(output.resolve())]
    run = subprocess.run(
        [*command, *places], cwd=tree, env=environment, stdout=subprocess.DEVNULL, check=False
    )
    if run.returncode:
        message = "the edition was not made again, as is said above"
        raise ReleaseError(message)


def _git(root: Path, *words: str) -> bytes:
    """Return the output of a command of Git.

    :raises ReleaseError: with what Git says, if it fails
    """
    run = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    if run.returncode:
        raise ReleaseError(run.stderr.decode("utf-8", "replace").strip())
    return run.stdout


def _show(root: Path, name: str) -> bytes:
    """Return a file of a commit."""
    return _git(root, "show", name)
