"""The domain that stores the text of every section and builds the search index."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes

from ..core.contents import part_title, toctree_order
from ..core.diagnostics import Problem, Rule
from ..core.domains import PageDomain, page_domains
from ..core.i18n import _, plural_forms
from ..core.nodes import sections_of
from ..core.records import SearchEntry, SearchKind
from ..core.structure import is_chapter
from ..core.text import N_
from ..core.translated import TranslatedDomain, shown, shown_description
from ..permalinks.domain import PermalinkDomain
from .index import FOLDER, Page, to_parts, to_scripts
from .page import search_context
from .questions import misplaced
from .words import homes, own_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .questions import Row


LIMITS = "evidence_search_limits"
"""The setting that names the sections which say what the book leaves out."""

LISTS = ("-key-works", "-questions", "-read-next", "-sources")
"""How the ids of those parts of a chapter end that lead to other places and answer nothing."""


class SearchDomain(PageDomain):
    """The text of the sections of each page, in the order of the permalink domain's sections."""

    name = "search"
    label = "Search"
    data_version = 2
    assets = (Path(__file__).parent / "page" / "search-open.js",)
    search_kinds = (SearchKind("section", N_("Section"), 1, 0, early=True, spoken=True),)
    by_page: ClassVar[tuple[str, ...]] = ("words", "homes")
    initial_data: ClassVar[dict[str, Any]] = {
        "words": {},  # docname -> text of each section, and of its tables
        "homes": {},  # docname -> section of each id
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._entries: list[SearchEntry] | None = None
        self.everyday: list[Row] = []
        """The book's words for everyday ones; read when a build begins."""
        self.asked: list[Row] = []
        """What readers ask sections for; read when a build begins."""
        self.elsewhere: list[Row] = []
        """Words of subjects that the book does not treat; read when a build begins."""

    @property
    def words(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The text of each section of each page, and of its tables."""
        return cast("dict[str, tuple[tuple[str, str], ...]]", self.data["words"])

    @property
    def homes(self) -> dict[str, dict[str, int]]:
        """The number of the section that each id of each page stands in."""
        return cast("dict[str, dict[str, int]]", self.data["homes"])

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Store the text of the sections of a page."""
        sections = list(sections_of(document))
        self.words[docname] = tuple(map(own_words, sections))
        self.homes[docname] = {
            name: number for number, section in enumerate(sections) for name in homes(section)
        }

    def gather(self) -> None:
        """Discard the entries of the last build."""
        self._entries = None

    def search_entries(self) -> Iterator[SearchEntry]:
        """Yield every section that says something itself, in the order of the book."""
        parts = self.env.config.evidence_parts
        sections = PermalinkDomain.of(self.env).sections
        asked = {row.key: row.asked for row in self.asked}
        for docname in toctree_order(self.env):
            description = shown_description(self.env, docname)
            texts = self.words.get(docname, ())
            of_chapter = is_chapter(docname, parts)
            lists = {f"{sections[docname][0].label}{ending}" for ending in LISTS if texts}
            for section, (text, cells) in zip(sections.get(docname, ()), texts, strict=True):
                if of_chapter and section.label in lists:
                    continue
                title = shown(self.env, docname, section.title)
                lead = f"{description} " if section.level == 1 and description else ""
                yield SearchEntry(
                    *("section", docname, section.anchor, title, lead + text),
                    cells=cells,
                    questions=asked.get(section.label, ()),
                )

    def problems(self) -> Iterator[Problem]:
        """Yield limits that do not exist, and rows of questions for nothing or given twice."""
        pages = PermalinkDomain.of(self.env).sections.values()
        labels = {section.label for sections in pages for section in sections}
        yield from misplaced(self.asked, labels)
        for name in self.env.config[LIMITS]:
            if name not in labels:
                message = f"{LIMITS}: no section has the id {name!r}: correct it, or take it out"
                conf = Path(self.current_builder.confdir, "conf.py")
                yield Problem(str(conf), 0, Rule.MALFORMED_SETTING, message)

    def _section(self, entry: SearchEntry) -> str:
        """Return the id of the section that a claim or row stands in, else an empty string.

        A row whose page was not written by hand stands in its first section.
        """
        if entry.kind in ("section", "term", "source"):
            return ""
        sections = PermalinkDomain.of(self.env).sections.get(entry.docname, ())
        number = self.homes.get(entry.docname, {}).get(entry.anchor, 0)
        anchors = [section.anchor for section in sections[: number + 1]]
        return anchors[-1] if anchors else ""

    def kinds(self) -> list[SearchKind]:
        """Return the kinds of result of all domains, sorted by their order."""
        kinds = (kind for domain in page_domains(self.env) for kind in domain.search_kinds)
        return sorted(kinds, key=lambda kind: kind.order)

    def script_data(self) -> dict[str, Any]:
        """Return the kinds of result, and the messages of the search script."""
        kinds = {
            kind.name: {
                "label": _(kind.label),
                "weight": kind.weight,
                "facet": _(kind.facet),
                "spoken": kind.spoken,
            }
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
            "inEnglish": _("in English"),
            "kind": _("Kind"),
            "leftOut": _("See also:"),
            "loading": _("Loading the index…"),
            "manyAnswers": _("More than {count} answers"),
            "notLoaded": _("{file} could not be loaded"),
            "more": _("More answers"),
            "nearest": _("Nearest words in the book:"),
            "noAnswers": _("No answers"),
            "part": _("Part"),
            "readersAsk": _("Readers ask: {question}"),
            "retry": _("Try fewer words, or other ones."),
            "search": _("Search"),
            "sources": _("Sources"),
            "ownPage": _("Search on a page of its own"),
            "untreated": _("The book does not seem to treat this; nearest places:"),
            "untreatedWords": _("The book does not treat {words}; nearest places:"),
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
            placed = (replace(entry, section=self._section(entry)) for entry in entries)
            self._entries = sorted(placed, key=lambda entry: rank[entry.kind])
        return self._entries

    def pages(self) -> dict[str, Page]:
        """Return address, title and part of each page, and whether it is for contributors."""
        env, folder = self.env, self.env.config.evidence_contributing
        writes = TranslatedDomain.of(env).writes
        return {
            docname: Page(
                self.current_builder.get_target_uri(docname),
                title.astext(),
                part_title(env, docname),
                contributing=bool(folder) and docname.startswith(f"{folder}/"),
                english=not writes(docname),
            )
            for docname, title in env.titles.items()
        }

    def extra_pages(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield the search page, which is a plain index where scripts do not run."""
        yield "search", search_context(self.entries, self.pages(), _), "search.html"

    def page_files(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield the search index in parts, titles first."""
        early = {kind.name for kind in self.kinds() if kind.early}
        limits = app.config[LIMITS]
        tables = self.everyday, self.elsewhere
        parts = to_parts(self.entries, early, self.pages(), *tables, limits)
        for name, script in to_scripts(parts).items():
            yield f"{FOLDER}/{name}.js", script
