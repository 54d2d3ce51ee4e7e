"""What the tables of search promise: each question of readers finds its section in five."""

from __future__ import annotations

import csv
import json
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import search_parts
from real_book import ROOT, built_book
from test_book import refuse
from unit.test_search_engine import find_node

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).parent / "js/places.mjs"
DEPTH = 5
EXCEPTIONS = {
    ("law-and-return", "refoulement"),  # a chapter has this word in its title
}
"""Questions whose section is not among the first five: id and question."""
PLACES = frozenset(
    (
        "yalu tumen yanbian jilin liaoning dandong seoul japan russia mongolia thailand laos "
        "vietnam bangkok hanoi yanji shenyang beijing pyongyang moscow nanping heilongjiang"
    ).split()
)
GOVERNMENTS = {"beijing": "China", "pyongyang": "North Korea", "moscow": "Russia"}
"""Capitals that stand for a state in everyday language."""


class Asked(NamedTuple):
    """A question of readers, and the id of the section that it is asked of."""

    section: str
    question: str


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def phrases(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(";") if one.strip()]


def questions() -> list[Asked]:
    return [
        Asked(row["id"], question)
        for row in rows("search-questions.csv")
        for language, cell in row.items()
        if language != "id"
        for question in phrases(cell)
    ]


@pytest.mark.parametrize("step", [20, pytest.param(1, marks=pytest.mark.every)])
def test_each_question_of_readers_finds_its_section(
    step: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """All of them take some minutes, and every twentieth some seconds."""
    parts = search_parts(built_book(tmp_path_factory))
    asked = questions()[::step]
    data = json.dumps({"parts": parts, "questions": [one.question for one in asked]})
    result = subprocess.run(
        [find_node(), str(SCRIPT)],
        **{"input": data, "capture_output": True, "check": True, "encoding": "utf-8"},
    )
    found = json.loads(result.stdout)
    refuse(
        f"{one.section}: {one.question!r} finds {places[:3]}"
        for one, places in zip(asked, found, strict=True)
        if one.section not in places[:DEPTH] and one not in EXCEPTIONS
    )


def test_no_place_leads_to_another_place() -> None:
    """Whoever asked for a town once got the river, with no word of the town."""
    refuse(
        f"{asked} leads to {own}"
        for row in rows("search-words.csv")
        for own in phrases(row["words"])
        for asked in phrases(row["english"])
        if {asked.casefold(), own.casefold()} <= PLACES - GOVERNMENTS.keys()
        and asked.casefold() != own.casefold()
    )
    leading = {
        asked.casefold(): row["words"]
        for row in rows("search-words.csv")
        for asked in phrases(row["english"])
        if asked.casefold() in PLACES
    }
    assert leading.items() <= GOVERNMENTS.items()
