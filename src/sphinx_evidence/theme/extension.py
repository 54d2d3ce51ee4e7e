"""Register the theme: its own page layout with styles and components of sphinx-book-theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from .. import __version__
from ..core.features import load
from ..core.stop import stop
from .domain import NAME, SHEETS, ThemeDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

FOLDER = Path(__file__).parent / NAME

VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
"""What docutils adds to the head of a page, which has one from the basic theme of Sphinx."""

UNUSED = frozenset(
    {
        *("documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"),
        "scripts/sphinx-book-theme.js",
    }
)
"""Scripts of Sphinx and sphinx-book-theme that pages do not load; ``theme.js`` replaces them."""


def is_needed(filename: str) -> bool:
    """Whether pages load a script or style sheet.

    Inline scripts, which have no file name, are dropped, and so are the style sheets that are
    part of ``evidence.css``.
    """
    return filename != "" and filename.removeprefix("_static/") not in UNUSED.union(SHEETS)


def set_mode(app: Sphinx, config: Config) -> None:
    """Make pages light where scripts do not run; ``theme.js`` follows the reader's system."""
    if config.html_theme == NAME:
        config.html_context = {"default_mode": "light", **config.html_context}


def select_assets(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the script of the theme to a page, and drop what is not needed.

    The head keeps one viewport.
    """
    if app.config.html_theme == NAME:
        app.add_js_file("theme.js", priority=100)
        context["metatags"] = context.get("metatags", "").replace(VIEWPORT, "")
        for key in ("css_files", "script_files"):
            context[key] = [file for file in context[key] if is_needed(file.filename or "")]


def refuse_serializers(app: Sphinx) -> None:
    """Refuse builders that write the context of each page instead of HTML.

    :raises SystemExit: if the builder is one of them; the message says what to do
    """
    if app.config.html_theme == NAME and isinstance(app.builder, SerializingHTMLBuilder):
        message = (
            f"the theme {NAME!r} needs templates, which the builder {app.builder.name} lacks: add"
            " '-D html_theme=basic' to the command, and leave out -W, since that theme does not"
            " know the options of this one"
        )
        stop(message)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme; its assets follow those of the parent themes, added at 500."""
    load(app, "theme.sidebar")
    app.add_domain(ThemeDomain)
    app.add_html_theme(NAME, str(FOLDER))
    app.connect("config-inited", set_mode)
    app.connect("builder-inited", refuse_serializers)
    app.connect("html-page-context", select_assets, priority=600)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
