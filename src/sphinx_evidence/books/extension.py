"""Register the builder of books, and what the site shows of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from ..core.features import load
from .builder import LAYOUT, VolumeBuilder
from .domain import BooksDomain
from .transforms import BookFiles, BooksTransform, book_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder in the place of Sphinx's own, the domain and the links."""
    load(app, "charts")
    app.setup_extension("sphinx.builders.epub3")
    app.add_config_value("evidence_books", "", "env", str, "Folder with the volumes")
    app.add_html_theme(LAYOUT, str(Path(__file__).parent / "layout"))
    app.add_builder(VolumeBuilder, override=True)
    app.add_domain(BooksDomain)
    app.add_node(book_files)
    app.add_directive("book-files", BookFiles)
    app.add_post_transform(BooksTransform)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
