"""The domain of all charts and diagrams of the book."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole

from ..claims.domain import ClaimDomain
from ..core.diagnostics import Problem, Rule
from ..core.domains import PageDomain, page_domains
from ..core.edition import edition_of
from ..core.extras import CHARTS
from ..core.nodes import citations_in, text_without_citations
from ..core.paths import data_folder, data_path
from ..core.pictures import picture_cached
from ..core.records import Citable, LinkTarget, SearchEntry, SearchKind
from ..core.text import N_
from ..core.translated import TranslatedDomain
from ..data.domain import DatasetDomain
from ..data.export import values
from ..sources.domain import CitationDomain
from ..sources.model import Citation
from .diagram import FOLDER, in_language
from .drawings import chart_drawings, diagram_drawings
from .frame import standalone
from .links import ROW, linked_rows
from .model import CHART, CLAIMS, DIAGRAM, WORKS, ChartError, ChartRecord, chart_text
from .nodes import OWN, chart, chart_caption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def _record(node: chart) -> ChartRecord:
    holder = next((one for one in node.children if isinstance(one, chart_caption)), node)
    texts = [child for child in holder.children if isinstance(child, nodes.paragraph)]
    caption = "\n".join(
        text_without_citations(text) for text in texts if OWN.isdisjoint(text["classes"])
    )
    data, dataset = node.get("data", ""), node.get("dataset", "")
    heading, as_of = node.get("heading", ""), node.get("as_of", "")
    works = len({citation.key for citation in citations_in(node)})
    return ChartRecord(
        node["kind"], node["name"], node["docname"], node.line, data, dataset, node["alt"], caption,
        heading, as_of, works, node["board"],
    )  # fmt: skip


PAGE = Path(__file__).parent / "page"
"""The folder of its style sheet."""

CACHE = "charts"
"""Folder in the doctree directory with the drawings of earlier builds."""


class ChartDomain(PageDomain):
    """Charts and diagrams by page."""

    name = "chart"
    plain_role = "ref"
    assets = (PAGE / "charts.css",)
    label = "Charts"
    data_version = 5
    citable_kinds: ClassVar = {N_("chart"): "graphic", N_("diagram"): "graphic"}
    search_kinds = (SearchKind("figure", N_("Figure"), 0.4, 5, spoken=True),)
    by_page: ClassVar[tuple[str, ...]] = ("charts",)
    object_types: ClassVar[dict[str, ObjType]] = {
        kind: ObjType(kind, "ref") for kind in (CHART, DIAGRAM)
    }
    roles: ClassVar[dict[str, Any]] = {"ref": XRefRole(innernodeclass=nodes.inline)}
    initial_data: ClassVar[dict[str, Any]] = {"charts": {}}  # docname -> tuple of ChartRecord

    @property
    def charts(self) -> dict[str, tuple[ChartRecord, ...]]:
        """The charts of each page."""
        return cast("dict[str, tuple[ChartRecord, ...]]", self.data["charts"])

    def all_charts(self) -> Iterator[ChartRecord]:
        """Yield the charts of all pages, page by page in the order of their names."""
        for docname in sorted(self.charts):
            yield from self.charts[docname]

    def shown(self, record: ChartRecord) -> ChartRecord:
        """Return a chart with its words as readers see them."""
        texts = TranslatedDomain.of(self.env).of_page(record.docname)
        return record.translated(texts) if texts else record

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the charts of a page."""
        if charts := tuple(_record(node) for node in document.findall(chart)):
            self.charts[docname] = charts

    @property
    def folder(self) -> Path:
        """The folder of the specifications."""
        return data_folder(self.current_builder).resolve() / "charts"

    def drawing(self, name: str) -> Path:
        """Return the path of the wide drawing of a diagram."""
        return Path(self.env.srcdir, FOLDER, f"{name}.svg")

    def note_drawing(self, path: Path) -> None:
        """Have a page read again when a drawing changes, or one in its language comes or goes.

        :param path: of a drawing in the language of the book
        """
        self.env.note_dependency(str(path))
        if language := self.language:
            self.env.note_dependency(str(path.parent))
            if (own := in_language(path, language)).exists():
                self.env.note_dependency(str(own))

    @property
    def language(self) -> str:
        """The language of the build as Sphinx names it, empty for that of the book."""
        own = TranslatedDomain.of(self.env).own
        return own.code if own.folder else ""

    @property
    def cache(self) -> Path:
        """The folder of the drawings of earlier builds."""
        return Path(self.env.doctreedir, CACHE)

    def drawings(self, record: ChartRecord, language: str = "") -> dict[str, str]:
        """Return the drawing of a figure for each width.

        There is none of a chart whose data have no rows, or without the extra ``charts``.

        :param language: that diagrams are drawn in where they can be, empty for that of the book
        :raises ChartError: if it cannot be drawn
        """
        edition = edition_of(self.current_builder.config)
        if record.kind == DIAGRAM:
            return diagram_drawings(record, self.drawing(record.name), edition, language)
        if not CHARTS.is_installed:
            return {}
        path = self.folder / f"{record.name}.vl.json"
        if record.dataset:
            dataset = DatasetDomain.of(self.env).datasets[record.dataset]
            rows = linked_rows(values(dataset), dataset)
            return chart_drawings(record, path, rows, edition, self.cache, dataset)
        if record.data == WORKS:
            return chart_drawings(record, path, self._works(), edition, self.cache)
        claims = [
            {**claim, ROW: f"#{claim['id']}"}
            for claim in ClaimDomain.of(self.env).exported(self.current_builder)
        ]
        return chart_drawings(record, path, claims, edition, self.cache)

    def _works(self) -> list[dict[str, Any]]:
        """Return the works of the book, with the kind of each and how it was read."""
        library = CitationDomain.of(self.env).library
        return [
            {
                "key": key,
                "year": int(work.year) if work.year.isdecimal() else None,
                "kind": work.kind.name,
                "language": work.lang,
                "read": library.reading(Citation(key)),
            }
            for key, work in sorted(library.works.items())
        ]

    def problems(self) -> Iterator[Problem]:
        """Yield the charts and diagrams without text alternative or caption.

        A site in which charts are not drawn has one problem more, at the first of them.
        """
        yield from chart_text(self.all_charts())
        charts = [one for one in self.all_charts() if one.data and one.kind == CHART]
        if charts and self.current_builder.format == "html" and not CHARTS.is_installed:
            first = charts[0]
            more = f" and {len(charts) - 1} more" if len(charts) > 1 else ""
            message = f"the chart {first.name!r}{more} cannot be drawn, since {CHARTS.missing}"
            yield Problem(first.docname, first.line or 0, Rule.MISSING_PACKAGE, message)

    def citables(self) -> Iterator[Citable]:
        """Yield every chart and diagram."""
        for record in map(self.shown, self.all_charts()):
            yield Citable(
                id=record.name,
                kind=record.kind,
                csl_type=self.citable_kinds[record.kind],
                title=record.title,
                chapter=self.env.titles[record.docname].astext(),
                docname=record.docname,
                anchor=record.name,
                line=record.line or 0,
            )

    def search_entries(self) -> Iterator[SearchEntry]:
        """Yield every chart and diagram by its title; its words are text of its section."""
        for record in map(self.shown, self.all_charts()):
            yield SearchEntry("figure", record.docname, record.name, record.title)

    def exports(self, app: Sphinx) -> Iterator[tuple[str, bytes]]:
        """Yield the drawings of what could be read, and the specification of each chart."""
        for record in map(self.shown, self.all_charts()):
            if record.data and record.kind == CHART:
                name = f"{record.name}.vl.json"
                yield data_path(f"charts/{name}"), self.folder.joinpath(name).read_bytes()
            if record.data:
                yield from self._files(record)

    def _files(self, record: ChartRecord) -> Iterator[tuple[str, bytes]]:
        """Yield the wide drawing as SVG and PNG; why there is none was reported."""
        with suppress(ChartError):
            if drawn := self.drawings(record):
                file = standalone(next(iter(drawn.values())), record.title, record.alt)
                path = data_path(f"charts/{record.name}")
                yield f"{path}.svg", file.encode()
                if CHARTS.is_installed:
                    yield f"{path}.png", picture_cached(record.name, file, self.cache)

    def place(self, dataset: str, anchor: str) -> tuple[str, str] | None:
        """Return page and anchor of a row, of an object or of a section, or nothing."""
        data = DatasetDomain.of(self.env)
        if dataset:
            rows = data.datasets[dataset] if dataset in data.datasets else None
            known = rows is not None and any(rows.anchor(row) == anchor for row in rows.rows)
            return (data.pages[dataset], anchor) if known and dataset in data.pages else None
        targets = (domain.link_target(anchor) for domain in page_domains(self.env))
        if found := next((target for target in targets if target), None):
            return found.docname, found.anchor
        labels: dict[str, tuple[str, str]] = self.env.domains["std"].anonlabels
        return labels.get(anchor)

    def of_dataset(self, name: str) -> list[ChartRecord]:
        """Return the charts of a dataset."""
        found = (record for record in self.all_charts() if record.dataset == name)
        return list(map(self.shown, found))

    def fingerprint(self, docname: str) -> object:
        """Return what a page draws of the claims and works, and the charts of its datasets."""
        pages = DatasetDomain.of(self.env).pages
        listed = [
            (record.name, record.docname, self.shown(record).title)
            for record in self.all_charts()
            if pages.get(record.dataset) == docname
        ]
        drawn = {record.data for record in self.charts.get(docname, ())}
        works = self._works() if WORKS in drawn else []
        if CLAIMS not in drawn:
            return [*listed, *works] or None
        claims = ClaimDomain.of(self.env)
        library = claims.sources.library
        return [
            listed,
            works,
            *((found, found.testimonies(library)) for found in claims.all_claims()),
        ]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every chart and diagram, for ``objects.inv`` and search."""
        for record in map(self.shown, self.all_charts()):
            yield record.name, record.title, record.kind, record.docname, record.name, 1

    def link_target(self, name: str) -> LinkTarget | None:
        """Return the place of a chart; the default text of a link is its title."""
        charts = (self.shown(record) for record in self.all_charts() if record.name == name)
        places = (LinkTarget(record.docname, name, record.title) for record in charts)
        return next(places, None)
