"""What the law asks for in ordinary life, and what that means to people without papers."""

from __future__ import annotations

from .house import Sheet, Sign, matrix

HEADS = ("The law", "Without papers")
NEEDS = (
    (
        "Work",
        "A permit for every foreigner; whoever finds unlawful work reports it",
        "Insecure work, beside fear of arrest, was among the main burdens (2004–05)",
    ),
    (
        "A home",
        "A host who shelters may be fined or held; guests are registered within a day",
        "People who took them in have been punished",
    ),
    (
        "A marriage",
        "A passport, and a certificate from home that one is single",
        "Unions without legal standing; most of the women had no resident status (2008)",
    ),
    (
        "A child’s school",
        "A child of a Chinese parent is Chinese",
        "Many fathers left the child unregistered, for fear for the mother (2008)",
    ),
    (
        "A doctor",
        "",
        "No health cover, six women said; in the pandemic no vaccine without a card, by one report",
    ),
    (
        "Help when wronged",
        "A court confirms no employment without a work permit",
        "The authorities could not be called on for protection (2002)",
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw a table of needs."""
    rows = [(need, "", (Sign("", law), Sign("", life))) for need, law, life in NEEDS]
    matrix(sheet, HEADS, rows, (24, 52, 56))
