"""Where people questioned in South Korea came from, beside where North Koreans live."""

from __future__ import annotations

from .house import EDGE, ESTABLISHED, MUTED, SMALL, Sheet

FIELDS = (
    ("Questioned in South Korea", "3,275 people, 2017 to 2021", 86, ESTABLISHED),
    ("All people in North Korea", "where they live", 26, ESTABLISHED),
)
"""Name, a smaller line, how many of a hundred are from the three provinces, and the colour."""

TARGET = "#three-provinces-of-those-questioned"
PER_ROW = 20


def draw(sheet: Sheet) -> None:
    """Draw a field of a hundred dots for each group, side by side or one below the other."""
    width = sheet.right - EDGE if sheet.narrow else (sheet.right - EDGE - 44) / 2
    top = sheet.y
    ends: list[float] = []
    for number, (name, below, share, colour) in enumerate(FIELDS):
        left = EDGE if sheet.narrow else EDGE + number * (width + 44)
        start = ends[-1] + 10 if sheet.narrow and ends else top
        ends.append(_field(sheet, left, start, width, name, below, share, colour))
    sheet.y = max(ends) + 8
    words = "Full: last home in Ryanggang, North Hamgyong or South Hamgyong. Hollow: elsewhere."
    sheet.y = sheet.lines(EDGE, sheet.y, words, sheet.right - EDGE, size=SMALL) + 4


def _field(
    sheet: Sheet,
    left: float,
    top: float,
    width: float,
    name: str,
    below: str,
    share: int,
    colour: str,
) -> float:
    said = f"{share} in 100 from the three provinces"
    with sheet.link(TARGET, f"{name}: {said}"):
        end = sheet.lines(left, top, name, width, bold=True)
        end = sheet.lines(left, end, below, width, size=SMALL, fill=MUTED)
        step = width / PER_ROW
        first = end + step / 2 + 6
        sheet.crowd(left + step / 2, first, range(share), PER_ROW, step, colour=colour)
        sheet.crowd(left + step / 2, first, range(share, 100), PER_ROW, step, colour=colour,
                    hollow=True)  # fmt: skip
        last = first + (100 // PER_ROW - 1) * step + step / 2
        sheet.text(left, last + 17, said, size=SMALL)
        sheet.ground(left, top, width, last + 20 - top)
        return last + 20
