"""Laws and penalties over returns, by whose they are, whom they reach and how far they came."""

from __future__ import annotations

from .house import (
    EDGE,
    ESTABLISHED,
    HARM,
    MUTED,
    PARTIAL,
    SIGN_ROOM,
    SMALL,
    Sheet,
    fitted,
    height,
    sign,
    table,
)
from .house import LEADING as LINE

REACHES = {
    "own side": "Own side",
    "states, asked or ranked": "States, asked or ranked",
    "North Korean officials": "North Korean officials",
    "abusers anywhere": "Abusers anywhere",
    "officials who return people": "Officials who return people",
    "labour and goods": "Labour and goods",
    "those who sanction China": "Those who sanction China",
}
STATUSES = {
    "adopted": ("yes", ESTABLISHED),
    "in part": ("part", PARTIAL),
    "proposed": ("no", MUTED),
    "lapsed": ("no", HARM),
}
STEP = 15
"""The room of a sign in a row of signs."""


def board() -> dict[str, dict[str, list[dict[str, str]]]]:
    """Return the measures by state and reach, states with most measures first."""
    rows = table("legislation")
    states = sorted({row["state"] for row in rows})
    states.sort(key=lambda state: (state == "China", -sum(r["state"] == state for r in rows)))
    order = list(STATUSES)
    return {
        state: {
            reach: sorted(
                (r for r in rows if r["state"] == state and r["reach"] == reach),
                key=lambda row: order.index(row["status"]),
            )
            for reach in REACHES
        }
        for state in states
    }


def draw(sheet: Sheet) -> None:
    """Draw a sign for each measure; on a phone each state is a block of lines."""
    _legend(sheet)
    if sheet.narrow:
        sheet.rule(sheet.y, strong=True)
        for state, reaches in board().items():
            _block(sheet, state, reaches)
        return
    left = 112.0
    share = (sheet.right - left) / len(REACHES)
    room = share - 8
    deepest = max(height(words, room, 11) for words in REACHES.values())
    for number, words in enumerate(REACHES.values()):
        top = sheet.y + deepest - height(words, room, 11)
        sheet.lines(left + number * share, top, words, room, size=11, fill=MUTED)
    sheet.y += deepest + 5
    sheet.rule(sheet.y, strong=True)
    for state, reaches in board().items():
        top = sheet.y + 5
        ends = [sheet.lines(EDGE, top, state, left - EDGE - 6, bold=True)]
        for number, measures in enumerate(reaches.values()):
            ends.append(_signs(sheet, left + number * share, top, measures, int(room // STEP)))
        sheet.y = max(ends) + 6
        sheet.rule(sheet.y)


def _block(sheet: Sheet, state: str, reaches: dict[str, list[dict[str, str]]]) -> None:
    end = sheet.lines(EDGE, sheet.y + 5, state, sheet.right - EDGE, bold=True)
    for reach, measures in reaches.items():
        if measures:
            lines = sheet.lines(EDGE, end + 2, REACHES[reach], 176, size=SMALL)
            end = max(lines, _signs(sheet, 196, end, measures, 8))
    sheet.y = end + 6
    sheet.rule(sheet.y)


def _signs(
    sheet: Sheet, x: float, top: float, measures: list[dict[str, str]], per_row: int
) -> float:
    end = top
    for number, measure in enumerate(measures):
        row, column = divmod(number, per_row)
        end = top + 18 + row * 17
        said = f"{measure['measure']}: {measure['status']}"
        with sheet.link(f"legislation#row-{measure['id']}", said):
            _sign(sheet, x + column * STEP, end, measure["status"])
    return end


def _sign(sheet: Sheet, x: float, y: float, status: str) -> None:
    name, colour = STATUSES[status]
    sign(sheet, x, y, name, colour)
    if status == "lapsed":
        sheet.line(x + 1, y - 3, x + 11, y - 13, stroke=colour, width=1.6)


def _legend(sheet: Sheet) -> None:
    x, y = float(EDGE), SMALL * LINE
    for status in STATUSES:
        room = SIGN_ROOM + 8 * len(fitted(status, 200, SMALL)[0]) + 10
        _sign(sheet, x, y + 1, status)
        sheet.text(x + SIGN_ROOM, y - 3, status, size=SMALL)
        x += room
    sheet.y = y + 8
