"""Rules for charts. No Sphinx here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .domain import ChartRecord


def chart_text(charts: Iterable[ChartRecord]) -> Iterator[Problem]:
    """A chart says in words what it shows, and has a caption."""
    for chart in charts:
        where = (chart.docname, chart.line or 0, Rule.CHART_TEXT)
        if not chart.alt.strip():
            message = f"the chart {chart.name!r} has no ':alt:': say in words what it shows"
            yield Problem(*where, message)
        if not chart.caption.strip():
            message = f"the chart {chart.name!r} has no caption: write it as the content"
            yield Problem(*where, message)


def chart_id(charts: Iterable[ChartRecord], taken: Mapping[str, str]) -> Iterator[Problem]:
    """The id of a chart stands once among all ids; the directive has refused malformed ones.

    :param taken: the page of each section and claim
    """
    seen = dict(taken)
    for chart in charts:
        where = (chart.docname, chart.line or 0)
        if chart.name in seen:
            message = f"the id of the chart {chart.name!r} stands in {seen[chart.name]} too"
            yield Problem(*where, Rule.DUPLICATE_ID, f"{message}: rename one")
        seen.setdefault(chart.name, chart.docname)
