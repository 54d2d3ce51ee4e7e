"""The domain of all datasets of the book and their pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from ..core.dates import format_date
from ..core.diagnostics import Problem, Rule
from ..core.domains import PART, PageDomain, page_domains
from ..core.edition import edition_of
from ..core.i18n import _
from ..core.nodes import find_nodes
from ..core.paths import data_path
from ..core.records import Citable, LinkTarget, SearchEntry, SearchKind
from ..core.text import N_
from ..permalinks.domain import PermalinkDomain
from ..sources.domain import CitationDomain
from ..sources.model import Citation
from ..theme.facets import FACETS, facet_messages
from .cells import NUMERIC, REFERABLE, format_cell
from .columns import row_card
from .export import to_json, to_package
from .model import SOURCES
from .nodes import dataset_page, rows_here
from .roles import languages, term_id
from .rules import scattered_rows, sourceless_row, unknown_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .model import Dataset, Row
    from .roles import GlossaryColumns

PLACE = "place"
"""The type of a link from a cell to a section, a chapter or a claim."""

PAGE = Path(__file__).parent / "page"
"""The folder of its style sheet and its script."""


class DatasetDomain(PageDomain):
    """The datasets, which are read at the start of each build, and the page of each."""

    name = "dataset"
    assets = (*FACETS, PAGE / "datasets.css", PAGE / "tables.js")
    label = "Datasets"
    data_version = 6
    citable_kinds: ClassVar = {N_("dataset"): "dataset"}
    search_kinds = (
        SearchKind("term", N_("Term"), 0.6, 2, early=True),
        SearchKind("row", N_("Data"), 0.25, 3),
    )
    by_page: ClassVar[tuple[str, ...]] = ("pages", "values", "scattered", "listed")
    object_types: ClassVar[dict[str, ObjType]] = {"dataset": ObjType("dataset", "ref")}
    roles: ClassVar[dict[str, Any]] = {"ref": XRefRole(innernodeclass=nodes.inline)}
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},  # docname -> name and line of each dataset
        "scattered": {},  # docname -> those whose rows are in data-tables, and anchors of rows
        "listed": {},  # docname -> the words around its lists of rows
        "values": {},  # docname -> dataset and anchor of each row that a value leads to
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.datasets: dict[str, Dataset] = {}
        self.package: Path | None = None
        self.sound = True  # whether datapackage.json itself has no mistake

    def is_complete(self) -> bool:
        """Whether all rows of all datasets could be read."""
        return self.sound and all(dataset.complete for dataset in self.datasets.values())

    @property
    def pages(self) -> dict[str, str]:
        """The page of each dataset, the first by name if it has several."""
        by_name = sorted(self.data["pages"].items(), reverse=True)
        return {name: docname for docname, found in by_name for name, _line in found}

    def with_page(self) -> Iterator[tuple[Dataset, str]]:
        """Yield each dataset that has a page, with the name of that page."""
        for name, docname in sorted(self.pages.items()):
            if name in self.datasets:
                yield self.datasets[name], docname

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the datasets that have their page here, and the rows that values lead to."""
        values = frozenset(
            (link["reftarget"], link[PART])
            for link in find_nodes(document, pending_xref)
            if link.get("refdomain") == self.name and PART in link
        )
        if values:
            self.data["values"][docname] = values
        if words := tuple(one for fold in document.findall(rows_here) for one in fold["words"]):
            self.data["listed"][docname] = words
        if pages := list(document.findall(dataset_page)):
            self.data["pages"][docname] = tuple((node["name"], node.line or 0) for node in pages)
        scattered = tuple((node["name"], node.line or 0) for node in pages if node.get("scattered"))
        if scattered:
            anchors = (name for row in document.findall(nodes.row) for name in row["ids"])
            self.data["scattered"][docname] = (scattered, tuple(anchors))

    def problems(self) -> Iterator[Problem]:
        """Yield rows without sources, ids in cells of nothing, and second pages of a dataset."""
        datasets, citations = self.datasets.values(), CitationDomain.of(self.env)
        if not citations.data["missing"]:
            known = citations.sources.keys() | citations.data["broken"]
            yield from sourceless_row(datasets, known)
        yield from unknown_reference(datasets, self._known())
        yield from self._scattered_rows()
        yield from self._second_pages()

    def _known(self) -> dict[str, frozenset[str]]:
        """Return the ids of what columns may refer to, if all of it could be read."""
        permalinks = PermalinkDomain.of(self.env)
        refused = frozenset[str]().union(*(one.refused_ids() for one in page_domains(self.env)))
        kinds: dict[str, set[str]] = {kind: set(refused) for kind in REFERABLE}
        kinds["section"] |= {section.label for section in permalinks.all_sections()}
        for citable in permalinks.all_citables():
            kinds["section"].add(citable.id)
            kinds.setdefault(citable.kind, set()).add(citable.id)
        known = {kind: frozenset(kinds[kind]) for kind in REFERABLE}
        for name, dataset in self.datasets.items():
            if dataset.complete:
                known[name] = frozenset(map(dataset.name_of, dataset.rows))
        return known

    def _scattered_rows(self) -> Iterator[Problem]:
        for docname, (found, anchors) in sorted(self.data["scattered"].items()):
            for name, line in found:
                if (dataset := self.datasets.get(name)) and dataset.complete:
                    yield from scattered_rows(dataset, anchors, docname, line)

    def _second_pages(self) -> Iterator[Problem]:
        """Report all pages of a dataset but the first, since a row has one address."""
        first: dict[str, str] = {}
        for docname, found in sorted(self.data["pages"].items()):
            for name, line in found:
                if name in first:
                    message = f"the dataset {name!r} has its page in {first[name]}: keep one"
                    yield Problem(docname, line, Rule.DUPLICATE_ID, message)
                first.setdefault(name, docname)

    def citables(self) -> Iterator[Citable]:
        """Yield every dataset that has a page, by its name if the package could not be read."""
        for name, docname in sorted(self.pages.items()):
            dataset = self.datasets.get(name)
            yield Citable(
                id=name,
                kind="dataset",
                csl_type=self.citable_kinds["dataset"],
                title=dataset.title if dataset else name,
                chapter="",
                docname=docname,
                anchor=name,
                line=dict(self.data["pages"][docname])[name],
                is_page=True,
            )

    def interface_words(self) -> Iterator[str]:
        """Yield the titles of datasets and the values that stand around lists of rows."""
        for _docname, words in sorted(self.data["listed"].items()):
            yield from words

    def search_entries(self) -> Iterator[SearchEntry]:
        """Yield the terms of glossaries, and the rows of the other datasets."""
        for dataset, docname in self.with_page():
            for row in dataset.rows:
                if dataset.glossary:
                    yield _term(dataset, dataset.glossary, row, docname)
                else:
                    yield _row(dataset, row, docname)

    def cards(self) -> dict[str, list[str]]:
        """Return the cards of terms, by the ids of their headwords, and of rows.

        Rows of several datasets may have one id, so the card of a row is called by the page of its
        dataset as well: ``arrivals#row-2009``. Only rows that values lead to have one.
        """
        cards = dict(self._row_cards())
        for dataset in self.datasets.values():
            if columns := dataset.glossary:
                for row in dataset.rows:
                    lines = [row.cells[columns.headwords[0]], row.cells[columns.definition]]
                    for _, language in languages(dataset):
                        cards[term_id(dataset, row, language)] = lines
        return cards

    def _row_cards(self) -> Iterator[tuple[str, list[str]]]:
        labels, pages = CitationDomain.of(self.env).labels, self.pages
        used = frozenset[tuple[str, str]]().union(*self.data["values"].values())
        for name, dataset in self.datasets.items():
            page = pages.get(name, "").rpartition("/")[2]
            for row in dataset.rows if page else ():
                anchor = dataset.anchor(row)
                if (name, anchor) in used:
                    cited = [str(labels[key]) for key in row.sources if key in labels]
                    yield f"{page}#{anchor}", row_card(dataset, row, cited, _)

    def script_data(self) -> dict[str, str]:
        """Return the messages of the script that filters tables."""
        return facet_messages()

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str | bytes]]:
        """Yield the data package, and each dataset as CSV and JSON.

        What could not be read is left out; that was reported.
        """
        licence = edition_of(app.config).licence_url
        if self.package is not None and self.sound:
            package = to_package(
                self.package.read_bytes(),
                self.datasets.values(),
                edition_of(app.config),
                self._works,
            )
            yield data_path("datapackage.json"), package
        for dataset in self.datasets.values():
            if dataset.rows:
                yield data_path(f"{dataset.name}.csv"), dataset.path.read_bytes()
                yield data_path(f"{dataset.name}.json"), to_json(dataset, licence)

    def _works(self, dataset: Dataset) -> Iterator[dict[str, str]]:
        """Yield title and address of the works that a dataset rests on; some have no address."""
        cite = CitationDomain.of(self.env)
        keys = dict.fromkeys(
            cite.library.canonical(Citation(key)).key for row in dataset.rows for key in row.sources
        )
        for key in sorted(keys & cite.sources.keys()):
            item = cite.item(key)
            work = {"title": item.get("title", key), "path": item.get("URL", "")}
            yield {name: value for name, value in work.items() if value}

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every dataset that has a page."""
        for name, docname in sorted(self.pages.items()):
            yield name, self._title(name), "dataset", docname, name, 0

    def _title(self, name: str) -> str:
        return self.datasets[name].title if name in self.datasets else name

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Link to a dataset, or for :data:`PLACE` to whatever has an id."""
        if typ != PLACE:
            return super().resolve_xref(env, fromdocname, builder, typ, target, node, contnode)
        found = self._place(target)
        if found is None:
            return None
        if found.title and not node["refexplicit"]:
            contnode = nodes.inline("", found.title)
        return make_refnode(builder, fromdocname, found.docname, found.anchor, contnode)

    def _place(self, name: str) -> LinkTarget | None:
        """Return the section or another object with an id, or nothing."""
        if section := self.env.domains["std"].labels.get(name):
            return LinkTarget(*section)
        targets = (domain.link_target(name) for domain in page_domains(self.env))
        return next((target for target in targets if target), None)

    def link_target(self, name: str) -> LinkTarget | None:
        """Return the page of a dataset; the default text of a link is its title."""
        docname = self.pages.get(name)
        if docname is None:
            return None
        return LinkTarget(docname, name, self._title(name))


def _term(dataset: Dataset, columns: GlossaryColumns, row: Row, docname: str) -> SearchEntry:
    cells = row.cells
    headword = cells[columns.headwords[0]]
    names = (
        headword.partition(",")[0],
        *(cells[name] for name in dataset.search.names),
        *row.parts(columns.variants),
    )
    return SearchEntry(
        *("term", docname, term_id(dataset, row), headword, cells[columns.definition]),
        names=tuple(dict.fromkeys(filter(None, names))),
    )


def _row(dataset: Dataset, row: Row, docname: str) -> SearchEntry:
    cells = {name: format_date(cell, _) for name, cell in row.cells.items()}
    columns = dataset.search
    title = next((name for name in columns.title if cells[name]), "")
    texts = []
    for field in dataset.fields:
        if cells[field.name] and field.name not in (*dataset.key, title, SOURCES):
            text = format_cell(field, cells[field.name])
            texts.append(f"{field.title} {text}" if field.type in NUMERIC else text)
    return SearchEntry(
        *("row", docname, dataset.anchor(row)),
        cells[title] if title else ", ".join(dataset.key_of(row)),
        " · ".join(dict.fromkeys(texts)),
        names=tuple(cells[name] for name in columns.names if cells[name]),
        facet=dataset.title,
    )
