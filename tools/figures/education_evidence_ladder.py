"""What is known of campaigns and teaching: a ladder from what is counted to what is tested."""

from __future__ import annotations

from typing import NamedTuple

from .house import AREA, EDGE, ESTABLISHED, SMALL, UNKNOWN, Sheet


class Rung(NamedTuple):
    """A kind of evidence.

    :param found: what was found of it; empty if nothing was
    """

    name: str
    found: tuple[str, ...]


RUNGS = (
    Rung("Tested by comparison", ()),
    Rung(
        "Argued in a study",
        (
            "One decision by China of May 2002, on people at foreign missions",
            "In the 2000s China let go people who had gained the world’s attention, by a thesis",
        ),
    ),
    Rung(
        "Credited by somebody",
        (
            "The UN inquiry of 2013, by a review",
            "A European listing of 2024, by the group whose dossier came before it",
        ),
    ),
    Rung(
        "Seen to move at the same time",
        (
            "Interest in rights in the North, 1,000 South Koreans: 52.5 per cent in 2021, "
            "66.5 in 2022",
        ),
    ),
    Rung(
        "Counted by the maker",
        (
            "178,921 signatures, 2012",
            "Actions planned in 42 cities, 2024",
            "Over 1,200 volunteers, over 600 learners, 2013–2025",
            "5,181 violations in a database, 2022",
        ),
    ),
)
"""From the strongest to the weakest."""


TARGETS = {
    "One decision": "#advocacy-counted-in-a-decision-of-2002",
    "In the 2000s": "#education-what-it-is",
    "The UN inquiry": "#campaign-helped-to-bring-about-the-un-inquiry",
    "A European": "#what-advocacy-achieved",
    "Interest in": "#opinion-in-south-korea",
    "178,921": "#campaigns-and-petitions",
    "Actions planned": "#platform-by-role",
    "Over 1,200": "#platform-by-role",
    "5,181": "#platform-newsrooms",
}
"""The claim or the section on what was found, by how its words begin."""

NOTHING = "#no-controlled-study-of-campaigns"


def draw(sheet: Sheet) -> None:
    """Draw a stair whose lowest step is the longest; the highest is empty."""
    rise = 14 if sheet.narrow else 44
    sheet.text(sheet.right, 13, "stronger", size=SMALL, anchor="end", italic=True)
    sheet.y = 20
    for number, rung in enumerate(RUNGS):
        _rung(sheet, rung, EDGE + rise * (len(RUNGS) - 1 - number))
    sheet.text(EDGE, sheet.y + 15, "weaker", size=SMALL, italic=True)
    sheet.y += 22


def _rung(sheet: Sheet, rung: Rung, left: float) -> None:
    mark, top = len(sheet.parts), sheet.y
    room = sheet.right - left - 24
    end = sheet.lines(left + 12, top + 4, rung.name, room, bold=True)
    found = rung.found or ("Nothing found, for campaigns or for teaching",)
    for words in found:
        inset = 14 if rung.found else 0
        start = end
        with sheet.link(_target(words) if rung.found else NOTHING, f"{rung.name}: {words}"):
            if rung.found:
                sheet.dot(left + 16, end + 9, 3)
            end = sheet.lines(
                left + 12 + inset, end, words, room - inset, size=SMALL, italic=not rung.found,
                fill="currentColor" if rung.found else UNKNOWN,
            )  # fmt: skip
            sheet.ground(left + 10, start, room, end - start)
    end += 7
    frame = Sheet(0)
    if rung.found:
        frame.box(left, top, sheet.right - left, end - top, fill=AREA, stroke="none", radius=0,
                  opacity=0.3)  # fmt: skip
        frame.line(left, top, sheet.right, top, stroke=ESTABLISHED, width=3)
    else:
        frame.box(left, top, sheet.right - left, end - top, stroke=UNKNOWN, dash="4 3", weight=1.6)
    sheet.parts[mark:mark] = frame.parts
    sheet.y = end + 4


def _target(words: str) -> str:
    return next(place for start, place in TARGETS.items() if words.startswith(start))
