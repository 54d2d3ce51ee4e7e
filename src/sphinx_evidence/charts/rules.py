"""Rules for charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..permalinks.model import id_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .domain import ChartRecord


def chart_text(charts: Iterable[ChartRecord]) -> Iterator[Problem]:
    """A chart has a text alternative and a caption; a malformed id is reported alone."""
    for chart in charts:
        if id_error(chart.name):
            continue
        where = (chart.docname, chart.line or 0, Rule.CHART_TEXT)
        if not chart.alt.strip():
            message = f"the chart {chart.name!r} has no ':alt:': say in words what it shows"
            yield Problem(*where, message)
        if not chart.caption.strip():
            message = f"the chart {chart.name!r} has no caption: write it as the content"
            yield Problem(*where, message)
