"""Recommendations on North Koreans, by whom they were addressed to and what became of them."""

from __future__ import annotations

from .house import EDGE, ESTABLISHED, GROUND, HARM, PARTIAL, SMALL, UNKNOWN, Sheet, columns, table

GROUPS = (
    "China",
    "South Korea",
    "United States",
    "United Nations",
    "North Korea",
    "Other states and bodies",
)

STATES = {
    "done": "done",
    "in part": "in part",
    "accepted": "accepted in words",
    "refused": "refused",
    "not done as seen": "not done as far as was seen",
    "not seen": "outcome not seen",
}


def grouped() -> dict[str, list[dict[str, str]]]:
    """Return the recommendations of each group, those taken up first."""
    found: dict[str, list[dict[str, str]]] = {name: [] for name in GROUPS}
    for row in table("recommendations"):
        found[row["group"]].append(row)
    order = list(STATES)
    for rows in found.values():
        rows.sort(key=lambda row: order.index(row["state"]))
    return found


def draw(sheet: Sheet) -> None:
    """Draw a square for each recommendation, in a row for each group."""
    x = y = 0.0
    for state, english in STATES.items():
        words = sheet.say(english)
        if x and x + 30 + 7.2 * columns(words) > sheet.right:
            x, y = 0.0, y + 20
        _square(sheet, EDGE + x, y + 3, state)
        sheet.text(EDGE + x + 19, y + 14, words, size=SMALL)
        x += 34 + 6.6 * columns(words)
    sheet.y = y + 26
    sheet.rule(sheet.y, strong=True)
    left = 140.0 if sheet.narrow else 190.0
    per_row = int((sheet.right - left) // 18)
    for name, rows in grouped().items():
        top = sheet.y + 8
        sheet.text(EDGE, top + 12, str(len(rows)), bold=True)
        end = sheet.lines(EDGE + 24, top - 3, name, left - EDGE - 30)
        for number, row in enumerate(rows):
            with sheet.link(
                f"recommendations#row-{row['id']}",
                f"{row['recommendation']}: {STATES[row['state']]}",
            ):
                _square(sheet, left + number % per_row * 18, top + number // per_row * 18,
                        row["state"])  # fmt: skip
        sheet.y = max(end, top + ((len(rows) - 1) // per_row + 1) * 18) + 5
        sheet.rule(sheet.y)
    sheet.y += 16
    sheet.text(EDGE, sheet.y, "Data: this book’s recommendations on North Koreans", size=11)
    sheet.y += 4


def _square(sheet: Sheet, x: float, y: float, state: str) -> None:
    colours = {"done": ESTABLISHED, "in part": PARTIAL, "accepted": PARTIAL, "refused": HARM}
    colour = colours.get(state, UNKNOWN)
    dash = "2 2" if state == "not seen" else None
    fill = colour if state == "done" else GROUND
    sheet.box(x, y, 13, 13, fill=fill, stroke=colour, radius=1.5, dash=dash, weight=1.5)
    if state == "in part":
        sheet.add("path", d=f"M{x:g} {y + 13:g}V{y:g}L{x + 13:g} {y + 13:g}Z", fill=colour)
    elif state == "accepted":
        sheet.add(
            "path", d=f"M{x + 3:g} {y + 6.5:g}h7", fill="none", stroke=colour, stroke_width=1.6
        )
    elif state == "refused":
        sheet.add(
            "path", d=f"M{x + 3:g} {y + 3:g}l7 7m0 -7l-7 7", fill="none", stroke=colour,
            stroke_width=1.6,
        )  # fmt: skip
