"""Render the sidebars of the theme in linear time.

For each page the theme resolves the whole table of contents and parses it as HTML, so build time
grows with the square of the number of pages; here that is done once per build. The HTML is the same
byte for byte, except for the accessible names of folds and for folds that other pages have; a test
compares them on every page of the book. The list of sections of a page is built without a parser;
another test compares it with the theme's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup
from sphinx.environment.adapters.toctree import global_toctree_for_doc

from ... import __version__
from ...core.features import load
from ...core.i18n import _
from ...core.upstream import toctree_renderer
from .contents import page_contents
from .model import Sidebar

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

NOWHERE = "_nowhere"
"""A page name that no table of contents contains."""


def name_folds(tree: BeautifulSoup) -> BeautifulSoup:
    """Give each fold an accessible name, after its page; the theme gives none."""
    for summary in tree("summary"):
        if page := summary.find_previous("a"):
            summary["aria-label"] = _("Pages under {title}").format(title=page.get_text().strip())
    return tree


def theme_sidebar(app: Sphinx, docname: str, **options: Any) -> BeautifulSoup:
    """Return the lists of links that the theme renders for a page, with named folds.

    :param options: those of the theme's ``generate_toctree_html``
    """

    def toctree(**kwargs: Any) -> str:
        tree = global_toctree_for_doc(app.env, docname, app.builder, tags=app.tags, **kwargs)
        builder = cast("StandaloneHTMLBuilder", app.builder)
        return builder.render_partial(tree)["fragment"]

    render = toctree_renderer(app, docname, toctree)
    return name_folds(render("sidebar", startdepth=0, **options))


class SidebarMaker:
    """Provides the template function ``sidebar_lists``, a faster ``generate_toctree_html``."""

    def __init__(self) -> None:
        self.sidebar: Sidebar | None = None

    def reset(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Discard the sidebar, as titles or their order may have changed."""
        self.sidebar = None

    def add_function(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Add the function to the context of a page."""

        def lists(**options: Any) -> str:
            uri = app.builder.get_target_uri
            if self.sidebar is None:
                self.sidebar = Sidebar(str(theme_sidebar(app, NOWHERE, **options)), uri(NOWHERE))
            return self.sidebar.html(uri(pagename))

        context["sidebar_lists"] = lists


def add_contents(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Replace the theme's ``generate_toc_html``, which lists the sections of a page."""
    if "toc" in context and "generate_toc_html" in context:
        contents = Markup(page_contents(context["toc"], context["theme_show_toc_level"]))
        context["generate_toc_html"] = lambda: contents


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the functions for templates."""
    load(app)
    maker = SidebarMaker()
    app.connect("env-updated", maker.reset)
    app.connect(
        "html-page-context", maker.add_function, priority=400
    )  # before the theme renders it
    app.connect("html-page-context", add_contents, priority=600)  # after the theme
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
