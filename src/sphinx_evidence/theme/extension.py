"""Register the theme: its own page layout with styles and components of sphinx-book-theme."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.logging import getLogger
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

logger = getLogger(__name__)

FOLDER = Path(__file__).parent / NAME

VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
"""What docutils adds to the head of a page, which has one from the basic theme of Sphinx."""

UNUSED = frozenset(
    {
        "",  # inline scripts
        *("documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"),
        "scripts/sphinx-book-theme.js",
    }
)
"""Scripts of Sphinx and sphinx-book-theme that pages do not load; ``theme.js`` replaces them."""


def is_needed(filename: str, body: str) -> bool:
    """Whether a page loads a script or style sheet.

    The colours of code are for those that have some.

    :param body: the HTML of its text
    """
    name = filename.removeprefix("_static/")
    return name not in UNUSED and (name != "pygments.css" or "highlight-" in body)


def other_versions() -> list[str]:
    """Return the parent themes of another version than the style sheet is made from, with both.

    Its first line names the versions.
    """
    with SHEETS[0].open(encoding="utf-8") as sheet:
        made_from = re.findall(r"([\w-]+-theme) ([\w.]+)", sheet.readline())
    return [
        f"{theme} {made}, and {installed} is installed"
        for theme, made in made_from
        if (installed := version(theme)) != made
    ]


def check_versions(app: Sphinx, config: Config) -> None:
    """Warn of another version of a parent theme, whose parts of pages may lack rules."""
    for other in other_versions() if config.html_theme == NAME else ():
        message = (
            "the style sheet of the theme is made from %s: install the former, or run"
            " 'nox -s tool -- styles' in a copy of this project and look at the pages"
        )
        logger.warning(message, other, type="evidence", subtype="other-theme")


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
        body = context.get("body", "")  # pages without a source have none
        for key in ("css_files", "script_files"):
            context[key] = [file for file in context[key] if is_needed(file.filename or "", body)]


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
    app.connect("config-inited", check_versions)
    app.connect("builder-inited", refuse_serializers)
    app.connect("html-page-context", select_assets, priority=600)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
