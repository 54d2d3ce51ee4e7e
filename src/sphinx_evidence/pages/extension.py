"""The parts of a chapter, the lines around its title, and what templates show of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import escape

from .. import __version__
from ..core.dates import format_date
from ..core.edition import edition_of
from ..core.i18n import _
from ..core.paths import permalink_path
from ..core.structure import description_of
from ..permalinks.domain import PermalinkDomain
from .byline import BylineTransform
from .directives import ShortAnswer, WorkedExample
from .domain import PagesDomain
from .nodes import short_answer, standfirst

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def page_address(app: Sphinx, pagename: str) -> str:
    """Return the address of a page for its printed sheets: its permalink, if it has one.

    Without an address of the site it begins at the root of the site.
    """
    domain, edition = PermalinkDomain.of(app.env), edition_of(app.config)
    label = next((section.label for section in domain.sections.get(pagename, ())), "")
    citable = next((one for one in domain.citables_of(pagename) if one.id == label), None)
    path = app.builder.get_target_uri(pagename) if citable is None else permalink_path(citable.id)
    return f"{edition.base}{path}"


def add_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add description, permalink, last review, edition and licence to the template context."""
    head = app.env.metadata.get(pagename, {})
    # the search page comes from a template and has no front matter
    title = app.config.html_title
    default = _("Search in {book}.").format(book=title) if pagename == "search" else ""
    if description := description_of(head) or default:
        meta = f'\n<meta name="description" content="{escape(description)}">'
        context["metatags"] = context.get("metatags", "") + meta
    context["address"] = page_address(app, pagename)
    edition = edition_of(app.config)
    designation = edition.designation(_)
    context["edition"] = designation[:1].upper() + designation[1:]
    context["licence_name"], context["licence_url"] = edition.licence_name, edition.licence_url
    context["reviewed"] = format_date(head["reviewed"], _) if "reviewed" in head else ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the page context."""
    app.add_domain(PagesDomain)
    app.add_node(short_answer)
    app.add_node(standfirst)
    app.add_directive("short-answer", ShortAnswer)
    app.add_directive("worked-example", WorkedExample)
    app.add_post_transform(BylineTransform)
    app.connect("html-page-context", add_page_context)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
