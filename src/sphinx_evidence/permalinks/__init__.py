"""Lasting ids: every page and section has one that its author gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import __version__
from .domain import PermalinkDomain
from .transforms import OneIdTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain that knows all sections."""
    app.add_domain(PermalinkDomain)
    app.add_transform(OneIdTransform)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
