"""What people from the North hold in South Korea, what they did with it, and the limit."""

from __future__ import annotations

from .house import Sheet, Sign, matrix

HEADS = ("What they hold", "What they did", "The limit")
OFFICES = (
    (
        "National Assembly",
        "Four members, 2012 to 2024",
        "A day put into the statute (2024)",
        "Three of the four came in on lists",
    ),
    (
        "Ministries, local governments",
        "119 officials at the end of 2024",
        "Some asked the minister for more posts",
        "No more of them than in 2019",
    ),
    (
        "Foundation for resettlement",
        "2 of 11 directors in 2016, later 3 of 10",
        "What they changed is not known",
        "The first two not full-time",
    ),
    (
        "Radio",
        "A station since 2005",
        "News by shortwave into the North",
        "Threats to its founder",
    ),
    (
        "Women’s group",
        "100 members in 2016",
        "Interviews with 38 women (2019)",
        "Shame keeps others silent",
    ),
    (
        "Institutes",
        "At KINU a first woman in 2024",
        "Research for the state",
        "A competition apart",
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw a table of offices."""
    rows = [(name, "", tuple(Sign("", words) for words in cells)) for name, *cells in OFFICES]
    matrix(sheet, HEADS, rows, (30, 36, 36, 36))
