"""Search that answers with places in the book, online and from a disk."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape
from sphinx.builders.html import StandaloneHTMLBuilder

from .. import __version__
from ..core.scripts import split_scripts
from ..site.extension import COLLECT, PAGES
from .collect import claims, entries, pages, sections, terms
from .domain import SearchDomain
from .model import to_data, to_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from .model import Entry

HERE = Path(__file__).parent

DATA = "search-data.js"
"""File of the site with all that can be found, loaded when search is opened."""


def add_files(app: Sphinx, config: Config) -> None:
    """Let the builder find our templates and scripts; those of the book itself go before them."""
    config.templates_path = [*config.templates_path, str(HERE / "templates")]
    config.html_static_path = [str(HERE / "static"), *config.html_static_path]


def replace_search(app: Sphinx) -> None:
    """Switch off the index that Sphinx makes, and add what opens ours to every page."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False
        app.add_js_file("search-open.js", defer="defer")


def marked(text: str) -> Markup:
    """Return a text as HTML, with the language of each piece in an Eastern script."""
    pieces = (
        Markup('<span lang="{}">{}</span>').format(lang, piece) if lang else escape(piece)
        for piece, lang in split_scripts(text, "")
    )
    return Markup("").join(pieces)


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page of search, with all that has a name for readers without scripts."""
    titles = pages(app.env)
    by_page = attrgetter("docname")
    stated = {docname: _named(group) for docname, group in groupby(claims(app.env), key=by_page)}
    index = [
        {
            "docname": docname,
            "title": marked(titles[docname].title),
            "sections": _named(group),
            "claims": stated.get(docname, []),
        }
        for docname, group in groupby(sections(app.env), key=by_page)
    ]
    named = _named(sorted(terms(app.env), key=lambda found: found.title.casefold()))
    yield "search", {"title": "Search", "index": index, "terms": named}, "search.html"


def _named(found: Iterable[Entry]) -> list[dict[str, str]]:
    """Return what the page of search shows of entries: their place and their title as HTML."""
    return [
        {"docname": one.docname, "anchor": one.anchor, "title": marked(one.title)} for one in found
    ]


def search_data(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield what the browser searches, as one file."""
    data = to_data(entries(app.env), pages(app.env), app.builder.get_target_uri)
    yield DATA, to_script(data)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Gather words while reading, and write the page and the data of search."""
    app.add_domain(SearchDomain)
    app.connect("config-inited", add_files)
    app.connect("builder-inited", replace_search)
    app.connect(PAGES, search_page)
    app.connect(COLLECT, search_data)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
