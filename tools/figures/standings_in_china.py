"""The standings of North Koreans in China, from a card to no record at all."""

from __future__ import annotations

from .house import Sheet, Sign, legend, matrix

HEADS = ("Rests on", "What it opens", "What ends it")
STANDINGS = (
    (
        "Settled nationals of North Korea",
        "3,000 to 5,000, newspapers of 2011",
        Sign("yes", "A resident alien’s card"),
        "Residence",
        "",
    ),
    (
        "Children with a Chinese parent",
        "",
        Sign("yes", "Nationality by law; in the register not always"),
        "School, where registered",
        "",
    ),
    (
        "Some wives with a local paper",
        "reports since 2007",
        Sign("part", "A police paper after years of stay; no published rule found"),
        "Movement within China, for people with ten years’ stay, by one source (2024)",
        "Renewed yearly, by the same source",
    ),
    (
        "Wives on the police’s file",
        "29.4 per cent of 102 people asked in South Korea in 2025, wives or not",
        Sign("part", "No paper: data and biometrics are taken"),
        "Life with the partner, by assurances",
        "Trouble, or signs of leaving; some arrested (2021; one charge named: trafficking)",
    ),
    (
        "People with no record",
        "number not known",
        Sign("no", "Nothing"),
        "",
        "The law allows removal; wives who do not register are expelled, by one account",
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw a ladder as a table, from the surest standing down."""
    legend(sheet, (("yes", "law"), ("part", "local practice"), ("no", "nothing")))
    rows = [
        (name, below, (paper, Sign("", opens), Sign("", ends)))
        for name, below, paper, opens, ends in STANDINGS
    ]
    matrix(sheet, HEADS, rows, (36, 36, 28, 32))
