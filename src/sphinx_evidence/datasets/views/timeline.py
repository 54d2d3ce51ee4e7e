"""The rows of a dataset as a timeline, year by year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from ...core.dates import day_in_words
from ...core.i18n import _
from ...facets.extension import ITEM, facets, token
from ..select import column

if TYPE_CHECKING:
    from ..base import DatasetDirective
    from ..model import Dataset, Row

BY = ("topic", "actors")
"""The columns by which a reader may filter; the second holds lists."""


def _when(row: Row) -> str:
    start, end = row.cells["start"], row.cells["end"]
    words = day_in_words(start, _)
    if end in ("", start):
        return words
    return _("{start} to {end}").format(start=words, end=day_in_words(end, _))


def _values(dataset: Dataset, name: str) -> tuple[str, ...]:
    return tuple(sorted({part for row in dataset.rows for part in _parts(row, name)}))


def _parts(row: Row, name: str) -> list[str]:
    return [part for part in row.cells[name].split(";") if part]


def timeline(directive: DatasetDirective, dataset: Dataset) -> list[nodes.Node]:
    """Return a heading and a list for each year, with a box of filters above them.

    :raises UnknownColumn: if the dataset lacks start, end, title, summary, topic or actors
    """
    titles = [(name, column(dataset, name).title) for name in BY]
    for name in ("start", "end", "title", "summary"):
        column(dataset, name)
    box = facets("", facets=[(name, title, _values(dataset, name)) for name, title in titles])
    found: list[nodes.Node] = [box]
    rows = sorted(dataset.rows, key=lambda row: row.cells["start"])
    for year, events in groupby(rows, key=lambda row: row.cells["start"][:4]):
        items = nodes.bullet_list("", *(_event(directive, dataset, row) for row in events))
        group = nodes.container("", nodes.rubric("", year), items, classes=["facet-group"])
        group["classes"].append("timeline-year")
        found.append(group)
    return found


def _event(directive: DatasetDirective, dataset: Dataset, row: Row) -> nodes.list_item:
    cells = row.cells
    when = nodes.inline("", _when(row), classes=["timeline-date"])
    event = nodes.paragraph("", "", when, nodes.Text(" "), nodes.strong("", cells["title"]))
    event += nodes.Text(f". {cells['summary']} " if cells["summary"] else ". ")
    event += directive.cite("p", row.sources)
    tokens = [token(name, part) for name in BY for part in _parts(row, name)]
    return nodes.list_item("", event, ids=[dataset.anchor(row)], classes=[ITEM, *tokens])
