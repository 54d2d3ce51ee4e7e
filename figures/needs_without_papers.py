"""What the law asks for in ordinary life, and what that means to people without papers."""

from __future__ import annotations

from .house import Sheet, Sign, matrix

HEADS = ("The law", "Without papers")
NEEDS = (
    (
        "Work",
        "A permit for every foreigner; citizens and bodies that find unlawful work report it",
        "Insecure work, beside fear of arrest, was a source of vulnerability (2004–05)",
    ),
    (
        "A home",
        "A host who shelters may be fined or, in serious cases, held",
        "A UN inquiry heard that people who took them in were punished (2014)",
    ),
    (
        "A marriage",
        "A passport, or since May 2025 a Chinese identity document, and a certificate from home "
        "that one is single",
        "Most women with children from such unions had no resident status (2008)",
    ),
    (
        "A child’s school",
        "A child of a Chinese parent is Chinese",
        "Many were not registered, usually for fear for the mother (Yanbian, 2008)",
    ),
    (
        "A doctor",
        "",
        "No health cover, by a study of six women; no vaccine without a card, by press reports "
        "(2023)",
    ),
    (
        "Help when wronged",
        "A court confirms no employment without a work permit",
        "The authorities could not be called on for protection, Human Rights Watch wrote (2002)",
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw a table of needs."""
    rows = [(need, "", (Sign("", law), Sign("", life))) for need, law, life in NEEDS]
    matrix(sheet, HEADS, rows, (24, 52, 56))
