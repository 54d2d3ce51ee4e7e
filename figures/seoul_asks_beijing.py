"""What South Korea asked of China, and what is known of the answer."""

from __future__ import annotations

from .house import EDGE, Sheet, Sign, legend, matrix

ROWS = (
    (
        "June 2002",
        "",
        (Sign("", "A month’s standoff over people in missions"), Sign("yes", "24 people left")),
    ),
    (
        "October 2005",
        "",
        (Sign("", "Protest over seven people from a school"), Sign("no", "Return confirmed")),
    ),
    (
        "January–May 2012",
        "",
        (
            Sign("", "Requests at the top for people confined in missions"),
            Sign("yes", "About ten let go, said to be an exception"),
        ),
    ),
    (
        "March 2012",
        "",
        (
            Sign("", "Returns raised with China’s foreign minister"),
            Sign("part", "Economic migrants, but to be resolved together"),
        ),
    ),
    (
        "June 2013",
        "",
        (
            Sign("", "Raised indirectly at a summit"),
            Sign("part", "The concern will be considered; understanding asked"),
        ),
    ),
    (
        "August 2013",
        "",
        (
            Sign("", "Five people, three of them with southern nationality"),
            Sign("yes", "Three handed over; two to be returned"),
        ),
    ),
    (
        "October 2023",
        "",
        (
            Sign("", "Protest, and a minister’s letter"),
            Sign("unknown", "No reaction by 27 October"),
        ),
    ),
    (
        "January 2024",
        "",
        (
            Sign("", "Recommendation in China’s UN review"),
            Sign("no", "Refused where North Koreans were named"),
        ),
    ),
    (
        "May 2024",
        "",
        (
            Sign("", "Foreign minister in Beijing; president to premier"),
            Sign("part", "The concern is known"),
        ),
    ),
    ("Since June 2025", "", (Sign("", "No public request known"), Sign("unknown", "–"))),
)  # fmt: skip


def draw(sheet: Sheet) -> None:
    """Draw a row for each request, with a sign for the answer."""
    sheet.y = 2
    legend(
        sheet,
        (("yes", "people let go"), ("part", "words"), ("no", "refused, or returned already"),
         ("unknown", "no answer known")),
    )  # fmt: skip
    sheet.y += 8 if sheet.narrow else EDGE
    heads = (
        ("Seoul", "Answer") if sheet.narrow else ("What Seoul did", "What is known of the answer")
    )
    matrix(sheet, heads, ROWS, (1.35, 2.6, 2.9))
