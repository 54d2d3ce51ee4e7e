"""The register of published ids: what is read, what is refused, what is added."""

from __future__ import annotations

import pytest

from sphinx_evidence.permalinks.register import (
    Entry,
    final,
    lost_ids,
    read_register,
    unregistered_ids,
    with_new,
    write_register,
)

HEAD = "id,kind,edition,status,replaced_by,note\n"


def read(folder, rows):
    """Write a register and return what was read of it, and the problems in words."""
    path = folder / "permalinks.csv"
    path.write_text(HEAD + rows, "utf-8")
    entries, problems = read_register(path)
    return entries, [f"{problem.line}: {problem.message}" for problem in problems]


def test_a_register_is_read_and_written_as_it_was(tmp_path):
    rows = 'a,section,2026.1,moved,b,"Split, and joined"\nb,claim,2026.1,current,,\n'
    entries, problems = read(tmp_path, rows)
    assert problems == []
    assert entries["a"] == Entry("a", "section", "2026.1", "moved", "b", "Split, and joined")
    write_register(tmp_path / "permalinks.csv", reversed(entries.values()))
    assert (tmp_path / "permalinks.csv").read_text("utf-8") == HEAD + rows


def test_a_book_without_register_has_an_empty_one(tmp_path):
    assert read_register(tmp_path / "permalinks.csv") == ({}, [])


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a,section,2026.1", "2: 3 cells instead of 6"),
        ("a,song,2026.1,current,,", "2: kind = 'song' is unknown"),
        ("a,section,2026.1,gone,,", "2: status = 'gone' is unknown"),
        ("a,section,2026.1,moved,,", "2: 'replaced_by' goes with the status moved or merged"),
        ("a,section,2026.1,withdrawn,b,", "2: 'replaced_by' goes with"),
        ("a,claim,1,current,,\na,claim,1,current,,", "3: the id 'a' stands twice"),
    ],
)
def test_a_wrong_row_is_named_by_its_line(tmp_path, row, words):
    _, (problem,) = read(tmp_path, row + "\n")
    assert problem.startswith(words)


def test_a_wrong_first_line_is_named(tmp_path):
    path = tmp_path / "permalinks.csv"
    path.write_text("id;kind\n", "utf-8")
    _, (problem,) = read_register(path)
    assert problem.line == 1


REGISTER = {
    "here": Entry("here", "section", "2026.1"),
    "old": Entry("old", "section", "2026.1", "moved", "older"),
    "older": Entry("older", "section", "2026.1", "merged", "here"),
    "gone": Entry("gone", "claim", "2026.1", "withdrawn", "", "It was wrong."),
}


@pytest.mark.parametrize(
    ("present", "words"),
    [
        ({"here": "section"}, []),
        ({"here": "section", "new": "chart"}, []),
        ({}, ["'here' (section) was published and is gone", "'old' is replaced by", "'older' is"]),
        ({"here": "claim"}, ["'here' was a section and is a claim now"]),
        ({"here": "section", "gone": "claim"}, ["'gone' is withdrawn and in use again"]),
    ],
)
def test_an_id_is_there_for_ever_or_has_a_tombstone(tmp_path, present, words):
    problems = [problem.message for problem in lost_ids(tmp_path, REGISTER, present)]
    assert len(problems) == len(words)
    for problem, word in zip(problems, words, strict=True):
        assert word in problem


def test_successors_are_followed_to_the_end_and_a_circle_ends():
    assert final(REGISTER, "old") == "here"
    circle = {
        "a": Entry("a", "claim", "1", "moved", "b"),
        "b": Entry("b", "claim", "1", "moved", "a"),
    }
    assert final(circle, "a") == "a"


def test_new_ids_are_added_once_with_their_edition(tmp_path):
    present = {"here": "section", "new": "chart"}
    (problem,) = unregistered_ids(tmp_path, REGISTER, present)
    assert "'new' is not registered" in problem.message
    every = with_new(REGISTER, present, "2026.2")
    assert every[-1] == Entry("new", "chart", "2026.2")
    again = {entry.id: entry for entry in every}
    assert with_new(again, present, "2026.3") == every
