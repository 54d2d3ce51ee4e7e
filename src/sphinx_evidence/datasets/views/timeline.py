"""The rows of a dataset as a timeline, year by year."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from ...core.dates import format_date
from ...core.i18n import _
from ...facets.extension import ITEM, facets, token
from ...facets.jumps import year_id, years
from ..select import column

if TYPE_CHECKING:
    from ..base import DatasetDirective
    from ..model import Dataset, Row
    from ..roles import TimelineColumns


def timeline(directive: DatasetDirective, dataset: Dataset) -> list[nodes.Node]:
    """Return filters, links to the years, and a heading and a list for each year.

    :raises LookupError: if the data package does not name the columns of a timeline
    """
    columns = dataset.roles.timeline
    if columns is None:
        msg = f"the dataset {dataset.name!r} has no 'timeline' in the data package: add its columns"
        raise LookupError(msg)
    choices = [
        (name, column(dataset, name).title, _values(dataset, name)) for name in columns.filters
    ]
    rows = sorted(dataset.rows, key=lambda row: row.cells[columns.start])
    counts = Counter(int(row.cells[columns.start][:4]) for row in rows)
    content: list[nodes.Node] = [facets("", facets=choices, noun="event"), years(counts, "event")]
    for year, events in groupby(rows, key=lambda row: row.cells[columns.start][:4]):
        items = [_event(directive, dataset, columns, row) for row in events]
        group = nodes.container("", nodes.rubric("", year), nodes.bullet_list("", *items))
        group["classes"], group["ids"] = ["facet-group", "timeline-year"], [year_id(int(year))]
        content.append(group)
    return content


def _values(dataset: Dataset, name: str) -> tuple[str, ...]:
    return tuple(sorted({value for row in dataset.rows for value in row.parts(name)}))


def _event(
    directive: DatasetDirective, dataset: Dataset, columns: TimelineColumns, row: Row
) -> nodes.list_item:
    title, text = row.cells[columns.title], row.cells[columns.text]
    date = nodes.inline("", _dates(columns, row), classes=["timeline-date"])
    event = nodes.paragraph("", "", date, nodes.Text(" "), nodes.strong("", title))
    event += nodes.Text(f". {text} " if text else ". ")
    event += directive.cite("p", row.sources)
    tokens = [token(name, value) for name in columns.filters for value in row.parts(name)]
    return nodes.list_item("", event, ids=[dataset.anchor(row)], classes=[ITEM, *tokens])


def _dates(columns: TimelineColumns, row: Row) -> str:
    start, end = row.cells[columns.start], row.cells[columns.end]
    first = format_date(start, _)
    if end in ("", start):
        return first
    return _("{start} to {end}").format(start=first, end=format_date(end, _))
