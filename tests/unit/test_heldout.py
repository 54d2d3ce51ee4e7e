"""The script that asks the search what its index lacks."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from heldout import Question, are_twins, read_parts, read_questions, table, without

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("can I wade it", "can I wade it now", True),
        ("can I wade it", "who keeps the ferry", False),
        ("걸어서 강을 건너나", "걸어서 강을 건너", True),
    ],
)
def test_twins_share_most_of_their_words(one: str, other: str, expected: bool) -> None:
    assert are_twins(one, other) is expected


def test_twins_leave_together(tmp_path: Path) -> None:
    path = tmp_path / "questions.csv"
    asked = "can I wade it;who keeps the ferry;can I wade it now"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [["id", "english", "korean", "chinese", "japanese"], ["ford", asked, "", "", ""]]
        csv.writer(file).writerows(rows)
    found = {one.text: (one.tenth, one.half) for one in read_questions(path)}
    assert len(found) == 3
    assert found["can I wade it"] == found["can I wade it now"]


def test_the_index_lacks_only_what_is_asked(tmp_path: Path) -> None:
    folder = tmp_path / "_search"
    folder.mkdir()
    parts = {
        "titles": {"entries": {"anchor": ["ford", "weir"]}},
        "questions": {"numbers": [0, 1], "questions": [["how", "why"], ["why"]], "words": []},
        **{"asian": {"numbers": [], "questions": []}, "texts": {}, "others": {}},
    }
    for name, part in parts.items():
        script = f'(globalThis.bookSearch??={{}})["{name}"]={json.dumps(part)};\n'
        folder.joinpath(f"{name}.js").write_text(script, encoding="utf-8")
    read = read_parts(tmp_path)
    assert read == parts
    assert without(read, {("ford", "why")})["questions"] == {
        **{"numbers": [0, 1], "questions": [["how"], ["why"]], "words": []}
    }


def test_rates_are_of_a_language_and_a_half() -> None:
    ranks = {
        Question("ford", "english", "how", 0, "A"): 1,
        Question("ford", "english", "why", 3, "A"): 4,
        Question("weir", "korean", "왜", 3, "B"): 0,
    }
    assert [line.split() for line in table(ranks)[1:]] == [
        ["english", "A", "2", "50.0", "50.0", "100.0"],
        ["korean", "B", "1", "0.0", "0.0", "0.0"],
    ]
