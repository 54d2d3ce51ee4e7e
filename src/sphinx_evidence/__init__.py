"""Sphinx Evidence: citations, lasting ids and checks for a book that shows how it knows."""

from __future__ import annotations

import gc
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = version("sphinx-evidence")

FEATURES = (
    "core.i18n",
    "core.edition",
    "core.domains",
    "core.links",
    "core.policies",
    "permalinks",
    "sources",
    "facets",
    "markup",
    "claims",
    "datasets",
    "charts",
    "pages",
    "cards",
    "metadata",
    "search",
    "site",
    "theme.sidebar",
    "theme",
)
"""The features in the order of their imports: each may build on those before it."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load every feature; each is an extension of its own."""
    # Trees of pages are many small objects that live until their page is written. To look for
    # cycles as often as Python does takes a third of the time of a build, nearly all of it in walks
    # through everything that is kept; this takes a twentieth, for half as much memory again.
    gc.set_threshold(5_000, 10, 1_000)
    for feature in FEATURES:
        module = feature if feature.startswith("core.") else f"{feature}.extension"
        app.setup_extension(f"{__name__}.{module}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
