"""The card of a value in the text: what its row says, and from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.dates import format_date
from .columns import PERIOD, columns_of
from .model import NUMERIC, SOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..core.messages import Translate
    from .columns import Column
    from .model import Dataset, Row

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
    titled = dataset.roles.search.title
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
        if column is not when and _is_text(column) and (text := _text(column, row, translate))
    ]
    sources = translate("Source: {sources}").format(sources="; ".join(labels)) if labels else ""
    lines = [" · ".join(filter(None, (what, date))), " · ".join(facts), sources]
    return [line for line in (*lines, row.cells.get(NOTE, "")) if line]


def _text(column: Column, row: Row, translate: Translate) -> str:
    return format_date(column.text(row.cells, translate), translate)


def _is_text(column: Column) -> bool:
    return not column.merged and column.fields[0].type not in (*NUMERIC, "year", "date")


def _year(dataset: Dataset, row: Row) -> str:
    """Return the first column of years, or else the one called so, as a fiscal year is."""
    for field in dataset.fields:
        if field.type == "year" or field.name.endswith("year"):
            return row.cells[field.name]
    return ""
