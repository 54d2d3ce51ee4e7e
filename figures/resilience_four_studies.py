"""Post-traumatic stress in four studies: a dot for each person asked, filled for the share."""

from __future__ import annotations

from typing import NamedTuple

from .house import ACCENT, EDGE, LARGE, MUTED, SMALL, TEAL, Sheet


class Study(NamedTuple):
    """A study.

    :param share: in per cent, of people with the measure
    :param asked: how many people
    """

    when: str
    place: str
    measure: str
    share: float
    asked: int


STUDIES = {
    "Asked in China": (
        Study("1999", "Interviews", "suspected, by a screening score", 56, 170),
        Study("2008", "In shelters", "the disorder, partial forms included", 9.2, 65),
    ),
    "Asked in South Korea": (
        Study("2016", "Newcomers", "the disorder, at any time in life", 12.2, 294),
        Study("2018", "Newcomers", "the disorder, at any time in life", 15.3, 300),
    ),
}


def draw(sheet: Sheet) -> None:
    """Draw a crowd of dots for each study."""
    left = EDGE if sheet.narrow else 268
    step = 7.2
    per_row = int((sheet.right - left - 4) // step)
    colours = (ACCENT, TEAL)
    for (where, studies), colour in zip(STUDIES.items(), colours, strict=True):
        sheet.y += 15
        sheet.text(EDGE, sheet.y, where.upper(), size=11, fill=MUTED, spacing=1)
        sheet.y += 6
        sheet.rule(sheet.y, strong=True)
        for study in studies:
            _study(sheet, study, left, step, per_row, colour)
        sheet.y += 4


def _study(sheet: Sheet, study: Study, left: float, step: float, per_row: int, colour: str) -> None:
    top = sheet.y + 6
    room = (sheet.right if sheet.narrow else left - 18) - EDGE - 46
    sheet.text(EDGE, top + 14, study.when, bold=True)
    sheet.text(EDGE + 46, top + 14, f"{study.share:g}% of {study.asked}", size=LARGE, bold=True,
               fill=colour)  # fmt: skip
    end = sheet.lines(EDGE + 46, top + 18, f"{study.place}: {study.measure}", room, size=SMALL)
    start = end + 8 if sheet.narrow else top + 7
    with_it = round(study.asked * study.share / 100)
    sheet.crowd(left + 4, start, range(with_it), per_row, step, colour=colour)
    sheet.crowd(left + 4, start, range(with_it, study.asked), per_row, step, colour=colour,
                hollow=True)  # fmt: skip
    bottom = start + ((study.asked - 1) // per_row + 1) * step
    sheet.y = max(end, bottom) + 4
    sheet.rule(sheet.y)
