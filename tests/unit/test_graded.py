"""The script that grades the search with the questions of a set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from graded import Answer, Question, bars, read_set, table

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "question,asker,grade3,grade2,grade1\n"


def test_a_set_has_places_by_grade_and_none_for_other_subjects(tmp_path: Path) -> None:
    path = tmp_path / "questions.csv"
    path.write_text(f"{HEAD}Where to wade?,newcomer,a#ford b#weir,a,\nWho sings?,journalist,,,\n")
    first, second = read_set(path)
    assert first.grades == (("a#ford", "b#weir"), ("a",), ())
    assert first.is_treated
    assert not second.is_treated


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("question,asker,grade3\nWhy?,x,\n", "grade1, grade2"),
        (f"{HEAD}Why?,x,,,\nwhy?,y,,,\n", "twice"),
    ],
)
def test_a_set_that_cannot_be_read_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "questions.csv"
    path.write_text(text)
    with pytest.raises(ValueError, match=message):
        read_set(path)


def test_shares_and_bars_are_of_grade_three_and_of_what_is_told() -> None:
    good = (("a#ford",), (), ())
    answers = {
        Question("1", "newcomer", good): Answer((3, 0), treated=True),
        Question("2", "journalist", good): Answer((2, 0, 3), treated=False),
        Question("3", "journalist", ((), (), ())): Answer((0,), treated=False),
    }
    assert [line.split() for line in table(answers)[1:]] == [
        ["all", "2", "50.0", "100.0", "100.0", "100.0"],
        ["newcomer", "1", "100.0", "100.0", "100.0", "100.0"],
        ["journalist", "1", "0.0", "100.0", "100.0", "100.0"],
    ]
    lines = bars(answers)
    assert "all: first 1: 50.0% of 65%: not met" in lines
    assert "newcomer: first 5: 100.0% of 88%: met" in lines
    assert "questions on other subjects: 1 of 1 told so, at least 85%: met" in lines
    assert "questions that the book treats: 1 of 2 told so, at most 3%: not met" in lines
