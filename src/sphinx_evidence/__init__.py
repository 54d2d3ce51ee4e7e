"""Sphinx Evidence: graded claims, citations, permalinks and checks for evidence-based books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .core.features import load

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.dev0"
"""The version of this package, in which books see what has changed; a book has its own."""

FEATURES = (
    "permalinks",
    "theme",
    "theme.cards",
    "theme.facets",
    "sources",
    "claims",
    "claims.replies",
    "claims.audits",
    "data",
    "data.voices",
    "data.bookdata",
    "charts",
    "chapters",
    "chapters.markup",
    "chapters.contribute",
    "translations",
    "search",
    "site",
    "site.editions",
    "site.metadata",
    "site.volumes",
)
"""What a book can load: the folders of the package, and modules in them that stand alone. Each
loads what it uses, so that their order has no meaning."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load every feature; each is an extension of its own."""
    load(app, *FEATURES)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
