"""Six numbers for the people arrested and returned in February 2012, a dot for each person."""

from __future__ import annotations

from typing import NamedTuple

from .house import EDGE, GROUND, HARM, MUTED, PLAIN, SMALL, Sheet


class Count(NamedTuple):
    """A number in print.

    :param words: who says so, and of whom
    :param row: the report in the dataset, empty if it has none
    :param people: dots that are drawn; *more* hollow ones follow, up to the upper figure
    """

    figure: str
    who: str
    words: str
    people: int
    more: int = 0
    returned: bool = True
    row: str = ""


COUNTS = (
    Count(
        "9 or more",
        "Amnesty International",
        "28 February; reportedly returned in mid-February",
        9,
        row="r17-amnesty",
    ),
    Count(
        "about 30", "A US commission", "from the press; returned in early 2012", 30, row="r17-cecc"
    ),
    Count(
        "31",
        "Activists",
        "9 March; all who were arrested in three groups, returned",
        31,
        row="r17-activists",
    ),
    Count("41", "A charity", "22 March; the latest to be returned", 41, row="r17-dailynk"),
    Count(
        "about 400",
        "One activist",
        "on television, from hearsay; taken back, the 31 among them",
        400,
    ),
    Count(
        "300–400",
        "A Seoul newspaper",
        "February; held and facing return, with those on the way",
        300,
        100,
        returned=False,
    ),
)
STEP = 7


def draw(sheet: Sheet) -> None:
    """Draw the counts below each other."""
    x, y = EDGE + 5.0, 12.0
    for words, fill in (("reported returned", HARM), ("held, and facing return", GROUND)):
        sheet.dot(x, y - 4, 2.6, fill=fill, stroke=HARM)
        sheet.text(x + 9, y, words, size=SMALL)
        x += 150
    sheet.y = 20
    sheet.rule(sheet.y, strong=True)
    left = EDGE if sheet.narrow else 300
    per_row = int((sheet.right - left) // STEP)
    for count in COUNTS:
        top = sheet.y + 5
        room = (sheet.right if sheet.narrow else left - 16) - EDGE
        sheet.text(EDGE, top + 14, count.figure, bold=True, size=PLAIN + 1)
        end = sheet.lines(EDGE + 92, top, count.who, room - 92, size=PLAIN)
        end = sheet.lines(EDGE + 92, end, count.words, room - 92, size=SMALL, fill=MUTED)
        start = end + 6 if sheet.narrow else top + 4
        target = f"repatriation-reports#row-{count.row}" if count.row else ""
        with sheet.link(target, f"{count.figure}, {count.who}"):
            rows = _dots(sheet, count, left, start, per_row)
        sheet.y = max(end, start + rows * STEP) + 6
        sheet.rule(sheet.y)
    sheet.y += 4


def _dots(sheet: Sheet, count: Count, left: float, top: float, per_row: int) -> int:
    sure, all_of_them = count.people, count.people + count.more
    lines = -(-all_of_them // per_row)
    room = min(all_of_them, per_row) * STEP
    sheet.box(left, top, room, lines * STEP, fill="transparent", stroke="none")  # to point at
    for numbers, opacity in ((range(sure), None), (range(sure, all_of_them), 0.45)):
        if numbers:
            sheet.crowd(
                left + 3, top + 4, numbers, per_row, STEP, hollow=not count.returned,
                opacity=opacity, colour=HARM,
            )  # fmt: skip
    return lines
