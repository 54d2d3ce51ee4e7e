"""Refugees from North Korea by country of asylum in UNHCR's figures, 2012 and 2025."""

from __future__ import annotations

from .house import ACCENT, EDGE, GROUND, MUTED, PLAIN, SMALL, TEAL, Sheet

YEARS = ("2012", "2025")
COUNTRIES = (
    ("United Kingdom", 619, 14),
    ("Germany", 138, 86),
    ("Canada", 119, 90),
    ("Belgium", 61, 15),
    ("Netherlands", 58, 20),
    ("Russia", 44, 0),
    ("Australia", 29, 0),
    ("United States", 23, 7),
    ("Norway", 14, 0),
    ("Six others", 21, 31),
)
"""Name, refugees at the end of 2012 and of 2025.

The others are Denmark (9), Sweden (7) and Switzerland (5) in 2012; Ireland (13), Luxembourg (7),
Sweden (6) and Israel (5) in 2025.
"""

BAR = 9


def draw(sheet: Sheet) -> None:
    """Draw two bars for each country, and a row without bars for China."""
    left = EDGE + (0 if sheet.narrow else 132)
    room = sheet.right - left - 40
    unit = room / max(country[1] for country in COUNTRIES)
    x = float(EDGE)
    for year, fill, stroke in zip(YEARS, (GROUND, ACCENT), (TEAL, ACCENT), strict=True):
        sheet.box(x, 5, 14, BAR, fill=fill, stroke=stroke, radius=0)
        sheet.text(x + 20, 14, f"end of {year}", size=SMALL)
        x += 110
    sheet.y = 26
    for name, before, after in COUNTRIES:
        _country(sheet, name, (before, after), left, unit)
    sheet.rule(sheet.y)
    words = "China, and South Korea: no row in any year"
    sheet.y = sheet.lines(EDGE, sheet.y + 4, words, sheet.right - EDGE, bold=True) + 6


def _country(sheet: Sheet, name: str, numbers: tuple[int, int], left: float, unit: float) -> None:
    top = sheet.y + 2
    if sheet.narrow:
        sheet.text(EDGE, top + 11, name, size=PLAIN, bold=True)
        top += 17
    else:
        sheet.text(EDGE, top + 14, name, size=PLAIN, bold=True)
    for number, (people, fill, stroke) in enumerate(
        zip(numbers, (GROUND, ACCENT), (TEAL, ACCENT), strict=True)
    ):
        y = top + number * (BAR + 2)
        if people:
            sheet.box(left, y, people * unit, BAR, fill=fill, stroke=stroke, radius=0)
        label = str(people) if people else "none given"
        sheet.text(left + people * unit + (5 if people else 0), y + BAR, label, size=11, fill=MUTED)
    sheet.y = top + 2 * (BAR + 2) + 8
