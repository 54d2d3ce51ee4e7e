"""When each thing began that is said to make the market in wives."""

from __future__ import annotations

from .house import ESTABLISHED, HARM, PARTIAL, Sheet
from .lanes import Axis, Lane, Mark, draw_lanes

VILLAGES, GIRLS, WOMEN = (
    "#the-villages-began-to-empty",
    "#the-missing-girls-came-later",
    "#why-women-came-and-stayed",
)
LANES = (
    Lane(
        "Brides leave for South Korea",
        (Mark(1992, PARTIAL, "over 100,000", "#korean-chinese-brides-to-the-south", 2008),),
    ),
    Lane(
        "Hunger in the North",
        (Mark(1994, ESTABLISHED, "famine, and mass crossing", "timeline#row-tl-b018", 1998),),
    ),
    Lane(
        "Women among the North Koreans there",
        (
            Mark(1998, PARTIAL, "about half", WOMEN),
            Mark(2000, PARTIAL, "about 90 per cent", WOMEN, 2009, 1),
        ),
    ),
    Lane(
        "The sale of women from the North",
        (
            Mark(1999, HARM, "in a survey of villages", GIRLS),
            Mark(2021, HARM, "far from Yanbian", GIRLS, line=1),
        ),
    ),
    Lane(
        "The sale of women in all China",
        (Mark(1980, HARM, "on the rise", GIRLS, 2011),),
    ),
    Lane(
        "Boys born for 100 girls in China",
        (Mark(1981, ESTABLISHED, "108.5, then over 119", GIRLS, 2009, 0),),
    ),
    Lane(
        "Those boys are old enough to marry",
        (Mark(2013, ESTABLISHED, "only just, by 2013", GIRLS),),
    ),
)
"""In the order of the chapter, with the numbers of its text."""

AXIS = Axis(((1978, 0), (2026, 1)), (1980, 1990, 2000, 2010, 2020))


def draw(sheet: Sheet) -> None:
    """Draw a lane for each."""
    legend = (
        ("counted or dated", ESTABLISHED),
        ("one scholar’s figure", PARTIAL),
        ("the sale of women", HARM),
    )
    draw_lanes(sheet, LANES, AXIS, legend, 170)
