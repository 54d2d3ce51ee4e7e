"""Estimates by whom they count, a small chart for each: all of China, the north-east, children."""

from __future__ import annotations

from collections import Counter
from math import log10
from typing import NamedTuple

from .house import (
    EDGE,
    ESTABLISHED,
    GROUND,
    MUTED,
    PARTIAL,
    RULE,
    SMALL,
    UNKNOWN,
    Sheet,
    legend_of,
    table,
)


class Panel(NamedTuple):
    """A small chart.

    :param counted: what the column of that name has in its rows
    :param women: whether only the rows for women are drawn, or those for all
    """

    name: str
    counted: str
    women: bool = False


PANELS = (
    Panel("All of China", "in China"),
    Panel("North-east, or a part", "in the north-east"),
    Panel("Women and girls", "in the north-east", women=True),
    Panel("Children", "children"),
)
BASES = {
    "survey": ("survey with a stated method", ESTABLISHED),
    "field visits": ("field visits, monitoring", PARTIAL),
    "monitoring": ("field visits, monitoring", PARTIAL),
}
NO_METHOD = ("no method of its own stated", UNKNOWN)

NAMED = "e05"
"""The estimate beside whose lower end its estimator is named."""

YEARS = (1998, 2024)
PEOPLE = (3_500, 600_000)
TICKS = (5_000, 10_000, 50_000, 100_000, 500_000)
HEIGHT = 150
GAP = 16
LABELS = 56
"""The room of the numbers beside a chart."""


def estimates(panel: Panel) -> list[dict[str, str]]:
    """Return the estimates of a panel with a date; those of all people who ever left have none."""
    return [
        row
        for row in table("estimates")
        if row["counted"] == panel.counted
        and row["start"]
        and ("women and girls" in row["whom"]) == panel.women
    ]


def draw(sheet: Sheet) -> None:
    """Draw that of China over the others, or on a phone all below each other."""
    entries = [(words, colour) for words, colour in dict.fromkeys((*BASES.values(), NO_METHOD))]
    legend_of(sheet, entries)
    room = sheet.right - EDGE
    width = room if sheet.narrow else (room - 2 * GAP) / (len(PANELS) - 1)
    for number, panel in enumerate(PANELS):
        if number < 2 or sheet.narrow:
            top = sheet.y + 4
        x = EDGE if sheet.narrow else EDGE + max(0, number - 1) * (width + GAP)
        sheet.y = _panel(sheet, panel, x, top, width if number else room)


def _panel(sheet: Sheet, panel: Panel, left: float, top: float, width: float) -> float:
    rows = estimates(panel)
    sheet.text(left, top + 14, panel.name, bold=True)
    sheet.text(left + width, top + 14, str(len(rows)), size=SMALL, anchor="end", fill=MUTED)
    first, last = left + LABELS, left + width - 8
    floor = top + 24 + HEIGHT

    def up(people: float) -> float:
        share = log10(people / PEOPLE[0]) / log10(PEOPLE[1] / PEOPLE[0])
        return floor - share * HEIGHT

    def across(year: float) -> float:
        return first + (last - first) * (year - YEARS[0] + 0.5) / (YEARS[1] - YEARS[0] + 0.5)

    for people in TICKS:
        sheet.line(first - 4, up(people), last + 8, up(people), stroke=RULE)
        sheet.text(first - 8, up(people) + 4, f"{people:,}", size=SMALL, anchor="end", fill=MUTED)
    for year in (2000, 2005, 2010, 2015, 2020) if width > 300 else (2000, 2010, 2020):
        sheet.text(across(year), floor + 15, str(year), size=SMALL, anchor="middle", fill=MUTED)
    met: Counter[int] = Counter()
    for row in sorted(rows, key=lambda row: row["start"]):
        year, month = int(row["start"][:4]), row["start"][5:7]
        x = across(year + (int(month) - 1) / 12 if month else year + 0.45)
        x += (
            (5.4 if width > 400 else 4) * ((met[year] + 1) // 2) * (-1 if met[year] % 2 else 1)
            if met[year]
            else 0
        )
        met[year] += 1
        if row["id"] == NAMED:
            sheet.text(x + 9, up(values(row)[0]) + 4, row["estimator"], size=SMALL)
        _estimate(sheet, row, x, [up(value) for value in values(row)])
    return floor + 22


def values(row: dict[str, str]) -> list[int]:
    """Return the ends of an estimate, or its one number."""
    ends = [int(row[name]) for name in ("low", "high") if row[name]]
    return ends or [int(row["point"])]


def _estimate(sheet: Sheet, row: dict[str, str], x: float, ends: list[float]) -> None:
    colour = BASES.get(row["basis"], NO_METHOD)[1]
    # on a phone the marks are too near each other to be touched one by one
    with sheet.link("" if sheet.narrow else f"estimates#row-{row['id']}", said(row)):
        if len(ends) > 1:
            path = f"M{x:.1f} {ends[0]:.1f}V{ends[-1]:.1f}"
            sheet.add("path", d=path, stroke=colour, stroke_width=2.4)
        for y in ends:
            _dot(sheet, x, y, colour)
        if len(ends) == 1 and not row["point"]:
            turn = -1 if row["low"] else 1
            y = ends[0] + 5 * turn
            sheet.add(
                "path", d=f"M{x:.1f} {y:.1f}v{6 * turn}m-3 {-3 * turn}l3 {3 * turn}l3 {-3 * turn}",
                fill="none", stroke=colour, stroke_width=1.4,
            )  # fmt: skip


def _dot(sheet: Sheet, x: float, y: float, colour: str) -> None:
    """Draw a circle in few words, since there are many of them: hollow for no stated method."""
    if colour == UNKNOWN:
        sheet.add("circle", cx=round(x, 1), cy=round(y, 1), r=3.2, fill=GROUND, stroke=colour)
    else:
        sheet.add("circle", cx=round(x, 1), cy=round(y, 1), r=4, fill=colour)


def said(row: dict[str, str]) -> str:
    """Return an estimate in words."""
    low, high = (f"{int(row[name]):,}" if row[name] else "" for name in ("low", "high"))
    number = f"{low}–{high}" if low and high else f"{low} or more" if low else f"up to {high}"
    if not (low or high):
        number = f"{int(row['point']):,}"
    return f"{row['start'][:4]}, {row['estimator']}: {number}"
