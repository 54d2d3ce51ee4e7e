"""Draw the charts of a page, when all data and all claims are known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from ..core.diagnostics import Rule
from ..core.log import warn
from ..datasets.export import values
from .draw import WIDTHS, drawn
from .model import ChartError, read_chart
from .nodes import chart
from .specification import columns_of, unknown_fields

if TYPE_CHECKING:
    from ..claims.domain import ClaimDomain
    from ..datasets.domain import DatasetDomain
    from ..datasets.model import Dataset

CACHE = "charts"
"""Folder beside the pickled pages that keeps the drawings from one build to the next."""


class ChartTransform(SphinxPostTransform):
    """Put the drawings into the charts, and addresses into their links, for pages in HTML."""

    default_priority = 4
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        here = self.app.builder.get_target_uri(self.env.current_document.docname)
        for node in list(self.document.findall(chart)):
            for link in node.findall(nodes.reference):
                if link.get("site_file"):
                    link["refuri"] = relative_uri(here, link["refuri"])
            if "data" not in node:
                continue
            self._bind_caption(node)
            try:
                node["drawings"] = self._drawings(node)
            except ChartError as error:
                warn(Rule.MALFORMED_CHART, str(error), node)

    def _bind_caption(self, node: chart) -> None:
        """Give the first paragraph of the caption an id, by which the drawing is described."""
        words = (child for child in node.children if isinstance(child, nodes.paragraph))
        if first := next((line for line in words if "chart-ways" not in line["classes"]), None):
            node["caption"] = f"{node['name']}-caption"
            first["ids"].append(node["caption"])

    def _drawings(self, node: chart) -> dict[str, str]:
        """Return the drawing for each width; none if the table cannot be read."""
        folder = Path(self.app.confdir, self.config.evidence_datapackage).resolve().parent
        found = read_chart(folder / "charts" / f"{node['name']}.vl.json")
        rows = self._values(node["dataset"])
        if not rows:
            return self._without_rows(node)
        if unknown := unknown_fields(found.spec, columns_of(rows)):
            for fault in unknown:
                message = f"the chart {found.name!r} is not drawn: {fault}"
                warn(Rule.MALFORMED_CHART, message, node)
            return {}
        cache = Path(self.app.doctreedir, CACHE)
        return {name: drawn(found, rows, width, cache) for name, width in WIDTHS.items()}

    def _without_rows(self, node: chart) -> dict[str, str]:
        """Return no drawing; the reader of tables has warned of one that it could not read."""
        if node["dataset"] and not _is_header_only(self._datasets[node["dataset"]]):
            return {}
        msg = f"the chart {node['name']!r} has nothing to draw: {node['data']} has no rows"
        raise ChartError(msg)

    def _values(self, dataset: str) -> list[dict[str, Any]]:
        if dataset:
            return values(self._datasets[dataset])
        return cast("ClaimDomain", self.env.domains["claim"]).exported(self.app.builder)

    @property
    def _datasets(self) -> dict[str, Dataset]:
        return cast("DatasetDomain", self.env.domains["dataset"]).datasets


def _is_header_only(dataset: Dataset) -> bool:
    """Whether a table is in order but for its rows, of which it has none."""
    try:
        text = dataset.path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return text.strip() == ",".join(field.name for field in dataset.fields)
