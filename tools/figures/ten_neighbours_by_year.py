"""Ten cases of people in a neighbour's hands: whom it let stay or go, and whom it sent back."""

from __future__ import annotations

from .house import ESTABLISHED, HARM, PARTIAL, Sheet
from .lanes import Axis, Lane, Mark, draw_lanes

THAILAND, HOME, GUESTS, THREE = (
    "#neighbours-thailand",
    "#neighbours-promise-of-the-home-state",
    "#neighbours-chinas-guests",
    "#neighbours-passage-look-count",
)

KACHIN = "#china-returned-kachin-in-2012"


def let(year: float, words: str, target: str, end: float = 0, *, part: bool = False) -> Mark:
    """Return a mark of people who were let stay or go; *part* if for a time or after a look."""
    said = f"let stay or go: {words}"
    return Mark(year, PARTIAL if part else ESTABLISHED, words, target, end, 0, said)


def sent(year: float, words: str, target: str, end: float = 0, title: str = "") -> Mark:
    """Return a mark of people who were sent back."""
    return Mark(year, HARM, words, target, end, 1, f"sent back: {title or words}")


LANES = (
    Lane(
        "East Germans in Hungary",
        (
            let(1989, "let leave for the West", "#hungary-handed-over-until-1989"),
            sent(1988, "nearly 400", "#hungary-handed-over-until-1989"),
        ),
    ),
    Lane(
        "Vietnamese and Laotians in South-East Asia",
        (
            let(
                1989, "asylum for a time, screening", "#indochina-deal-had-vietnam", 1995, part=True
            ),
            sent(1995, "41,000 to go home", HOME),
        ),
    ),
    Lane(
        "Cubans and the United States",
        (
            let(1994, "20,000 migrants a year", HOME),
            sent(1995, "at sea: back", HOME),
        ),
    ),
    Lane("Hmong in Thailand", (sent(2009, "some 4,000", "#recognised-yet-returned-2009"),)),
    Lane(
        "Uyghurs in Thailand",
        (
            let(2015, "172 to Turkey", THAILAND),
            sent(2015, "109", THAILAND),
            sent(2025, "40", THAILAND),
        ),
    ),
    Lane(
        "Vietnamese in China",
        (let(1978, "some 260,000, as refugees", "#china-settled-indochinese-refugees", 1979),),
    ),
    Lane(
        "Kachin in China",
        (
            let(2011.5, "tolerated for a year", KACHIN, 2012.4, part=True),
            sent(2012.6, "at least 4,000; disputed", KACHIN),
        ),
    ),
    Lane(
        "Tibetans in Nepal",
        (
            let(1989, "let pass", "#passage-without-status-in-nepal", 2010),
            sent(2003, "18", THREE),
            sent(2010, "3", THREE),
        ),
    ),
    Lane(
        "Eritreans in Egypt",
        (
            sent(2008, "up to 1,200", THREE),
            sent(2021, "", THREE, title="members of one family"),
        ),
    ),
    Lane(
        "Afghans in Pakistan and Iran",
        (sent(2023.7, "2.43 million, 54 per cent by force", THREE, 2025.3),),
    ),
)
"""The cases, in the order of the table in the chapter, with the numbers of its text."""

AXIS = Axis(((1976, 0), (2027, 1)), (1980, 1990, 2000, 2010, 2020))


def both() -> list[Lane]:
    """Return the cases in which a host did both."""
    return [lane for lane in LANES if {0, 1} == {mark.line for mark in lane.marks}]


def draw(sheet: Sheet) -> None:
    """Draw a lane for each case."""
    legend = (
        ("let stay or go", ESTABLISHED),
        ("for a time, or after a look", PARTIAL),
        ("sent back", HARM),
    )
    draw_lanes(sheet, LANES, AXIS, legend, 196)
