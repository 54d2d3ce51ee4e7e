"""Register search with Sphinx, replacing Sphinx's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from .. import __version__
from ..core.features import add_files, load
from ..core.log import warn_of
from ..core.paths import SEARCH_ELSEWHERE, SEARCH_QUESTIONS, SEARCH_WORDS, data_file
from .domain import LIMITS, SearchDomain
from .questions import read_rows

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from ..core.diagnostics import Problem


def replace_search(app: Sphinx) -> None:
    """Stop Sphinx from building its own search index."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def keep_link(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let the themes of others link to the page of search, which Sphinx does not know of."""
    if app.builder.name in ("html", "dirhtml") and app.config.html_theme != "evidence":
        known = context["hasdoc"]
        context["hasdoc"] = lambda name: name == "search" or known(name)


def read_words(app: Sphinx) -> None:
    """Read the tables of everyday words, of questions and of other subjects, if there are any."""
    domain = SearchDomain.of(app.env)
    problems: list[Problem] = []
    if path := data_file(app, SEARCH_WORDS):
        domain.everyday, problems = read_rows(path, "words")
    if path := data_file(app, SEARCH_QUESTIONS):
        domain.asked, others = read_rows(path, "id")
        problems += others
    if path := data_file(app, SEARCH_ELSEWHERE):
        domain.elsewhere, others = read_rows(path, "subject")
        problems += others
    for problem in problems:
        warn_of(problem)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, its template and its static files."""
    load(app, "permalinks")
    add_files(app, __file__)
    app.add_config_value(LIMITS, [], "html", list, "Sections that say what is left out")
    app.add_domain(SearchDomain)
    app.connect("builder-inited", replace_search)
    app.connect("builder-inited", read_words)
    app.connect("html-page-context", keep_link)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
