"""The queries that search is measured with; `test_book.py` checks that their answers exist."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

GOLD = Path(__file__).parents[2] / "benchmarks" / "search" / "gold.csv"
COLUMNS = ["query", "kind", "set", "expected", "note"]
FEWEST = 120
# At least so many questions of each kind.
KINDS = {
    **dict.fromkeys(("concept", "symbol", "article", "year", "number"), 15),
    **dict.fromkeys(("name", "romanisation", "korean", "chinese", "accent"), 10),
    **dict.fromkeys(("typo", "phrase", "source", "claim", "dataset"), 10),
}


def rows() -> list[list[str]]:
    with GOLD.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def questions() -> list[dict[str, str]]:
    head, *body = rows()
    return [dict(zip(head, row, strict=True)) for row in body]


def test_the_columns_are_those_that_the_script_reads() -> None:
    assert rows()[0] == COLUMNS
    assert {len(row) for row in rows()} == {len(COLUMNS)}


def test_there_are_enough_questions_of_every_kind() -> None:
    counts = Counter(question["kind"] for question in questions())
    assert counts.total() >= FEWEST
    assert counts.keys() == KINDS.keys()
    assert {kind: counts[kind] for kind, fewest in KINDS.items() if counts[kind] < fewest} == {}


def test_no_question_is_asked_twice() -> None:
    counts = Counter(question["query"].casefold() for question in questions())
    assert [query for query, count in counts.items() if count > 1] == []


def test_every_question_has_answers_each_named_once() -> None:
    answers = {question["query"]: question["expected"].split() for question in questions()}
    assert [query for query, ids in answers.items() if not ids or len(ids) > len(set(ids))] == []


def test_a_third_of_each_kind_is_held_out() -> None:
    found = questions()
    assert {question["set"] for question in found} == {"tune", "held"}
    held = Counter(question["kind"] for question in found if question["set"] == "held")
    counts = Counter(question["kind"] for question in found)
    assert {kind: held[kind] for kind in KINDS if held[kind] != counts[kind] // 3} == {}
