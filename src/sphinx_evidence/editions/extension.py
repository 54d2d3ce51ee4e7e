"""Register editions with Sphinx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..core.edition import edition_of
from ..core.features import load
from ..core.html import element
from ..core.i18n import _
from ..core.policies import HEAD
from .directives import EditionListDirective
from .domain import FEED, EditionDomain
from .nodes import edition_list
from .records import read_records
from .transforms import EditionListTransform

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def read_editions(app: Sphinx) -> None:
    """Read the records of published editions."""
    if folder := app.config.evidence_editions:
        domain = EditionDomain.of(app.env)
        domain.records, domain.unreadable = read_records(Path(app.confdir, folder))


def add_edition_line(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Pass the line of a frozen edition to the template, with the way to the same page now."""
    edition = edition_of(app.config)
    if edition.frozen:
        newest = edition.newest(app.builder.get_target_uri(pagename))
        context["frozen_edition"] = {"text": edition.frozen_line(_), "newest": newest}


def add_feed(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let readers of feeds find that of the editions from the page that lists them."""
    domain, edition = EditionDomain.of(app.env), edition_of(app.config)
    if edition.base and edition.date and pagename in domain.lists:
        href = edition.whole_site_path(app.builder.get_target_uri(pagename), FEED)
        feed = element("link", rel="alternate", type="application/atom+xml", href=href)
        context["metatags"] = f"{context.get('metatags', '')}{feed}\n"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings, the domain and the list of editions."""
    load(app, "claims", "datasets")
    app.add_config_value("evidence_editions", "", "env", str, "Folder of the records of editions")
    app.add_node(edition_list)
    app.add_domain(EditionDomain)
    app.add_directive("edition-list", EditionListDirective)
    app.add_post_transform(EditionListTransform)
    app.connect("builder-inited", read_editions)
    app.connect("html-page-context", add_edition_line)
    app.connect("html-page-context", add_feed, priority=HEAD + 3)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
