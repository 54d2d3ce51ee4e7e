"""Sphinx Evidence: graded claims, citations, permalinks and checks for evidence-based books."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from .core.features import load
from .core.garbage import collect_less_often

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = version("sphinx-evidence")

FEATURES = (
    "permalinks",
    "facets",
    "sources",
    "audits",
    "markup",
    "claims",
    "replies",
    "datasets",
    "voices",
    "charts",
    "bookdata",
    "pages",
    "contribute",
    "editions",
    "cards",
    "metadata",
    "search",
    "site",
    "theme",
    "books",
)
"""The folders of the features. Each can be loaded alone and loads those that it uses, so that their
order has no meaning."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load every feature; each is an extension of its own."""
    collect_less_often(app)
    load(app, *FEATURES)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
