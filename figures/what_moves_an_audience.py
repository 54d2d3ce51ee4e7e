"""What moved an audience in five studies of other subjects."""

from __future__ import annotations

from .house import Sheet, Sign, matrix

HEADS = ("Who was studied", "What was seen")
STUDIES = (
    (
        "Imagine yourself a refugee",
        "Over 5,000 US citizens, on Syrians (2016)",
        "yes",
        "2 to 5 points more wrote a letter, for a short time; attitudes as before",
    ),
    ("Information on refugees", "The same people", "no", "No significant effect"),
    (
        "A game or a documentary",
        "Colombians, on Venezuelans (2021)",
        "yes",
        "More altruism, some better attitudes",
    ),
    (
        "Hearing a survivor",
        "Pupils of 10 to 16 in 14 Swedish schools, on the Holocaust",
        "part",
        "Strongly moved; need time and a talk",
    ),
    (
        "Contact with students from the North",
        "446 students in Seoul (2021)",
        "yes",
        "Went with less conflict",
    ),
    ("Lectures or a camp on unification", "The same students", "no", "No difference"),
)


def draw(sheet: Sheet) -> None:
    """Draw a table of studies."""
    rows = [(name, "", (Sign("", who), Sign(sign, seen))) for name, who, sign, seen in STUDIES]
    matrix(sheet, HEADS, rows, (38, 44, 54))
