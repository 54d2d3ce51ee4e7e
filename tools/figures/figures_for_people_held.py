"""Published figures for North Koreans held in China, with the word that each came with."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_evidence.charts.frame import SAFETY, text_width

from .house import EDGE, GROUND, HARM, MUTED, RULE, SMALL, Sheet, table


class Held(NamedTuple):
    """A figure.

    :param row: its row in the dataset
    :param word: what it says of its number
    :param flow: whether it counts people over years instead of at one time
    """

    row: str
    when: str
    whom: str
    who: str
    word: str
    flow: bool = False


FIGURES = (
    Held("d01", "Jan. 2003", "Awaiting return near the border", "Médecins Sans Frontières", ""),
    Held("d02", "Feb. 2012", "Awaiting return in about ten places", "Activists", ""),
    Held("d05", "July 2021", "Held, 450 of them convicts", "Human Rights Watch", "at least"),
    Held("d06", "Mar. 2022", "Held as illegal migrants", "UN rapporteur", "est."),
    Held("d07", "Oct. 2022", "Held as illegal migrants", "UN rapporteur, as reported", "up to"),
    Held("d08", "June 2023", "In detention places", "Database Center, Seoul", "est."),
    Held("d11", "Oct. 2023", "Held", "Yonhap, of the UN rapporteur", "more than"),
    Held("d12", "Nov. 2023", "Caught over four years", "A former US envoy", "est.", flow=True),
)
MOST = 3000
DENIED = 2000
"""The figure that China denied."""
DASHES = 44
"""How far the line of a figure without an upper end is drawn."""
NUMBERS = ("low", "high", "point")


def draw(sheet: Sheet) -> None:
    """Draw a mark on a line of persons for each figure."""
    data = {row["id"]: row for row in table("detention-figures")}
    left = EDGE + 8 if sheet.narrow else 272
    right = sheet.right - (24 if sheet.narrow else 40)
    sheet.y = 14
    for number in (0, 1000, 2000, 3000):
        x = left + (right - left) * number / MOST
        sheet.text(x, sheet.y, f"{number:,}", size=SMALL, anchor="middle", fill=MUTED)
    sheet.y += 6
    sheet.rule(sheet.y, strong=True)
    start, mark = sheet.y, len(sheet.parts)
    for held in FIGURES:
        row = {name: float(data[held.row][name] or 0) for name in NUMBERS}
        top = sheet.y + 5
        room = (sheet.right if sheet.narrow else left - 20) - EDGE
        sheet.text(EDGE, top + 14, held.when, size=SMALL)
        end = sheet.lines(EDGE + 74, top, held.whom, room - 74, bold=True, size=SMALL)
        end = sheet.lines(EDGE + 74, end, held.who, room - 74, size=SMALL)
        middle = end + 11 if sheet.narrow else top + 14
        words = _words(held, row)
        with sheet.link(f"detention-figures#row-{held.row}", f"{held.when}: {words}, {held.who}"):
            _mark(sheet, held, row, left, right, middle)
        sheet.y = max(end, middle + 8) + 5
        sheet.rule(sheet.y)
    denied = left + (right - left) * DENIED / MOST
    if not sheet.narrow:
        line = Sheet(0)
        line.line(denied, start, denied, sheet.y + 6, stroke=MUTED, dash="2 3")
        sheet.parts[mark:mark] = line.parts
    sheet.y += 18
    words = "China denied in 2023 that it arbitrarily held some 2,000"
    if sheet.narrow:
        room = sheet.right - EDGE
        sheet.y = sheet.lines(EDGE, sheet.y - 14, words, room, size=SMALL, italic=True)
    else:
        sheet.text(denied + 64, sheet.y, words, size=SMALL, italic=True, anchor="end", fill=MUTED)
    sheet.y += 6


def _mark(
    sheet: Sheet, held: Held, row: dict[str, float], left: float, right: float, y: float
) -> None:
    def at(number: float) -> float:
        return left + (right - left) * number / MOST

    low, high, point = row["low"], row["high"], row["point"]
    best = point or high or low
    sheet.line(left, y, right, y, stroke=RULE, width=1.4)
    if held.word == "up to":
        sheet.line(left, y, at(high), y, stroke=HARM, width=2.4, dash="4 3")
    elif low and high:
        sheet.line(at(low), y, at(high), y, stroke=HARM, width=2.4)
        sheet.dot(at(low), y, 4.5, fill=HARM)
    elif low:
        sheet.line(at(low), y, at(low) + DASHES, y, stroke=HARM, width=2.4, dash="4 3")
    sheet.dot(at(best), y, 4.5, fill=GROUND if held.flow else HARM, stroke=HARM)
    words = _words(held, row)
    after = at(best) + (DASHES + 8 if low and not high else 10)
    if after + text_width(words, SMALL) / SAFETY < sheet.right:
        sheet.label(after, y + 4, words)
    else:
        sheet.label(at(best) - 10, y + 4, words, anchor="end")


def _words(held: Held, row: dict[str, float]) -> str:
    low, high, point = row["low"], row["high"], row["point"]
    if low and high:
        return f"{held.word} {low:,.0f} to {high:,.0f}"
    return f"{held.word} {point or high or low:,.0f}".strip()
