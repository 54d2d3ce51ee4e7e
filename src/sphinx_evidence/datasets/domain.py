"""The datasets of the book, and the page of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from ..core.dates import day_in_words
from ..core.diagnostics import Problem, Rule
from ..core.domains import PageDomain
from ..core.edition import edition_of
from ..core.i18n import _
from ..core.messages import N_
from ..core.paths import TERM, data_path
from ..core.records import Citable, SearchEntry, SearchKind
from ..facets import FACETS
from ..facets.extension import facet_data
from ..permalinks.domain import PermalinkDomain
from ..sources.domain import CitationDomain
from .export import to_json, to_package
from .model import SOURCES, format_cell
from .nodes import dataset_page
from .rules import dataset_id, repeated_term_id, sourceless_row
from .terms import GLOSSARY, LANGUAGES, is_glossary, term_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .model import Dataset, Row


TERM_FORMS = ("korean", "romanised", "chinese", "traditional", "hanja", "pinyin")
"""The columns of the glossary with other forms of a term."""

NAMING = ("title", "name", "offence", "recommendation", "summary", "what", "whom", "country")
"""The columns that say what a row is about, the best first."""


PAGE = Path(__file__).parent / "page"
"""The styles and scripts that become part of those of every page."""


class DatasetDomain(PageDomain):
    """Datasets are read at the start of each build; where their pages are is kept."""

    name = "dataset"
    assets = (*FACETS, PAGE / "datasets.css", PAGE / "tables.js")
    label = "Datasets"
    data_version = 2
    citable_kinds: ClassVar = {N_("dataset"): "dataset"}
    search_kinds = (
        SearchKind("term", N_("Term"), 0.9, 2),
        SearchKind("row", N_("Data"), 0.55, 3),
    )
    by_page: ClassVar[tuple[str, ...]] = ("pages", "lines")
    object_types: ClassVar[dict[str, ObjType]] = {"dataset": ObjType("dataset", "ref")}
    roles: ClassVar[dict[str, Any]] = {"ref": XRefRole(innernodeclass=nodes.inline)}
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},  # docname -> names of datasets
        "lines": {},  # docname -> the line of each of them
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.datasets: dict[str, Dataset] = {}
        self.package: Path | None = None
        self.sound = True  # whether nothing is wrong with the package itself

    def is_lost(self, name: str) -> bool:
        """Whether the message was given why a dataset, or a row of it, cannot be found."""
        dataset = self.datasets.get(name)
        return not self.sound if dataset is None else not dataset.complete

    def is_complete(self) -> bool:
        """Whether all rows of all datasets could be read."""
        return self.sound and all(dataset.complete for dataset in self.datasets.values())

    @property
    def pages(self) -> dict[str, str]:
        """The page of each dataset."""
        pages = cast("dict[str, tuple[str, ...]]", self.data["pages"])
        return {name: docname for docname, names in pages.items() for name in names}

    @property
    def package_path(self) -> Path:
        """The path of ``datapackage.json``."""
        builder = self.current_builder
        return Path(builder.confdir, builder.config.evidence_datapackage).resolve()

    def with_page(self) -> Iterator[tuple[Dataset, str]]:
        """Yield each dataset that has a page, with the name of that page."""
        for name, docname in sorted(self.pages.items()):
            if name in self.datasets:
                yield self.datasets[name], docname

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep where the page of a dataset is."""
        if found := list(document.findall(dataset_page)):
            self.data["pages"][docname] = tuple(node["name"] for node in found)
            self.data["lines"][docname] = tuple(node.line for node in found)

    def problems(self) -> Iterator[Problem]:
        """Yield rows without sources, ids of terms that repeat, and second pages of a dataset."""
        datasets, citations = self.datasets.values(), CitationDomain.of(self.env)
        if not citations.data["missing"]:
            known = citations.sources.keys() | citations.data["broken"]
            yield from sourceless_row(datasets, known)
        yield from repeated_term_id(datasets)
        yield from self._second_pages()
        sections = PermalinkDomain.of(self.env).all_sections()
        yield from dataset_id(self.pages, {section.label for section in sections})

    def _second_pages(self) -> Iterator[Problem]:
        """Yield the pages of a dataset but for the first, since its rows have one address."""
        first: dict[str, str] = {}
        for docname, names in sorted(self.data["pages"].items()):
            for name, line in zip(names, self.data["lines"][docname], strict=True):
                if name in first:
                    message = f"the dataset {name!r} has its page in {first[name]}: keep one"
                    yield Problem(docname, line or 0, Rule.DUPLICATE_ID, message)
                first.setdefault(name, docname)

    def citables(self) -> Iterator[Citable]:
        """Yield every dataset that has a page, by its name if the package could not be read."""
        for name, docname in sorted(self.pages.items()):
            found = self.datasets.get(name)
            yield Citable(
                id=name,
                kind="dataset",
                csl_type=self.citable_kinds["dataset"],
                title=found.title if found else name,
                chapter="",
                docname=docname,
                anchor=name,
            )

    def search_entries(self) -> Iterator[SearchEntry]:
        """Yield the terms of the glossary, and the rows of the other datasets."""
        for dataset, docname in self.with_page():
            make = _term if is_glossary(dataset) else _row
            yield from (make(dataset, row, docname) for row in dataset.rows)

    def cards(self) -> dict[str, list[str]]:
        """Return word and meaning of each term, by the ids of its headwords."""
        glossary, found = self.datasets.get(GLOSSARY), dict[str, list[str]]()
        if glossary is None or not is_glossary(glossary):
            return found
        for row in glossary.rows:
            lines = [row.cells["english"], row.cells["definition"]]
            for language in LANGUAGES.values():
                found[term_id(glossary, row, language)] = lines
        return found

    def script_data(self) -> dict[str, str]:
        """Return the words of the filters of tables."""
        return facet_data()

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str | bytes]]:
        """Yield the data package, and each dataset as CSV and JSON.

        What could not be read is left out; the reader has said so.
        """
        licence = edition_of(app.config).licence_url
        if self.package is not None and self.sound:
            package = to_package(self.package.read_bytes(), self.datasets.values())
            yield data_path("datapackage.json"), package
        for dataset in self.datasets.values():
            if dataset.rows:
                yield data_path(f"{dataset.name}.csv"), dataset.path.read_bytes()
                yield data_path(f"{dataset.name}.json"), to_json(dataset, licence)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every dataset that has a page."""
        for name, docname in sorted(self.pages.items()):
            title = self.datasets[name].title if name in self.datasets else name
            yield name, title, "dataset", docname, name, 0

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
        """Link to a dataset or one of its rows; its title stands for a missing text."""
        docname = self.pages.get(target)
        if docname is None:
            return None
        if not node.get("refexplicit"):
            title = self.datasets[target].title if target in self.datasets else target
            contnode = nodes.inline("", title)
        anchor = node.get("refrow", target)
        return make_refnode(builder, fromdocname, docname, anchor, contnode)


def _term(glossary: Dataset, row: Row, docname: str) -> SearchEntry:
    cells = row.cells
    english = cells["english"].partition(",")[0]
    variants = (part.strip() for part in cells["variants"].split(";"))
    names = (english, *(cells.get(name, "") for name in TERM_FORMS), *variants)
    related = (TERM + name.strip() for name in cells.get("related", "").split(";") if name)
    return SearchEntry(
        *("term", docname, term_id(glossary, row), cells["english"], cells["definition"]),
        names=tuple(dict.fromkeys(filter(None, names))),
        related=tuple(related),
    )


def _row(dataset: Dataset, row: Row, docname: str) -> SearchEntry:
    cells = {name: day_in_words(cell, _) for name, cell in row.cells.items()}
    title = next((name for name in NAMING if cells.get(name)), "")
    parts = []
    for field in dataset.fields:
        if cells[field.name] and field.name not in (*dataset.key, title, SOURCES):
            number = field.type in ("integer", "number")
            said = format_cell(field, cells[field.name])
            parts.append(f"{field.title} {said}" if number else said)
    named = cells[title] if title else ", ".join(row.cells[name] for name in dataset.key)
    return SearchEntry(
        *("row", docname, dataset.anchor(row), named, " · ".join(parts)),
        names=(symbol,) if (symbol := cells.get("symbol", "")) else (),
        facet=dataset.title,
    )
