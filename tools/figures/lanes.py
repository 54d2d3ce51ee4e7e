"""Lanes over one axis of years: what speaks for something above the line, what against it below."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from sphinx_evidence.charts.frame import SAFETY, text_width

from .house import EDGE, ESTABLISHED, GROUND, HARM, MUTED, PARTIAL, RULE, SIGN_ROOM, SMALL, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

UNDATED = "no date"
"""How the words of a mark begin that stands at the end of its axis, after all years."""

LINE, NARROW_LINE = 17, 18
"""How high a line of marks is."""


class Mark(NamedTuple):
    """Something in a year or between two.

    :param colour: what it is; a harm is a cross and what is in part a diamond, so that they differ
        without colours as well
    :param words: what is written beside it; empty if the mark before it says it
    :param target: where it leads
    :param end: the last year, 0 for one year alone
    :param line: the line of its lane
    :param title: what it says where it is pointed at, if that is not *words*
    """

    start: float
    colour: str
    words: str
    target: str
    end: float = 0
    line: int = 0
    title: str = ""

    @property
    def said(self) -> str:
        """Its years, and what it says; without a year if its words say that it has none."""
        years = "–".join(dict.fromkeys(str(int(year)) for year in (self.start, self.end) if year))
        said = self.title or self.words
        return said if self.words.startswith(UNDATED) else f"{years}: {said}"


class Lane(NamedTuple):
    """A name and its marks."""

    name: str
    marks: tuple[Mark, ...]


class Axis(NamedTuple):
    """Years, and how far each is from the left end to the right, as a share.

    :param stops: year and share; between two stops a share grows evenly
    :param ticks: the years that are written
    """

    stops: tuple[tuple[float, float], ...]
    ticks: tuple[int, ...]

    def share(self, year: float) -> float:
        """Return how far a year is from the left end."""
        years = [stop for stop, _ in self.stops]
        after = min(max(bisect_right(years, year), 1), len(years) - 1)
        (one, low), (two, high) = self.stops[after - 1], self.stops[after]
        return low + (high - low) * (year - one) / (two - one)


def draw_lanes(
    sheet: Sheet, lanes: Sequence[Lane], axis: Axis, legend: Sequence[tuple[str, str]], room: float
) -> None:
    """Draw lanes below each other, with their names at the left, or on a phone above each.

    :param legend: words and colour of each kind of mark
    :param room: the width of the names
    """
    left, right = EDGE + 8 if sheet.narrow else EDGE + room, sheet.right - 8

    def at(year: float) -> float:
        return left + (right - left) * axis.share(year)

    _legend(sheet, legend)
    sheet.y += 4
    grid, start = len(sheet.parts), sheet.y
    for lane in lanes:
        sheet.rule(sheet.y)
        top = sheet.y + 5
        if sheet.narrow:
            top = sheet.lines(EDGE, top - 2, lane.name, sheet.right - EDGE, bold=True) + 3
            end = top
        else:
            end = sheet.lines(EDGE, top - 1, lane.name, room - 16, bold=True)
        step = NARROW_LINE if sheet.narrow else LINE
        for number in sorted({mark.line for mark in lane.marks}):
            marks = [mark for mark in lane.marks if mark.line == number]
            used: float = left - 8
            for place, mark in enumerate(marks):
                after = at(marks[place + 1].start) - 6 if place + 1 < len(marks) else sheet.right
                places = (at(mark.start), at(mark.end or mark.start))
                used = _mark(sheet, mark, places, top, (used, after))
            top += step
        sheet.y = max(top, end) + 4
    sheet.rule(sheet.y)
    lines = Sheet(sheet.width)
    for year in axis.ticks:
        lines.line(at(year), start, at(year), sheet.y, stroke=RULE, dash="2 3")
        sheet.text(at(year), sheet.y + 15, str(year), size=SMALL, anchor="middle", fill=MUTED)
    sheet.parts[grid:grid] = lines.parts
    sheet.y += 21


def _legend(sheet: Sheet, entries: Sequence[tuple[str, str]]) -> None:
    x, y = float(EDGE), sheet.y + 16.0
    for words, colour in entries:
        width = SIGN_ROOM + text_width(words, sheet.size(SMALL)) / SAFETY + 14
        if x + width > sheet.right and x > EDGE:
            x, y = EDGE, y + 19
        _sign(sheet, x + 6, y - 4, colour)
        sheet.text(x + SIGN_ROOM, y, words, size=SMALL)
        x += width
    sheet.y = y + 6


def _sign(sheet: Sheet, x: float, y: float, colour: str) -> None:
    if colour == HARM:
        sheet.add(
            "path", d=f"M{x - 4:g} {y - 4:g}l8 8m0 -8l-8 8", stroke=colour, stroke_width=2.4,
            fill="none",
        )  # fmt: skip
    elif colour == PARTIAL:
        sheet.add("path", d=f"M{x:g} {y - 5.5:g}l5.5 5.5l-5.5 5.5l-5.5 -5.5z", fill=colour)
    else:
        sheet.dot(x, y, 4.4, fill=colour if colour == ESTABLISHED else GROUND, stroke=colour)


def _mark(
    sheet: Sheet, mark: Mark, places: tuple[float, float], top: float, room: tuple[float, float]
) -> float:
    """Draw a mark, and return how far to the right it reaches with its words.

    :param places: where it begins and ends
    :param room: where what is to its left ends, and what is to its right begins
    :raises ValueError: if its words have no room
    """
    first, last = (round(place, 1) for place in places)
    step = NARROW_LINE if sheet.narrow else LINE
    y = top + step / 2
    wide = text_width(mark.words, sheet.size(SMALL)) / SAFETY if mark.words else 0
    with sheet.link(mark.target, mark.said):
        sheet.ground(first - 8, top + 0.5, last - first + 16, step - 1)
        if mark.end:
            sheet.line(first, y, last, y, stroke=mark.colour, width=2.6)
            _sign(sheet, last, y, mark.colour)
        _sign(sheet, first, y, mark.colour)
        if not wide:
            return last + 6
        if last + 9 + wide <= room[1]:
            sheet.text(last + 9, y + 4, mark.words, size=SMALL)
            return last + 13 + wide * SAFETY
        if first - 9 - wide * SAFETY >= room[0]:
            sheet.text(first - 9, y + 4, mark.words, size=SMALL, anchor="end")
            return last + 6
        if wide + 30 < last - first:
            middle = (first + last) / 2
            sheet.box(middle - wide / 2, y - 7, wide, 14, fill=GROUND, stroke="none", radius=0)
            sheet.text(middle, y + 4, mark.words, size=SMALL, anchor="middle")
            return last + 6
    msg = f"no room for {mark.words!r} at {mark.start:g} on {sheet.width}"
    raise ValueError(msg)
