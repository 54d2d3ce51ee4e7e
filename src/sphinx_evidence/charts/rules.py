"""Rules for charts and diagrams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..permalinks.model import id_error
from .model import DIAGRAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .domain import ChartRecord


def chart_text(charts: Iterable[ChartRecord]) -> Iterator[Problem]:
    """A figure has a text alternative and a caption, and a diagram a title.

    A malformed id is reported alone.
    """
    for chart in charts:
        if id_error(chart.name):
            continue
        where = (chart.docname, chart.line or 0, Rule.CHART_TEXT)
        if not chart.alt.strip():
            message = f"the {chart.kind} {chart.name!r} has no ':alt:': say in words what it shows"
            yield Problem(*where, message)
        if not chart.caption.strip():
            message = f"the {chart.kind} {chart.name!r} has no caption: write it as the content"
            yield Problem(*where, message)
        if chart.kind == DIAGRAM and not chart.heading.strip():
            message = f"the diagram {chart.name!r} has no ':title:': say what it shows to be so"
            yield Problem(*where, message)
