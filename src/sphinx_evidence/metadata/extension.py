"""Register metadata with Sphinx: it is added to the head of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import __version__
from ..core.edition import edition_of
from ..core.features import load
from ..core.policies import HEAD
from .domain import BUILDERS, MetadataDomain
from .tags import head

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
    links = domain.links(app, pagename, context["content_root"])
    context["metatags"] += f"\n{head(domain.pages[pagename], edition_of(app.config), links)}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the handler that adds its metadata to pages."""
    load(app, "charts")
    app.add_domain(MetadataDomain)
    app.connect("html-page-context", add_head, priority=HEAD + 4)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
