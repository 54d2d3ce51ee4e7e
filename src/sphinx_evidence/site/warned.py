"""Have a strict build repeat the warnings of the builds before it, until they are mended.

Sphinx reads a page again only if it has changed, so a build that fails by a warning would succeed
when it is repeated. A mark among the doctrees says that there was a warning. While it is there,
every page is read again if warnings are errors; without ``-W``, as while somebody writes, a build
stays short.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.upstream import fails_on_warnings, warning_handlers

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

MARK = ".evidence-warned"
"""File among the doctrees, which is there while warnings may be left."""


class Warned(logging.Filter):
    """Whether a build has warned of something.

    It is a filter of the handler that prints warnings, and lets all of them pass.
    """

    def __init__(self) -> None:
        super().__init__()
        self.mark = Path()
        self.is_clean = True  # whether this build has warned of nothing
        self.is_whole = False  # whether it reads all pages, so that nothing can be left

    def filter(self, record: logging.LogRecord) -> bool:
        self.is_clean = False
        self.mark.touch()  # at once, as the build may be killed
        return True

    def watch(self, app: Sphinx) -> None:
        """Watch the warnings of a build."""
        self.mark = Path(app.doctreedir, MARK)
        for handler in warning_handlers():
            handler.addFilter(self)

    def outdated(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], gone: set[str]
    ) -> set[str]:
        """Return all pages if warnings are errors and some may be left."""
        self.is_whole = fails_on_warnings(app) and self.mark.exists()
        return env.all_docs.keys() - added - changed - gone if self.is_whole else set()

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Remove the mark if the whole book was read, and so written, without a warning."""
        if exception is None and self.is_clean and self.is_whole:
            self.mark.unlink(missing_ok=True)

    def connect(self, app: Sphinx) -> None:
        """Connect to a build, before any file is read."""
        app.connect("builder-inited", self.watch, priority=0)
        app.connect("env-get-outdated", self.outdated)
        app.connect("build-finished", self.finish, priority=1_500)  # after all that may warn
