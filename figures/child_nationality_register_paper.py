"""Nationality, household register and school of children born in China, by their parents."""

from __future__ import annotations

from .house import Sheet, Sign, legend, matrix

HEADS = ("Chinese nationality", "Household register", "School")
CHILDREN = (
    (
        "One Chinese parent",
        "",
        (
            Sign("yes", "By law, from birth (art. 4)"),
            Sign("part", "Many fathers held back, out of fear for the mother (2008); eased by an "
                 "order of 2016, unevenly"),
            Sign("part", "A right of nationals; schools asked for the register (2008)"),
        ),
    ),
    (
        "Two North Korean parents",
        "",
        (
            Sign("no", "Not by these articles"),
            Sign("no", "Impossible, a rights group was told (2008)"),
            Sign("no", "The right is for nationals (2018)"),
        ),
    ),
    (
        "Parents stateless or of unclear nationality",
        "settled in China",
        (
            Sign("yes", "By law, from birth (art. 6)"),
            Sign("unknown", "Not known"),
            Sign("unknown", "Not known"),
        ),
    ),
)  # fmt: skip


def draw(sheet: Sheet) -> None:
    """Draw a table of signs."""
    legend(sheet, (("yes", "yes"), ("part", "often not"), ("no", "no"), ("unknown", "not known")))
    matrix(sheet, HEADS, CHILDREN, (30, 30, 38, 34))
