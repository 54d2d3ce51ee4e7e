"""Six steps from leaving to punishment, and how surely each is known."""

from __future__ import annotations

from typing import NamedTuple

from .house import (
    EDGE,
    ESTABLISHED,
    GRADES,
    GROUND,
    HARM,
    MUTED,
    SCALE_ROOM,
    SMALL,
    Sheet,
    disputes,
    scale,
    surely,
)


class Step(NamedTuple):
    """A step.

    :param claim: the claim whose confidence is drawn, and that *grade*
    """

    name: str
    words: str
    claim: str
    grade: str


STEPS = (
    Step(
        "Leave",
        "Hunger set off mass crossing in the 1990s",
        "hunger-set-off-mass-crossing-in-the-1990s",
        "high",
    ),
    Step(
        "Live unseen",
        "Women are sold, into marriage and prostitution",
        "north-korean-women-are-sold-in-china",
        "very high",
    ),
    Step(
        "Be found",
        "Campaigns search for North Koreans",
        "operations-aimed-at-north-koreans",
        "medium",
    ),
    Step(
        "Be handed over",
        "China returns people as a standing practice",
        "china-returns-north-koreans",
        "very high",
    ),
    Step(
        "Be questioned",
        "Officers have used violence",
        "violence-used-to-make-returnees-talk",
        "very high",
    ),
    Step(
        "Be punished",
        "Short labour, prison or political camp",
        "returned-people-sent-to-labour-prison-or-camp",
        "high",
    ),
)
CROSSINGS = (1, 4)
"""The steps before which the river is crossed."""

BANKS = ("NORTH KOREA", "CHINA", "NORTH KOREA")
HOW_MANY = "No full count of the people at any step was found."


def draw(sheet: Sheet) -> None:
    """Draw the way from left to right, or downwards on a phone."""
    (_down if sheet.narrow else _across)(sheet)
    sheet.y = sheet.lines(
        EDGE, sheet.y + 4, HOW_MANY, sheet.right - EDGE, size=SMALL, italic=True
    )  # fmt: skip
    disputes(sheet, (step.claim for step in STEPS))
    sheet.y += 6


def _across(sheet: Sheet) -> None:
    gap, river = 10, 22
    room = (sheet.right - EDGE - 2 * river) / len(STEPS)
    x, ends, rivers = float(EDGE), [], []
    line = sheet.y + 34
    sheet.line(EDGE + 8, line, sheet.right - 60, line, width=2)
    starts = []
    for number, step in enumerate(STEPS):
        if number in CROSSINGS:
            rivers.append(x + river / 2 - 5)
            x += river
        starts.append(x)
        sheet.dot(x + 8, line, 9, fill=GROUND, stroke=HARM)
        sheet.text(x + 8, line + 4.5, str(number + 1), size=SMALL, bold=True, anchor="middle")
        end = sheet.lines(x, line + 14, step.name, room - gap, bold=True)
        end = sheet.lines(x, end, step.words, room - gap, size=SMALL)
        ends.append(end)
        x += room
    bottom = max(ends)
    for start, step in zip(starts, STEPS, strict=True):
        scale(sheet, start, bottom + 18, GRADES[step.grade])
        sheet.lines(start, bottom + 15, surely(step.grade, step.claim), room - gap, size=SMALL)
    for place, bank in zip((starts[0], starts[1], starts[4]), BANKS, strict=True):
        sheet.text(place, sheet.y + 11, bank, size=11, fill=MUTED, spacing=1)
    for place in rivers:
        _river(sheet, place, sheet.y, bottom + 32)
    sheet.y = bottom + 50


def _river(sheet: Sheet, x: float, top: float, bottom: float) -> None:
    """Draw the river downwards."""
    reach = int((bottom - top) // 32)
    wave = "q-6 8 0 16t0 16" + "t0 16t0 16" * (reach - 1)
    sheet.add("path", d=f"M{x:g} {top:g}{wave}", fill="none", stroke=ESTABLISHED, stroke_width=2)


def _down(sheet: Sheet) -> None:
    line, left = EDGE + 10.0, EDGE + 30.0
    mark, banks = len(sheet.parts), iter(BANKS)
    first = last = 0.0
    for number, step in enumerate(STEPS):
        if number in CROSSINGS:
            reach = int((sheet.right - left) // 32)
            wave = "q8 -6 16 0t16 0" + "t16 0t16 0" * (reach - 1)
            sheet.add("path", d=f"M{left:g} {sheet.y + 8:g}{wave}", fill="none", stroke=ESTABLISHED,
                      stroke_width=2)  # fmt: skip
            sheet.y += 14
        if number == 0 or number in CROSSINGS:
            sheet.y += 14
            sheet.text(left, sheet.y, next(banks), size=11, fill=MUTED, spacing=1)
            sheet.y += 3
        top = sheet.y + 2
        last = top + 12
        first = first or last
        sheet.dot(line, last, 9, fill=GROUND, stroke=HARM)
        sheet.text(line, last + 4.5, str(number + 1), size=SMALL, bold=True, anchor="middle")
        end = sheet.lines(left, top, step.name, 140, bold=True)
        scale(sheet, sheet.right - 150, top + 20, GRADES[step.grade])
        words = surely(step.grade, step.claim)
        sheet.text(sheet.right - 150 + SCALE_ROOM, top + 16, words, size=SMALL)
        sheet.y = sheet.lines(left, end, step.words, sheet.right - left, size=SMALL) + 5
    spine = Sheet(0)
    spine.line(line, first, line, last, width=2)
    sheet.parts[mark:mark] = spine.parts
