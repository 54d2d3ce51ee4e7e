"""What UNHCR called North Koreans in China, and what it asked for, in its statements."""

from __future__ import annotations

from .house import Sheet, Sign, matrix

HEADS = ("Called them", "Asked for, or did")
ROWS = (
    ("1999", "A small group of refugees is among them", ""),
    ("January 2000", "Some definitely meet the criteria", "No further deportations"),
    ("June 2001", "One family deserves asylum", ""),
    (
        "January 2003",
        "Refugees are likely to be among them",
        "Access; no return; joint assessment of claims",
    ),
    ("June 2003", "Many would qualify as refugees", ""),
    ("September 2003", "May well be considered refugees", "That they are not forced back"),
    ("October 2004", "Asylum seekers; those of concern to it", "Access"),
    ("March 2006", "Most cross for economic reasons", "Objects to a return"),
    ("February 2012", "About 25 North Koreans", "Non-refoulement"),
    ("November 2017", "Asylum seekers and refugees", "That they are never sent back"),
    (
        "July 2021",
        "Some economic, others may need protection",
        "That people are not forced back",
    ),
    ("November 2022", "Asylum seekers", "That no one is forced back"),
    ("2023", "Asylum seekers of all nationalities", "Procedures open to them; papers"),
)


def draw(sheet: Sheet) -> None:
    """Draw a table of statements."""
    rows = [(when, "", (Sign("", words), Sign("", asked))) for when, words, asked in ROWS]
    matrix(sheet, HEADS, rows, (28, 52, 60))
