"""Published estimates of the workers whom North Korea has sent to China, on one scale."""

from __future__ import annotations

from .house import EDGE, ESTABLISHED, GROUND, MUTED, PARTIAL, RULE, SMALL, Sheet

ESTIMATES = (
    ("2017", "Researcher in Seoul, north-east only", 20, 20, False),
    ("2019", "United States", 80, 80, False),
    ("Dec 2019", "UN, as a Seoul institute has it", 50, 50, False),
    ("Dec 2019", "NKDB, three provinces, from surveys", 60, 60, False),
    ("Dec 2019", "NKDB’s brief, no source", 80, 80, False),
    ("Jan 2020", "United States, year not given", 50, 50, False),
    ("June 2023", "US State Department", 20, 100, False),
    ("Dec 2023", "One unnamed source", 100, 100, True),
)
"""When it was made or printed, by whom, from and to in thousands, and whether it is "more than"."""

TARGET = "#estimates-of-workers-sent-to-china"
LAST = 100
STATES = ("United States", "United States, year not given", "US State Department")


def draw(sheet: Sheet) -> None:
    """Draw a row for each estimate: a dot, a bar for a range, an arrow for "more than"."""
    left = EDGE + 10 if sheet.narrow else 330.0
    right = sheet.right - (34 if sheet.narrow else 30)
    step = (right - left) / LAST
    for date, who, low, high, more in ESTIMATES:
        start, top = len(sheet.parts), sheet.y
        if sheet.narrow:
            sheet.text(EDGE, sheet.y + 17, date, size=SMALL, fill=MUTED)
            sheet.text(EDGE + 82, sheet.y + 17, who, size=SMALL)
            sheet.y += 34
        else:
            sheet.text(EDGE, sheet.y + 21, date, size=SMALL, fill=MUTED)
            sheet.text(EDGE + 78, sheet.y + 21, who)
            sheet.y += 17
        base = sheet.y
        sheet.line(left, base, right, base, stroke=RULE, width=1.4)
        colour = ESTABLISHED if who in STATES else PARTIAL
        first, last = left + low * step, left + high * step
        if low != high:
            sheet.line(first, base, last, base, stroke=colour, width=5)
        for x in {first, last}:
            sheet.dot(x, base, 5.4, fill=GROUND if more else colour, stroke=colour)
        if more:
            sheet.add("path", d=f"M{last + 9:g} {base - 5:g}l7 5l-7 5", fill="none",
                      stroke=colour, stroke_width=1.8)  # fmt: skip
        sheet.y += 13
        number = f"{low},000" if low == high else f"{low},000 to {high},000"
        title = f"{date}, {who}: {'more than ' if more else ''}{number}"
        drawn, sheet.parts[start:] = sheet.parts[start:], []
        with sheet.link(TARGET, title):
            sheet.parts += drawn
            sheet.ground(EDGE, top + 1, sheet.right - EDGE, sheet.y - top - 2)
    sheet.y += 4
    for value in (0, 50, 100):
        x = left + value * step
        sheet.line(x, sheet.y - 6, x, sheet.y, stroke=MUTED)
        words = f"{value},000" if value else "0"
        sheet.text(x, sheet.y + 14, words, size=SMALL, anchor="middle", fill=MUTED)
    sheet.y += 34
    x = EDGE
    for colour, words in ((ESTABLISHED, "US government"), (PARTIAL, "others")):
        sheet.dot(x + 6, sheet.y - 4, 5.4, fill=colour)
        sheet.text(x + 18, sheet.y, words, size=SMALL)
        x += 122
    sheet.y += 5
