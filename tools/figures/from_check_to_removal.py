"""The way from a check to removal in Chinese law, with its clocks, and that of extradition."""

from __future__ import annotations

from typing import NamedTuple

from .house import AREA, EDGE, ESTABLISHED, GROUND, HARM, MUTED, SMALL, Sheet, fitted


class Step(NamedTuple):
    """A step of a way in law.

    :param target: the claim or the section that says it
    :param clock: how long it may last
    :param open_end: whether the law leaves its time without a beginning or an end
    """

    name: str
    target: str
    words: str
    clock: str = ""
    open_end: bool = False


REMOVAL = (
    Step(
        "Found",
        "#unlawful-stay-and-removal",
        "Citizens and bodies are to report it (art. 45); police may question on the spot (art. 59)",
    ),
    Step(
        "Detained",
        "#detention-for-investigation",
        "On a written decision that is shown (art. 60)",
        "Questioned within 24 hours",
    ),
    Step(
        "Held for investigation",
        "#detention-clock-starts-when-identity-is-known",
        "Not, among others, the seriously ill, pregnant or nursing women, under 16 or from 70: "
        "they may be kept to an area (arts 60, 61)",
        "30 days, or 60; where identity is unclear, from the day it is settled",
        open_end=True,
    ),
    Step(
        "Removal ordered",
        "#no-exception-to-removal-for-danger-on-return",
        "By police of a county or above, or border inspection, which “may”; no destination set, "
        "no exception for danger; review inside the administration, then final (arts 58, 62, 64)",
    ),
    Step(
        "Held until removed",
        "#detention-for-investigation",
        "In a detention house or place of removal (art. 63)",
        "No longest time",
        open_end=True,
    ),
)
DOOR = (
    "Who applies for refugee status may stay on a temporary police document while it is examined, "
    "and a recognised refugee may remain; who decides is not said (art. 46)"
)
EXTRADITION = (
    Step(
        "High People’s Court",
        "#extradition-and-return-to-torture",
        "Hears the person and a lawyer (arts 22, 23)",
    ),
    Step(
        "Supreme People’s Court",
        "#extradition-and-return-to-torture",
        "Reviews the ruling (art. 26)",
    ),
    Step(
        "State Council",
        "#extradition-and-return-to-torture",
        "Decides, if the ruling allows it (art. 29)",
    ),
)
BAR = "Must be refused where torture happened or threatens (art. 8)"

LINE = 14
"""Where the line of the way is."""


def draw(sheet: Sheet) -> None:
    """Draw the steps of removal with their clocks, the door beside them, and extradition below."""
    clock = 0.0 if sheet.narrow else 450.0
    _title(sheet, "REMOVAL, BY THE POLICE OR BORDER INSPECTION")
    if clock:
        sheet.text(clock, sheet.y - 5, "How long", size=SMALL, fill=MUTED)
    _way(sheet, REMOVAL, clock)
    sheet.y += 6
    _box(sheet, "A door to the side", DOOR, "#applicant-for-refugee-status-may-stay")
    sheet.y += 12
    _title(sheet, "EXTRADITION, FOR COMPARISON")
    _way(sheet, EXTRADITION, clock)
    sheet.y += 6
    _box(sheet, "A bar", BAR, "#removal-reaches-where-extradition-may-not")


def _title(sheet: Sheet, words: str) -> None:
    room = sheet.right - EDGE - len(words)
    for line in fitted(words, room, sheet.size(11)):
        sheet.y += 13 if not sheet.narrow else 16
        sheet.text(EDGE, sheet.y, line, size=11, fill=MUTED, spacing=1)
    sheet.y += 5


def _way(sheet: Sheet, steps: tuple[Step, ...], clock: float) -> None:
    top, start = sheet.y + 16, len(sheet.parts)
    last = top
    for number, step in enumerate(steps, 1):
        last, upper = sheet.y + 16, sheet.y
        with sheet.link(step.target, f"{number}. {step.name}: {step.clock or step.words}"):
            _step(sheet, number, step, clock)
            sheet.ground(EDGE, upper + 2, sheet.right - EDGE, sheet.y - upper - 4)
    line = Sheet(0)
    line.line(LINE, top, LINE, last, width=2)
    sheet.parts[start:start] = line.parts


def _step(sheet: Sheet, number: int, step: Step, clock: float) -> None:
    left = LINE + 22
    room = (clock - 20 if clock else sheet.right) - left
    top = sheet.y + 2
    sheet.dot(LINE, top + 14, 10, fill=GROUND, stroke=ESTABLISHED)
    sheet.text(LINE, top + 18.5, str(number), size=SMALL, bold=True, anchor="middle")
    end = sheet.lines(left, top + 1, step.name, room, bold=True)
    end = sheet.lines(left, end, step.words, room, size=SMALL)
    if step.clock and clock:
        end = max(end, _clock(sheet, step, clock, top + 2))
    elif step.clock:
        end = _clock(sheet, step, left, end + 1)
    sheet.y = end + 7


def _clock(sheet: Sheet, step: Step, x: float, top: float) -> float:
    colour = HARM if step.open_end else ESTABLISHED
    sheet.dot(
        x + 7, top + 9, 6, fill=GROUND, stroke=colour, dash="2.4 1.6" if step.open_end else None
    )
    sheet.line(x + 7, top + 9, x + 7, top + 5, stroke=colour, width=1.4)
    sheet.line(x + 7, top + 9, x + 10, top + 9, stroke=colour, width=1.4)
    return sheet.lines(
        x + 20, top, step.clock, sheet.right - x - 20, size=SMALL, bold=step.open_end, fill=colour
    )


def _box(sheet: Sheet, name: str, words: str, target: str) -> None:
    left = LINE + 22
    room = sheet.right - left
    mark = len(sheet.parts)
    top = sheet.y
    with sheet.link(target, f"{name}: {words}"):
        end = sheet.lines(left + 10, top + 4, name, room - 20, bold=True)
        end = sheet.lines(left + 10, end, words, room - 20, size=SMALL) + 6
        sheet.ground(left, top, room, end - top)
    frame = Sheet(0)
    frame.box(left, top, room, end - top, fill=AREA, stroke=ESTABLISHED, opacity=0.25, dash="4 3")
    sheet.parts[mark:mark] = frame.parts
    sheet.y = end
