"""Make the edition of a tag again, and compare it with the record that the tag holds."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import sphinx_evidence
from sphinx_evidence.permalinks.register import EDITION

from .. import git
from ..errors import ToolError
from .manifest import NAME, verify
from .release import record_path

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ..paths import Paths


def reproduce(paths: Paths, tag: str, output: Path) -> Path:
    """Freeze an edition from the commit before its tag, as it was frozen; return its folder.

    An edition that stands in its folder already is not touched: it must be the one made again.

    :param paths: the files of the book, whose ``conf.py`` is at the top of a Git repository
    :param tag: the tag, which is ``v`` and the version
    :param output: the folder of all frozen editions
    :raises ToolError: if it cannot be made, or differs from the record or register of the tag,
        or from the edition that stands already
    """
    version = tag.removeprefix("v")
    if tag == version or not EDITION.fullmatch(version):
        raise ToolError(f"{tag!r} is no tag of an edition: name one such as v2026.1")
    root = paths.root
    record = record_path(paths, version).relative_to(root).as_posix()
    before = _commit_before(root, tag, record)
    names = (record, paths.settings.get("evidence_register"))
    expected = {name: _file(root, tag, name) for name in names if name}
    output = output.resolve()
    output.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{version}.", dir=output) as folder:
        tree, made = Path(folder, "tree"), Path(folder, "editions", version)
        with git.worktree(root, before, tree):
            take_volumes(paths, tree)
            _release(paths, tree, made.parent)
            found = {name: _read(tree / name) for name in expected}
        if differing := [name for name, data in expected.items() if found[name] != data]:
            message = f"edition {version}, made again, differs from tag {tag} in {differing[0]}"
            raise ToolError(f"{message}: tag the commit that follows the one it was made from")
        target = output / version
        if not target.exists():
            made.rename(target)
        elif other := difference(target, made):
            message = f"{target} is not the edition that tag {tag} gives, as {other}"
            raise ToolError(f"{message}: if it was never published, delete it and repeat")
    return target


def _commit_before(root: Path, tag: str, record: str) -> str:
    """Return the id of the commit that an edition was made from.

    :param record: the path of its record, which the commit of the tag adds
    :raises ToolError: if there is no such tag, or it is at another commit
    """
    parent = f"refs/tags/{tag}^"
    if git.object_id(root, f"refs/tags/{tag}") is None:
        message = f"there is no tag {tag} here: fetch the tags of the book, or name another"
    elif (before := git.object_id(root, parent)) is None:
        message = f"the commit before tag {tag} is not here: fetch the history of the book"
    elif git.object_id(root, f"refs/tags/{tag}:{record}") is None:
        message = f"tag {tag} has no {record}: tag the commit that adds it"
    elif git.object_id(root, f"{parent}:{record}") is not None:
        message = f"tag {tag} comes after the commit that adds {record}: tag that commit"
    else:
        return before
    raise ToolError(message)


def take_volumes(paths: Paths, tree: Path) -> None:
    """Copy the books that lie ready, which an edition holds if they are those of its text.

    :param tree: the folder of ``conf.py`` of the commit that the edition is made from
    """
    volumes, copy = (
        replace(paths, root=root).setting("evidence_books") for root in (paths.root, tree)
    )
    if volumes and copy and volumes.is_dir() and not copy.exists():
        copytree(volumes, copy)


def _release(paths: Paths, tree: Path, output: Path) -> None:
    """Freeze the edition of a work tree, with the tools and engine of that tree.

    A book that has none in its repository is frozen by those that run.
    """
    running = (Path(__file__).parents[2], Path(sphinx_evidence.__file__).parents[1])
    folders = [tree / "src", *running]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, folders))}
    command = [sys.executable, "-m", "tools", "--text", paths.source, "release"]
    run = subprocess.run(
        [*command, "--output", str(output)],
        cwd=tree,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if run.returncode:
        raise ToolError("the edition was not made again, as is said above")


def difference(standing: Path, made: Path) -> str:
    """Return in what an edition differs from the same one made again, empty if in nothing."""
    try:
        _version, _count, wrong = verify(standing)
    except ToolError as error:
        return str(error)
    if not wrong and (standing / NAME).read_bytes() != (made / NAME).read_bytes():
        wrong = [f"its {NAME} is another"]
    return wrong[0] if wrong else ""


def _read(path: Path) -> bytes | None:
    """Return the content of a file, or nothing if there is none."""
    return path.read_bytes() if path.is_file() else None


def _file(root: Path, tag: str, name: str) -> bytes | None:
    """Return a file of the commit of a tag, or nothing."""
    revision = f"refs/tags/{tag}:{name}"
    if git.object_id(root, revision) is None:
        return None
    return git.answer(root, "cat-file", "blob", revision)


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    parser.add_argument("tag", help="v and the version, such as v2026.1")
    words = "folder of all frozen editions; default: editions beside what is built"
    parser.add_argument("--output", type=Path, metavar="FOLDER", help=words)


def run(paths: Paths, options: Namespace) -> int:
    """Make the edition; return 0.

    :raises ToolError: if it cannot be made, or is another
    """
    folder = reproduce(paths, options.tag, options.output or paths.editions)
    print(f"{folder} is as its tag has it.")
    return 0
