"""What studies of people in South Korea found to go with better and with worse outcomes."""

from __future__ import annotations

from typing import NamedTuple

from .house import ACCENT, EDGE, MUTED, SMALL, TEAL, Sheet


class Finding(NamedTuple):
    """What a study found.

    :param study: its kind and size
    :param things: what goes with the outcome
    """

    study: str
    things: tuple[str, ...]


BETTER = (
    Finding(
        "Review of 56 studies",
        ("support from others", "good family relations", "schooling in the North", "resilience"),
    ),
    Finding(
        "212 people: growth, all else equal",
        ("less loneliness (−0.40)", "quality of life (0.32)", "religion and work"),
    ),
    Finding("154 women: isolation after stress", ("formal support",)),
    Finding("Review on people of 10 to 29", ("living with parents",)),
)
WORSE = (
    Finding(
        "Review of 56 studies: four of nine risks",
        ("forced return", "a long stay in third countries", "little money", "strain of adapting"),
    ),
    Finding("698 people: stress symptoms", ("being returned, the more often the worse",)),
    Finding("448 people: suicidal thoughts", ("separation from a child",)),
    Finding(
        "300 people: stress symptoms",
        ("imprisonment in the North, where inhumane treatment was repeated",),
    ),
)
BOTH = (
    "Both ways, all else equal: more stress went with slightly more growth (0.16), "
    "living with family with less."
)


def draw(sheet: Sheet) -> None:
    """Draw two lists, side by side or below each other, and what belongs to both."""
    columns = ((True, "Goes with better", BETTER, TEAL), (False, "Goes with worse", WORSE, ACCENT))
    width = sheet.right - EDGE if sheet.narrow else (sheet.right - EDGE - 20) / 2
    top, ends = sheet.y, []
    for number, (better, head, findings, colour) in enumerate(columns):
        x = EDGE if sheet.narrow else EDGE + number * (width + 20)
        sheet.y = sheet.y if sheet.narrow else top
        _head(sheet, x, width, head, colour, better=better)
        for finding in findings:
            _finding(sheet, finding, x, width, colour)
        ends.append(sheet.y)
        sheet.y += 12
    sheet.y = max(ends) + 4
    sheet.rule(sheet.y, strong=True)
    sheet.y = sheet.lines(EDGE, sheet.y + 3, BOTH, sheet.right - EDGE, size=SMALL, italic=True) + 4


def _head(sheet: Sheet, x: float, width: float, words: str, colour: str, *, better: bool) -> None:
    sheet.box(x, sheet.y + 2, width, 26, fill=colour, stroke="none", radius=0, opacity=0.16)
    tip, base = (sheet.y + 8, sheet.y + 21) if better else (sheet.y + 22, sheet.y + 9)
    sheet.add("path", d=f"M{x + 9} {base:g}h14l-7 {tip - base:g}Z", fill=colour)
    sheet.text(x + 32, sheet.y + 20, words, bold=True)
    sheet.y += 30


def _finding(sheet: Sheet, finding: Finding, x: float, width: float, colour: str) -> None:
    sheet.y = sheet.lines(x + 9, sheet.y + 3, finding.study, width - 10, size=SMALL, fill=MUTED)
    for thing in finding.things:
        sheet.dot(x + 14, sheet.y + 9.5, 3, fill=colour)
        sheet.y = sheet.lines(x + 24, sheet.y, thing, width - 26)
    sheet.y += 4
