"""The sidebar of the theme, rendered once per build instead of once per page.

For each page the theme resolves the whole table of contents and parses it as HTML, so build time
grows with the square of the number of pages; here that is done once per build. The HTML is the same
byte for byte, except for the accessible names of folds and for folds that other pages have; a test
compares them on every page of the book.

pydata-sphinx-theme caches its sidebar itself from 0.23 (``_sidebar_cache_key`` in its
``toctree.py``), for builders that write several pages to a folder. Once sphinx-book-theme allows
that version, this module can be deleted, apart from the names of folds (``name_folds``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urljoin

from sphinx import version_info
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.util.osutil import relative_uri

from .. import __version__
from ..core.features import load
from ..core.i18n import _
from ..core.languages import ENGLISH
from ..core.text import split_scripts
from ..core.upstream import toctree_renderer

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

TAG = re.compile(r"(<(?:ul|li|a|details)\b[^>]*>|</(?:ul|li)>)")
HREF = re.compile(r'(?<= href=")[^"]*')


def in_english(tag: str, text: str) -> str:
    """Return the start tag of a link to a page in English, whose text may be translated."""
    is_english = not any(language for _run, language in split_scripts(text))
    language = f'lang="{ENGLISH.tag}" ' if is_english else ""
    return tag.replace("<a ", f'<a {language}hreflang="{ENGLISH.tag}" ', 1)


def mark_current(tag: str) -> str:
    """Return a start tag with the classes that the theme gives ancestors of the current link."""
    if tag.startswith("<li"):
        return re.sub(r"toctree-l\d+", r"\g<0> current active", tag, count=1)
    if tag.startswith("<details"):
        return '<details open="open">'
    if ' class="' in tag:
        return tag.replace(' class="', ' class="current ', 1)
    return tag.replace(">", ' class="current">')


class Sidebar:
    """Nested lists of links, as pieces of HTML.

    What is folded below the second level is listed only on the pages below the same entry of the
    first level: a book has many such pages, and all others need only the one that lists them.

    :param html: the lists as the theme renders them for a page without a link in them
    :param page: URL of that page, relative to the root of the site
    """

    def __init__(self, html: str, page: str) -> None:
        above = "../" * (page.count("/") + 1)  # of the pages of a language, where all is English
        self.pieces = TAG.split(html)
        self.links: dict[int, str] = {}  # index of a link in pieces -> its URL
        self.paths: defaultdict[str, list[int]] = defaultdict(list)  # URL -> tags to mark
        self.folders: dict[str, list[str]] = {}  # folder -> pieces with URLs relative to it
        self.folded: list[tuple[int, int, range]] = []  # entries of two levels, the fold between
        opened: list[int] = []  # lists and entries in turn
        details: dict[int, int] = {}
        for index, piece in enumerate(self.pieces):
            if piece.startswith("</"):
                entry = opened.pop()
                if len(opened) == 3 and self.pieces[details.get(entry, entry)] == "<details>":
                    self.folded.append((opened[1], entry, range(details[entry], index)))
            elif piece.startswith("<details"):
                details[opened[-1]] = index
            elif piece.startswith("<a "):
                href = HREF.search(piece)
                if href is not None and "external" not in piece:
                    self.links[index] = urljoin(f"/{page}", href[0])[1:]
                    if href[0].startswith(above):
                        self.links[index] = href[0]
                        self.pieces[index] = in_english(piece, self.pieces[index + 1])
                    self.paths[self.links[index]] += [*opened, index]
            elif piece.startswith(("<ul", "<li")):
                opened.append(index)
        for indexes in self.paths.values():
            indexes += [details[index] for index in indexes if index in details]

    def html(self, page: str) -> str:
        """Return the lists for a page: relative URLs, its own link and its ancestors marked.

        :param page: URL of the page, relative to the root of the site
        """
        folder = page[: page.rfind("/") + 1]
        if folder not in self.folders:
            self.folders[folder] = self.pieces.copy()
            for index, address in self.links.items():
                self._link(self.folders[folder], index, relative_uri(f"{folder}?", address))
        pieces = self.folders[folder].copy()
        current = dict.fromkeys(self.paths.get(page, ()))
        for index in current:
            if index in self.links:
                self._link(pieces, index, "#")
            pieces[index] = mark_current(pieces[index])
        for first, second, fold in self.folded:
            if first not in current:
                pieces[second] = pieces[second].replace(" has-children", "")
                pieces[fold.start : fold.stop] = [""] * len(fold)
        return "".join(pieces)

    def _link(self, pieces: list[str], index: int, href: str) -> None:
        pieces[index] = HREF.sub(href, pieces[index])


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
        # a keyword that Sphinx 8 does not know, and Sphinx 11 will ask for
        kwargs |= {"tags": app.tags} if version_info >= (9,) else {}
        tree = global_toctree_for_doc(app.env, docname, app.builder, **kwargs)
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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the function for templates."""
    load(app)
    maker = SidebarMaker()
    app.connect("env-updated", maker.reset)
    # before the theme renders it
    app.connect("html-page-context", maker.add_function, priority=400)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
