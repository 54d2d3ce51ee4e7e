"""Eight doors of ordinary life at which Chinese law asks who one is, with the text that asks."""

from __future__ import annotations

from .house import Sheet, Sign, matrix

HEADS = ("What the law asks", "Text")
DOORS = (
    (
        "Telephone, messages",
        "True identity information, or no service",
        "Cybersecurity Law, art. 24 (2016)",
    ),
    (
        "Bank account",
        "An identity document, and the name on it",
        "Rules on deposit accounts, arts 5–7 (2000)",
    ),
    (
        "Paying",
        "Banks and payment services check who the customer is",
        "Law against telecom fraud, art. 15 (2022)",
    ),
    (
        "Train",
        "A valid document to buy and to travel, where tickets bear names",
        "Railway safety rules, art. 64 (2013)",
    ),
    (
        "Coach, hired car",
        "Nobody of unclear identity may be served (coach: long distance)",
        "Counter-Terrorism Law, art. 21 (2018)",
    ),
    (
        "Hotel",
        "Papers of every guest; foreigners reported within 24 hours",
        "Hotel measures, art. 6 (2020)",
    ),
    (
        "Rented room",
        "A fine for letting to somebody without a document",
        "Police penalties law, art. 57 (to the end of 2025)",
    ),
    (
        "Street, station",
        "Police may check suspects, and in stations others too",
        "Identity Card Law, art. 15 (2011); Exit and Entry Law, art. 59 (2012)",
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw a table of doors."""
    rows = [(door, "", (Sign("", asks), Sign("", text))) for door, asks, text in DOORS]
    matrix(sheet, HEADS, rows, (30, 56, 54))
