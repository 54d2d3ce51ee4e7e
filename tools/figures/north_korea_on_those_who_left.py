"""What North Korea has said of those who left and of what they say, by year."""

from __future__ import annotations

from .house import EDGE, HARM, MUTED, PARTIAL, RULE, SMALL, Sheet

TRACKS = (
    (
        "Most women who came back had left from hardship or been lured,"
        " and so were not legally punished",
        (2017,),
        PARTIAL,
        "#north-korea-says-33-returned-women-were-punished",
    ),
    (
        "Those who reached the South were lured or abducted",
        (2004, 2016, 2018),
        PARTIAL,
        "#north-korea-says-the-south-abducts",
    ),
    (
        "Those who left are traitors or criminals, or criminals are among those who testify",
        (2010, 2014),
        HARM,
        "#north-korea-calls-witnesses-criminals",
    ),
    (
        "Charges and reports are false, invented or a rumour",
        (2014, 2014, 2014, 2017, 2021, 2024),
        HARM,
        "#dprk-on-the-witnesses",
    ),
)
"""A track with its years, its colour, and the claim or section that says it.

A year stands once for each statement.
"""

FIRST, LAST = 2004, 2024


def draw(sheet: Sheet) -> None:
    """Draw a track for each point and a dot for each statement."""
    left = EDGE + 14 if sheet.narrow else 274
    right = sheet.right - 15
    step = (right - left) / (LAST - FIRST)
    radius = 4 if sheet.narrow else 4.6
    for words, years, colour, target in TRACKS:
        rise = (max(years.count(year) for year in years) - 1) * (2 * radius + 1)
        top = sheet.y + 6
        if sheet.narrow:
            base = sheet.lines(EDGE, top, words, sheet.right - EDGE, size=SMALL) + 12 + rise
        else:
            end = sheet.lines(EDGE, top, words, left - 22 - EDGE, size=SMALL)
            base = max(end - 4, top + rise + 10)
        sheet.line(left, base, right, base, stroke=RULE, width=1.4)
        for year in set(years):
            for copy in range(years.count(year)):
                y = base - copy * (2 * radius + 1)
                with sheet.link(target, f"{year}: {words}"):
                    x = left + (year - FIRST) * step
                    sheet.ground(x - radius - 3, y - radius - 0.5, 2 * radius + 6, 2 * radius + 1)
                    sheet.dot(x, y, radius, fill=colour)
        sheet.y = base + 12
    for year in (2004, 2010, 2014, 2017, 2021, 2024):
        x = left + (year - FIRST) * step
        sheet.line(x, sheet.y - 2, x, sheet.y + 4, stroke=MUTED)
        sheet.text(x, sheet.y + 18, str(year), size=SMALL, anchor="middle", fill=MUTED)
    sheet.y += 24
