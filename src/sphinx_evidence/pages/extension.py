"""The description of a page and the date of its last review, for templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import escape

from .. import __version__
from ..core.dates import format_date
from ..core.edition import edition_of
from ..core.i18n import _
from .domain import PagesDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def add_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add description, date of the last review, edition and licence to the template context."""
    head = app.env.metadata.get(pagename, {})
    # the search page comes from a template and has no front matter
    title = app.config.html_title
    default = _("Search in {book}.").format(book=title) if pagename == "search" else ""
    if description := head.get("description", default):
        meta = f'\n<meta name="description" content="{escape(description)}">'
        context["metatags"] = context.get("metatags", "") + meta
    edition = edition_of(app.config)
    designation = edition.designation(_)
    context["edition"] = designation[:1].upper() + designation[1:]
    context["licence_name"], context["licence_url"] = edition.licence_name, edition.licence_url
    context["reviewed"] = format_date(head["reviewed"], _) if "reviewed" in head else ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the page context."""
    app.add_domain(PagesDomain)
    app.connect("html-page-context", add_page_context)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
