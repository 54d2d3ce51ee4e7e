"""Builds that run at once, and processes that break off.

Sphinx drops the exception of a worker process while others are still being started
(``ParallelTasks`` in 9.0), and the build then seems to succeed. Later, a process that was killed
ends the build with a bare ``EOFError``. If the build itself fails, its workers are left alone.
"""

from __future__ import annotations

from contextlib import ExitStack
from multiprocessing import active_children
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from sphinx.errors import SphinxError

from ..core.paths import LOCK

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence
    from multiprocessing.process import BaseProcess

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment


def acquire(folders: Iterable[Path]) -> ExitStack:
    """Take the locks of the folders of a build, all or none; closing the result releases them.

    The system releases those of a process that ends, however it ends; the files stay. Folders that
    are missing are made.

    :raises SphinxError: if another build has one; the message says what to do
    :raises OSError: if a folder or a lock cannot be written
    """
    with ExitStack() as locks:
        for folder in sorted({folder.resolve() for folder in folders}):
            folder.mkdir(parents=True, exist_ok=True)
            try:
                locks.enter_context(FileLock(folder / LOCK).acquire(blocking=False))
            except Timeout:
                message = f"another build is writing into {folder}: wait until it is done"
                raise SphinxError(message) from None
        return locks.pop_all()


Stamp = tuple[int, int, int]
"""Modification time in ns, inode and size of a file."""

MAX_NAMED = 5
"""The number of pages that a message names."""


def stamp(path: Path) -> Stamp | None:
    """Return what distinguishes a file from one that replaces it; None if there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino, status.st_size


def worker_error(action: str, pages: Sequence[str]) -> SphinxError:
    """Return the error of a build in which a worker process ended early.

    :param action: what was not done with the pages, as a participle
    """
    more = f" and {len(pages) - MAX_NAMED} more" if len(pages) > MAX_NAMED else ""
    return SphinxError(
        f"these pages were not {action}, since a process ended early: "
        f"{', '.join(pages[:MAX_NAMED])}{more}. Build again with -j 1 to see the error; if there is"
        " none, perhaps memory ran out and the system ended a process."
    )


def end_workers(others: Container[BaseProcess]) -> None:
    """End the processes that a build has started, without waiting for their results.

    Python waits at its end for every process. One that has a long result, which nobody reads any
    more, would wait for ever, and Python for it.

    :param others: processes that are left alone
    """
    for process in active_children():
        if process not in others:
            process.terminate()
            process.join()


def check_read(app: Sphinx, env: BuildEnvironment) -> None:
    """Fail if a page was not read.

    :raises SphinxError: with the pages
    """
    if unread := sorted(env.found_docs - env.all_docs.keys()):
        raise worker_error("read", unread)


def check_written(builder: StandaloneHTMLBuilder, stamps: Mapping[str, Stamp | None]) -> None:
    """Fail if the file of a page that was to be written has not changed.

    :param stamps: those of the files before the build, by the name of the page
    :raises SphinxError: with the pages
    """
    now = {name: stamp(Path(builder.get_outfilename(name))) for name in stamps}
    if unwritten := [name for name in sorted(now) if now[name] in (None, stamps[name])]:
        raise worker_error("written", unwritten)
