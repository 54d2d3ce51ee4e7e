"""Register with Sphinx what all features share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PARTS = ("log", "stop", "i18n", "edition", "boxes", "domains", "links", "policies")
"""The modules of this folder that have something to register."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the parts."""
    for part in PARTS:
        app.setup_extension(f"{__package__}.{part}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
