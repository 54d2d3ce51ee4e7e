"""Nine explanations of the returns: what fits each, and what does not, by its year."""

from __future__ import annotations

from .house import ESTABLISHED, HARM, Sheet
from .lanes import Axis, Lane, Mark, draw_lanes

RULE_STANDS, MOVES, TABLE = (
    "#why-the-rule-stands",
    "#why-it-tightens-and-loosens",
    "#a-rule-and-its-exceptions",
)


def fits(year: float, words: str, target: str, end: float = 0, title: str = "") -> Mark:
    """Return a mark of what fits."""
    return Mark(year, ESTABLISHED, words, target, end, 0, f"fits: {title or words}")


def against(year: float, words: str, target: str, end: float = 0, title: str = "") -> Mark:
    """Return a mark of what does not."""
    return Mark(year, HARM, words, target, end, 1, f"does not fit: {title or words}")


LANES = (
    Lane(
        "A stable North as buffer",
        (
            fits(1955, "a rule on paper", "#hand-over-agreed-in-1955"),
            against(2001.5, "groups let go", "#released-instead", 2002.5),
            against(2025, "wives left alone", "#tolerance-tied-to-the-household"),
        ),
    ),
    Lane(
        "Fear of numbers",
        (
            fits(2002, "sweeps after the entries", MOVES),
            against(
                2023,
                "returns over an almost closed border",
                "#closure-and-barriers-from-2020",
                2025,
            ),
        ),
    ),
    Lane(
        "Order at the border",
        (
            fits(2003, "robberies, soldiers on guard", "#border-hardened-from-2003"),
            against(2017, "arrests on the way out", MOVES),
        ),
    ),
    Lane(
        "Duty to Pyongyang",
        (
            fits(1955, "", RULE_STANDS, 0, "a text on hand-over"),
            fits(1998, "texts on hand-over", RULE_STANDS),
            against(2002, "Pyongyang unwilling", RULE_STANDS),
            against(2020, "", RULE_STANDS, 0, "Pyongyang unwilling"),
        ),
    ),
    Lane(
        "The mood between the two capitals",
        (
            fits(2024, "return soon after a meeting", "repatriation-events#row-r30"),
            against(2003, "tighter as it soured", "#three-tightenings-dated-by-one-study"),
        ),
    ),
    Lane(
        "Seoul, Washington, publicity",
        (
            fits(2002, "", "#released-instead", 0, "people in missions let go"),
            fits(
                2012,
                "",
                "#mission-releases-around-presidents-meetings",
                0,
                "people in missions let go",
            ),
            fits(2014, "people let go", "#mission-releases-around-presidents-meetings"),
            against(2002, "sweeps at the border instead", MOVES),
        ),
    ),
    Lane(
        "Control of the Korean minority",
        (
            fits(2010, "homes checked in Yanbian", TABLE),
            against(2026.4, "no date: Yanbian’s Koreans fewer", TABLE),
        ),
    ),
    Lane(
        "A machine with local discretion",
        (
            fits(2023, "release offered to a family", "#the-county-and-the-husband"),
            fits(2024.6, "", "#quotas-for-border-police", 0, "quotas, reported in 2024"),
            against(2023, "several hundred in one day", "#returned-on-9-october-2023"),
        ),
    ),
    Lane(
        "Precedent for others",
        (
            fits(2012, "Kachin “border residents”", "#neighbours-chinas-guests"),
            against(
                1978,
                "refugee status for people from Vietnam",
                "#china-settled-indochinese-refugees",
            ),
        ),
    ),
)
"""The explanations, in the order and by the words of the table in the chapter."""

AXIS = Axis(((1953, 0), (1981, 0.13), (1996, 0.2), (2026.5, 1)), (1955, 1978, 2000, 2010, 2020))


def draw(sheet: Sheet) -> None:
    """Draw a lane for each explanation."""
    legend = (("what fits", ESTABLISHED), ("what does not", HARM))
    draw_lanes(sheet, LANES, AXIS, legend, 196)
