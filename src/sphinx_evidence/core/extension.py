"""Register with Sphinx what all features share."""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING

from .. import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PARTS = (
    *("log", "stop", "i18n", "edition", "settings", "nodes", "domains", "links", "html"),
    *("markup", "repository"),
)
"""The modules of this folder that have something to register.

An edition that could not be read ends the build before its settings are checked.
"""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the parts."""
    collect_less_often(app)
    for part in PARTS:
        app.setup_extension(f"{__package__}.{part}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


THRESHOLDS = (5_000, 10, 1_000)
"""The thresholds of a build, for :func:`gc.set_threshold`."""


def collect_less_often(app: Sphinx) -> None:
    """Raise the thresholds of the garbage collector from now to the end of the build.

    Doctrees are many small objects that live until their page is written. With Python's default
    thresholds, collections take a third of the time of a build, nearly all of it in traversals of
    objects that are still in use; with these they take a twentieth, for half as much memory again.

    CPython has one collector for the whole process, so other extensions are affected as well
    while the build runs. Its former thresholds are restored when the build has finished, after
    all other handlers; processes that read or write pages inherit those of the build.

    Most often the process ends then. Python would search all objects for garbage several times: at
    once, as it counts collections by the former thresholds, and before it leaves everything to the
    system anyway. This would take a third of a build in which nothing has changed.
    """
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)

    def end(app: Sphinx, exception: Exception | None) -> None:
        if not gc.get_freeze_count():
            gc.freeze()  # counts from zero again
            gc.unfreeze()
        gc.set_threshold(*before)

    app.connect("build-finished", end, priority=1_000)
    atexit.register(gc.freeze)
