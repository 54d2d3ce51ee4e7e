"""Register metadata with Sphinx: it is added to the head of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import __version__
from ..core.edition import edition_of
from ..core.paths import preview_path
from ..permalinks.domain import PermalinkDomain
from .domain import BUILDERS, MetadataDomain
from .tags import PageLinks, head

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def add_head(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the metadata of a page to its head."""
    domain = MetadataDomain.of(app.env)
    if pagename not in domain.pages or app.builder.name not in BUILDERS:
        return
    page, uri, top = domain.pages[pagename], app.builder.get_target_uri, context["content_root"]
    chapters = domain.chapters if page.kind == "cover" else ()
    links = PageLinks(
        path=uri(pagename),
        top=top,
        cover=top + uri(app.config.root_doc),
        chapters=tuple(top + uri(name) for name in chapters),
        book=PermalinkDomain.of(app.env).book_permalink(),
        picture=preview_path(pagename if page.has_preview else app.config.root_doc),
    )
    context["metatags"] += f"\n{head(page, edition_of(app.config), links)}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the handler that adds its metadata to pages."""
    app.add_domain(MetadataDomain)
    app.connect("html-page-context", add_head)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
