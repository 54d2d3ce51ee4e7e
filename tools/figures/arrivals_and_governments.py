"""Yearly arrivals in South Korea under the leaders of the time in three capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_evidence.charts.frame import SAFETY, text_width

from .five_periods import arrivals
from .house import EDGE, ESTABLISHED, GROUND, INK, MUTED, SMALL, UNKNOWN, Sheet, table

if TYPE_CHECKING:
    from collections.abc import Callable


class Term(NamedTuple):
    """A leader's time.

    :param start: its first day, as a year with a fraction; the middle of a year of which no more
        is known
    :param end: its last one, :data:`LAST` if none is known
    """

    id: str
    leader: str
    office: str
    years: str
    start: float
    end: float


CAPITALS = ("Seoul", "Pyongyang", "Beijing")
FIRST, LAST = 1996, 2027
MOST = 3000
HEIGHT = 150
FALLS = (2012, 2020)
"""The years whose fall is labelled: the two largest."""


def terms(capital: str) -> list[Term]:
    """Return the terms in a capital that reach into the years drawn."""
    found = [_term(row) for row in table("governments") if row["capital"] == capital]
    return sorted((term for term in found if term.end > FIRST), key=lambda term: term.start)


def _term(row: dict[str, str]) -> Term:
    start, end = row["start"], row["end"]
    years = "–".join(dict.fromkeys((start[:4], end[:4]))) if end else f"since {start[:4]}"
    return Term(
        row["id"], row["leader"], row["office"], years, _place(start),
        _place(end, last=True) if end else LAST,
    )  # fmt: skip


def _place(date: str, *, last: bool = False) -> float:
    """Return a date as a year with a fraction.

    :param last: whether it is the last of a term, so that all of its month belongs to it
    """
    year, month, day = ([int(part) for part in date.split("-")] + [0, 0])[:3]
    if not month:
        return year + 0.5
    return year + (month - 1 + (day / 31 if day else 1 if last else 0)) / 12


def fall(year: int) -> int:
    """Return how many fewer people arrived than in the year before."""
    numbers = arrivals()
    return numbers[year - 1] - numbers[year]


def draw(sheet: Sheet) -> None:
    """Draw a lane for each capital over the columns, whose ground is that of the lane of Seoul."""
    left = EDGE if sheet.narrow else EDGE + 78

    def at(year: float) -> float:
        return left + (sheet.right - left) * (max(year, FIRST) - FIRST) / (LAST - FIRST)

    for capital in reversed(CAPITALS):
        if sheet.narrow:
            sheet.text(EDGE, sheet.y + 15, capital, size=SMALL, bold=True)
            sheet.y += 21
        else:
            sheet.text(EDGE, sheet.y + 20, capital, size=SMALL, bold=True)
        for number, term in enumerate(terms(capital)):
            with sheet.link(
                f"governments#row-{term.id}", f"{term.leader}, {term.office}, {term.years}"
            ):
                _band(sheet, term, at(term.start), at(term.end), plain=number % 2 == 0)
        sheet.y += 34
    base = sheet.y + 20 + HEIGHT
    for number, term in enumerate(terms("Seoul")):
        x, width = at(term.start) + 0.5, at(term.end) - at(term.start) - 1
        sheet.box(
            x, sheet.y - 4, width, base - sheet.y + 4,
            fill=UNKNOWN, stroke="none", radius=0, opacity=0.04 if number % 2 == 0 else 0.2,
        )  # fmt: skip
    _columns(sheet, at, base)
    sheet.line(left, base, sheet.right, base)
    for year in (1996, 2000, 2005, 2010, 2015, 2020, 2025):
        x, anchor = (left, None) if year == FIRST else (at(year + 0.5), "middle")
        sheet.text(x, base + 16, str(year), size=SMALL, anchor=anchor, fill=MUTED)
    sheet.y = base + 24


def _band(sheet: Sheet, term: Term, left: float, right: float, *, plain: bool) -> None:
    room = right - left - 1
    sheet.box(left + 0.5, sheet.y, room, 30, fill=GROUND, stroke="none", radius=0)
    sheet.box(
        left + 0.5, sheet.y, room, 30, fill=UNKNOWN, stroke="none", radius=0,
        opacity=0.08 if plain else 0.26,
    )  # fmt: skip
    size = sheet.size(SMALL)
    family, _, given = term.leader.partition(" ")
    needed = [text_width(part, size) / SAFETY for part in (term.leader, family, given)]
    if needed[0] < room - 2:
        sheet.text(left + room / 2, sheet.y + 19, term.leader, size=SMALL, anchor="middle")
    elif max(needed[1:]) < room - 1:
        sheet.text(left + room / 2, sheet.y + 13, family, size=SMALL, anchor="middle")
        sheet.text(left + room / 2, sheet.y + 26, given, size=SMALL, anchor="middle")
    elif needed[1] < room + 5:
        sheet.text(left + room / 2, sheet.y + 19, family, size=SMALL, anchor="middle")


def _columns(sheet: Sheet, at: Callable[[float], float], base: float) -> None:
    step = at(FIRST + 1) - at(FIRST)
    numbers = arrivals()
    for year, total in sorted(numbers.items()):
        height = total / MOST * HEIGHT
        # on a phone the columns are too narrow to be touched, and the leaders are what is new here
        row = "" if sheet.narrow else f"arrivals-rok#row-{year}"
        with sheet.link(row, f"{year}: {total:,} people"):
            sheet.box(
                at(year) + step * 0.16, base - height, step * 0.68, height, fill=ESTABLISHED,
                stroke="none", radius=0,
            )  # fmt: skip
    for year in (2009, *FALLS):
        y = base - numbers[year] / MOST * HEIGHT - 6
        if year == max(numbers, key=lambda one: numbers[one]):
            sheet.text(at(year + 0.5), y, f"{numbers[year]:,}", size=SMALL, anchor="middle")
            continue
        before = base - numbers[year - 1] / MOST * HEIGHT
        x = at(year) + step * 0.5
        sheet.line(x, before + 2, x, y + 1, stroke=INK, dash="2 2")
        words = f"{fall(year):,}\nfewer"
        sheet.lines(x + 5, before - (16 if year == FALLS[0] else 26), words, 90, size=SMALL)
