"""The domain of all charts of the book."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole

from ..claims.domain import ClaimDomain
from ..core.domains import PageDomain
from ..core.messages import N_
from ..core.nodes import text_without_citations
from ..core.paths import data_path
from ..core.pictures import picture_cached
from ..core.records import Citable, LinkTarget
from ..datasets.domain import DatasetDomain
from ..datasets.export import values
from .drawings import cache_of, drawings
from .frame import standalone
from .model import CLAIMS, ChartError, first_sentence
from .nodes import chart
from .rules import chart_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..core.diagnostics import Problem
    from ..datasets.model import Dataset


@dataclass(frozen=True, slots=True)
class ChartRecord:
    """A chart on a page.

    :param name: its id
    :param data: name of the file that it draws, empty if it could not be read
    :param dataset: name of the dataset that it draws, empty if it draws none
    :param alt: its text alternative
    :param caption: its caption as text, without citations
    """

    name: str
    docname: str
    line: int | None
    data: str
    dataset: str
    alt: str
    caption: str

    @property
    def title(self) -> str:
        """Its title in citations and indexes: the first sentence of its caption, or else its id."""
        return first_sentence(self.caption) or self.name


def _record(node: chart) -> ChartRecord:
    texts = [child for child in node.children if isinstance(child, nodes.paragraph)]
    caption = " ".join(
        text_without_citations(text) for text in texts if "chart-ways" not in text["classes"]
    )
    data, dataset = node.get("data", ""), node.get("dataset", "")
    return ChartRecord(
        node["name"], node["docname"], node.line, data, dataset, node["alt"], caption
    )


PAGE = Path(__file__).parent / "page"
"""The folder of its style sheet."""


class ChartDomain(PageDomain):
    """Charts by page."""

    name = "chart"
    plain_role = "ref"
    assets = (PAGE / "charts.css",)
    label = "Charts"
    data_version = 3
    citable_kinds: ClassVar = {N_("chart"): "graphic"}
    by_page: ClassVar[tuple[str, ...]] = ("charts",)
    object_types: ClassVar[dict[str, ObjType]] = {"chart": ObjType("chart", "ref")}
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

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the charts of a page."""
        if charts := tuple(_record(node) for node in document.findall(chart)):
            self.charts[docname] = charts

    @property
    def folder(self) -> Path:
        """The folder of the specifications."""
        return DatasetDomain.of(self.env).package_path.parent / "charts"

    def problems(self) -> Iterator[Problem]:
        """Yield the charts without text alternative or caption."""
        yield from chart_text(self.all_charts())

    def citables(self) -> Iterator[Citable]:
        """Yield every chart."""
        for record in self.all_charts():
            yield Citable(
                id=record.name,
                kind="chart",
                csl_type=self.citable_kinds["chart"],
                title=record.title,
                chapter=self.env.titles[record.docname].astext(),
                docname=record.docname,
                anchor=record.name,
                line=record.line or 0,
            )

    def exports(self, app: Sphinx) -> Iterator[tuple[str, bytes]]:
        """Yield the specification of each chart that could be read, and its drawings."""
        for record in self.all_charts():
            if record.data:
                name = f"{record.name}.vl.json"
                yield data_path(f"charts/{name}"), self.folder.joinpath(name).read_bytes()
                yield from self._files(record)

    def _files(self, record: ChartRecord) -> Iterator[tuple[str, bytes]]:
        """Yield the wide drawing of a chart as SVG and PNG; why there is none was reported."""
        with suppress(ChartError):
            if drawn := drawings(self, record.name, record.dataset, record.title):
                file = standalone(drawn["wide"], record.title, record.alt)
                path = data_path(f"charts/{record.name}")
                yield f"{path}.svg", file.encode()
                yield f"{path}.png", picture_cached(record.name, file, cache_of(self))

    def of_dataset(self, name: str) -> list[ChartRecord]:
        """Return the charts of a dataset."""
        return [record for record in self.all_charts() if record.dataset == name]

    def fingerprint(self, docname: str) -> object:
        """Return all claims, for a page with a chart of claims, and the charts of its datasets."""
        pages = DatasetDomain.of(self.env).pages
        listed = [
            (record.name, record.docname, record.title)
            for record in self.all_charts()
            if pages.get(record.dataset) == docname
        ]
        if all(record.data != CLAIMS for record in self.charts.get(docname, ())):
            return listed or None
        claims = ClaimDomain.of(self.env)
        library = claims.sources.library
        return [listed, *((found, found.testimonies(library)) for found in claims.all_claims())]

    def dataset(self, name: str) -> Dataset:
        """Return the dataset that a chart draws."""
        return DatasetDomain.of(self.env).datasets[name]

    def values(self, dataset: str) -> list[dict[str, Any]]:
        """Return the rows that a chart draws.

        :param dataset: name of its dataset, empty for the claims
        """
        if dataset:
            return values(self.dataset(dataset))
        return ClaimDomain.of(self.env).exported(self.current_builder)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every chart, for ``objects.inv`` and search."""
        for record in self.all_charts():
            yield record.name, record.title, "chart", record.docname, record.name, 1

    def link_target(self, name: str) -> LinkTarget | None:
        """Return the place of a chart; the default text of a link is its title."""
        charts = (record for record in self.all_charts() if record.name == name)
        places = (LinkTarget(record.docname, name, record.title) for record in charts)
        return next(places, None)
