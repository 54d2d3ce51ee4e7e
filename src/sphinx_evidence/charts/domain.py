"""The charts of the book, and which pages show the claims as a chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from ..core.domains import PageDomain
from ..core.nodes import text_without_citations
from .model import CLAIMS, first_sentence
from .nodes import chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart on a page.

    :param name: its id
    :param data: name of the file that it draws, empty if it could not be read
    :param alt: what it shows, in words
    :param caption: its caption as text, without citations
    """

    name: str
    docname: str
    line: int | None
    data: str
    alt: str
    caption: str

    @property
    def title(self) -> str:
        """What it is called elsewhere: the first sentence of its caption, or else its id."""
        return first_sentence(self.caption) or self.name


def _shown(node: chart) -> Shown:
    texts = [child for child in node.children if isinstance(child, nodes.paragraph)]
    caption = " ".join(
        text_without_citations(text) for text in texts if "chart-ways" not in text["classes"]
    )
    name, data = node["name"], node.get("data", "")
    return Shown(name, node["docname"], node.line, data, node["alt"], caption)


class ChartDomain(PageDomain):
    """Charts by page."""

    name = "chart"
    plain_role = "ref"
    label = "Charts"
    data_version = 2
    by_page: ClassVar[tuple[str, ...]] = ("charts",)
    object_types: ClassVar[dict[str, ObjType]] = {"chart": ObjType("chart", "ref")}
    roles: ClassVar[dict[str, Any]] = {"ref": XRefRole(innernodeclass=nodes.inline)}
    initial_data: ClassVar[dict[str, Any]] = {"charts": {}}  # docname -> tuple of Shown

    @property
    def charts(self) -> dict[str, tuple[Shown, ...]]:
        """The charts of each page."""
        return cast("dict[str, tuple[Shown, ...]]", self.data["charts"])

    def all_charts(self) -> Iterator[Shown]:
        """Yield the charts of all pages, page by page in the order of their names."""
        for docname in sorted(self.charts):
            yield from self.charts[docname]

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the charts of a page."""
        if found := tuple(_shown(node) for node in document.findall(chart)):
            self.charts[docname] = found

    def gather(self, claims: list[dict[str, Any]]) -> None:
        """Note which pages have a chart of the claims."""
        pages = (shown.docname for shown in self.all_charts() if shown.data == CLAIMS)
        self.shown = dict.fromkeys(pages, claims)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every chart, for ``objects.inv`` and search."""
        for shown in self.all_charts():
            yield shown.name, shown.title, "chart", shown.docname, shown.name, 1

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
        """Link to a chart; its id stands for a missing text."""
        for shown in self.all_charts():
            if shown.name == target:
                return make_refnode(builder, fromdocname, shown.docname, target, contnode)
        return None
