"""The theme, made light: only the styles and scripts that a page needs.

The templates that go with this stand in ``docs/_templates``, since they belong to the book and to
its theme; a book with another theme takes nothing from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from .. import __version__

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

THEME = "sphinx_book_theme"

STYLES = ("basic.css", "styles/pydata-sphinx-theme.css")
"""Style sheets under that of the theme, in their order; the theme loads one from the other."""

UNUSED = frozenset(
    {
        *("documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"),
        "scripts/sphinx-book-theme.js",
    }
)
"""Scripts of Sphinx's search, and of the theme, for which ``theme.js`` does what the book uses."""


def wanted(filename: str) -> bool:
    """Whether a page loads a script; one without a file would stand in the page, and never does."""
    return filename != "" and filename.removeprefix("_static/") not in UNUSED


def prepare(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page the styles and scripts that it needs."""
    if app.config.html_theme == THEME:
        for place, name in enumerate(STYLES):
            app.add_css_file(name, priority=100 + place)
        files = context["script_files"]
        context["script_files"] = [file for file in files if wanted(file.filename or "")]


def refuse_data(app: Sphinx) -> None:
    """Say that the theme cannot take part in builds that write contexts and no pages.

    :raises ConfigError: with what to do instead
    """
    if app.config.html_theme == THEME and isinstance(app.builder, SerializingHTMLBuilder):
        message = (
            f"{THEME} needs templates, and the builder {app.builder.name} has none: add"
            " '-D html_theme=basic' to the command, and leave out -W, since that theme does not"
            " know the options of this one"
        )
        raise ConfigError(message)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Come after the theme, which adds its own at 500."""
    app.connect("builder-inited", refuse_data)
    app.connect("html-page-context", prepare, priority=600)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
