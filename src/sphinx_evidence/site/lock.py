"""A lock that allows one build at a time for each folder of doctrees."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LOCK = "evidence-build.lock"
"""File among the doctrees that contains the number of the building process."""


class BusyError(Exception):
    """Another process builds into the same folders."""


def acquire(path: Path) -> None:
    """Take the lock; one of a process that has ended, or of this one, is replaced.

    On systems other than POSIX, where running processes cannot be queried, this does nothing.

    :raises BusyError: if another running process has it; the message says what to do
    """
    while os.name == "posix":
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            holder = _holder(path)
            if holder not in (0, os.getpid()) and _runs(holder):
                message = (
                    f"process {holder} is building into the same folders: wait until it is done,"
                    f" or delete {path} if that process is not a build"
                )
                raise BusyError(message) from None
            path.unlink(missing_ok=True)
        else:
            os.write(descriptor, str(os.getpid()).encode())
            os.close(descriptor)
            return


def release(path: Path) -> None:
    """Release the lock if this process has it."""
    if _holder(path) == os.getpid():
        path.unlink(missing_ok=True)


def _holder(path: Path) -> int:
    """Return the number of the process that has the lock, or 0 if there is none."""
    with suppress(FileNotFoundError, ValueError):
        return max(int(path.read_text("utf-8")), 0)
    return 0


def _runs(process: int) -> bool:
    """Whether a process with this number exists."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
