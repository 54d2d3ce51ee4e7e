"""Register the book as data with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import __version__
from ..core.features import load
from .codebook import Codebook
from .domain import BookDataDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the directive of the codebook."""
    load(app, "audits", "datasets", "replies")
    app.add_domain(BookDataDomain)
    app.add_directive("codebook", Codebook)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
