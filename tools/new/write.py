"""Write new texts once the checks that need no build have found no mistake in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copy2, copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinx_evidence.core.files import replace_file

from ..errors import ToolError
from ..lint.command import check_book, searched

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..paths import Paths


def write(paths: Paths, texts: Mapping[Path, str]) -> None:
    """Write all files, or none.

    The checks read a copy of the book, so that whoever stops them leaves nothing behind.

    :param texts: the new texts by their paths, which are in the folder of the book
    :raises ToolError: if the checks find more in them than they found before
    """
    with TemporaryDirectory(prefix="new-") as name:
        book = replace(paths, root=Path(name))
        for folder, copy in zip(searched(paths), searched(book), strict=True):
            if folder.is_dir():
                copytree(folder, copy, symlinks=True, dirs_exist_ok=True)
            elif folder.is_file():
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy2(folder, copy)
        known = {(problem.path, problem.message) for problem in check_book(book)}
        new = {path: text.encode("utf-8") for path, text in texts.items()}
        _put({book.root / path.relative_to(paths.root): data for path, data in new.items()})
        found = [p for p in check_book(book) if (p.path, p.message) not in known]
    if found:
        lines = "".join(f"\n  {problem.message}" for problem in found)
        raise ToolError(f"nothing was changed, since the checks would find:{lines}")
    before = {path: path.read_bytes() if path.exists() else None for path in new}
    try:
        _put(new)
    except BaseException:  # a full disk, or an interruption
        _put(before)
        raise


def _put(files: Mapping[Path, bytes | None]) -> None:
    """Write files with their folders; delete those without data."""
    for path, data in files.items():
        if data is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, data)
