"""Six kinds of testimony: who stands between, for whom it is meant, what is in doubt."""

from __future__ import annotations

from .house import Sheet, Sign, matrix

HEADS = ("Who stands between", "Who is to hear it", "What is in doubt")
KINDS = (
    (
        "Memoir",
        "Co-author, ghostwriter, translator",
        "Western readers",
        "The text may be fitted to them",
    ),
    (
        "Hearing of the UN inquiry",
        "Chair and secretariat, who ask for consent",
        "States and the public",
        "North Korea was invited to ask and did not reply",
    ),
    (
        "Council, parliaments",
        "The states that invite",
        "Other states",
        "Speakers are picked for the occasion",
    ),
    (
        "Television",
        "Broadcaster and hosts",
        "Viewers in the South",
        "Light talk, then a harrowing story",
    ),
    (
        "Fiction, poetry",
        "Editor and publisher",
        "Readers",
        "No evidence of single events; authorship at times unknown",
    ),
    (
        "Database, archive",
        "Interviewer and coder",
        "Investigators",
        "Who owns the story",
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw a table of kinds."""
    rows = [(name, "", tuple(Sign("", words) for words in cells)) for name, *cells in KINDS]
    matrix(sheet, HEADS, rows, (27, 38, 28, 44))
