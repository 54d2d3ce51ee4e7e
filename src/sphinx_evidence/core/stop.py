"""End a build by a line for people instead of Sphinx's report of a fault.

For every error Sphinx prints all that it knows of itself, some 90 lines, and asks for a report to
its developers. A fault of the code deserves that. An author's mistake, or a disk that is full, is
one line. With ``-v`` or ``--pdb`` Sphinx prints all of it for these too.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, ENOSPC
from os import strerror
from typing import TYPE_CHECKING, NoReturn

from jinja2 import TemplateSyntaxError
from sphinx.errors import (
    ExtensionError,
    SphinxError,
    SphinxParallelError,
    SphinxWarning,
    ThemeError,
)
from sphinx.util.logging import getLogger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

logger = getLogger(__name__)

FAILED = 2
"""The exit code of a build that ended early, as Sphinx has it."""

FULL = (ENOSPC, EDQUOT, EFBIG)
"""The numbers of errors of a disk that has no room, which often come without the name of a file."""

_SYSTEM_ERROR = re.compile(r"\[Errno (\d+)\] [^:'()]+(?:: '([^']+)')?")
"""An ``OSError`` in the text of an error: its number, and its file if it has one."""


def stop(message: str = "") -> NoReturn:
    """Print an error, each line of it with its mark, and end the process.

    :raises SystemExit: always, with :data:`FAILED`
    """
    for line in message.splitlines():
        logger.error("%s", line)
    raise SystemExit(FAILED)


def of_system(number: int, file: str, site: str) -> str:
    """Return what is wrong with a file and what to do; empty if no file is known.

    :param number: the number of the error, as in :mod:`errno`
    :param file: the file, empty if unknown
    :param site: the output folder, which stands for a file that is not named on a full disk
    """
    place = file or (site if number in FULL else "")
    if not place:
        return ""
    return (
        f"{place}: {strerror(number)}: check that it is there, that you may read and write it, and "
        "that the disk has space, and build again"
    )


def explain(error: Exception, site: str) -> str:
    """Return what is wrong and what to do, empty for what may be a fault of the code.

    :param site: the output folder
    """
    match error:
        case OSError(errno=int(number), filename=file):
            return of_system(number, str(file or ""), site)
        case ExtensionError(orig_exc=Exception() as cause):
            return explain(cause, site)
        case SphinxParallelError():  # has the text of the error of its process only
            found = _SYSTEM_ERROR.search(str(error))
            return of_system(int(found[1]), found[2] or "", site) if found else ""
        case ThemeError(__cause__=TemplateSyntaxError() as cause):  # its text names the page only
            place = f"{cause.filename or cause.name}:{cause.lineno}"
            return f"{place}: {cause.message}: correct the template, and build again"
        case SphinxWarning():  # of the option --exception-on-warning
            return ""
        case SphinxError():
            return str(error)
    return ""


def conclude(app: Sphinx, exception: Exception | None) -> None:
    """End a build that failed by a line, if a line can say why."""
    if exception is not None and not app.verbosity and not app.pdb:
        if message := explain(exception, str(app.outdir)):
            stop(message)


@contextmanager
def explained(app: Sphinx) -> Iterator[None]:
    """End a build that fails in here as :func:`conclude` does, for what is done before it begins.

    Sphinx tells nobody of an error in a handler of ``config-inited`` or ``builder-inited``.
    """
    try:
        yield
    except Exception as error:
        conclude(app, error)
        raise
