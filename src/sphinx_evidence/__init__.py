"""Sphinx Evidence: graded claims, citations, permalinks and checks for evidence-based books."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from .core.garbage import collect_less_often

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = version("sphinx-evidence")

FEATURES = (
    "core.log",
    "core.i18n",
    "core.edition",
    "core.boxes",
    "core.domains",
    "core.links",
    "core.policies",
    "permalinks.extension",
    "facets.extension",
    "contribute.extension",
    "sources.extension",
    "audits.extension",
    "markup.extension",
    "claims.extension",
    "replies.extension",
    "datasets.extension",
    "voices.extension",
    "charts.extension",
    "bookdata.extension",
    "pages.extension",
    "editions.extension",
    "cards.extension",
    "metadata.extension",
    "search.extension",
    "site.extension",
    "theme.sidebar.extension",
    "theme.extension",
    "books.extension",
)
"""The features in the order in which they are loaded: each may import those before it."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load every feature; each is an extension of its own."""
    collect_less_often(app)
    for feature in FEATURES:
        app.setup_extension(f"{__name__}.{feature}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
