"""Register the meter with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import __version__
from .domain import ProseDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain."""
    app.add_domain(ProseDomain)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
