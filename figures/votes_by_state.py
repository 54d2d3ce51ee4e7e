"""How four states voted on the General Assembly's texts on North Korea."""

from __future__ import annotations

from .house import ACCENT, EDGE, GROUND, MUTED, SMALL, TEAL, Sheet, sign, table

STATES = {
    "south_korea": "South Korea",
    "china": "China",
    "russia": "Russia",
    "north_korea": "North Korea",
}
SIGNS = {"yes": "yes", "abstain": "part", "no": "no"}


def draw(sheet: Sheet) -> None:
    """Draw a row for each state and a column for each year."""
    rows = table("un-votes")
    left = 80.0 if sheet.narrow else 116.0
    step = (sheet.right - 4 - left) / len(rows)
    x = float(EDGE)
    for name, words in (("yes", "for"), ("part", "abstained"), ("no", "against"), ("", "no vote")):
        if name:
            sign(sheet, x, 18, name, TEAL)
        else:
            sheet.line(x + 2, 10, x + 10, 10, stroke=MUTED, width=1.4)
        sheet.text(x + 17, 14, words, size=SMALL)
        x += 84 if len(words) > 7 else 68
    sheet.y = 26
    for row in rows:
        year = int(row["year"])
        if year % 5 == 0:
            place = left + (year - 2005 + 0.5) * step
            anchor = "end" if year == 2025 else "middle"
            place += 7 if year == 2025 else 0
            sheet.text(place, sheet.y + 12, str(year), size=11, anchor=anchor, fill=MUTED)
    sheet.y += 18
    sheet.rule(sheet.y, strong=True)
    for column, name in STATES.items():
        y = sheet.y + 14
        bold = column == "china"
        sheet.text(EDGE, y + 4, name, size=SMALL, bold=bold)
        for number, row in enumerate(rows):
            x = left + (number + 0.5) * step
            vote = row[column]
            colour = ACCENT if bold else TEAL
            if not vote:
                sheet.line(x - 3, y, x + 3, y, stroke=MUTED, width=1.4)
                continue
            _vote(sheet, x, y, SIGNS[vote], colour)
        sheet.y = y + 14
        sheet.rule(sheet.y)
    sheet.y += 4


def _vote(sheet: Sheet, x: float, y: float, name: str, colour: str) -> None:
    if sheet.narrow:
        radius = 3.8
        sheet.dot(x, y, radius, fill=colour if name == "yes" else GROUND, stroke=colour)
        if name == "part":
            sheet.add(
                "path", d=f"M{x:g} {y - radius:g}A{radius} {radius} 0 0 0 {x:g} {y + radius:g}Z",
                fill=colour,
            )  # fmt: skip
    else:
        sign(sheet, x - 6, y + 8, name, colour)
