"""Draw the charts of a page, when all data and all claims are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.diagnostics import Rule
from ..core.log import warn
from .domain import ChartDomain
from .draw import WIDTHS, draw_cached
from .model import ChartError, read_chart
from .nodes import chart
from .specification import columns_of, unknown_fields

CACHE = "charts"
"""Folder beside the pickled pages that keeps the drawings from one build to the next."""


class ChartTransform(SphinxPostTransform):
    """Put the drawings into the charts, for pages in HTML."""

    default_priority = 4
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        self.domain = ChartDomain.of(self.env)
        for node in list(self.document.findall(chart)):
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
        found = read_chart(self.domain.folder / f"{node['name']}.vl.json")
        rows = self.domain.values(node["dataset"])
        if not rows and node["dataset"]:  # the reader of tables has said why
            return {}
        if not rows:
            msg = f"the chart {node['name']!r} has nothing to draw: {node['data']} has no rows"
            raise ChartError(msg)
        if unknown := unknown_fields(found.spec, columns_of(rows)):
            for fault in unknown:
                message = f"the chart {found.name!r} is not drawn: {fault}"
                warn(Rule.MALFORMED_CHART, message, node)
            return {}
        cache = Path(self.env.doctreedir, CACHE)
        return {name: draw_cached(found, rows, width, cache) for name, width in WIDTHS.items()}
