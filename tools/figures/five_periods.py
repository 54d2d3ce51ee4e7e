"""Yearly arrivals in South Korea, and the five periods into which the book divides the story."""

from __future__ import annotations

from typing import NamedTuple

from .house import EDGE, ESTABLISHED, GROUND, MUTED, RULE, SMALL, UNKNOWN, Sheet, table


class Period(NamedTuple):
    """A period.

    :param start: its first day, as a year with a fraction
    :param end: the day after its last
    """

    name: str
    years: str
    start: float
    end: float


PERIODS = (
    Period("Hunger", "1994–1998", 1994, 1999),
    Period("The years of crossing", "1999–2011", 1999, 2012),
    Period("The tightening", "2012–2019", 2012, 2020),
    Period("The closure", "2020–August 2023", 2020, 2023.65),
    Period("Since the opening", "since August 2023", 2023.65, 2026.9),
)
FIRST, LAST = 1994, 2027
MOST = 3000
HEIGHT = 150
LABELLED = (1996, 2009, 2012, 2019, 2021, 2025)


def arrivals() -> dict[int, int]:
    """Return the arrivals of each year for which the dataset has one number."""
    return {
        int(row["start"]): int(row["total"])
        for row in table("arrivals-rok")
        if row["start"] and row["start"] == row["end"] == row["id"]
    }


def draw(sheet: Sheet) -> None:
    """Draw a column for each year under the bands of the periods."""
    left, right = EDGE + 2, sheet.right

    def at(year: float) -> float:
        return left + (right - left) * (year - FIRST) / (LAST - FIRST)

    top, base = 30, 30 + 14 + HEIGHT
    for number, period in enumerate(PERIODS, 1):
        x, width = at(period.start), at(period.end) - at(period.start)
        sheet.box(
            x + 1, top, width - 2, base - top, fill=UNKNOWN, stroke="none", radius=0,
            opacity=0.12 if number % 2 else 0.04,
        )  # fmt: skip
        sheet.dot(x + width / 2, 15, 9, fill=GROUND, stroke=MUTED)
        sheet.text(x + width / 2, 19.5, str(number), size=SMALL, bold=True, anchor="middle")
    step = at(FIRST + 1) - at(FIRST)
    for year, total in sorted(arrivals().items()):
        height = total / MOST * HEIGHT
        with sheet.link(f"arrivals-rok#row-{year}", f"{year}: {total:,} people"):
            sheet.box(
                at(year) + step * 0.16, base - height, step * 0.68, height, fill=ESTABLISHED,
                stroke="none", radius=0,
            )  # fmt: skip
        if year in LABELLED:
            beside = year in (2012, 2019)
            sheet.text(
                at(year + (0.1 if beside else 0.5)), base - height - 5, f"{total:,}", size=SMALL,
                anchor=None if beside else "middle",
            )  # fmt: skip
    sheet.line(left, base, right, base)
    sheet.y = base
    for year in (1996, 2000, 2005, 2010, 2015, 2020, 2025):
        sheet.text(at(year + 0.5), base + 16, str(year), size=SMALL, anchor="middle", fill=MUTED)
    sheet.y += 26
    sheet.line(left, sheet.y, right, sheet.y, stroke=RULE)
    sheet.y += 2
    for number, period in enumerate(PERIODS, 1):
        top = sheet.y + 3
        sheet.text(EDGE + 4, top + 13, str(number), size=SMALL, bold=True)
        sheet.text(EDGE + 22, top + 13, period.name, size=SMALL, bold=True)
        sheet.text(EDGE + 190, top + 13, period.years, size=SMALL, fill=MUTED)
        sheet.y = top + 17
    sheet.y += 4
