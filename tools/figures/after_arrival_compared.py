"""People from the North in South Korea as a multiple of all South Koreans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .house import EDGE, ESTABLISHED, INK, MUTED, RULE, SMALL, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

SETTLING = "#settling-in-the-south"
RATIOS = (
    ("In the labour force", "64.8 against 65.6 per cent", 64.8 / 65.6, SETTLING),
    ("Employed", "61.3 against 63.8 per cent", 61.3 / 63.8, SETTLING),
    ("Mean wage", "81.6 per cent of the country’s", 0.816, "#earn-less-than-south-koreans"),
    ("Jobless", "5.4 against 2.8 per cent", 5.4 / 2.8, SETTLING),
    ("Leaving school", "2.2 against 1.1 per cent (2024)", 2.2 / 1.1, "#schools-and-families"),
)
"""Name, figures of 2025, ratio, and where they lead.

Rates of all are those given plus or minus the stated points.
"""

END = 2.2


def draw(sheet: Sheet) -> None:
    """Draw a line of 0 to 2.2 for each ratio, with a rule at one."""
    left = EDGE + 12 if sheet.narrow else 250
    right = sheet.right - (40 if sheet.narrow else 46)
    step = 54 if sheet.narrow else 40

    def at(ratio: float) -> float:
        return left + (right - left) * ratio / END

    sheet.y = 16
    sheet.text(at(1), sheet.y, "same as all", size=SMALL, anchor="middle", fill=MUTED)
    sheet.text(at(2), sheet.y, "twice", size=SMALL, anchor="middle", fill=MUTED)
    sheet.y += 6
    sheet.rule(sheet.y, strong=True)
    top = sheet.y
    bottom = top + step * len(RATIOS)
    for mark in (1, 2):
        sheet.line(at(mark), top, at(mark), bottom, stroke=INK if mark == 1 else RULE, dash="2 3")
    for name, figures, ratio, target in RATIOS:
        with sheet.link(target, f"{name}: {figures}"):
            _ratio(sheet, name, figures, ratio, top, at)
            sheet.ground(EDGE, top + 2, sheet.right - EDGE, step - 4)
        top += step
        sheet.rule(top)
    sheet.y = top + 4


def _ratio(
    sheet: Sheet, name: str, figures: str, ratio: float, top: float, at: Callable[[float], float]
) -> None:
    if sheet.narrow:
        sheet.label(EDGE + 2, top + 16, name)
        sheet.label(EDGE + 132, top + 16, figures)
        y = top + 36
    else:
        sheet.text(EDGE, top + 17, name, bold=True)
        sheet.text(EDGE, top + 32, figures, size=SMALL, fill=MUTED)
        y = top + 20
    sheet.line(at(0), y, at(END), y, stroke=RULE)
    sheet.line(at(1), y, at(ratio), y, stroke=ESTABLISHED, width=2.4)
    sheet.dot(at(ratio), y, 5)
    if ratio < 1:
        sheet.label(at(ratio) - 10, y + 4, f"{ratio:.2f}", anchor="end")
    else:
        sheet.label(at(ratio) + 10, y + 4, f"{ratio:.2f}")
