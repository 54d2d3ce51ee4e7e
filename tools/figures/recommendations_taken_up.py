"""Recommendations on North Koreans, by whom they were addressed to and what became of them."""

from __future__ import annotations

from .house import ACCENT, EDGE, GROUND, MUTED, SMALL, TEAL, Sheet, table

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


def grouped() -> dict[str, list[str]]:
    """Return the states of the recommendations of each group, those taken up first."""
    found: dict[str, list[str]] = {name: [] for name in GROUPS}
    for row in table("recommendations"):
        found[row["group"]].append(row["state"])
    order = list(STATES)
    return {name: sorted(states, key=order.index) for name, states in found.items()}


def draw(sheet: Sheet) -> None:
    """Draw a square for each recommendation, in a row for each group."""
    x = y = 0.0
    for state, words in STATES.items():
        if x and x + 30 + 7.2 * len(words) > sheet.right:
            x, y = 0.0, y + 20
        _square(sheet, EDGE + x, y + 3, state)
        sheet.text(EDGE + x + 19, y + 14, words, size=SMALL)
        x += 34 + 6.6 * len(words)
    sheet.y = y + 26
    sheet.rule(sheet.y, strong=True)
    left = 140.0 if sheet.narrow else 190.0
    per_row = int((sheet.right - left) // 18)
    for name, states in grouped().items():
        top = sheet.y + 8
        sheet.text(EDGE, top + 12, str(len(states)), bold=True)
        end = sheet.lines(EDGE + 24, top - 3, name, left - EDGE - 30)
        for number, state in enumerate(states):
            _square(sheet, left + number % per_row * 18, top + number // per_row * 18, state)
        sheet.y = max(end, top + ((len(states) - 1) // per_row + 1) * 18) + 5
        sheet.rule(sheet.y)
    sheet.y += 16
    sheet.text(EDGE, sheet.y, "Data: this book’s recommendations on North Koreans", size=11)
    sheet.y += 4


def _square(sheet: Sheet, x: float, y: float, state: str) -> None:
    taken = state in ("done", "in part", "accepted")
    colour = TEAL if taken else ACCENT if state == "refused" else MUTED
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
