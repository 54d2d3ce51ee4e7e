"""How evidence and agreement make a confidence, and the words of claims without one."""

from __future__ import annotations

from sphinx_evidence.charts.frame import text_width
from sphinx_evidence.claims.grading import CONFIDENCE

from .house import EDGE, ESTABLISHED, GRADES, INK, MUTED, SMALL, Sheet, scale

AGREEMENT = ("On fact and size", "On the fact only", "Not on the fact")
EVIDENCE = (
    ("One", "limited"),
    ("Two, or one with a method", "medium"),
    ("Three of two kinds, one with a method", "robust"),
)

OTHERS = (
    ("On record", "a text, a vote or an official count says so"),
    ("Law", "settled; accepted, its application disputed; disputed; or untested"),
    ("Not found", "searched for where and until when it says, and not seen"),
    ("Our reading ◇", "an inference of the editors, with its grounds"),
)


def draw(sheet: Sheet) -> None:
    """Draw a table of nine grades, and a list of the other words."""
    left = 92.0 if sheet.narrow else 138.0
    width = (sheet.right - left) / 3
    sheet.text(left, 13, "Evidence: independent observers", size=SMALL, fill=MUTED)
    sheet.y = 18
    tops = [float(sheet.y)] * 3
    for number, (words, name) in enumerate(EVIDENCE):
        x = left + number * width
        _observers(sheet, x, sheet.y + 10, number)
        end = sheet.lines(x, sheet.y + 18, words, width - 8, size=SMALL)
        tops[number] = sheet.lines(x, end, name, width - 8, size=SMALL, italic=True)
    sheet.y = max(tops) + 6
    sheet.rule(sheet.y, strong=True)
    for words, row in zip(AGREEMENT, CONFIDENCE.values(), strict=True):
        top = sheet.y
        label = "Agreement" if words == AGREEMENT[0] else ""
        if label:
            sheet.text(EDGE, top + 16, label, size=SMALL, fill=MUTED)
        end = sheet.lines(EDGE, top + (18 if label else 8), words, left - EDGE - 10, size=SMALL)
        for number, grade in enumerate(row):
            _grade(sheet, left + number * width, top + 8, width - 6, grade)
        sheet.y = max(end, top + 44) + 6
        sheet.rule(sheet.y)
    alone = "One observer alone agrees with nobody: at most low, or medium with a method."
    sheet.y = sheet.lines(EDGE, sheet.y + 4, alone, sheet.right - EDGE, size=SMALL, italic=True)
    _others(sheet)


def _observers(sheet: Sheet, x: float, y: float, number: int) -> None:
    """Draw the observers of a column: dots, and a square for one with a method."""
    places = (("dot",), ("dot", "dot", "or", "square"), ("dot", "dot", "square"))[number]
    for place in places:
        if place == "or":
            words = sheet.say("or")
            sheet.text(x, y + 4, words, size=SMALL)
            x += max(0, text_width(words, sheet.size(SMALL)) - 12)
        elif place == "square":
            sheet.box(x, y - 5, 10, 10, fill=ESTABLISHED, stroke=ESTABLISHED, radius=0)
        else:
            sheet.dot(x + 5, y, 5, fill=ESTABLISHED)
        x += 17


def _grade(sheet: Sheet, x: float, top: float, width: float, grade: str) -> None:
    level = GRADES[grade]
    sheet.box(
        x, top, width, 36, fill=ESTABLISHED, stroke="none", radius=3, opacity=0.04 + 0.07 * level
    )
    inset = 8 if width > 80 else 4
    scale(sheet, x + inset, top + 20, level)
    sheet.text(x + inset, top + 30, grade, size=SMALL, bold=level > 2, fill=INK)


def _others(sheet: Sheet) -> None:
    sheet.y += 20
    sheet.text(EDGE, sheet.y, "STATEMENTS OF OTHER KINDS", size=11, fill=MUTED, spacing=1)
    sheet.y += 4
    left = EDGE if sheet.narrow else 200
    for name, words in OTHERS:
        top = sheet.y + 2
        end = sheet.lines(EDGE, top, name, sheet.right, size=SMALL, bold=True, fill=ESTABLISHED)
        start = end if sheet.narrow else top
        sheet.y = sheet.lines(left, start, words, sheet.right - left, size=SMALL) + 2
    sheet.y += 4
