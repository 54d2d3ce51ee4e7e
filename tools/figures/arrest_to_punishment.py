"""The way from arrest in China to a penalty in North Korea, and how each step is known."""

from __future__ import annotations

from typing import NamedTuple

from .house import (
    AREA,
    EDGE,
    GRADES,
    GROUND,
    HARM,
    MUTED,
    PLAIN,
    SCALE_ROOM,
    SMALL,
    Sheet,
    disputes,
    river,
    scale,
    surely,
)

CLAIMS = {
    "held-without-a-set-end-after-2020": "low",
    "china-returns-north-koreans": "very high",
    "violence-used-to-make-returnees-talk": "very high",
    "heavier-punishment-for-links-to-seoul-or-churches": "high",
    "returned-people-sent-to-labour-prison-or-camp": "high",
    "two-returned-people-reported-executed-in-2024": "low",
    "disappeared-after-being-returned": "low",
}
"""The confidence of the claims that are drawn."""


class Station(NamedTuple):
    """A step.

    :param who: who runs it, or what is done
    :param long: how long it lasts
    :param claim: what its confidence is that of; empty if none is drawn
    """

    name: str
    who: str
    long: str = ""
    claim: str = ""


CHINA = (
    Station("Arrest", "By China’s police"),
    Station(
        "Custody in China",
        "Before the hand-over",
        "Days to a few months before 2020, by few accounts; without a set end while the border "
        "was shut",
        "held-without-a-set-end-after-2020",
    ),
    Station("Hand-over", "At the border, to North Korea", "", "china-returns-north-koreans"),
)
NORTH = (
    Station(
        "Questioned by State Security",
        "Near the border; with violence",
        "Sometimes a month or longer, by the UN in 2019",
        "violence-used-to-make-returnees-talk",
    ),
    Station("Holding centre", "Run by the police, near the border also by State Security"),
    Station("Decision", "It turns on what State Security makes of the stay in China"),
)
ENDS = (
    Station(
        "Short-term labour",
        "",
        "A month to a year",
        "returned-people-sent-to-labour-prison-or-camp",
    ),
    Station(
        "Ordinary prison",
        "",
        "Usually three to five years",
        "returned-people-sent-to-labour-prison-or-camp",
    ),
    Station(
        "Political prison camp",
        "",
        "No term stated",
        "returned-people-sent-to-labour-prison-or-camp",
    ),
    Station(
        "Execution",
        "",
        "Two people reported, 2024",
        "two-returned-people-reported-executed-in-2024",
    ),
    Station(
        "Not heard of again",
        "",
        "21 of 113, one study",
        "disappeared-after-being-returned",
    ),
)

LINE = 14
"""Where the line of the way is."""


def draw(sheet: Sheet) -> None:
    """Draw the stations below each other, and the ends as a row or a list."""
    long, sure = (290, 474) if not sheet.narrow else (0, 0)
    if not sheet.narrow:
        sheet.text(long, 14, "How long", size=SMALL, fill=MUTED)
        sheet.text(sure, 14, "How surely known", size=SMALL, fill=MUTED)
        sheet.y = 22
    sheet.text(36, sheet.y + 12, "IN CHINA", size=11, fill=MUTED, spacing=1)
    sheet.y += 18
    top = sheet.y + 14
    for station in CHINA:
        _station(sheet, station, long, sure)
        if station.name.startswith("Custody"):
            _door(sheet)
    river(sheet, sheet.y + 4)
    sheet.y += 16
    sheet.text(36, sheet.y + 12, "IN NORTH KOREA", size=11, fill=MUTED, spacing=1)
    sheet.y += 18
    for station in NORTH:
        _station(sheet, station, long, sure)
    last = sheet.y - 2
    sheet.parts.insert(0, _spine(top, last))
    (_list if sheet.narrow else _row)(sheet)
    disputes(sheet, CLAIMS)
    sheet.y += 6


def _spine(top: float, bottom: float) -> str:
    sheet = Sheet(0)
    sheet.line(LINE, top, LINE, bottom, width=2)
    return sheet.parts[0]


def _sure(sheet: Sheet, x: float, y: float, claim: str) -> None:
    """Draw the confidence of a claim, which leads to it."""
    grade = CLAIMS[claim]
    words = surely(grade, claim)
    with sheet.link(f"#{claim}", f"{claim.replace('-', ' ')}: {words}"):
        sheet.ground(x - 2, y - 18, SCALE_ROOM + 8 * len(words), 22)
        scale(sheet, x, y, GRADES[grade])
        sheet.text(x + SCALE_ROOM, y - 4, words, size=SMALL)


def _station(sheet: Sheet, station: Station, long: float, sure: float) -> None:
    top = sheet.y
    sheet.dot(LINE, top + 14, 6, fill=GROUND, stroke="currentColor")
    room = (long if long else sheet.right) - 36 - 12
    end = sheet.lines(36, top, station.name, room, bold=True, size=PLAIN + 1)
    end = sheet.lines(36, end, station.who, room, size=SMALL)
    if sheet.narrow:
        if station.long:
            end = sheet.lines(36, end, station.long, room, size=SMALL, fill=MUTED)
        if station.claim:
            end += 18
            _sure(sheet, 36, end, station.claim)
    else:
        end = max(end, sheet.lines(long, top + 2, station.long, sure - long - 14, size=SMALL))
        if station.claim:
            _sure(sheet, sure, top + 20, station.claim)
    sheet.y = end + 12


def _door(sheet: Sheet) -> None:
    """Draw the way out before the hand-over."""
    y = sheet.y + 4
    sheet.arrow_right(LINE, 34, y, dash="3 3")
    words = "Some were let go instead"
    sheet.y = sheet.lines(40, y - 11, words, sheet.right - 44, size=SMALL, italic=True) + 10


def _row(sheet: Sheet) -> None:
    gap = 8
    width = (sheet.right - EDGE - 4 * gap) / 5
    starts = [EDGE + number * (width + gap) for number in range(5)]
    top = sheet.y
    sheet.line(LINE, top - 2, LINE, top + 30, width=2)
    arms = (
        (0, 0, "Short stay, no South Koreans, no church", ""),
        (1, 3, "Ties to South Korea or to churches: punished more heavily",
         "heavier-punishment-for-links-to-seoul-or-churches"),
    )  # fmt: skip
    deepest = top + 62
    left, right = starts[1] - gap / 2, starts[3] + width + gap / 2
    sheet.box(left, top - 4, right - left, 182, fill=AREA, stroke="none", opacity=0.25)
    for first, last, words, claim in arms:
        left, right = starts[first], starts[last] + width
        room = right - left - (160 if claim else 0)
        sheet.lines(left + (14 if not first else 0), top + 2, words, room - 14, size=SMALL)
        if claim:
            _sure(sheet, right - 140, top + 18, claim)
    sheet.line(LINE, top + 30, LINE, deepest, width=2)
    sheet.line(starts[0], deepest, starts[4] + width, deepest, width=2)
    for station, start in zip(ENDS, starts, strict=True):
        middle = start + width / 2
        sheet.arrow(middle, deepest, deepest + 16)
        box = deepest + 18
        sheet.box(start, box, width, 92, stroke=HARM)
        end = sheet.lines(start + 8, box + 5, station.name, width - 12, bold=True)
        sheet.lines(start + 8, end, station.long, width - 12, size=SMALL)
        _sure(sheet, start + 8, box + 88, station.claim)
    sheet.y = deepest + 118


def _list(sheet: Sheet) -> None:
    groups = (
        ("Short stay, no South Koreans, no church", "", ENDS[:1]),
        ("Ties to South Korea or to churches: punished more heavily",
         "heavier-punishment-for-links-to-seoul-or-churches", ENDS[1:4]),
        ("", "", ENDS[4:]),
    )  # fmt: skip
    top = sheet.y
    for words, claim, ends in groups:
        if words:
            sheet.y = sheet.lines(36, sheet.y, words, sheet.right - 36, size=SMALL, italic=True) + 2
        if claim:
            sheet.y += 16
            _sure(sheet, 36, sheet.y, claim)
            sheet.y += 4
        for station in ends:
            box = sheet.y
            sheet.arrow_right(LINE, 34, box + 24)
            sheet.box(36, box, sheet.right - 36, 46, stroke=HARM)
            end = sheet.lines(46, box + 4, station.name, 180, bold=True)
            sheet.lines(46, end, station.long, 180, size=SMALL)
            _sure(sheet, sheet.right - 84, box + 32, station.claim)
            last = box + 24
            sheet.y = box + 54
        sheet.y += 6
    sheet.line(LINE, top - 14, LINE, last, width=2)
