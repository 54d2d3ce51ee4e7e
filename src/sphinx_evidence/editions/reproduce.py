"""Make the edition of a tag again, and compare it with the record that the tag holds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from sphinx.config import Config
from sphinx.util.tags import Tags

from ..permalinks.register import EDITION
from .manifest import NAME, ManifestError, read_manifest, verify
from .release import RECORDS, REGISTER, ReleaseError


def reproduce(root: Path, tag: str, output: Path) -> Path:
    """Freeze an edition from the commit before its tag, as it was frozen; return its folder.

    An edition that stands in its folder already is not touched: it must be the one made again.

    :param root: the folder of ``conf.py``, at the top of a Git repository
    :param tag: the tag, which is ``v`` and the version
    :param output: the folder of all frozen editions
    :raises ReleaseError: if it cannot be made, or differs from the record or register of the tag,
        or from the edition that stands already
    """
    version = tag.removeprefix("v")
    if tag == version or not EDITION.fullmatch(version):
        message = f"{tag!r} is no tag of an edition: name one such as v2026.1"
        raise ReleaseError(message)
    record = f"{RECORDS}/{version}.json"
    before = _commit_before(root, tag, record)
    expected = {name: _file(root, tag, name) for name in (record, REGISTER)}
    output = output.resolve()
    output.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{version}.", dir=output) as folder:
        tree, made = Path(folder, "tree"), Path(folder, "editions", version)
        _git(root, "worktree", "add", "--detach", "--quiet", str(tree), before)
        try:
            take_volumes(root, tree)
            _release(tree, made.parent)
            found = {name: _read(tree / name) for name in expected}
        finally:
            _git(root, "worktree", "remove", "--force", str(tree))
        if differing := [name for name, data in expected.items() if found[name] != data]:
            message = f"edition {version}, made again, differs from tag {tag} in {differing[0]}"
            raise ReleaseError(f"{message}: tag the commit that follows the one it was made from")
        target = output / version
        if not target.exists():
            made.rename(target)
        elif other := difference(target, made):
            message = f"{target} is not the edition that tag {tag} gives, as {other}"
            raise ReleaseError(f"{message}: if it was never published, delete it and repeat")
    return target


def _commit_before(root: Path, tag: str, record: str) -> str:
    """Return the id of the commit that an edition was made from.

    :param record: the path of its record, which the commit of the tag adds
    :raises ReleaseError: if there is no such tag, or it is at another commit
    """
    parent = f"refs/tags/{tag}^"
    if _id(root, f"refs/tags/{tag}") is None:
        message = f"there is no tag {tag} here: fetch the tags of the book, or name another"
    elif (before := _id(root, parent)) is None:
        message = f"the commit before tag {tag} is not here: fetch the history of the book"
    elif _id(root, f"refs/tags/{tag}:{record}") is None:
        message = f"tag {tag} has no {record}: tag the commit that adds it"
    elif _id(root, f"{parent}:{record}") is not None:
        message = f"tag {tag} comes after the commit that adds {record}: tag that commit"
    else:
        return before
    raise ReleaseError(message)


def take_volumes(root: Path, tree: Path) -> None:
    """Copy the books that lie ready, which an edition holds if they are those of its text.

    :param root: the folder of ``conf.py``
    :param tree: the same folder of the commit that the edition is made from
    """
    config = Config.read(tree, overrides={}, tags=Tags())
    config.add("evidence_books", "", "", str)
    volumes, copy = root / config.evidence_books, tree / config.evidence_books
    if volumes.is_dir() and not copy.exists():
        copytree(volumes, copy)


def _release(tree: Path, output: Path) -> None:
    """Run the command of a work tree, with the engine of that tree."""
    environment = os.environ | {"PYTHONPATH": str(tree / "src")}
    command = [sys.executable, "-m", "sphinx_evidence.editions", "release"]
    run = subprocess.run(
        [*command, "--output", str(output)],
        cwd=tree,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if run.returncode:
        message = "the edition was not made again, as is said above"
        raise ReleaseError(message)


def difference(standing: Path, made: Path) -> str:
    """Return in what an edition differs from the same one made again, empty if in nothing."""
    try:
        _version, _count, wrong = verify(standing)
        listed = [read_manifest(folder)[1] for folder in (standing, made)]
    except ManifestError as error:
        return str(error)
    if wrong:
        return wrong[0]
    names = sorted(listed[0].keys() | listed[1].keys())
    names = [name for name in names if listed[0].get(name) != listed[1].get(name)]
    if not names and (standing / NAME).read_bytes() != (made / NAME).read_bytes():
        names = [NAME]
    return f"{names[0]} is another" if names else ""


def _read(path: Path) -> bytes | None:
    """Return the content of a file, or nothing if there is none."""
    return path.read_bytes() if path.is_file() else None


def _run(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)


def _git(root: Path, *words: str) -> bytes:
    """Return the output of a command of Git.

    :raises ReleaseError: with what Git says, if it fails
    """
    run = _run(root, *words)
    if run.returncode:
        raise ReleaseError(run.stderr.decode("utf-8", "replace").strip())
    return run.stdout


def _id(root: Path, name: str) -> str | None:
    """Return the id of what a revision names, or nothing."""
    run = _run(root, "rev-parse", "--quiet", "--verify", name)
    return None if run.returncode else run.stdout.decode().strip()


def _file(root: Path, tag: str, name: str) -> bytes | None:
    """Return a file of the commit of a tag, or nothing."""
    revision = f"refs/tags/{tag}:{name}"
    return None if _id(root, revision) is None else _git(root, "cat-file", "blob", revision)
