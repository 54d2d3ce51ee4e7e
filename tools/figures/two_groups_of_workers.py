"""Two groups of North Koreans who work in China, and where they meet."""

from __future__ import annotations

from .house import ACCENT, AREA, EDGE, MUTED, SMALL, TEAL, Sheet

GROUPS = ("Without papers", "Sent by the state")
ROWS = (
    (
        "How they came",
        "Across the border without papers",
        "Through North Korean companies and agencies",
    ),
    (
        "At work",
        "Remote farms, building sites, kitchens, homes",
        "Watched by North Korean staff",
    ),
    (
        "The rule",
        "May be removed (China’s law of 2012)",
        "To be sent home within 24 months (UN resolution of December 2017)",
    ),
    (
        "How many",
        "Not known",
        "20,000 in the north-east (2017) to over 100,000 (one unnamed source, December 2023)",
    ),
    (
        "What is known",
        "One survey of 1,346 (2004–05); three cases among 58 people (2018)",
        "About two dozen interviews through others (2024)",
    ),
)
MEETING = (
    "Some workers do not want to go home: an article of 2023 has them among the people held",
    "The resolution exempts those whose return the host state finds prohibited by law",
    "108 workers are in one organisation’s count of at least 406 people returned since 2024",
)


def draw(sheet: Sheet) -> None:
    """Draw two columns, or two blocks on a phone, and a box that spans both."""
    (_blocks if sheet.narrow else _columns)(sheet)
    _meeting(sheet)


def _head(sheet: Sheet, x: float, width: float, words: str, colour: str) -> None:
    sheet.box(x, sheet.y, width, 24, fill=colour, stroke=colour, radius=0, opacity=0.14)
    sheet.line(x, sheet.y, x + width, sheet.y, stroke=colour, width=3)
    sheet.text(x + 8, sheet.y + 17, words, bold=True)


def _columns(sheet: Sheet) -> None:
    starts = (112.0, 370.0)
    width = 246.0
    for group, x, colour in zip(GROUPS, starts, (ACCENT, TEAL), strict=True):
        _head(sheet, x, width, group, colour)
    sheet.y += 28
    for head, *cells in ROWS:
        top = sheet.y + 3
        sheet.text(EDGE, top + 13, head, size=SMALL, fill=MUTED)
        ends = [
            sheet.lines(x + 8, top, cell, width - 14, size=SMALL)
            for x, cell in zip(starts, cells, strict=True)
        ]
        sheet.y = max(ends) + 5
        sheet.rule(sheet.y)
    for x, to in zip(starts, (300, 430), strict=True):
        middle = x + width / 2
        sheet.add("path", d=f"M{middle:g} {sheet.y:g}L{to} {sheet.y + 20:g}", fill="none",
                  stroke="currentColor", stroke_width=1.4)  # fmt: skip
    sheet.y += 20


def _blocks(sheet: Sheet) -> None:
    for number, (group, colour) in enumerate(zip(GROUPS, (ACCENT, TEAL), strict=True)):
        _head(sheet, EDGE, sheet.right - EDGE, group, colour)
        sheet.y += 27
        for row in ROWS:
            sheet.text(EDGE + 8, sheet.y + 13, row[0], size=SMALL, fill=MUTED)
            room = sheet.right - EDGE - 118
            sheet.y = sheet.lines(EDGE + 116, sheet.y, row[number + 1], room, size=SMALL) + 3
        sheet.y += 8
    sheet.arrow(sheet.width / 2, sheet.y - 6, sheet.y + 8)
    sheet.y += 9


def _meeting(sheet: Sheet) -> None:
    left, right = (EDGE, sheet.right) if sheet.narrow else (112.0, 616.0)
    mark, top = len(sheet.parts), sheet.y
    end = sheet.lines(left + 10, top + 4, "Where they meet", right - left - 20, bold=True)
    for words in MEETING:
        sheet.dot(left + 14, end + 9, 3)
        end = sheet.lines(left + 26, end, words, right - left - 36, size=SMALL) + 2
    frame = Sheet(0)
    frame.box(left, top, right - left, end + 5 - top, fill=AREA, stroke=ACCENT, opacity=0.3)
    sheet.parts[mark:mark] = frame.parts
    sheet.y = end + 10
