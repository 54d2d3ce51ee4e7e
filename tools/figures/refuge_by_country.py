"""Refugees from North Korea in UNHCR's figures, a small chart for each country of asylum."""

from __future__ import annotations

from typing import NamedTuple

from .house import EDGE, ESTABLISHED, MUTED, RULE, SMALL, UNKNOWN, Sheet, table


class Row(NamedTuple):
    """Countries that are drawn side by side on one scale.

    :param most: where the scale ends
    """

    countries: tuple[str, ...]
    most: int


ROWS = (
    Row(("United Kingdom", "Canada", "Germany", "France"), 660),
    Row(("Russia", "Belgium", "Netherlands", "Australia"), 84),
    Row(("United States", "Norway", "Denmark", "Ireland"), 84),
    Row(("Luxembourg", "Sweden", "China", "South Korea"), 84),
)
TICKS = {660: (300, 600), 84: (40, 80)}
NONE = {
    "China": "#no-north-korean-in-china-in-unhcr-statistics",
    "South Korea": "#arrivals-rok",
}
"""The countries without a row, and where their places lead."""

LEAST = 10
"""A country that never had so many has no chart."""

FIRST, LAST = 1996, 2025
HEIGHT, TOP = 62, 31
"""The height of what is plotted, and the room above it."""


def refugees() -> dict[str, dict[int, tuple[int, str]]]:
    """Return number and id of the row by country and year."""
    found: dict[str, dict[int, tuple[int, str]]] = {}
    for row in table("unhcr-by-country"):
        years = found.setdefault(row["country"], {})
        years[int(row["year"])] = (int(row["refugees"]), row["id"])
    return found


def draw(sheet: Sheet) -> None:
    """Draw four charts side by side, or two on a phone."""
    columns, gap = (2, 20) if sheet.narrow else (4, 16)
    width = (sheet.right - EDGE - 26 - (columns - 1) * gap) / columns
    numbers = refugees()
    for row in ROWS:
        for first in range(0, len(row.countries), columns):
            if first == 0 and row.most != ROWS[0].most and row is ROWS[1]:
                sheet.rule(sheet.y)
                words = "Below, on a scale to 80"
                sheet.y = sheet.lines(EDGE, sheet.y + 2, words, 400, size=SMALL, fill=MUTED) + 2
            names = row.countries[first : first + columns]
            if names[0] not in NONE:
                _scale(sheet, row.most)
            for number, name in enumerate(names):
                x = EDGE + 26 + number * (width + gap)
                _country(sheet, name, numbers.get(name, {}), x, width, row.most)
            sheet.y += TOP + HEIGHT + 20
    sheet.y += 2


def _scale(sheet: Sheet, most: int) -> None:
    floor = sheet.y + TOP + HEIGHT
    for tick in TICKS[most]:
        y = floor - HEIGHT * tick / most
        sheet.text(EDGE + 22, y + 4, str(tick), size=SMALL, anchor="end", fill=MUTED)


def _country(
    sheet: Sheet, name: str, years: dict[int, tuple[int, str]], left: float, width: float, most: int
) -> None:
    top, step = sheet.y, width / (LAST - FIRST + 1)
    floor = top + TOP + HEIGHT
    if not years:
        with sheet.link(NONE[name], f"{name}: no row in any year"):
            sheet.text(left, top + 14, name, bold=True)
            sheet.box(left, top + TOP, width, HEIGHT, stroke=UNKNOWN, dash="3 3", radius=0)
            sheet.lines(left + 6, top + TOP + 12, "no row in\nany year", width - 8, size=SMALL)
        _years(sheet, left, width, floor)
        return
    peak = max(years, key=lambda year: years[year][0])
    with sheet.link(
        f"unhcr-by-country#row-{years[peak][1]}" if sheet.narrow else "",
        f"{name}: {years[peak][0]} in {peak}, the most; {_last(years)}",
    ):
        sheet.text(left, top + 14, name, bold=True)
        if sheet.narrow:
            sheet.ground(left, top, width, HEIGHT + TOP)
        for tick in TICKS[most]:
            y = floor - HEIGHT * tick / most
            sheet.line(left, y, left + width, y, stroke=RULE)
        for year, (people, row) in sorted(years.items()):
            if not people:
                continue
            tall = people / most * HEIGHT
            x = left + (year - FIRST) * step
            with sheet.link(
                "" if sheet.narrow else f"unhcr-by-country#row-{row}", f"{name}, {year}: {people}"
            ):
                sheet.box(
                    x + 0.4, floor - tall, step - 0.8, tall, fill=ESTABLISHED, stroke="none",
                    radius=0,
                )  # fmt: skip
        y = floor - years[peak][0] / most * HEIGHT - 4
        x = left + (peak - FIRST + 0.5) * step
        sheet.text(min(x, left + width - 10), y, str(years[peak][0]), size=SMALL, anchor="middle")
        sheet.line(left, floor, left + width, floor)
    _years(sheet, left, width, floor)


def _years(sheet: Sheet, left: float, width: float, floor: float) -> None:
    sheet.text(left, floor + 14, str(FIRST), size=SMALL, fill=MUTED)
    sheet.text(left + width, floor + 14, str(LAST), size=SMALL, anchor="end", fill=MUTED)


def _last(years: dict[int, tuple[int, str]]) -> str:
    """Return what a country has at the end."""
    if LAST not in years:
        return f"no row for {LAST}"
    return f"{years[LAST][0] or 'none given'} in {LAST}"
