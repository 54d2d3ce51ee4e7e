"""The domain of citations and sources."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.nodes import make_refnode
from sphinxcontrib.bibtex.domain import BibtexDomain

from ..core.contents import toctree_order
from ..core.dates import format_date
from ..core.diagnostics import Problem, Rule
from ..core.domains import PageDomain, all_read, page_domains
from ..core.house import HouseRule, follows
from ..core.i18n import _
from ..core.log import warn
from ..core.nodes import CHECKED, CITATIONS, LITERAL, block_around, find_nodes, line_in
from ..core.paths import data_folder
from ..core.records import SearchEntry, SearchKind
from ..core.text import N_, one_line
from ..permalinks.domain import PermalinkDomain
from ..permalinks.nodes import paragraph_number
from ..theme.facets import FACETS, facet_messages
from .export import bibliography_files, note_scripts
from .formats import source_csl
from .library import Library
from .library_tables import MOVED
from .model import LATEST, Citation, CitationGroup, Occurrence, Source, SourceList
from .nodes import citation_link, reading_mark, source_list
from .reference import Label, author_text, make_labels
from .roles import CiteRole
from .rules import check_entries, unnoted_citation, unread_place, unused_source
from .unread import UnreadWork, unread_works

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction

    from ..core.records import Dependent

_IN_TEXT = re.compile(
    r"\{cite\b(?::\w+)?\}?|:cite(?::[pt])?:|\bcite:[pt]\b\}?"
    r"|\\[a-zA-Z]*cite[a-z]*\*?(?:\[[^\]]*\])*\{[^}]*\}?|\[-?@[\w:.-]+"
)
"""Citations that Markdown did not recognise, and those of other markup languages."""


def _paragraph(node: nodes.Node) -> int:
    """Return the number of the paragraph around a node, 0 if that is not numbered."""
    while (node := node.parent) is not None:
        if isinstance(node, nodes.paragraph):
            first = node.children[0]
            return int(first["number"]) if isinstance(first, paragraph_number) else 0
    return 0


PAGE = Path(__file__).parent / "page"
"""The folder of the style sheet."""


class CitationDomain(PageDomain, BibtexDomain):  # type: ignore[misc]  # its types are wider
    """The domain of sphinxcontrib-bibtex with other labels, lists and an index by key.

    Its bibliographies are not used: they search all citations for every reference, and warn when
    two chapters list the same source.
    """

    assets = (*FACETS, PAGE / "sources.css", PAGE / "sources.js")
    data_version = 7
    by_page: ClassVar[tuple[str, ...]] = ("groups", "lists", "unread")
    initial_data: ClassVar[dict[str, Any]] = BibtexDomain.initial_data | {
        "file": "",  # digest of the bibliography
        "problems": (),  # those of its syntax
        "lines": {},  # key -> line in the bibliography
        "broken": frozenset(),  # keys of entries with a syntax error
        "moved": None,  # the table of moved sources of the last build
        "vocabulary": None,  # the words of the last build
        "missing": False,  # whether the bibliography could not be read at all
        "groups": {},  # docname -> tuple of CitationGroup
        "lists": {},  # docname -> tuple of SourceList
        "unread": {},  # docname -> True where a citation is malformed, so that its key is unknown
    }
    roles: ClassVar[dict[str, RoleFunction]] = {"p": CiteRole(), "t": CiteRole()}
    search_kinds = (SearchKind("source", N_("Source"), 0.5, 4, facet=N_("Kind of source")),)

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.library = Library({})  # read at the start of each build
        self.labels: dict[str, Label] = {}
        self.own_labels: dict[str, Label] = {}
        self.registered: dict[str, str] = {}  # docname of the entry of each source
        self.publishers: dict[str, str] = {}
        self.publishers_complete = False  # whether all rows of their table could be read
        self.occurrences: dict[str, list[Occurrence]] = {}  # by key of the source
        self._prints: dict[str, str] = {}
        self._items: dict[str, dict[str, Any]] = {}
        self.page_to_read = ""  # the page that lists those works that carry weight

    @property
    def sources(self) -> Mapping[str, Source]:
        """The works of the bibliography by key."""
        return self.library.works

    @property
    def groups(self) -> dict[str, tuple[CitationGroup, ...]]:
        """The citation groups of each page, in the order of the text."""
        return cast("dict[str, tuple[CitationGroup, ...]]", self.data["groups"])

    @property
    def lists(self) -> dict[str, tuple[SourceList, ...]]:
        """The lists of sources of each page."""
        return cast("dict[str, tuple[SourceList, ...]]", self.data["lists"])

    # reading

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Store the citation groups of a page, and its lists of sources."""
        groups: list[CitationGroup] = []
        lists: list[SourceList] = []
        unread, is_checked = False, follows(env.config, HouseRule.SOURCES)
        for node in find_nodes(document, nodes.Text, source_list, pending_xref):
            if isinstance(node, nodes.Text):
                # a role whose text is not understood has warned
                unread |= "citation" in node.parent or (
                    is_checked and self._check_text(docname, node)
                )
            elif isinstance(node, source_list):
                lists.append(node["query"])
            elif node["refdomain"] == self.name:
                number, checked = _paragraph(node), node.get(CHECKED, False)
                (anchor,) = node["ids"]
                groups.append(CitationGroup(anchor, node.line, node[CITATIONS], number, checked))
        if groups:
            self.groups[docname] = tuple(groups)
        if lists:
            self.lists[docname] = tuple(lists)
        if unread:
            self.data["unread"][docname] = True

    def _check_text(self, docname: str, text: nodes.Text) -> bool:
        """Warn of each citation that is left as text; return whether there is one."""
        if isinstance(text.parent, LITERAL):
            return False
        matches = list(_IN_TEXT.finditer(text)) if "cite" in text or "@" in text else []
        block = block_around(text) if matches else None
        for match in matches:
            message = (
                f"{match[0]!r} is not read as a citation: write {{cite:p}}`key`, with no space "
                "before the first backquote and with a second one; in a data table, write the key "
                "in the column 'sources'"
            )
            line = line_in(block, text, match.start()) if block is not None else None
            warn(Rule.MALFORMED_CITATION, message, (docname, line))
        return bool(matches)

    # all pages are read

    def env_updated(self) -> tuple[()]:
        """Skip the work of the base class; see :meth:`gather`."""
        return ()

    def gather(self) -> None:
        """Build the indexes of labels, entries and occurrences."""
        self.labels = make_labels(self.sources.values(), _)
        # in English: which register a work is in, and so its address, is the same in each language
        self.own_labels = make_labels(self.sources.values())
        self.registered = {
            source.key: docname
            for docname, source_lists in self.lists.items()
            for query in source_lists
            if query.kind in ("register", "cited")
            for source in self.listed(query, docname)
        }
        pages = (docname for docname in self.lists if self.has_list(docname, "to-read"))
        self.page_to_read = min(pages, default="")
        self._prints, self._items = {}, {}
        for name in ("_dependents", "unread", "to_read"):  # made again on first use
            vars(self).pop(name, None)
        self.occurrences = {}
        sections = {
            (section.docname, paragraph.number): section.title
            for section in PermalinkDomain.of(self.env).all_sections()
            for paragraph in section.paragraphs
            if section.level > 1
        }
        for docname in toctree_order(self.env):
            for group in self.groups.get(docname, ()):
                section = sections.get((docname, group.paragraph), "")
                for citation in group.citations:
                    where = (docname, section, group.anchor, group.paragraph)
                    occurrence = Occurrence(*where, citation)
                    self.occurrences.setdefault(citation.key, []).append(occurrence)

    def printed(self, key: str) -> str:
        """Return what pages that cite or list a source display of it, empty for an unknown one."""
        if key in self.sources and key not in self._prints:
            self._prints[key] = repr(self._printed(key))
        return self._prints.get(key, "")

    def _printed(self, key: str) -> tuple[object, ...]:
        source, library, name = self.sources[key], self.library, self.publishers.get
        return (
            *(source, self.labels[key], name(source.publisher), library.copies.get(key)),
            [self.labels.get(account.by) for account in library.accounts.get(key, ())],
            [
                (note.id, note.work, note.place, name(note.observer))
                for note in library.notes_for(Citation(key))
            ],
        )

    def _printed_in_entry(self, key: str) -> tuple[object, ...]:
        """Return what only the entry of a source displays, and of its item what it is made of."""
        reported = [self.labels.get(work) for work in self.library.reported.get(key, ())]
        occurrences = [item.printed for item in self.occurrences.get(key, ())]
        entry, reports = self.bibdata.data.entries[key], self.library.reports_of(key)
        item = entry, [work.title for work in reports]
        about = reported, occurrences, self.dependents_of(key), item
        work = self.to_read.get(key)
        to_read = (self.page_to_read, work.pinpoints) if work else ()
        return self.library.notes.get(key), *about, to_read

    def _printed_to_read(self) -> tuple[object, ...]:
        """Return what the list of works to be read in the original displays beside references."""
        works = self.to_read
        reports = {report.key for key in works for report in self.library.reports_of(key)}
        pages = [(key, self.registered.get(key)) for key in sorted(reports)]
        return works, pages, len(self.unread)

    def problems(self) -> Iterator[Problem]:
        """Yield unknown keys, citations without a note, and sources that are not listed or used.

        What only follows from an entry that could not be read is not reported.
        """
        unknown = [] if self.data["missing"] else [*self._unknown_sources()]
        yield from unknown
        if not self.data["missing"]:
            is_house_rule = follows(self.env.config, HouseRule.SOURCES)
            yield from self._unlisted_sources() if is_house_rule else self._pages_without_list()
        if self.library.has_tables and self.library.is_complete:
            for docname, group, citation in self._cited():
                where = docname, group.line or 0
                for message in unread_place(self.library, citation):
                    yield Problem(*where, Rule.UNREAD_PLACE, message)
                for message in unnoted_citation(self.library, citation):
                    yield Problem(*where, Rule.UNNOTED_CITATION, message)
        for moved in self.library.moved:
            if moved.page not in self.env.found_docs:
                path = str(data_folder(self.current_builder) / MOVED)
                message = f"{moved.key}: there is no page {moved.page!r}: name one that can lead on"
                yield Problem(path, moved.line, Rule.MALFORMED_TABLE, message)
        # what could not be read, or names no source, may mean the one that seems to be unused
        if self.publishers and all_read(self.env) and not unknown and not self.data["unread"]:
            keys = self.sources.keys() - self.data["broken"]
            used = self.library.with_reports(
                citation.key for _page, _group, citation in self._cited()
            )
            yield from unused_source(self.path, self.data["lines"], keys, used)

    def _unknown_sources(self) -> Iterator[Problem]:
        known = self.sources.keys() | self.data["broken"]
        for docname, group, citation in self._cited():
            if citation.key not in known and not group.checked:
                message = f"no source has the key {citation.key!r}: {self._advice(citation.key)}"
                yield Problem(docname, group.line or 0, Rule.UNKNOWN_SOURCE, message)

    def _advice(self, key: str) -> str:
        """Return what to do about an unknown key."""
        if key in self.library.dropped:
            return "the book no longer cited it, so it was deleted: add it again, with its notes"
        if near := get_close_matches(key, self.sources, 1, 0.7):
            return f"did you mean {near[0]!r}?"
        return "correct it or add the source to the bibliography"

    def _unlisted_sources(self) -> Iterator[Problem]:
        unlisted: defaultdict[str, list[str]] = defaultdict(list)
        listed = self.data["broken"] | self.registered.keys()
        cited = {citation.key for _page, _group, citation in self._cited()}
        for key in (cited & self.sources.keys()) - listed:
            tier = self.sources[key].tier
            if (
                tier in self.library.vocabulary.kinds or not self.publishers
            ):  # else the rules for entries name it
                unlisted[tier].append(key)
        for tier, keys in sorted(unlisted.items()):
            message = (
                f"no page lists the sources of tier {tier!r} such as {min(keys)!r}: "
                "add {source-register} with that tier, or widen its initials"
            )
            yield Problem(self.path, 0, Rule.UNLISTED_SOURCE, message)

    def _pages_without_list(self) -> Iterator[Problem]:
        """Yield each page whose citations lead nowhere; a list may be in what is not read."""
        for docname, groups in sorted(self.groups.items()) if all_read(self.env) else ():
            for group in () if self.has_list(docname, "chapter") else groups:
                keys = {citation.key for citation in group.citations} & self.sources.keys()
                if keys - self.registered.keys():
                    message = (
                        "sources are cited here and no page lists them: add {chapter-sources} at "
                        "the end of the page"
                    )
                    yield Problem(docname, group.line or 0, Rule.UNLISTED_SOURCE, message)
                    break

    def entry_problems(self) -> list[Problem]:
        """Return the problems of the entries, if there is a table of publishers."""
        if not self.publishers:
            return []
        names = self.publishers if self.publishers_complete else None
        edition = self.env.config.evidence_edition_date
        about = self.path, self.bibdata.data.entries, self.sources, self.data["lines"]
        broken, vocabulary = self.data["broken"], self.library.vocabulary
        return check_entries(*about, names, edition, broken=broken, vocabulary=vocabulary)

    def fingerprint(self, docname: str) -> object:
        """Return what a page displays of the sources that it cites or lists."""
        keys = set(self.cited_keys(docname))
        for query in self.lists.get(docname, ()):
            keys.update(source.key for source in self.listed(query, docname))
        keys.update(moved.work for moved in self.library.moved if moved.page == docname)
        printed = [(key, self.printed(key), self.registered.get(key)) for key in sorted(keys)]
        entries = [
            self._printed_in_entry(key)
            for key in sorted(keys)
            if self.registered.get(key) == docname
        ]
        to_read = self._printed_to_read() if self.has_list(docname, "to-read") else ()
        return printed, entries, to_read

    def search_entries(self) -> Iterator[SearchEntry]:
        """Yield every source that a register lists."""
        for key, docname in sorted(self.registered.items()):
            source, label = self.sources[key], self.labels[key]
            publisher = self.publishers.get(source.publisher, "")
            date = format_date(source.date, _)
            parts = (author_text(source, _), source.titleaddon, source.container, date)
            text = ", ".join(part for part in dict.fromkeys(parts) if part not in str(label))
            names = (name for name in (publisher, source.doi) if name not in f"{label} {text}")
            yield SearchEntry(
                *("source", docname, self.anchor(key), source.title or key),
                text=text,
                names=(str(label), *names),
                facet=_(source.kind.name),
                lang=source.lang,
            )

    def interface_words(self) -> Iterator[str]:
        """Yield what the groups of kinds of source are called."""
        yield from self.library.vocabulary.groups

    def works_cited(self, docname: str) -> tuple[Mapping[str, Any], ...]:
        """Return the works that a page cites, the most cited first, by their own titles only."""
        counts = Counter(key for key in self.cited_keys(docname) if key in self.sources)
        titles = ((key, self.sources[key].title) for key, _count in counts.most_common())
        return tuple({**self.item(key), "title": one_line(title)} for key, title in titles if title)

    def script_data(self) -> dict[str, str]:
        """Return the messages of filters, and of the card of a citation without a place."""
        notes = _("{count} notes on this source stand in its entry.")
        return {**facet_messages(), "notes": notes}

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield the citation files of every source that a register lists, and of all together.

        There are none without the date of the edition, since the book is then a draft.
        """
        if app.config.evidence_edition_date:
            yield from bibliography_files(sorted(self.registered), self.library, self.item)
        yield from note_scripts(self.library)

    # queries

    def _cited(self) -> Iterator[tuple[str, CitationGroup, Citation]]:
        """Yield each citation of the book with its page and its group."""
        for docname, groups in sorted(self.groups.items()):
            for group in groups:
                for citation in group.citations:
                    yield docname, group, citation

    def item(self, key: str) -> dict[str, Any]:
        """Return a source as a CSL-JSON item, made on first use."""
        if key not in self._items:
            source, entry = self.sources[key], self.bibdata.data.entries[key]
            publisher = self.publishers.get(source.publisher, "")
            self._items[key] = source_csl(source, entry, self.library, publisher)
        return self._items[key]

    @property
    def path(self) -> str:
        """The path of the bibliography."""
        return str(next(iter(self.bibdata.bibfiles), ""))

    @cached_property
    def _dependents(self) -> dict[str, list[Dependent]]:
        found: dict[str, list[Dependent]] = {}
        for domain in page_domains(self.env):
            for dependent in domain.dependents():
                found.setdefault(dependent.key, []).append(dependent)
        return found

    def dependents_of(self, key: str) -> list[Dependent]:
        """Return the statements that depend on a source."""
        return self._dependents.get(key, [])

    @cached_property
    def unread(self) -> list[UnreadWork]:
        """The works that are cited for what was not read in the original, weightiest first."""
        return unread_works(self.library, self.occurrences, self.dependents_of, self.labels)

    @cached_property
    def to_read(self) -> dict[str, UnreadWork]:
        """Those of them that carry weight, by key."""
        return {work.key: work for work in self.unread if work.carries_weight}

    def cited_keys(self, docname: str) -> Iterator[str]:
        """Yield the keys that a page cites, with repetitions, in the order of the text."""
        for group in self.groups.get(docname, ()):
            for citation in group.citations:
                yield citation.key

    def shown_keys(self, docname: str) -> tuple[str, ...]:
        """Return the keys that a page cites or shows citations of, without repetitions."""
        borrowed = (
            key for domain in page_domains(self.env) for key in domain.borrowed_keys(docname)
        )
        return tuple(dict.fromkeys((*self.cited_keys(docname), *borrowed)))

    def read_whole(self, docname: str) -> int:
        """Return how many sources of a page were read in the original wherever it cites them."""
        places = defaultdict[str, list[Citation]](list)
        for group in self.groups.get(docname, ()):
            for citation in group.citations:
                places[citation.key].append(citation)
        return sum(
            all(
                self.library.reading(citation) == "original"
                for citation in places.get(key) or [Citation(key)]
            )
            for key in self.shown_keys(docname)
        )

    def has_read(self, citations: Iterable[Citation]) -> bool:
        """Return whether all sources cited are in the bibliography, without syntax errors."""
        readable = self.sources.keys() - self.data["broken"]
        return all(citation.key in readable for citation in citations)

    def listed(self, query: SourceList, docname: str) -> list[Source]:
        """Return the sources of a list on the page *docname*, in the order of their labels.

        Those to be read in the original are in the order of their weight.
        """
        matches: Iterable[Source]
        if query.kind == "to-read":
            return [self.sources[key] for key in self.to_read]
        if query.kind == "chapter":
            keys = self.shown_keys(docname)
            matches = (self.sources[key] for key in keys if key in self.sources)
        elif query.kind == "cited":
            cited = dict.fromkeys(citation.key for _page, _group, citation in self._cited())
            matches = (self.sources[key] for key in cited if key in self.sources)
        elif query.kind == "shorthands":
            matches = (source for source in self.sources.values() if source.shorthand)
        elif query.kind == "flagged":
            matches = (source for source in self.sources.values() if source.status)
        else:
            first, last = query.initials
            earliest, latest = query.years
            matches = (
                source
                for source in self.sources.values()
                if query.tier in ("", source.tier)
                and first <= self.own_labels[source.key].initial <= last
                and earliest <= (source.year or LATEST) <= latest
            )
        return sorted(matches, key=lambda source: (self.labels[source.key].sort_key, source.key))

    def last_register(self, docname: str) -> SourceList | None:
        """Return the last register of a page, which also has its former entries."""
        registers = [query for query in self.lists.get(docname, ()) if query.kind == "register"]
        return registers[-1] if registers else None

    def anchor(self, key: str) -> str:
        """Return the id of the entry of a source."""
        return cast("str", self.env.config.bibtex_cite_id).format(key=key)

    def has_list(self, docname: str, kind: str) -> bool:
        """Return whether a page has a list of a kind, such as ``chapter`` for its own sources."""
        return any(query.kind == kind for query in self.lists.get(docname, ()))

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every source that a register lists, for ``objects.inv`` but not for search."""
        for key, docname in sorted(self.registered.items()):
            yield key, str(self.labels[key]), "citation", docname, self.anchor(key), -1

    # writing

    def resolve_xref(  # type: ignore[override]  # returns a group of links, like its base class
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.inline:
        """Replace a citation by labels that link to the list of the page, or to the entries.

        A source that no page lists is named only.
        """
        citations = node[CITATIONS]
        local = self.has_list(fromdocname, "chapter")
        group = nodes.inline("", "", classes=["citation"])
        group += nodes.Text("(" if typ == "p" else "")
        for number, citation in enumerate(citations):
            if number:
                group += nodes.Text("; ")
            if citation.prefix:
                group += nodes.Text(f"{citation.prefix} ")
            label = self.labels.get(citation.key)
            if label is None:
                group += nodes.strong("", f"[{citation.key}?]")
                continue
            place = citation.format_locator(_)
            locator = f", {place}" if place else ""
            locator += self._as_reported(citation.key)
            text = str(label) if typ == "p" else f"{label.name} ({label.year}{locator})"
            if local:
                docname, anchor = fromdocname, f"cited-{citation.key}"
            else:
                docname = self.registered.get(citation.key, "")
                anchor = self.anchor(citation.key)
            if docname:
                link = make_refnode(builder, fromdocname, docname, anchor, nodes.Text(text))
                group += citation_link(link, citation, self.library)
            else:  # no page lists it
                group += nodes.Text(text)
            if typ == "p":
                group += nodes.Text(locator)
            if (reading := self.library.reading(citation)) == "account":
                group += reading_mark(reading)
        group += nodes.Text(")" if typ == "p" else "")
        return group

    def _as_reported(self, key: str) -> str:
        """Return the end of the citation of a work that is known only by an account."""
        reports = self.library.reports_of(key)
        if not reports:
            return ""
        label = self.labels[reports[0].key]
        return _(", as reported in {source}").format(source=label)
