"""Register the theme: its own page layout with styles and components of sphinx-book-theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..core.diagnostics import Problem, Rule
from ..core.extras import CHARTS, THEME
from ..core.features import load
from ..core.house import HouseRule, follows
from ..core.log import warn_of
from .domain import NAME, ThemeDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

FOLDER = Path(__file__).parent / NAME

VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
"""What docutils adds to the head of a page, which has one from the basic theme of Sphinx."""

REPLACED = frozenset({"sphinx_highlight.js", "translations.js", "scripts/sphinx-book-theme.js"})
"""Scripts of Sphinx and sphinx-book-theme that pages do not load; ``theme.js`` replaces them."""

FOREIGN = frozenset({"documentation_options.js", "doctools.js"})
"""What only scripts of other extensions need."""


def is_needed(filename: str, body: str, *, foreign: bool = False, written: bool = False) -> bool:
    """Whether a page loads a script or style sheet.

    The colours of code are for those that have some.

    :param filename: empty for one that is written in the page
    :param body: the HTML of its text
    :param foreign: whether the scripts of other extensions stay
    :param written: whether those that are written in the page stay
    """
    name = filename.removeprefix("_static/")
    if not name:
        return written
    unused = REPLACED if foreign else REPLACED | FOREIGN
    return name not in unused and (name != "pygments.css" or "highlight-" in body)


OTHER = "alabaster"
"""The theme of a site whose own cannot be made: that of Sphinx."""


def check_theme(app: Sphinx, config: Config) -> None:
    """Take Sphinx's theme, with a warning, if what this one is made of is not installed."""
    if config.html_theme == NAME and not THEME.is_installed:
        message = f"html_theme = {NAME!r} is {OTHER!r} in this build, since {THEME.missing}"
        warn_of(Problem(str(Path(app.confdir, "conf.py")), 0, Rule.MISSING_PACKAGE, message))
        config.html_theme, config.html_theme_options = OTHER, {}


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
        context["has_pictures"] = CHARTS.is_installed
        foreign = not follows(app.config, HouseRule.SCRIPTS)
        written = foreign and not follows(app.config, HouseRule.POLICIES)  # which stop them
        for key in ("css_files", "script_files"):
            context[key] = [
                file
                for file in context[key]
                if is_needed(file.filename or "", body, foreign=foreign, written=written)
            ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme; its assets follow those of the parent themes, added at 500."""
    load(app, "theme.sidebar")
    app.add_domain(ThemeDomain)
    app.add_html_theme(NAME, str(FOLDER))
    app.connect("config-inited", check_theme)
    app.connect("config-inited", set_mode)
    app.connect("html-page-context", select_assets, priority=600)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
