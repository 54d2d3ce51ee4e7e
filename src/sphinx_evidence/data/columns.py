"""How tables and cards display the columns of a dataset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.dates import format_date
from ..core.text import N_
from .cells import NUMERIC, format_cell
from .model import SOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..core.text import Translate
    from .cells import Field
    from .model import Dataset, Row

PERIOD = ("start", "end", "precision")
"""The columns of a period; a table with the first two displays one column in their place."""

FIGURE = ("low", "high", "point")
"""The columns of a figure and its range, likewise."""

TITLES: dict[tuple[str, ...], str] = {PERIOD: N_("When"), FIGURE: N_("Figure")}

IMPLIED = frozenset({"year", "years", "month", "months", "day", "days", "to", "all years to"})
"""Values of ``precision`` that the dates of a period say as well."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as displayed.

    :param fields: the columns of the dataset that it displays
    :param merged: :data:`PERIOD` or :data:`FIGURE` for a column of several, or nothing
    """

    fields: tuple[Field, ...]
    merged: tuple[str, ...] = ()

    def title(self, translate: Translate = str) -> str:
        """Return its heading."""
        return translate(TITLES[self.merged]) if self.merged else self.fields[0].title

    @property
    def numeric(self) -> bool:
        """Whether its cells are set as numbers."""
        return not self.merged and self.fields[0].type in NUMERIC

    def text(self, cells: Mapping[str, str], translate: Translate = str) -> str:
        """Return a cell as displayed.

        :param cells: the cells of a row as written, by column
        """
        if self.merged == PERIOD:
            return period([cells[field.name] for field in self.fields], translate)
        texts = [format_cell(field, cells[field.name]) for field in self.fields]
        return figure(texts, translate) if self.merged else texts[0]

    def order(self, cells: Mapping[str, str]) -> str:
        """Return what a merged cell is sorted by: its first date or its figure."""
        values = [cells[field.name] for field in self.fields]
        if self.merged == FIGURE:
            values.reverse()  # a single figure, else the upper end
        return next((value for value in values if value), "") if self.merged else ""


def columns_of(fields: Sequence[Field]) -> list[Column]:
    """Return the columns that display some columns of a dataset, in order.

    Those of a period or of a figure are merged where they follow one another.
    """
    columns: list[Column] = []
    names = [field.name for field in fields]
    at = 0
    while at < len(fields):
        for merged in (PERIOD, FIGURE):
            length = next((n for n in (3, 2) if tuple(names[at : at + n]) == merged[:n]), 0)
            if length:
                columns.append(Column(tuple(fields[at : at + length]), merged))
                break
        else:
            length = 1
            columns.append(Column((fields[at],)))
        at += length
    return columns


def period(cells: Sequence[str], translate: Translate = str) -> str:
    """Return a period in words, such as ``June 2001 to July 2001`` or ``2013 (published)``.

    :param cells: its first and last date, and its precision where the table has that
    """
    start, end = (format_date(cell, translate) for cell in cells[:2])
    precision = next((cell for cell in cells[2:] if cell not in IMPLIED), "")
    if not start and end:
        dates = translate("to {end}").format(end=end)
    elif end in ("", start):
        dates = start
    else:
        dates = translate("{start} to {end}").format(start=start, end=end)
    if dates and precision:
        return f"{dates} ({precision})"
    return dates or precision


def figure(cells: Sequence[str], translate: Translate = str) -> str:
    """Return a figure with its range, such as ``75,000 (35,000–125,000)`` or ``at least 6,000``.

    :param cells: lower and upper end, and the single figure where the table has that
    """
    low, high = cells[:2]
    point = "".join(cells[2:])
    if low and high:
        span = low if low == high else f"{low}–{high}"
    elif low:
        span = translate("at least {figure}").format(figure=low)
    else:
        span = translate("at most {figure}").format(figure=high) if high else ""
    if point and span and point != span:
        return f"{point} ({span})"
    return point or span


NOTE = "note"
"""The column with the caveat of a row, the last line of its card."""


def row_card(
    dataset: Dataset, row: Row, labels: Sequence[str], translate: Translate = str
) -> list[str]:
    """Return the lines of the card of a row: what and when, who and how, the sources, the caveat.

    What is counted is in the columns of its title in search; a row without is called by the title
    of its dataset. Numbers are left out, since the text has the one that it is about.

    :param labels: how its sources are cited
    """
    titled = dataset.search.title
    hidden = {*dataset.key, *titled, SOURCES, NOTE}
    columns = [
        column
        for column in columns_of(dataset.fields)
        if column.merged or column.fields[0].name not in hidden
    ]
    when = next((column for column in columns if column.merged == PERIOD), None)
    what = next((row.cells[name] for name in titled if row.cells[name]), dataset.title)
    date = when.text(row.cells, translate) if when else _year(dataset, row)
    facts = [
        f"{column.title(translate)}: {text}"
        for column in columns
        if column is not when
        and _is_text(column)
        and (text := format_date(column.text(row.cells, translate), translate))
    ]
    sources = translate("Source: {sources}").format(sources="; ".join(labels)) if labels else ""
    lines = [" · ".join(filter(None, (what, date))), " · ".join(facts), sources]
    return [line for line in (*lines, row.cells.get(NOTE, "")) if line]


def _is_text(column: Column) -> bool:
    return not column.merged and column.fields[0].type not in (*NUMERIC, "year", "date")


def _year(dataset: Dataset, row: Row) -> str:
    """Return the first column of years, or else the one called so, as a fiscal year is."""
    for field in dataset.fields:
        if field.type == "year" or field.name.endswith("year"):
            return row.cells[field.name]
    return ""
