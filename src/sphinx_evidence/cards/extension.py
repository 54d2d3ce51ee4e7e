"""Register cards with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import __version__
from ..core.features import load
from .domain import CardDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain."""
    load(app)
    app.add_domain(CardDomain)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
