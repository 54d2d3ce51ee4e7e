"""Draw the charts and diagrams of a page once all data and all claims are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.diagnostics import Rule
from ..core.extras import CHARTS
from ..core.i18n import _, ngettext
from ..core.links import site_link
from ..core.log import warn
from ..core.nodes import UNTRANSLATED, fold_all
from ..core.paths import data_path
from ..data.nodes import dataset_citation, dataset_page
from .diagram import read_diagram
from .domain import ChartDomain
from .links import resolved
from .model import CHART, ChartError, first_sentence
from .nodes import chart, chart_caption, drawing

if TYPE_CHECKING:
    from .model import ChartRecord


class ChartTransform(SphinxPostTransform):
    """Add the drawings to the figures of HTML pages, and the charts to the pages of datasets."""

    default_priority = 4
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        self.domain = ChartDomain.of(self.env)
        records = {one.name: self.domain.shown(one) for one in self.domain.all_charts()}
        for node in list(self.document.findall(chart)):
            if "data" in node:
                self._draw(node, records[node["name"]])
            if node.get("board"):
                _fold_tables(node)
            elif not node.get("listed"):
                _set_caption_apart(node)
        for again in list(self.document.findall(drawing)):
            if language := self._language(again):
                self._draw_again(again, language)
            _set_caption_apart(again)
        for page in self.document.findall(dataset_page):
            self._list_charts(page)

    def _draw(self, node: chart, record: ChartRecord) -> None:
        """Add the drawings; a title that stands in them is not repeated in the caption."""
        try:
            node["drawings"] = {
                width: resolved(record.name, svg, self._address, touch=width == "narrow")
                for width, svg in self.domain.drawings(record, self._language(node)).items()
            }
        except ChartError as error:
            warn(Rule.MALFORMED_CHART, str(error), node)
        texts = [child for child in node.children if isinstance(child, nodes.paragraph)]
        caption = [text for text in texts if "chart-ways" not in text["classes"]]
        if node.get("drawings") and not node.get("listed"):
            node["title"] = record.title
            if record.kind == CHART and caption and _is_title(caption[0]):
                node.remove(caption.pop(0))
        if caption:  # for aria-describedby
            node["caption"] = f"{node['name']}-caption"
            caption[0]["ids"].append(node["caption"])

    def _draw_again(self, figure: drawing, language: str) -> None:
        """Draw what another page has in the language of this one."""
        try:
            figure["drawings"] = read_diagram(self.domain.drawing(figure["name"]), language)
        except ChartError as error:
            warn(Rule.MALFORMED_CHART, str(error), figure)

    def _language(self, figure: nodes.Element) -> str:
        """Return the language to draw a figure in: one whose words are English is English whole."""
        return "" if figure.get(UNTRANSLATED) else self.domain.language

    def _address(self, dataset: str, anchor: str) -> str | None:
        """Return the address of a row or of an object from this page, or nothing."""
        if (place := self.domain.place(dataset, anchor)) is None:
            return None
        page = self.domain.current_builder.get_relative_uri(self.env.docname, place[0])
        return f"{page}#{place[1]}"

    def _list_charts(self, page: dataset_page) -> None:
        """Name the charts of a dataset on its page, with their files, before its citation."""
        place = page.first_child_matching_class(dataset_citation)
        if place is None:  # the dataset could not be read
            return
        for record in self.domain.of_dataset(page["name"]):
            line = nodes.paragraph("", _("Chart:") + " ")
            line += addnodes.pending_xref(
                "", nodes.inline("", record.title), refdomain="chart", reftype="ref",
                reftarget=record.name, refexplicit=True, refwarn=True,
                refdoc=self.env.docname,
            )  # fmt: skip
            for kind in ("svg", "png") if CHARTS.is_installed else ():
                path = data_path(f"charts/{record.name}.{kind}")
                line += [nodes.Text(" · "), site_link(kind.upper(), path)]
            page.insert(place, line)
            place += 1


def _set_caption_apart(figure: nodes.Element) -> None:
    """Make a caption of what a figure says; its words in full, and its links, stand below that."""
    is_said = {
        child: isinstance(child, nodes.paragraph) and "chart-ways" not in child["classes"]
        for child in figure.children
    }
    if said := [child for child in figure.children if is_said[child]]:
        place = figure.index(said[0])
        figure.children = [child for child in figure.children if not is_said[child]]
        figure.insert(place, chart_caption("", *said))


def _fold_tables(board: chart) -> None:
    """Fold the tables of a figure on a phone, with what is said between them."""
    places = [place for place, child in enumerate(board.children) if isinstance(child, nodes.table)]
    tables = board.children[places[0] : places[-1] + 1]
    title = ngettext("Show the table", "Show the {count} tables", len(places))
    fold_all(tables, title.format(count=len(places)), board.shown("heading"))


def _is_title(paragraph: nodes.paragraph) -> bool:
    """Whether a paragraph is the title of a chart alone, without links and citations."""
    text = " ".join(paragraph.astext().split())
    is_plain = all(isinstance(child, nodes.Text) for child in paragraph.children)
    return is_plain and first_sentence(text) == text.rstrip(".")
