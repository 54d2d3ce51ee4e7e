"""One build at a time for each folder of pickled pages. No Sphinx here."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LOCK = "evidence-build.lock"
"""File beside the pickled pages that holds the number of the process that builds."""


class BusyError(Exception):
    """Another process builds into the same folders."""


def acquire(path: Path) -> None:
    """Take the lock; one whose process is gone, or is this one, counts for nothing.

    Where the system cannot say whether a process runs, there is no lock.

    :raises BusyError: with what to do, if another process has it
    """
    while os.name == "posix":
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            holder = _holder(path)
            if holder not in (0, os.getpid()) and _runs(holder):
                message = (
                    f"process {holder} is building into the same folders: wait until it is done,"
                    f" or delete {path} if that process is no build"
                )
                raise BusyError(message) from None
            path.unlink(missing_ok=True)
        else:
            os.write(descriptor, str(os.getpid()).encode())
            os.close(descriptor)
            return


def release(path: Path) -> None:
    """Give the lock back, if it is ours."""
    if _holder(path) == os.getpid():
        path.unlink(missing_ok=True)


def _holder(path: Path) -> int:
    """Return the number of the process that has the lock, or 0."""
    with suppress(FileNotFoundError, ValueError):
        return max(int(path.read_text("utf-8")), 0)
    return 0


def _runs(process: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
