"""How far each measure of the United States on North Koreans in China has come."""

from __future__ import annotations

from typing import NamedTuple

from .house import EDGE, ESTABLISHED, GROUND, HARM, MUTED, PLAIN, RULE, SMALL, Sheet, sign


class Measure(NamedTuple):
    """A law, a bill or an act of the government.

    :param target: its row, or the section on it
    :param steps: how many of :data:`STEPS` a bill has taken, 0 for an act of the government
    :param state: where it stands
    :param over: whether it has ended, in part or in all
    :param last: how many steps there are for it
    """

    name: str
    target: str
    words: str
    steps: int
    state: str
    over: bool = False
    last: int = 4


STEPS = ("introduced", "one house", "both", "law")
BILLS = (
    Measure(
        "North Korean Human Rights Act",
        "legislation#row-us-act-2004",
        "2004. Its money for grants, aid abroad and information was authorised only to fiscal "
        "year 2022; the sections on refugees had no end in April 2023",
        4,
        "law, in part lapsed",
        over=True,
    ),
    Measure(
        "Renewal of 2022",
        "legislation#row-us-s4216",
        "With sanctions on foreign officials who send people back. The House did not vote",
        2,
        "passed the Senate",
    ),
    Measure(
        "H.R. 3012",
        "legislation#row-us-hr3012",
        "118th Congress. 20 November 2024, by 335 to 37; the Senate received it on 21 November and "
        "referred it to a committee; no later step known",
        2,
        "passed the House",
    ),
    Measure(
        "H.R. 5959",
        "legislation#row-us-hr5959",
        "119th Congress. 7 November 2025, referred to a House committee; no later step known",
        1,
        "introduced",
    ),
    Measure(
        "H. Res. 1080",
        "legislation#row-us-hres1080",
        "13 March 2024, on joint action with partner countries; no vote known",
        1,
        "introduced",
        last=2,
    ),
)
ACTS = (
    Measure(
        "Two North Korean officials listed",
        "legislation#row-us-listing-2017",
        "26 October 2017, charged with taking part in forced repatriation",
        0, "done",
    ),
    Measure(
        "Visa bans over returns",
        "legislation#row-us-visa-2025",
        "14 March 2025, over returns of Uyghurs and others to China, not from it",
        0, "done",
    ),
    Measure(
        "Special envoy",
        "#special-envoy",
        "The last one served from October 2023 to January 2025",
        0, "vacant", over=True,
    ),
)  # fmt: skip


def draw(sheet: Sheet) -> None:
    """Draw laws, bills and a resolution with a rail of steps, then acts of the government."""
    rail = EDGE + 8 if sheet.narrow else 356
    step = 93 if sheet.narrow else 76
    sheet.text(EDGE, 12, "LAWS, BILLS AND A RESOLUTION", size=11, fill=MUTED, spacing=1)
    sheet.y = 18
    if sheet.narrow:
        sheet.y += 16
    for number, words in enumerate(STEPS):
        anchor = "start" if sheet.narrow and not number else "middle"
        x = EDGE if anchor == "start" else rail + number * step
        sheet.text(x, sheet.y - 6, words, size=11, anchor=anchor, fill=MUTED)
    sheet.rule(sheet.y, strong=True)
    for measure in BILLS:
        _linked(sheet, measure, rail, step)
    sheet.y += 24
    sheet.text(EDGE, sheet.y, "ACTS OF THE GOVERNMENT", size=11, fill=MUTED, spacing=1)
    sheet.y += 6
    sheet.rule(sheet.y, strong=True)
    for measure in ACTS:
        _linked(sheet, measure, rail, step)
    sheet.y += 4


def _linked(sheet: Sheet, measure: Measure, rail: float, step: float) -> None:
    top = sheet.y
    with sheet.link(measure.target, f"{measure.name}: {measure.state}"):
        _row(sheet, measure, rail, step)
        sheet.ground(EDGE, top + 2, sheet.right - EDGE, sheet.y - top - 4)
    sheet.rule(sheet.y)


def _row(sheet: Sheet, measure: Measure, rail: float, step: float) -> None:
    top = sheet.y + 5
    room = (sheet.right if sheet.narrow else rail - 40) - EDGE
    end = sheet.lines(EDGE, top, measure.name, room, bold=True)
    end = sheet.lines(EDGE, end, measure.words, room, size=SMALL)
    y = end + 16 if sheet.narrow else top + 12
    colour = HARM if measure.over else ESTABLISHED
    if measure.steps:
        last = rail + (measure.last - 1) * step
        reached = rail + (measure.steps - 1) * step
        sheet.line(rail, y, last, y, stroke=RULE, width=2)
        sheet.line(rail, y, reached, y, stroke=colour, width=2.4)
        for number in range(measure.last):
            sheet.dot(
                rail + number * step, y, 4.5,
                fill=colour if number < measure.steps else GROUND,
                stroke=colour if number < measure.steps else MUTED,
            )  # fmt: skip
        if measure.over:
            sign(sheet, last - 6, y + 8, "part", colour)
        below = y + 7
    else:
        sheet.dot(rail, y, 4.5, fill=GROUND if measure.over else colour, stroke=colour)
        below = y - 8
    start = rail - 4 if measure.steps else rail + 12
    after = sheet.lines(
        start, below, measure.state, sheet.right - start, size=PLAIN - 1, bold=True
    )  # fmt: skip
    sheet.y = max(end, after) + 7
