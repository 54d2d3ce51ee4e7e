"""The files of a folder, and writing them so that other processes never read a part."""

from __future__ import annotations

import os
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def files_below(folder: Path) -> tuple[dict[str, Path], list[str]]:
    """Return the files of a folder and its folders by their paths in it, with slashes, in order.

    The second part is what is neither file nor folder, such as a pipe. A symbolic link is so too,
    as what it leads to may lie elsewhere and change by itself.

    :raises OSError: if a folder cannot be read
    """
    files: dict[str, Path] = {}
    others: list[str] = []
    for name, path in sorted(
        (path.relative_to(folder).as_posix(), path) for path in folder.rglob("*")
    ):
        mode = path.lstat().st_mode
        if S_ISREG(mode):
            files[name] = path
        elif not S_ISDIR(mode):
            others.append(name)
    return files, others


def replace_file(path: Path, data: bytes | memoryview) -> None:
    """Write a file in one step: other processes see the old content or the new, never a part.

    :raises OSError: if it cannot be written; the old file is then unchanged
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def overwrite(path: Path, place: int, data: bytes) -> None:
    """Write a few bytes over as many in a file, in one step.

    :param place: the position of the first, in bytes
    :raises OSError: if it cannot be written
    """
    with path.open("r+b", buffering=0) as file:
        file.seek(place)
        file.write(data)
