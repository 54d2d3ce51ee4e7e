"""The timeline by topic: a lane for each, a dot for each event, a column for each year."""

from __future__ import annotations

from collections import Counter

from .house import (
    EDGE,
    INK,
    MUTED,
    PLAIN,
    RULE,
    SMALL,
    Sheet,
    table,
)

LANES = ("return", "border", "numbers", "law and policy")
"""The topics; a colour would say what it says elsewhere, so they have none."""

FIRST, LAST = 1990, 2026
"""The years with a column each; those before share one for each decade, from *DECADE*."""

DECADE = 1950
STEP = 6.4


def column(year: int) -> int:
    """Return the column of a year, counted from 0."""
    decades = (FIRST - DECADE) // 10
    return (year - DECADE) // 10 if year < FIRST else decades + year - FIRST


def events() -> dict[str, dict[int, list[dict[str, str]]]]:
    """Return the events by topic and column."""
    found: dict[str, dict[int, list[dict[str, str]]]] = {topic: {} for topic in LANES}
    for row in table("timeline"):
        found[row["topic"]].setdefault(column(int(row["start"][:4])), []).append(row)
    return found


def draw(sheet: Sheet) -> None:
    """Draw the lanes below each other over one axis of years."""
    width = (sheet.right - EDGE) / (column(LAST) + 1)
    for topic, columns in events().items():
        name = topic.capitalize()
        count = sum(map(len, columns.values()))
        sheet.text(EDGE, sheet.y + 15, f"{name}: {count}", bold=True, size=PLAIN)
        floor = sheet.y + 22 + max(map(len, columns.values())) * STEP
        for number, rows in sorted(columns.items()):
            x = EDGE + (number + 0.5) * width
            with sheet.link(f"timeline#row-{rows[0]['id']}", said(name, rows)):
                tall = len(rows) * STEP
                sheet.ground(x - width / 2, floor - tall - 1, width, tall + 2)
                dots = "h0" + f"m0 {-STEP:g}h0" * (len(rows) - 1)
                sheet.add(
                    "path", d=f"M{x:.1f} {floor - STEP / 2:.1f}{dots}", fill="none",
                    stroke=INK, stroke_width=5.2, stroke_linecap="round",
                )  # fmt: skip
        sheet.line(EDGE, floor + 2, sheet.right, floor + 2, stroke=RULE)
        sheet.y = floor + 6
    edge = EDGE + column(FIRST) * width
    sheet.line(edge, 4, edge, sheet.y - 4, stroke=RULE, dash="2 3")
    sheet.text(EDGE, sheet.y + 11, "1950s–80s", size=SMALL, fill=MUTED)
    for year in (2000, 2010, 2020):
        x = EDGE + (column(year) + 0.5) * width
        sheet.line(x, sheet.y - 4, x, sheet.y, stroke=MUTED)
        sheet.text(x, sheet.y + 11, str(year), size=SMALL, anchor="middle", fill=MUTED)
    sheet.y += 18


def said(name: str, rows: list[dict[str, str]]) -> str:
    """Return what a column shows in words."""
    years = sorted({row["start"][:4] for row in rows})
    when = "–".join(dict.fromkeys((years[0], years[-1])))
    if len(rows) == 1:
        return f"{when}, {name}: {rows[0]['title']}"
    return f"{when}, {name}: {len(rows)} events; the first: {rows[0]['title']}"


def most(topic: str) -> list[int]:
    """Return the years with the most events of a topic, the most first."""
    years = Counter(int(row["start"][:4]) for row in table("timeline") if row["topic"] == topic)
    return [year for year, _ in years.most_common()]
