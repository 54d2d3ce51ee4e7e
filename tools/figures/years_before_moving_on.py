"""How long people had been away from the North when they reached South Korea."""

from __future__ import annotations

from .house import EDGE, ESTABLISHED, GROUND, MUTED, PARTIAL, SMALL, Sheet

STAYS = (
    ("2002", "average, one researcher", 3 + 2 / 12, "3 years 2 months", False),
    ("2003", "average, January to May", 3 + 11 / 12, "3 years 11 months", False),
    ("2009", "average, an official", 1.5, "about 1½ years", False),
    ("2025", "as a rule, first quarter", 5, "5 years or more", True),
)
"""Year of arrival, what the figure is, years, in words, and whether it says "or more"."""

LAST = 6


def draw(sheet: Sheet) -> None:
    """Draw a bar for each year of arrival; a figure that is only a lower limit has an open end."""
    left = EDGE if sheet.narrow else 216.0
    right = sheet.right - (116 if sheet.narrow else 124)
    step = (right - left) / LAST
    for year, kind, years, words, more in STAYS:
        with sheet.link("#arrivals-had-been-away-for-years", f"{year}, {kind}: {words}"):
            sheet.ground(EDGE, sheet.y + 1, sheet.right - EDGE, 46 if sheet.narrow else 24)
            _stay(sheet, (left, step), (year, kind, years, words), more=more)
    sheet.y += 5


def _stay(
    sheet: Sheet, axis: tuple[float, float], stay: tuple[str, str, float, str], *, more: bool
) -> None:
    left, step = axis
    year, kind, years, words = stay
    sheet.text(EDGE, sheet.y + 19, year, bold=True)
    sheet.text(EDGE + 44, sheet.y + 19, kind, size=SMALL, fill=MUTED)
    top = sheet.y + (25 if sheet.narrow else 7)
    colour = PARTIAL if more else ESTABLISHED
    sheet.box(left, top, years * step, 16, fill=colour, stroke=colour, radius=0, opacity=0.85)
    end = left + years * step
    if more:
        for number in range(3):
            sheet.box(end + 3 + number * 7, top, 4, 16, fill=GROUND, stroke=colour, radius=0)
        end += 24
    sheet.text(end + 8, top + 13, words, size=SMALL)
    sheet.y = top + 23
