"""The questions that search is measured with; `test_book.py` checks that their answers exist."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from quality import current

FOLDER = Path(__file__).parents[2] / "tools" / "benchmarks" / "search"
COLUMNS = ["question", "language", "kind", "answers"]
LANGUAGES = {"en", "ko", "ja", "zh-Hans", "zh-Hant"}
KINDS = {
    *("everyday", "keywords", "what-is", "is-it-true", "name", "question", "typo", "symbol"),
    *("data", "phrase"),
}


def rows(part: str) -> list[list[str]]:
    path = FOLDER / f"gold-{part}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def questions(part: str) -> list[dict[str, str]]:
    head, *body = rows(part)
    return [dict(zip(head, row, strict=True)) for row in body]


@pytest.mark.parametrize(("part", "count"), [("tune", 239), ("unseen", 120)])
def test_a_set_has_the_form_that_the_script_reads(part: str, count: int) -> None:
    assert rows(part)[0] == COLUMNS
    found = questions(part)
    assert len(found) == count
    assert {question["language"] for question in found} == LANGUAGES
    assert {question["kind"] for question in found} == KINDS
    answers = [question["answers"].split() for question in found]
    assert sum(1 for some in answers if not some or len(some) > len(set(some))) == 0


def test_no_question_is_asked_twice() -> None:
    every = [*questions("tune"), *questions("unseen")]
    counts = Counter(question["question"].casefold() for question in every)
    assert sum(1 for count in counts.values() if count > 1) == 0


@pytest.mark.parametrize("part", ["tune", "unseen"])
def test_a_third_is_not_in_english(part: str) -> None:
    found = questions(part)
    assert sum(question["language"] != "en" for question in found) >= len(found) // 3


def test_an_answer_that_was_merged_is_where_the_register_says(monkeypatch) -> None:
    moved = {"ford": "old-ford", "old-ford": "bridge"}
    monkeypatch.setattr("quality.replacements", lambda: moved)
    assert current("rivers/trent#ford") == "rivers/trent#bridge"
    assert current("rivers/trent#weir") == "rivers/trent#weir"
    assert current("rivers/trent") == "rivers/trent"
