"""Which columns a table displays as one, and what their cells say."""

from __future__ import annotations

import pytest

from sphinx_evidence.data.cells import Field
from sphinx_evidence.data.columns import columns_of, figure, period


def fields(names: str) -> list[Field]:
    """Return a column for each word, named as its title."""
    return [Field(name, name.capitalize(), "string", "") for name in names.split()]


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        ("id start end precision note", ["Id", "When", "Note"]),
        ("start end low high what", ["When", "Figure", "What"]),
        ("low high point sources", ["Figure", "Sources"]),
        ("start low", ["Start", "Low"]),
        ("end start high low", ["End", "Start", "High", "Low"]),
        ("low high unit", ["Figure", "Unit"]),
        ("", []),
    ],
)
def test_columns_of_a_period_or_a_figure_become_one(names: str, titles: list[str]) -> None:
    assert [column.title() for column in columns_of(fields(names))] == titles


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["2006", "2006", "year"], "2006"),
        (["2001-06", "2001-07", "months"], "June 2001 to July 2001"),
        (["2023-10-09", "", "day"], "9 October 2023"),
        (["", "2024-02", "to"], "to February 2024"),
        (["2013-05", "2013-05", "published"], "May 2013 (published)"),
        (["", "", "undated"], "undated"),
        (["2006", "2007"], "2006 to 2007"),
    ],
)
def test_a_period_says_its_precision_where_its_dates_do_not(cells: list[str], words: str) -> None:
    assert period(cells) == words


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["589", "589"], "589"),
        (["4,800", "8,900", ""], "4,800–8,900"),
        (["6,000", ""], "at least 6,000"),
        (["", "1,000", ""], "at most 1,000"),
        (["35,000", "125,000", "75,000"], "75,000 (35,000–125,000)"),
        (["", "", "2,000"], "2,000"),
        (["", ""], ""),
    ],
)
def test_a_figure_has_its_range(cells: list[str], words: str) -> None:
    assert figure(cells) == words


@pytest.mark.parametrize(
    ("names", "cells", "order"),
    [
        ("start end precision", ["", "2024-02", "to"], "2024-02"),
        ("low high point", ["35000", "125000", "75000"], "75000"),
        ("low high", ["6000", ""], "6000"),
        ("note", ["By a newspaper."], ""),
    ],
)
def test_merged_cells_are_sorted_by_date_or_number(
    names: str, cells: list[str], order: str
) -> None:
    (column,) = columns_of(fields(names))
    assert column.order(dict(zip(names.split(), cells, strict=True))) == order
