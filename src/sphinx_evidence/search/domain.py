"""The domain that keeps the words of every section."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes

from ..core.domains import PageDomain, page_domains
from ..core.i18n import _, plural_forms
from ..core.messages import N_
from ..core.records import SearchEntry, SearchKind
from ..core.structure import is_chapter, part_title, toctree_order
from ..permalinks.domain import PermalinkDomain
from .model import Page, to_data, to_script
from .page import search_context
from .words import own_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


DATA = "search-data.js"
"""File of the site with all that can be found, loaded when search is opened."""


class SearchDomain(PageDomain):
    """The words of sections by page, in the order of the permalink domain's sections."""

    name = "search"
    label = "Words to search"
    data_version = 1
    assets = (Path(__file__).parent / "page" / "search-open.js",)
    search_kinds = (SearchKind("section", N_("Section"), 1, 0),)
    by_page: ClassVar[tuple[str, ...]] = ("words",)
    initial_data: ClassVar[dict[str, Any]] = {"words": {}}  # docname -> words of each section

    @property
    def words(self) -> dict[str, tuple[str, ...]]:
        """The words of each section of each page."""
        return cast("dict[str, tuple[str, ...]]", self.data["words"])

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the words of a page."""
        self.words[docname] = tuple(map(own_words, document.findall(nodes.section)))

    # all pages are read

    def search_entries(self) -> Iterator[SearchEntry]:
        """Yield every section that an author gave an id, in the order of the book."""
        sections = PermalinkDomain.of(self.env).sections
        for docname in toctree_order(self.env):
            about = self.env.metadata.get(docname, {}).get("description", "")
            listed = zip(sections.get(docname, ()), self.words.get(docname, ()), strict=True)
            for section, text in listed:
                if section.label:
                    lead = f"{about} " if section.level == 1 and about else ""
                    yield SearchEntry(
                        *("section", docname, section.label, section.title, lead + text)
                    )

    def kinds(self) -> list[SearchKind]:
        """Return the kinds of answer of all domains, by rank."""
        kinds = (kind for domain in page_domains(self.env) for kind in domain.search_kinds)
        return sorted(kinds, key=lambda kind: kind.order)

    def script_data(self) -> dict[str, Any]:
        """Return the kinds of answer by name, by rank, and the words of the script."""
        kinds = {
            kind.name: {"label": _(kind.label), "weight": kind.weight, "facet": _(kind.facet)}
            for kind in self.kinds()
        }
        language = self.env.config.language
        words = {
            "all": _("All"),
            "answers": plural_forms("{count} answer", "{count} answers", language),
            "ask": _("Words, a symbol, an article, a year"),
            "book": _("Search the book"),
            "broken": _("Search does not work here: {reason}."),
            "close": _("Close"),
            "instead": _("“{word}” is not in the book; shown: {others}"),
            "kind": _("Kind"),
            "loading": _("Loading the index…"),
            "missing": _("{file} could not be loaded"),
            "more": _("More answers"),
            "nearest": _("Nearest words in the book:"),
            "none": _("No answers"),
            "part": _("Part"),
            "retry": _("Try fewer words, or other ones."),
            "search": _("Search"),
            "separately": _("Search on a page of its own"),
            "unknown": _("“{word}” is not in the book"),
        }
        return {"searchKinds": kinds, "searchWords": words}

    def entries(self) -> list[SearchEntry]:
        """Return everything that can be found, kind by kind."""
        rank = {kind.name: kind.order for kind in self.kinds()}
        entries = (entry for domain in page_domains(self.env) for entry in domain.search_entries())
        return sorted(entries, key=lambda entry: rank[entry.kind])

    def pages(self) -> dict[str, Page]:
        """Return the title of each page and of its part, and whether it is a chapter."""
        env, parts = self.env, self.env.config.evidence_parts
        return {
            docname: Page(title.astext(), part_title(env, docname), is_chapter(docname, parts))
            for docname, title in env.titles.items()
        }

    def extra_pages(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield the page of search, which lists all that has a name for readers without scripts."""
        yield "search", search_context(self.entries(), self.pages(), _), "search.html"

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield what the browser searches, as one file."""
        uri = app.builder.get_target_uri
        yield DATA, to_script(to_data(self.entries(), self.pages(), uri))
