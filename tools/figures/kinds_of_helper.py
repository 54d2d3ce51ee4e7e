"""Four kinds of helper: what they gave, what Chinese law can make of it, what critics say."""

from __future__ import annotations

from .house import Sheet, Sign, matrix

HEADS = ("What they gave", "What the law can make of it", "What critics say")
HELPERS = (
    (
        "Neighbours, villagers",
        "Food or what they could give, about 2005, by one man’s memory",
        "Sheltering: a fine, if serious up to 15 days of detention as well (2012, art. 79)",
        "None found",
    ),
    (
        "Churches, missionaries",
        "Food, a place to stay, at times money; Bible study in return, by one account",
        "Sheltering as with neighbours; no winning of converts by foreigners among Chinese "
        "citizens (1994, art. 8), or by charity (2017, art. 56)",
        "Care and control in one (Han 2013)",
    ),
    (
        "Charities from abroad",
        "Help for about 1,000 and almost 1,400 people, by the counts of two",
        "No work and no funding without registration or notice (2016, art. 9)",
        "Tales of victims help them to survive (Hong 2019)",
    ),
    (
        "Paid helpers",
        "The way out, for money",
        "Organising: two to seven years, if grave seven to life (1997, art. 318); carrying: up to "
        "five, if grave more (art. 321)",
        "Those who work for money alone made leaving more dangerous (Lee 2024); a study: can, but "
        "need not, exploit (Kook 2018)",
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw a table of helpers."""
    rows = [(name, "", tuple(Sign("", words) for words in cells)) for name, *cells in HELPERS]
    matrix(sheet, HEADS, rows, (28, 38, 46, 34))
