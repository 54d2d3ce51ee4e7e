"""Nationality, register and school of children of North Korean mothers, by where they stand."""

from __future__ import annotations

from .house import Sheet, Sign, legend, matrix

HEADS = ("Nationality", "Register", "School")
CHILDREN = (
    (
        "Chinese father",
        "born in China",
        (
            Sign("yes", "Chinese by law (art. 4)"),
            Sign(
                "part",
                "Many not registered, usually for fear for the mother (one prefecture, 2008); "
                "since 2016 no conditions beyond the rules",
            ),
            Sign("part", "Schools asked for the register (2008)"),
        ),
    ),
    (
        "Both parents North Korean",
        "born in China",
        (
            Sign("no", "Not Chinese by these articles"),
            Sign("no", "Impossible, Human Rights Watch wrote (2008)"),
            Sign("no", "No lawful way without the register (2008)"),
        ),
    ),
    (
        "Mother a South Korean national",
        "born in China since June 1998",
        (
            Sign("yes", "South Korean from birth"),
            Sign(
                "part",
                "By a family court, at the minister’s request, if it came to the settlement "
                "facility (since September 2026)",
            ),
            Sign("part", "In South Korea, with support that the ministry may give"),
        ),
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw a table of signs."""
    legend(sheet, (("yes", "yes"), ("part", "depends"), ("no", "no")))
    matrix(sheet, HEADS, CHILDREN, (30, 29, 38, 35))
