"""The treaties that bind China: what they say of return, and what China kept back."""

from __future__ import annotations

from .house import Sheet, Sign, legend, matrix

HEADS = ("", "On return", "China kept back", "May ask or judge")
COURT = "the World Court"

TREATIES = (
    (
        "yes",
        "Refugee Convention",
        "acceded 1982",
        "Article 33: no return of refugees",
        "Nothing on return; art. 14 in part, art. 16(3)",
        f"{COURT[0].upper()}{COURT[1:]}, if article 38 reaches those who fled after 1951",
    ),
    (
        "part",
        "Its Protocol of 1967",
        "acceded 1982",
        "Extends article 33 to later refugees",
        f"Article IV: {COURT}",
        "",
    ),
    (
        "part",
        "Convention against Torture",
        "ratified 1988",
        "Article 3: no return to torture",
        f"Article 20, inquiry; article 30(1): {COURT}",
        "Its committee, on China’s reports",
    ),
    (
        "part",
        "Women’s convention",
        "ratified 1980",
        "",
        f"Article 29(1): {COURT}",
        "Its committee, which examined China in 2023",
    ),
    (
        "yes",
        "Children’s convention",
        "ratified 1992",
        "Article 22: appropriate measures for a child that seeks refuge",
        "Article 6 in part",
        "Its committee, on China’s third and fourth reports",
    ),
    (
        "part",
        "Trafficking protocol",
        "acceded 2010",
        "Article 14 names the rule against return",
        f"Article 15(2): {COURT}; Hong Kong",
        "",
    ),
    (
        "yes",
        "Economic and social covenant",
        "ratified 2001",
        "",
        "A statement on article 8(1)(a)",
        "",
    ),
    (
        "no",
        "Civil and political covenant",
        "signed 1998; not ratified by August 2022",
        "",
        "",
        "",
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw a table with a sign for each treaty."""
    legend(
        sheet,
        (("yes", "bound"), ("part", "bound, the World Court kept out"), ("no", "only signed")),
    )
    rows = [
        (name, act, (Sign(sign), *(Sign("", words) for words in cells)))
        for sign, name, act, *cells in TREATIES
    ]
    matrix(sheet, HEADS, rows, (34, 5, 31, 31, 34))
