"""Draw the charts of a page, when all data and all claims are known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..datasets.export import values
from ..log import warn
from ..problem import Slip
from .draw import WIDTHS, drawn
from .model import CLAIMS, ChartError, read_chart
from .nodes import chart

if TYPE_CHECKING:
    from ..claims.domain import ClaimDomain
    from ..datasets.domain import DatasetDomain

CACHE = "charts"
"""Folder beside the pickled pages that keeps the drawings from one build to the next."""


class ChartTransform(SphinxPostTransform):
    """Put the drawings into the charts, for pages in HTML."""

    default_priority = 4
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        folder = Path(self.app.confdir, self.config.evidence_datapackage).resolve().parent
        for node in list(self.document.findall(chart)):
            if "data" not in node:
                continue
            self._bind_caption(node)
            try:
                found = read_chart(folder / "charts" / f"{node['name']}.vl.json")
                rows = self._values(found.data, found.dataset)
                cache = Path(self.app.doctreedir, CACHE)
                node["drawings"] = {
                    name: drawn(found, rows, width, cache) for name, width in WIDTHS.items()
                }
            except ChartError as error:
                warn(Slip.MALFORMED_CHART, str(error), node)

    def _bind_caption(self, node: chart) -> None:
        """Give the first paragraph of the caption an id, by which the drawing is described."""
        words = (child for child in node.children if isinstance(child, nodes.paragraph))
        if first := next((line for line in words if "chart-ways" not in line["classes"]), None):
            node["caption"] = f"{node['name']}-caption"
            first["ids"].append(node["caption"])

    def _values(self, data: str, dataset: str) -> list[dict[str, Any]]:
        if data == CLAIMS:
            return cast("ClaimDomain", self.env.domains["claim"]).exported(self.app.builder)
        datasets = cast("DatasetDomain", self.env.domains["dataset"]).datasets
        if dataset not in datasets:
            msg = f"there is no dataset {dataset!r} to draw: use one of {', '.join(datasets)}"
            raise ChartError(msg)
        return values(datasets[dataset])
