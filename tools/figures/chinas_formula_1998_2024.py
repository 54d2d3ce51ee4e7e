"""What China's spokespeople said of North Koreans in China, by year and by point."""

from __future__ import annotations

from sphinx_evidence.core.dates import format_date

from .house import EDGE, GROUND, HARM, MUTED, PARTIAL, RULE, SMALL, Sheet, table

TRACKS = {
    "not refugees": "They are not refugees but illegal entrants or migrants",
    "by law": "They are dealt with by law, or with humanity",
    "no torture": "There is at present no clear evidence of torture",
    "not for others": (
        "They, or human rights in North Korea, are no matter for the United Nations, for a "
        "court or for other states, or not one for politics"
    ),
    "other": "Something else",
}
"""The points, from first to last."""

POINTS = {
    "s-1998-02-15": ("not refugees",),
    "s-2000-01-11": ("not refugees", "by law"),
    "s-2000-03-30": ("not refugees",),
    "s-2000-05-08": ("other",),
    "s-2002-03": ("not refugees", "by law"),
    "s-2002-05": ("other",),
    "s-2002-06": ("by law",),
    "s-2002-07-22": ("not refugees", "by law"),
    "s-2003-01": ("not refugees", "by law"),
    "s-2003-06-17": ("by law",),
    "s-2003-11-25": ("not refugees", "by law"),
    "s-2004-03": ("not refugees", "by law", "not for others"),
    "s-2006-03-21": ("not refugees",),
    "s-2006-09-19": ("not refugees", "by law"),
    "s-2008-01": ("not refugees", "by law"),
    "s-2012-02-21": ("not refugees",),
    "s-2012-02-22": ("not refugees", "by law", "not for others"),
    "s-2012-02-28": ("not refugees", "by law"),
    "s-2013": ("by law", "other"),
    "s-2014-02-17": ("not for others",),
    "s-2014-02-27": ("not refugees", "by law", "not for others"),
    "s-2014-03-17": ("other",),
    "s-2014-06": ("by law",),
    "s-2014-12": ("not for others",),
    "s-2017-07": ("not refugees", "by law", "not for others"),
    "s-2017-11": ("by law",),
    "s-2022-03-18": ("not refugees",),
    "s-2023-08-17": ("not for others",),
    "s-2023-09-13": ("not refugees", "by law", "no torture", "not for others"),
    "s-2023-10-12": ("by law", "other"),
    "s-2023-10-13": ("by law",),
    "s-2023-10-27": ("by law",),
    "s-2024-01-24": ("not refugees", "by law", "not for others"),
    "s-2024-06-12": ("not for others",),
    "s-2024-06-12-b": ("not for others",),
    "s-2024-06-19": ("not refugees", "by law", "not for others"),
    "s-2024-07-11": ("not refugees", "by law", "not for others"),
    "s-2024-07": ("not refugees",),
    "s-2024-07-b": ("other",),
}
"""The points of each row of the dataset; the assignment is the editors'."""

COLOURS = {
    "not refugees": HARM,
    "by law": PARTIAL,
    "no torture": HARM,
    "not for others": HARM,
    "other": MUTED,
}
"""A denial or a refusal, what is asserted and disputed, and what is neither."""

FIRST, LAST = 1998, 2024


def draw(sheet: Sheet) -> None:
    """Draw a track for each point and a dot for each statement."""
    rows = {row["id"]: row for row in table("statements-by-china")}
    years = {name: int(row["date"][:4]) for name, row in rows.items()}
    left = EDGE + 14 if sheet.narrow else 234
    right = sheet.right - 15
    step = (right - left) / (LAST - FIRST)
    radius = 4 if sheet.narrow else 4.6
    for number, (track, words) in enumerate(TRACKS.items()):
        grouped: dict[int, list[str]] = {}
        for row, points in POINTS.items():
            if track in points:
                grouped.setdefault(years[row], []).append(row)
        rise = (max(map(len, grouped.values())) - 1) * (2 * radius + 1)
        top = sheet.y + 6
        if sheet.narrow:
            base = sheet.lines(EDGE, top, words, sheet.right - EDGE, size=SMALL) + 12 + rise
        else:
            room = left - 22 - EDGE
            end = sheet.lines(EDGE, top, words, room, size=SMALL, bold=number == 0)
            base = max(end - 4, top + rise + 10)
        sheet.line(left, base, right, base, stroke=RULE, width=1.4)
        colour = COLOURS[track]
        for copies in grouped.values():
            for copy, row in enumerate(copies):
                said = f"{format_date(rows[row]['date'])}: {rows[row]['speaker']}"
                with sheet.link(f"statements-by-china#row-{row}", said):
                    sheet.dot(
                        left + (years[row] - FIRST) * step, base - copy * (2 * radius + 1), radius,
                        fill=GROUND if track == "other" else colour, stroke=colour,
                    )  # fmt: skip
        sheet.y = base + 12
    for year in (1998, 2005, 2012, 2018, 2024):
        x = left + (year - FIRST) * step
        sheet.line(x, sheet.y - 2, x, sheet.y + 4, stroke=MUTED)
        sheet.text(x, sheet.y + 18, str(year), size=SMALL, anchor="middle", fill=MUTED)
    sheet.y += 24
