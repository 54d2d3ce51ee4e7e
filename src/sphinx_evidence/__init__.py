"""Sphinx Evidence: citations, lasting ids and checks for a book that shows how it knows."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = version("sphinx-evidence")

FEATURES = (
    *("citations", "claims", "datasets", "charts", "permalinks", "citing"),
    *("checks", "pages", "metadata", "outbound", "site"),
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load every feature; each is an extension of its own."""
    for feature in FEATURES:
        app.setup_extension(f"{__name__}.{feature}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
