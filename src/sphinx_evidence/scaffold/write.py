"""Write new texts once the checks that need no build have found no mistake in them."""

from __future__ import annotations

from pathlib import Path
from shutil import copy2, copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ..core.files import replace_file
from ..lint.__main__ import IMAGE_FOLDERS, SINGLE_FILES, check_folder
from .place import Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping


def write(texts: Mapping[Path, str]) -> None:
    """Write all files, or none.

    The checks read a copy of the book, so that whoever stops them leaves nothing behind.

    :param texts: the new texts, by paths from the folder of the book
    :raises Mistake: if the checks find more in them than they found before
    """
    with TemporaryDirectory(prefix="new-") as name:
        book = Path(name)
        for folder in filter(lambda one: Path(one).is_dir(), IMAGE_FOLDERS):
            copytree(folder, book / folder, symlinks=True)
        for file in filter(lambda one: Path(one).is_file(), SINGLE_FILES):
            copy2(file, book / file)
        known = {(problem.path, problem.message) for problem in check_folder(book)}
        _put({book / path: text.encode("utf-8") for path, text in texts.items()})
        found = [p for p in check_folder(book) if (p.path, p.message) not in known]
    if found:
        lines = "".join(f"\n  {problem.message}" for problem in found)
        raise Mistake(f"nothing was changed, since the checks would find:{lines}")
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    try:
        _put({path: text.encode("utf-8") for path, text in texts.items()})
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
