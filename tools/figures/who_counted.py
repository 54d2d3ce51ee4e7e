"""Published figures for North Koreans in China, by year and by what they rest on."""

from __future__ import annotations

from .house import EDGE, ESTABLISHED, GROUND, MUTED, PARTIAL, RULE, SMALL, UNKNOWN, Sheet, table
from .words import Said

KINDS = {
    "A survey": ("survey",),
    "Field visits, monitoring": ("field visits", "monitoring"),
    "Figures of others, judgement": ("range of others", "judgement", "unverified paper"),
    "Nothing stated": ("not stated",),
}
"""What a figure rests on, by the words of the dataset."""

FIRST, LAST = 1998, 2024
NUMBERS = ("low", "high", "point")


def draw(sheet: Sheet) -> None:
    """Draw a track for each kind and a dot for each figure; those without a year stand apart.

    Figures of people who ever left, which begin before the others, are left out.
    """
    rows = [row for row in table("estimates") if row["counted"] != "ever left"]
    left = EDGE + 10 if sheet.narrow else 206
    right = sheet.right - (42 if sheet.narrow else 86)
    apart = sheet.right - (12 if sheet.narrow else 22)
    step = (right - left) / (LAST - FIRST)
    radius = 3.8 if sheet.narrow else 4.6
    for number, (name, bases) in enumerate(KINDS.items()):
        kind = [row for row in rows if row["basis"] in bases]
        dated: dict[str, list[dict[str, str]]] = {}
        for row in kind:
            dated.setdefault(row["start"][:4], []).append(row)
        rise = (max(map(len, dated.values())) - 1) * (2 * radius + 1)
        top = sheet.y + 6
        words = Said(f"{len(kind)}  {sheet.say(name)}")
        if sheet.narrow:
            base = sheet.lines(EDGE, top, words, sheet.right - EDGE, bold=True) + 10 + rise
        else:
            sheet.lines(EDGE, top + rise / 2 - 4, words, left - 20 - EDGE, bold=True)
            base = top + max(rise, 12) + 8
        sheet.line(left, base, right, base, stroke=RULE, width=1.4)
        colour = (ESTABLISHED, PARTIAL, UNKNOWN, UNKNOWN)[number]
        for start, copies in dated.items():
            x = left + (int(start) - FIRST) * step if start else apart
            for copy, row in enumerate(copies):
                with sheet.link(f"estimates#row-{row['id']}", _said(row)):
                    sheet.dot(x, base - copy * (2 * radius + 1), radius,
                              fill=GROUND if number > 1 else colour, stroke=colour)  # fmt: skip
        sheet.y = base + 12
    for year in (1998, 2005, 2012, 2018) if sheet.narrow else (1998, 2005, 2012, 2018, 2024):
        x = left + (year - FIRST) * step
        sheet.line(x, sheet.y - 2, x, sheet.y + 4, stroke=MUTED)
        anchor = "start" if sheet.narrow and year == FIRST else "middle"
        sheet.text(x - (9 if anchor == "start" else 0), sheet.y + 18, str(year), size=SMALL,
                   anchor=anchor, fill=MUTED)  # fmt: skip
    sheet.text(sheet.right, sheet.y + 18, "no date", size=SMALL, anchor="end", fill=MUTED)
    sheet.y += 36
    sheet.text(EDGE, sheet.y, "Data: this book’s estimates of North Koreans in China", size=11)
    sheet.y += 4


def _said(row: dict[str, str]) -> str:
    """Return the value of a figure, with its year and whose it is."""
    low, high, point = (f"{int(row[name]):,}" if row[name] else "" for name in NUMBERS)
    ends = f"{low} to {high}" if low and high else f"{low} or more" if low else f"to {high}"
    return f"{row['start'] or 'no date'}, {row['estimator']}: {point or ends}"
