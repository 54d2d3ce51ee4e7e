"""The files of a folder: their digests, their symbolic links, and writing them whole.

What a symbolic link leads to is published with the book, or written over by it, wherever it stands.
"""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from .diagnostics import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


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


def digest(*parts: object) -> str:
    """Return the digest of objects whose ``repr`` shows their content."""
    return sha256(repr(parts).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """Return the digest of the content of a file, empty if it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@cache
def code_version() -> int:
    """Return a number that changes with the code of this package."""
    package = Path(__file__).parents[1]
    files = sorted(path for path in package.rglob("*.py") if path.is_file())
    parts = [(path.relative_to(package).as_posix(), path.read_bytes()) for path in files]
    return int(digest(*parts)[:15], 16)


def stray_links(
    starts: Iterable[Path],
    roots: Iterable[Path],
    whole: str,
    is_left_out: Callable[[str], bool] = lambda path: False,
) -> Iterator[Problem]:
    """Yield each symbolic link that leads out of some folders, to nothing, or round in a circle.

    :param starts: the files and folders that are searched, with all in them, as far as they exist
    :param roots: the folders that a link may lead to
    :param whole: what these are, in words
    :param is_left_out: whether a path in a folder is not searched
    :raises OSError: if a folder cannot be read
    """
    allowed = [os.path.realpath(root) for root in roots]
    paths = filter(os.path.lexists, map(os.path.normpath, starts))
    waiting = [(path, os.path.realpath(path)) for path in paths]
    linked = {path for path, real in waiting if path != real}
    seen: set[str] = set()
    while waiting:
        path, real = waiting.pop()
        if path in linked and (fault := _fault(path, real, allowed, whole)):
            message = f"a symbolic link leads {fault}: delete it, or put a file in its place"
            yield Problem(path, 0, Rule.STRAY_LINK, message)
        elif real not in seen and os.path.isdir(real):
            seen.add(real)
            with os.scandir(path) as entries:
                for entry in entries:
                    is_link = entry.is_symlink()
                    if not (is_link or entry.is_dir()) or is_left_out(entry.path):
                        continue
                    if is_link:
                        linked.add(entry.path)
                    whither = os.path.realpath(entry.path) if is_link else f"{real}/{entry.name}"
                    waiting.append((entry.path, whither))


def _fault(path: str, real: str, allowed: Iterable[str], whole: str) -> str:
    """Return where a link leads that it must not lead to, empty if it may.

    :param real: the path without links
    """
    if not os.path.exists(path):
        return "to a file that is not there"
    if not any(Path(real).is_relative_to(root) for root in allowed):
        return f"out of {whole}"
    if Path(os.path.realpath(os.path.dirname(path))).is_relative_to(real):
        return "to a folder that it is in"
    return ""
