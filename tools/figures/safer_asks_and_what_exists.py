"""Seven requests for North Koreans in China, and what China has or does of each."""

from __future__ import annotations

from .house import Sheet, Sign, legend, matrix

HEADS = ("Law or agreement", "Done for others", "For North Koreans")
ASKS = (
    (
        "A look at each case before return",
        "",
        (
            Sign("no", "no test in article 62"),
            Sign("part", "those who reach UNHCR in Beijing"),
            Sign("no", "none known"),
        ),
    ),
    (
        "Stay while a claim is examined",
        "",
        (
            Sign("yes", "article 46, since 2013"),
            Sign("yes", "police permit"),
            Sign("no", "none known"),
        ),
    ),
    (
        "Access of UNHCR",
        "",
        (
            Sign("yes", "agreement of 1995"),
            Sign("yes", "in Beijing"),
            Sign("no", "barred from the border area (2003)"),
        ),
    ),
    (
        "Papers for settled wives",
        "",
        (
            Sign("part", "humanitarian residence, after a lawful stay"),
            Sign("yes", "refugees from Indochina"),
            Sign("part", "local papers for some"),
        ),
    ),
    (
        "Registration of children",
        "",
        (
            Sign("yes", "Chinese by one parent; order of 2016"),
            Sign("yes", "nearly 14 million citizens by 2017"),
            Sign("part", "many once unregistered"),
        ),
    ),
    (
        "Protection of trafficked women",
        "",
        (
            Sign("part", "the crime, but no right to stay"),
            Sign("unknown", "not known"),
            Sign("no", "none known"),
        ),
    ),
    (
        "Onward travel",
        "",
        (
            Sign("unknown", "no rule seen"),
            Sign("yes", "resettlement from Beijing"),
            Sign("part", "some who reached missions"),
        ),
    ),
)
WIDTHS = (27, 25, 25, 25)


def draw(sheet: Sheet) -> None:
    """Draw a table of signs."""
    legend(sheet, (("yes", "yes"), ("part", "in part"), ("no", "no"), ("unknown", "not known")))
    sheet.y += 4
    matrix(sheet, HEADS, ASKS, WIDTHS)
