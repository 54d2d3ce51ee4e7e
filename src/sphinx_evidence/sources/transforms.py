"""Number citations while a page is read, and fill its lists of sources before it is written."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from ..core.edition import edition_of
from ..core.i18n import _
from ..core.nodes import CITATIONS, READING, find_nodes, fold, fold_title, in_source
from ..core.paths import relative_path, source_path
from ..permalinks.embedded import context_object
from ..theme.facets import letters
from .directives import add_filters
from .domain import CitationDomain
from .entries import (
    address_nodes,
    copy_lines,
    dependents_line,
    extent_words,
    note_list,
    occurrences_line,
    reference_nodes,
)
from .model import Citation, stem
from .nodes import (
    file_links,
    first_citation,
    key_works,
    marks_line,
    reading_mark,
    source_list,
    source_mark,
    text_nodes,
)
from .reference import full_name, standing
from .unread_list import carried, form_link, rest, scope, seen_in, to_look_for, unsafe_copies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.builders import Builder

    from .model import Source
    from .unread import UnreadWork


class CitationTransform(SphinxTransform):
    """Number the citation groups of a page, and give each citation the present key of its work.

    In a text that was translated they have the numbers that they have in the language of the book.
    """

    default_priority = READING - 10

    def apply(self, **kwargs: Any) -> None:
        number, done = count(1), set[pending_xref]()
        for node in find_nodes(self.document, pending_xref, nodes.TextElement):
            if in_source(node) is not node:
                groups = [*self._groups(in_source(node))]
                self._number(groups, number)
                for group in self._groups(node):
                    self._complete(group)
                    same = next(one for one in groups if one[CITATIONS] == group[CITATIONS])
                    group["ids"] = same["ids"]
                    groups.remove(same)
                    done.add(group)
            elif isinstance(node, pending_xref) and node not in done:
                self._number(self._groups(node), number)

    def _groups(self, node: nodes.Element) -> Iterator[pending_xref]:
        name = CitationDomain.name
        return (one for one in node.findall(pending_xref) if one["refdomain"] == name)

    def _number(self, groups: Iterable[pending_xref], number: Iterator[int]) -> None:
        for group in groups:
            self._complete(group)
            group["ids"] = [f"cite-{next(number)}"]

    def _complete(self, group: pending_xref) -> None:
        library = CitationDomain.of(self.env).library
        group[CITATIONS] = tuple(map(library.canonical, group[CITATIONS]))


class KeyWorksTransform(SphinxPostTransform):
    """Say at the end of each key work what was read of it, before citations become links."""

    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        domain = CitationDomain.of(self.env)
        library = domain.library
        lists = (found for box in self.document.findall(key_works) for found in box.children)
        for item in (item for found in lists for item in found.children):
            if (citation := first_citation(item)) is None:
                continue
            reports = [domain.labels[work.key] for work in library.reports_of(citation.key)]
            if words := extent_words(library.copies.get(citation.key, ()), reports):
                words = f"({words[:1].upper()}{words[1:]}.)"
                last = cast("nodes.Element", item.children[-1])
                last += [nodes.Text(" "), nodes.inline("", words, classes=["work-read"])]


class MarkTransform(SphinxPostTransform):
    """Find the first mark of each kind in the running text, once citations have theirs."""

    default_priority = 20
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        explained = set()
        for mark in self.document.findall(source_mark):
            above: nodes.Node = mark
            while above.parent is not None and not isinstance(above, nodes.paragraph):
                above = above.parent
            if isinstance(above.parent, nodes.section) and mark.astext() not in explained:
                explained.add(mark.astext())
                mark["first"] = True


class SourceListTransform(SphinxPostTransform):
    """Replace each placeholder by the list of its query."""

    default_priority = 5

    @property
    def builder(self) -> Builder:
        """The builder of the current build."""
        return self.domain.current_builder

    def run(self, **kwargs: Any) -> None:
        self.domain = CitationDomain.of(self.env)
        names = self.domain.publishers, self.config.language
        items_of = {
            "register": self._registered,
            "cited": self._registered,
            "flagged": self._flagged,
            "to-read": self._to_read,
        }
        for node in list(self.document.findall(source_list)):
            # Builders of one large file resolve all pages under the docname of the first.
            docname, query = node["docname"], node["query"]
            sources = self.domain.listed(query, docname)
            if query.kind == "shorthands":
                node.replace_self(self._shorthands(sources))
                continue
            if query.kind == "index":
                node.replace_self(self._index(sources, query.by, docname))
                continue
            if query.kind == "chapter":
                node.replace_self(self._cited_by_kind(sources, docname))
                continue
            items = nodes.bullet_list(classes=["source-list", f"source-list-{query.kind}"])
            items += [items_of[query.kind](source, docname) for source in sources]
            has_filters = query.kind in ("register", "cited", "to-read")
            box = add_filters(items.children, sources, *names) if has_filters else None
            if query == self.domain.last_register(docname):
                items += self._moved(docname)
            content = [items, *self._marks()] if items.children else []
            if box:
                content = [nodes.container("", box, *content)]
            if query.kind == "to-read":
                lighter = len(self.domain.unread) - len(sources)
                has_form = bool(self.config.evidence_repository)
                above = scope(len(sources), has_form=has_form)
                content = [*above, *content, *rest(lighter)]
            node.replace_self(content)

    def _marks(self) -> list[nodes.Node]:
        """Return the line that explains the marks, if the book has tables of what was read."""
        return [marks_line()] if self.domain.library.has_tables else []

    def _cited_by_kind(self, sources: list[Source], docname: str) -> list[nodes.Node]:
        """Return a list for each group of kinds of source, in their order.

        Sources of a book that does not say their kinds are one list.
        """
        if not any(source.tier for source in sources):
            items = nodes.bullet_list(classes=["source-list", "source-list-chapter"])
            items += [self._cited(source, docname) for source in sources]
            return [items] if items.children else []
        folds: list[nodes.Node] = []
        for heading, found in self.domain.library.vocabulary.grouped(sources):
            title = nodes.strong("", f"{_(heading)} ({len(found)})")
            items = nodes.bullet_list(classes=["source-list", "source-list-chapter"])
            items += [self._cited(source, docname) for source in found]
            folds.append(fold("", fold_title("", "", title), items))
        return [self._read(docname), *folds, *self._marks()] if folds else []

    def _read(self, docname: str) -> nodes.paragraph:
        """Return the line that says how many sources of a page were read in the original."""
        count = len(self.domain.shown_keys(docname))
        text = _("Read in the original at the place cited: {read} of {count} sources.")
        text = text.format(read=self.domain.read_whole(docname), count=count)
        return nodes.paragraph("", text, classes=["sources-read"])

    def _cited(self, source: Source, docname: str) -> nodes.list_item:
        """Return a line of a chapter's list, with a link to the entry of the source."""
        runs = self._linked_reference(source, docname)
        paragraph = nodes.paragraph("", "", self._target(f"cited-{source.key}"), *runs)
        url, day = self.domain.library.address(source.key)
        for node in address_nodes(source.doi, url, day, whole=False, translate=_):
            paragraph += [nodes.Text(" "), node]
        paragraph += reading_mark(self.domain.library.reading(Citation(source.key)))
        if source.status:
            paragraph += nodes.inline("", f" ({_(source.status)})", classes=["source-seen"])
        return nodes.list_item("", paragraph)

    def _flagged(self, source: Source, docname: str) -> nodes.list_item:
        """Return a contested, corrected or withdrawn source with its status."""
        paragraph = nodes.paragraph("", "", *self._linked_reference(source, docname))
        return nodes.list_item("", paragraph, self._status(source))

    def _linked_reference(self, source: Source, docname: str) -> list[nodes.Node]:
        """Return the reference, with its label as a link to the entry of the source."""
        label, *rest = reference_nodes(source, self.domain.labels[source.key], _)
        return [self._to_entry(source.key, docname, label), *rest]

    def _to_entry(self, key: str, docname: str, label: nodes.Node) -> nodes.Node:
        """Return a label as a link to the entry of its source, if a page has that."""
        if page := self.domain.registered.get(key):
            return make_refnode(self.builder, docname, page, self.domain.anchor(key), label)
        return label

    def _status(self, source: Source) -> nodes.paragraph:
        status = _(source.status)
        text = f"{status[:1].upper()}{status[1:]}: {source.status_note}"
        return nodes.paragraph("", text, classes=["source-status"])

    def _registered(self, source: Source, docname: str) -> nodes.list_item:
        """Return the entry of a source, with its permanent anchor."""
        runs = reference_nodes(source, self.domain.labels[source.key], _)
        library = self.domain.library
        keys = (source.key, *library.former_keys.get((source.key, docname), ()))
        anchors = [self._target(self.domain.anchor(key)) for key in keys]
        item = nodes.list_item("", nodes.paragraph("", "", *anchors, *runs))
        item += self._address(source.doi, source.url, source.urldate)
        about = text_nodes(standing(source, self.domain.publishers, _))
        item += nodes.paragraph("", "", *about, classes=["source-standing"])
        if source.status:
            item += self._status(source)
        item += copy_lines(library.copies.get(source.key, ()))
        reports = [account.by for account in library.accounts.get(source.key, ())]
        if reports:
            item += self._named(_("Reported in {sources}"), reports, docname)
        if reported := library.reported.get(source.key):
            item += self._named(_("Reports {sources}"), reported, docname)
        item += self._leads_to_list(source.key)
        if source.note:
            note = text_nodes(f"{source.note}.", source.lang)
            item += nodes.paragraph("", "", *note, classes=["source-note"])
        if self.config.evidence_edition_date:
            here = self.builder.get_target_uri(docname)
            path = relative_path(here, source_path(stem(source.key)))
            item += file_links(path, context_object(self.domain.item(source.key)))
        if notes := library.notes.get(source.key):
            item += note_list(notes, self.domain.publishers, library.vocabulary.witnesses)
        if occurrences := self.domain.occurrences.get(source.key):
            item += occurrences_line(occurrences, self.env.titles, self._link)
        if dependents := self.domain.dependents_of(source.key):
            item += dependents_line(dependents, self._link)
        return item

    def _address(self, doi: str, url: str, day: str) -> list[nodes.paragraph]:
        """Return the line with DOI, address and archived copies, nothing if none is known."""
        line = nodes.paragraph(classes=["source-address"])
        for node in address_nodes(doi, url, day, whole=True, translate=_):
            line += [nodes.Text(" "), node] if line.children else [node]
        return [line] if line.children else []

    def _to_read(self, source: Source, docname: str) -> nodes.list_item:
        """Return a work to be read in the original, with what it carries and what to look for."""
        library, work = self.domain.library, self.domain.to_read[source.key]
        line = nodes.paragraph("", "", self._target(f"to-read-{source.key}"))
        line += self._linked_reference(source, docname)
        for reading in work.readings:
            line += reading_mark(reading)
        item = nodes.list_item("", line)
        copies = library.copies.get(source.key, ())
        item += unsafe_copies(copies) or self._address(
            source.doi, *library.linked_address(source.key)
        )
        if reports := library.reports_of(source.key):
            keys = [report.key for report in reports]
            item += self._named(_("Known only through {sources}"), keys, docname)
        else:
            item += seen_in(copies)
        item += carried(work, self._link)
        item += to_look_for(work)
        if form := self._form(work):
            item += nodes.paragraph("", "", *form)
        return item

    def _form(self, work: UnreadWork) -> list[nodes.reference]:
        """Return the link to the form about a work, nothing without a repository."""
        repository = self.config.evidence_repository
        if not repository:
            return []
        edition = edition_of(self.config).version
        return [form_link(work, self.domain.labels[work.key], repository, edition)]

    def _leads_to_list(self, key: str) -> list[nodes.paragraph]:
        """Return the line that leads from the entry of a work to its item, if it is to be read."""
        work, page = self.domain.to_read.get(key), self.domain.page_to_read
        if work is None or not page:
            return []
        link = self._link(page, f"to-read-{key}", nodes.Text(_("what to look for")))
        before, _field, after = _("To be read in the original: {link}").partition("{link}")
        line = nodes.paragraph("", before, link, nodes.Text(after), classes=["source-reports"])
        for form in self._form(work):
            line += [nodes.Text(" · "), form]
        return [line]

    def _named(self, text: str, keys: Iterable[str], docname: str) -> nodes.paragraph:
        """Return a line that names some works, as links to their entries."""
        works = [self.domain.sources[key] for key in keys if key in self.domain.sources]
        before, _field, after = text.partition("{sources}")
        labels = self._labels(works, docname)
        return nodes.paragraph("", before, *labels, nodes.Text(after), classes=["source-reports"])

    def _moved(self, docname: str) -> list[nodes.list_item]:
        """Return, for each entry that this page used to have, its former id and what became of it.

        That is a link to the page that has it now, or that the book no longer cites it.
        """
        items = []
        for moved in self.domain.library.moved:
            page = self.domain.registered.get(moved.work)
            if moved.page != docname or (moved.work and page in (None, docname)):
                continue
            if moved.work:
                line = self._named(_("Now listed as {sources}"), [moved.work], docname)
            else:
                text = _("No longer cited: {title}").format(title=moved.title)
                runs = text_nodes(text)
                line = nodes.paragraph("", "", *runs, classes=["source-reports"])
            line.insert(0, self._target(self.domain.anchor(moved.key)))
            items.append(nodes.list_item("", line, classes=["source-moved"]))
        return items

    def _link(self, docname: str, anchor: str, *text: nodes.Node) -> nodes.reference:
        here = self.env.docname
        return make_refnode(self.builder, here, docname, anchor, list(text))

    def _index(self, sources: list[Source], by: str, docname: str) -> list[nodes.Node]:
        """Return sources under the names of publishers, or under years with the newest first."""
        if not sources:
            return []
        if by == "year":
            return self._by_year(sources, docname)
        return self._by_publisher(sources, docname)

    def _by_year(self, sources: list[Source], docname: str) -> list[nodes.Node]:
        """Return label and title of each source under its year."""
        groups: defaultdict[str, nodes.bullet_list] = defaultdict(nodes.bullet_list)
        for source in sources:
            stop = " " if str(self.domain.labels[source.key]).endswith(".") else ". "
            line = nodes.paragraph("", "", *self._labels([source], docname), nodes.Text(stop))
            line += text_nodes(source.title, source.lang)
            groups[source.year or _("No date known")] += nodes.list_item("", line)
        items = nodes.definition_list(classes=["source-index"])
        for head in sorted(groups, key=str.casefold, reverse=True):
            meaning = nodes.definition("", groups[head])
            items += nodes.definition_list_item("", nodes.term("", head), meaning)
        return [items]

    def _by_publisher(self, sources: list[Source], docname: str) -> list[nodes.Node]:
        """Return labels under the names of publishers, those without a name of their own last."""
        groups: defaultdict[str, list[Source]] = defaultdict(list)
        relays: defaultdict[str, list[Source]] = defaultdict(list)
        name, library = self.domain.publishers, self.domain.library
        for source in sources:
            groups[name.get(source.publisher, source.publisher)].append(source)
            observers = (note.observer for note in library.notes.get(source.key, ()))
            for observer in dict.fromkeys(filter(None, observers)):
                relays[name.get(observer, observer)].append(source)
        items = nodes.definition_list(classes=["source-index"])
        heads = sorted({*groups, *relays}, key=lambda head: (head[:1].islower(), head.casefold()))
        anchors = {head: f"publisher-{number}" for number, head in enumerate(heads, 1)}
        for head in heads:
            meaning = nodes.definition()
            if groups[head]:
                meaning += nodes.paragraph("", "", *self._labels(groups[head], docname))
            if relays[head]:
                labels = self._labels(relays[head], docname)
                before, _field, after = _("Passed on in {sources}").partition("{sources}")
                meaning += nodes.paragraph("", before, *labels, nodes.Text(after))
            term = nodes.term("", "", *text_nodes(head), ids=[anchors[head]])
            items += nodes.definition_list_item("", term, meaning)
        named = {head: anchor for head, anchor in anchors.items() if not head[:1].islower()}
        return [letters(named), items]

    def _labels(self, sources: list[Source], docname: str) -> list[nodes.Node]:
        labels: list[nodes.Node] = []
        for number, source in enumerate(sources):
            label = nodes.Text(str(self.domain.labels[source.key]))
            link = self._to_entry(source.key, docname, label)
            labels += [nodes.Text("; " if number else ""), link]
        return labels

    def _shorthands(self, sources: list[Source]) -> list[nodes.Node]:
        names = {source.shorthand: full_name(source, _) for source in sources}
        items = nodes.definition_list(classes=["shorthands"])
        for shorthand, name in sorted(names.items(), key=lambda pair: pair[0].casefold()):
            term = nodes.term("", shorthand)
            meaning = nodes.paragraph("", "", *text_nodes(name))
            items += nodes.definition_list_item("", term, nodes.definition("", meaning))
        return [items] if names else []

    def _target(self, anchor: str) -> nodes.target:
        return nodes.target("", "", ids=[anchor])
