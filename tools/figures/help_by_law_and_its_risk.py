"""Seven kinds of help by Chinese law, and what stands in the way without papers."""

from __future__ import annotations

from .house import Sheet, Sign, matrix

HEADS = ("The law", "Without papers")
HELP = (
    (
        "The police",
        "They are to come, stop the violence and help to a doctor",
        "The same police may remove people who stay unlawfully",
    ),
    (
        "A court order",
        "Within 72 hours, for up to six months",
        "The top court’s list does not name unmarried partners; a court has protected one",
    ),
    (
        "A shelter",
        "Counties and cities may set one up",
        "No North Korean in one was found",
    ),
    (
        "An emergency",
        "Doctors may not refuse it",
        "In one city identity is checked once the patient is stable (2018)",
    ),
    (
        "Basic care",
        "A right of citizens, with insurance",
        "No cover, by a study of six women (2019)",
    ),
    (
        "Pregnancy, birth",
        "Care for citizens",
        "Women kept away from birth-control officers, a study says (2019)",
    ),
    (
        "Tuberculosis",
        "To be treated; help with the costs of some diseases for people in hardship (2013 law)",
        "Of people without papers the law does not speak",
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw a table of kinds of help."""
    rows = [(name, "", (Sign("", law), Sign("", life))) for name, law, life in HELP]
    matrix(sheet, HEADS, rows, (26, 52, 56))
