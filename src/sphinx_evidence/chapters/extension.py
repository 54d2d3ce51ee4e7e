"""The parts of a chapter, the lines around its title, and what templates show of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import escape

from .. import __version__
from ..core.dates import format_date
from ..core.edition import edition_of
from ..core.features import load
from ..core.html import HEAD
from ..core.i18n import _
from ..core.translated import shown_description
from .byline import BylineTransform
from .domain import PagesDomain
from .folds import NarrowFoldTransform
from .form import ShortAnswer, WorkedExample, short_answer, standfirst

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
    """Add description, last review, edition and licence to the template context."""
    head = app.env.metadata.get(pagename, {})
    # the search page comes from a template and has no front matter
    title = app.config.html_title
    default = _("Search in {book}.").format(book=title) if pagename == "search" else ""
    others = context.get("metatags", "")
    description = shown_description(app.env, pagename) or default
    if description and 'name="description"' not in others:
        meta = f'\n<meta name="description" content="{escape(description)}">'
        context["metatags"] = context.get("metatags", "") + meta
    edition = edition_of(app.config)
    designation = edition.designation(_)
    context["edition"] = designation[:1].upper() + designation[1:]
    context["licence_name"], context["licence_url"] = edition.licence_name, edition.licence_url
    context["reviewed"] = format_date(head["reviewed"], _) if "reviewed" in head else ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the page context."""
    load(app, "claims")
    app.add_domain(PagesDomain)
    app.add_node(short_answer)
    app.add_node(standfirst)
    app.add_directive("short-answer", ShortAnswer)
    app.add_directive("worked-example", WorkedExample)
    app.add_post_transform(BylineTransform)
    app.add_post_transform(NarrowFoldTransform)
    app.connect("html-page-context", add_page_context, priority=HEAD + 2)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
