"""A lock that allows one build at a time in a folder, on all systems that :mod:`filelock` knows."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from ..core.paths import LOCK

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class BusyError(Exception):
    """Another build writes into one of the folders."""


def acquire(folders: Iterable[Path]) -> ExitStack:
    """Take the locks of the folders of a build, all or none; closing the result releases them.

    The system releases those of a process that ends, however it ends; the files stay. Folders that
    are missing are made.

    :raises BusyError: if another build has one; the message says what to do
    :raises OSError: if a folder or a lock cannot be written
    """
    with ExitStack() as locks:
        for folder in sorted({folder.resolve() for folder in folders}):
            folder.mkdir(parents=True, exist_ok=True)
            try:
                locks.enter_context(FileLock(folder / LOCK).acquire(blocking=False))
            except Timeout:
                message = f"another build is writing into {folder}: wait until it is done"
                raise BusyError(message) from None
        return locks.pop_all()
