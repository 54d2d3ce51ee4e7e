"""What leaving costs in North Korean law, and what penalties are reported."""

from __future__ import annotations

from typing import NamedTuple

from .house import AREA, EDGE, ESTABLISHED, GROUND, MUTED, PARTIAL, RULE, SMALL, Sheet

STEPS = ("none", "days", "3 mo", "6 mo", "1 yr", "3 yr", "5 yr", "10 yr", "life", "death")


class Penalty(NamedTuple):
    """A penalty.

    :param row: its row in the dataset
    :param start: the step at which it begins, and *end*
    :param grave: the step that it reaches in grave cases, 0 if there are none
    """

    name: str
    words: str
    row: str
    start: float
    end: float
    grave: int = 0


LAW = (
    Penalty("Crossing, as a breach", "labour education, longer if grave", "pen-41", 1, 2, 3),
    Penalty("Crossing, as a crime", "labour training; prison if serious", "pen-31", 3, 4, 6),
    Penalty("Treason", "five years or more; if grave, life\nor death", "pen-34", 6, 7.5, 9),
    Penalty(
        "Crossing in an epidemic emergency",
        "to five years; at worst life or death",
        "pen-44",
        1,
        6,
        9,
    ),
)
PRACTICE = (
    Penalty(
        "To about November 2004",
        "typically release, or some months\nat most; Human Rights Watch",
        "pen-21",
        0,
        3,
    ),
    Penalty(
        "From about November 2004",
        "as announced, prison to five\nyears; Human Rights Watch",
        "pen-22",
        1,
        6,
    ),
    Penalty(
        "To 2013, first return",
        "at most six months of labour,\nusually prison for a second; KINU",
        "pen-23",
        2.7,
        3.3,
    ),
    Penalty("From 2014, any return", "prison, usually three to five years; KINU", "pen-24", 5, 6),
)


def draw(sheet: Sheet) -> None:
    """Draw a bar for each penalty on a scale of steps, which are not in proportion."""
    left = EDGE + 14 if sheet.narrow else 252
    step = (sheet.right - 16 - left) / (len(STEPS) - 1)
    sheet.box(EDGE, 3, 22, 10, fill=ESTABLISHED, stroke=ESTABLISHED, radius=0)
    sheet.box(EDGE + 22, 3, 22, 10, fill=AREA, stroke=ESTABLISHED, radius=0, dash="3 2")
    sheet.text(EDGE + 52, 12, "lighter: if serious or grave", size=SMALL)
    sheet.y = 20
    _scale(sheet, left, step, "IN LAW, 2022 AND 2023")
    for penalty in LAW:
        _linked(sheet, penalty, left, step, in_law=True)
    sheet.y += 10
    _scale(sheet, left, step, "AS REPORTED")
    top = 0.0
    for number, penalty in enumerate(PRACTICE):
        middle = _linked(sheet, penalty, left, step, in_law=False)
        if number == 1:
            top = middle
        elif number == 2:
            _conflict(sheet, left + 6 * step + 14, top, middle)
    sheet.y += 4


def _scale(sheet: Sheet, left: float, step: float, title: str) -> None:
    sheet.y += 13
    sheet.text(EDGE, sheet.y, title, size=11, fill=MUTED, spacing=1)
    if sheet.narrow:
        sheet.y += 17
    for number, words in enumerate(STEPS):
        sheet.text(left + number * step, sheet.y, words, size=11, anchor="middle", fill=MUTED)
    sheet.y += 6
    sheet.rule(sheet.y, strong=True)


def _linked(sheet: Sheet, penalty: Penalty, left: float, step: float, *, in_law: bool) -> float:
    """Draw a bar that leads to its row, and return its height."""
    top, words = sheet.y, penalty.words.replace("\n", " ")
    with sheet.link(f"dprk-penalties#row-{penalty.row}", f"{penalty.name}: {words}"):
        middle = _bar(sheet, penalty, left, step, in_law=in_law)
        sheet.ground(EDGE, top + 2, sheet.right - EDGE, sheet.y - top - 4)
    sheet.rule(sheet.y)
    return middle


def _bar(sheet: Sheet, penalty: Penalty, left: float, step: float, *, in_law: bool) -> float:
    """Draw a bar, and return its height."""
    top = sheet.y + 4
    room = (sheet.right if sheet.narrow else left - 22) - EDGE
    end = sheet.lines(EDGE, top, penalty.name, room, bold=True)
    end = sheet.lines(EDGE, end, penalty.words, room, size=SMALL)
    y = end + 10 if sheet.narrow else top + 14
    last = left + (len(STEPS) - 1) * step
    sheet.line(left, y, last, y, stroke=RULE)
    ticks = "".join(f"M{left + number * step:g} {y - 4:g}v8" for number in range(len(STEPS)))
    sheet.add("path", d=ticks, fill="none", stroke=RULE)
    x1, x2 = (left + place * step for place in (penalty.start, penalty.end))
    colour = ESTABLISHED if in_law else PARTIAL
    if penalty.grave:
        x3 = left + penalty.grave * step
        sheet.box(x2, y - 5, x3 - x2, 10, fill=AREA, stroke=ESTABLISHED, radius=0, dash="3 2")
    sheet.box(x1, y - 5, x2 - x1, 10, fill=colour if in_law else GROUND, stroke=colour, radius=0,
              weight=1 if in_law else 2)  # fmt: skip
    sheet.y = max(end, y + 8) + 6
    return y


def _conflict(sheet: Sheet, x: float, top: float, bottom: float) -> None:
    sheet.add("path", d=f"M{x - 5:g} {top:g}H{x:g}V{bottom:g}H{x - 5:g}", fill="none", stroke=MUTED)
    middle = (top + bottom) / 2
    for number, words in enumerate(("these two", "conflict")):
        sheet.label(x + 6, middle - 2 + 14 * number, words)
