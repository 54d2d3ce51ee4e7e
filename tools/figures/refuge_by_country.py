"""Refugees from North Korea by country of asylum in UNHCR's figures, 2012 and 2025."""

from __future__ import annotations

from .house import EDGE, ESTABLISHED, GROUND, MUTED, PLAIN, SMALL, Sheet

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

BAR, BELOW = 9, 11
"""The height of a bar, and from one to the next."""

FILL = {"2012": GROUND, "2025": ESTABLISHED}
"""Both are counts, so of one colour; the earlier is hollow."""


def draw(sheet: Sheet) -> None:
    """Draw two bars for each country, and a row without bars for China."""
    left = EDGE + (0 if sheet.narrow else 132)
    room = sheet.right - left - 40
    unit = room / max(country[1] for country in COUNTRIES)
    x = float(EDGE)
    for year, fill in FILL.items():
        sheet.box(x, 5, 14, BAR, fill=fill, stroke=ESTABLISHED, radius=0)
        sheet.text(x + 20, 14, f"end of {year}", size=SMALL)
        x += 110
    sheet.y = 26
    for name, before, after in COUNTRIES:
        _country(sheet, name, (before, after), left, unit)
    sheet.rule(sheet.y)
    words = "China, and South Korea: no row in any year"
    sheet.y = sheet.lines(EDGE, sheet.y + 4, words, sheet.right - EDGE, bold=True) + 6


def _country(sheet: Sheet, name: str, numbers: tuple[int, int], left: float, unit: float) -> None:
    top, below = sheet.y + 2, BELOW + (3 if sheet.narrow else 0)
    if sheet.narrow:
        sheet.text(EDGE, top + 11, name, size=PLAIN, bold=True)
        top += 17
    else:
        sheet.text(EDGE, top + 14, name, size=PLAIN, bold=True)
    for number, (people, fill) in enumerate(zip(numbers, FILL.values(), strict=True)):
        y = top + number * below
        if people:
            sheet.box(left, y, people * unit, BAR, fill=fill, stroke=ESTABLISHED, radius=0)
        label = str(people) if people else "none given"
        sheet.text(left + people * unit + (5 if people else 0), y + BAR, label, size=11, fill=MUTED)
    sheet.y = top + 2 * below + 8
