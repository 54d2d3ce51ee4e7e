"""What North Korea has said of those who left and of what they say, by year."""

from __future__ import annotations

from .house import EDGE, HARM, MUTED, PARTIAL, RULE, SMALL, Sheet

TRACKS = (
    (
        "Most women who came back had left from hardship or been lured,"
        " and so were not legally punished",
        (2017,),
        PARTIAL,
    ),
    (
        "Those who reached the South were lured or abducted",
        (2004, 2012, 2013, 2016, 2018),
        PARTIAL,
    ),
    (
        "Those who left are traitors or criminals, or criminals are among those who testify",
        (2010, 2014),
        HARM,
    ),
    (
        "Charges and reports are false, invented or a rumour",
        (2014, 2014, 2014, 2017, 2021, 2024),
        HARM,
    ),
)
"""A track with its years; a year stands once for each statement."""

FIRST, LAST = 2004, 2024


def draw(sheet: Sheet) -> None:
    """Draw a track for each point and a dot for each statement."""
    left = EDGE + 14 if sheet.narrow else 274
    right = sheet.right - 15
    step = (right - left) / (LAST - FIRST)
    radius = 4 if sheet.narrow else 4.6
    for words, years, colour in TRACKS:
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
                sheet.dot(left + (year - FIRST) * step, y, radius, fill=colour)
        sheet.y = base + 12
    for year in (2004, 2010, 2014, 2017, 2021, 2024):
        x = left + (year - FIRST) * step
        sheet.line(x, sheet.y - 2, x, sheet.y + 4, stroke=MUTED)
        sheet.text(x, sheet.y + 18, str(year), size=SMALL, anchor="middle", fill=MUTED)
    sheet.y += 24
