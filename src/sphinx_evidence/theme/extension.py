"""Register the theme: a frame of its own over the style sheets and parts of sphinx-book-theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from .. import __version__
from .domain import ThemeDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

NAME = "evidence"
"""What ``html_theme`` has to say."""

FOLDER = Path(__file__).parent / NAME

STYLES = ("basic.css", "styles/pydata-sphinx-theme.css")
"""Style sheets of the themes below, in their order; they would load one from the other."""

UNUSED = frozenset(
    {
        *("documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"),
        "scripts/sphinx-book-theme.js",
    }
)
"""Scripts of Sphinx's search, and of the theme, for which ``theme.js`` does what is needed."""


def is_needed(filename: str) -> bool:
    """Whether a page loads a script; one without a file would be inline, and is left out."""
    return filename != "" and filename.removeprefix("_static/") not in UNUSED


def set_mode(app: Sphinx, config: Config) -> None:
    """Let a page without scripts be light; with them it is as the system of the reader."""
    if config.html_theme == NAME:
        config.html_context = {"default_mode": "light", **config.html_context}


def select_assets(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page the styles and scripts that it needs."""
    if app.config.html_theme == NAME:
        for place, name in enumerate(STYLES):
            app.add_css_file(name, priority=100 + place)
        app.add_js_file("theme.js", priority=100)
        files = context["script_files"]
        context["script_files"] = [file for file in files if is_needed(file.filename or "")]


def refuse_data(app: Sphinx) -> None:
    """Say that the theme cannot take part in builds that write contexts and no pages.

    :raises ConfigError: with what to do instead
    """
    if app.config.html_theme == NAME and isinstance(app.builder, SerializingHTMLBuilder):
        message = (
            f"the theme {NAME!r} needs templates, and the builder {app.builder.name} has none: add"
            " '-D html_theme=basic' to the command, and leave out -W, since that theme does not"
            " know the options of this one"
        )
        raise ConfigError(message)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme; its assets come after those of the themes below, added at 500."""
    app.add_domain(ThemeDomain)
    app.add_html_theme(NAME, str(FOLDER))
    app.connect("config-inited", set_mode)
    app.connect("builder-inited", refuse_data)
    app.connect("html-page-context", select_assets, priority=600)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
