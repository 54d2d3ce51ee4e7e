"""Draw the charts of a page once all data and all claims are known."""

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
"""Folder in the doctree directory with the drawings of earlier builds."""


class ChartTransform(SphinxPostTransform):
    """Add the drawings to the charts of HTML pages."""

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
        """Give the first paragraph of the caption an id, for ``aria-describedby``."""
        texts = (child for child in node.children if isinstance(child, nodes.paragraph))
        if first := next((text for text in texts if "chart-ways" not in text["classes"]), None):
            node["caption"] = f"{node['name']}-caption"
            first["ids"].append(node["caption"])

    def _drawings(self, node: chart) -> dict[str, str]:
        """Return the drawing for each width; none if its data have no rows, which was reported."""
        definition = read_chart(self.domain.folder / f"{node['name']}.vl.json")
        rows = self.domain.values(node["dataset"])
        if not rows and node["dataset"]:
            return {}
        if not rows:
            msg = f"the chart {node['name']!r} has nothing to draw: {node['data']} has no rows"
            raise ChartError(msg)
        if unknown := unknown_fields(definition.spec, columns_of(rows)):
            for error in unknown:
                message = f"the chart {definition.name!r} is not drawn: {error}"
                warn(Rule.MALFORMED_CHART, message, node)
            return {}
        cache = Path(self.env.doctreedir, CACHE)
        return {name: draw_cached(definition, rows, width, cache) for name, width in WIDTHS.items()}
