"""The domain that stores the text of every section and builds the search index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes

from ..core.domains import PageDomain, page_domains
from ..core.i18n import _, plural_forms
from ..core.messages import N_
from ..core.nodes import sections_of
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


SEARCH_DATA = "search-data.js"
"""The search index; scripts load it when search is first opened."""


class SearchDomain(PageDomain):
    """The text of the sections of each page, in the order of the permalink domain's sections."""

    name = "search"
    label = "Search"
    data_version = 1
    assets = (Path(__file__).parent / "page" / "search-open.js",)
    search_kinds = (SearchKind("section", N_("Section"), 1, 0),)
    by_page: ClassVar[tuple[str, ...]] = ("words",)
    initial_data: ClassVar[dict[str, Any]] = {"words": {}}  # docname -> text of each section

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._entries: list[SearchEntry] | None = None

    @property
    def words(self) -> dict[str, tuple[str, ...]]:
        """The text of each section of each page."""
        return cast("dict[str, tuple[str, ...]]", self.data["words"])

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Store the text of the sections of a page."""
        self.words[docname] = tuple(map(own_words, sections_of(document)))

    def gather(self) -> None:
        """Discard the entries of the last build."""
        self._entries = None

    def search_entries(self) -> Iterator[SearchEntry]:
        """Yield every section that an author gave an id, in the order of the book."""
        sections = PermalinkDomain.of(self.env).sections
        for docname in toctree_order(self.env):
            description = self.env.metadata.get(docname, {}).get("description", "")
            texts = self.words.get(docname, ())
            for section, text in zip(sections.get(docname, ()), texts, strict=True):
                if section.label:
                    lead = f"{description} " if section.level == 1 and description else ""
                    yield SearchEntry(
                        *("section", docname, section.label, section.title, lead + text)
                    )

    def kinds(self) -> list[SearchKind]:
        """Return the kinds of result of all domains, sorted by their order."""
        kinds = (kind for domain in page_domains(self.env) for kind in domain.search_kinds)
        return sorted(kinds, key=lambda kind: kind.order)

    def script_data(self) -> dict[str, Any]:
        """Return the kinds of result, and the messages of the search script."""
        kinds = {
            kind.name: {"label": _(kind.label), "weight": kind.weight, "facet": _(kind.facet)}
            for kind in self.kinds()
        }
        language = self.env.config.language
        messages = {
            "all": _("All"),
            "answers": plural_forms("{count} answer", "{count} answers", language),
            "placeholder": _("Words, a symbol, an article, a year"),
            "fieldLabel": _("Search the book"),
            "failed": _("Search does not work here: {reason}."),
            "filters": _("Filters"),
            "close": _("Close"),
            "corrected": _("“{word}” is not in the book; shown: {others}"),
            "kind": _("Kind"),
            "loading": _("Loading the index…"),
            "notLoaded": _("{file} could not be loaded"),
            "more": _("More answers"),
            "nearest": _("Nearest words in the book:"),
            "noAnswers": _("No answers"),
            "part": _("Part"),
            "retry": _("Try fewer words, or other ones."),
            "search": _("Search"),
            "ownPage": _("Search on a page of its own"),
            "unknownWord": _("“{word}” is not in the book"),
        }
        return {"searchKinds": kinds, "searchMessages": messages}

    @property
    def entries(self) -> list[SearchEntry]:
        """The entries of all domains, grouped by kind, computed on first use."""
        if self._entries is None:
            rank = {kind.name: kind.order for kind in self.kinds()}
            domains = page_domains(self.env)
            entries = (entry for domain in domains for entry in domain.search_entries())
            self._entries = sorted(entries, key=lambda entry: rank[entry.kind])
        return self._entries

    def pages(self) -> dict[str, Page]:
        """Return title, part and kind of each page."""
        env, parts = self.env, self.env.config.evidence_parts
        return {
            docname: Page(title.astext(), part_title(env, docname), is_chapter(docname, parts))
            for docname, title in env.titles.items()
        }

    def extra_pages(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield the search page, which is a plain index where scripts do not run."""
        yield "search", search_context(self.entries, self.pages(), _), "search.html"

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield the search index as one file."""
        uri = app.builder.get_target_uri
        yield SEARCH_DATA, to_script(to_data(self.entries, self.pages(), uri))
