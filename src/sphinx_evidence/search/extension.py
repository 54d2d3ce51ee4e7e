"""Register search with Sphinx, replacing Sphinx's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from .. import __version__
from ..core.assets import add_files
from .domain import SearchDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def replace_search(app: Sphinx) -> None:
    """Stop Sphinx from building its own search index."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, its template and its static files."""
    add_files(app, __file__)
    app.add_domain(SearchDomain)
    app.connect("builder-inited", replace_search)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
