"""The register of published ids: reading, refused rows, added rows."""

from __future__ import annotations

import pytest

from sphinx_evidence.permalinks.register import (
    Entry,
    format_register,
    lost_ids,
    missing_register,
    read_register,
    resolve_successor,
    unregistered_ids,
    with_new,
    write_register,
)

KINDS = ("book", "chapter", "section", "claim", "chart", "dataset")

HEAD = "id,kind,edition,status,replaced_by,note\n"


def read(folder, rows):
    """Write a register; return its entries and the messages of problems."""
    path = folder / "permalinks.csv"
    path.write_text(HEAD + rows, "utf-8")
    entries, problems = read_register(path, KINDS)
    return entries, [f"{problem.line}: {problem.message}" for problem in problems]


def test_a_register_is_read_and_written_as_it_was(tmp_path):
    rows = 'a,section,2026.1,moved,b,"Split, and joined"\nb,claim,2026.1,current,,\n'
    entries, problems = read(tmp_path, rows)
    assert problems == []
    assert entries["a"] == Entry("a", "section", "2026.1", "moved", "b", "Split, and joined")
    write_register(tmp_path / "permalinks.csv", format_register(reversed(entries.values())))
    assert (tmp_path / "permalinks.csv").read_text("utf-8") == HEAD + rows


def test_a_register_that_does_not_exist_is_empty_until_it_is_written(tmp_path):
    path = tmp_path / "permalinks.csv"
    assert read_register(path, KINDS) == ({}, [])
    assert "restore it from the history of the book" in missing_register(path).message
    write_register(path, format_register(with_new({}, {"a": "claim"}, "1.0")))
    assert path.read_text("utf-8") == f"{HEAD}a,claim,1.0,current,,\n"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a,section,2026.1", "2: 3 cells instead of 6"),
        ("a,section,2026.1,current,,Split, and joined", "2: 7 cells instead of 6"),
        ("", "2: the line is empty: delete it"),
        ("a,song,2026.1,current,,", "2: kind = 'song' is unknown"),
        ("a,section,2026.1,gone,,", "2: status = 'gone' is unknown"),
        ("a,section,2026.1,moved,,", "2: 'replaced_by' goes with the status moved or merged"),
        ("a,section,2026.1,withdrawn,b,", "2: 'replaced_by' goes with"),
        ("a,claim,2026.1,current,,\na,claim,2026.1,current,,", "3: the id 'a' has a row in line 2"),
        ("a,section,first,withdrawn,,", "2: edition = 'first' is not that of an edition"),
        ("a,section,,withdrawn,,", "2: edition = '' is not that of an edition"),
        ("a,section,2026.1.dev0,current,,", "2: edition = '2026.1.dev0' is not"),
        (",section,2025.1,withdrawn,,", "2: the id '' is not lower-case words"),
        ("Old Id,section,2025.1,withdrawn,,", "2: the id 'Old Id' is not lower-case words"),
        ("..,section,2025.1,withdrawn,,", "2: the id '..' is not lower-case words"),
        ("../../x,section,2025.1,withdrawn,,", "2: the id '../../x' is not lower-case words"),
        ("con,section,2025.1,withdrawn,,", "2: the id 'con' is the name of a device"),
        ("a" * 101 + ",section,2025.1,withdrawn,,", f"2: the id '{'a' * 101}' has 101 characters"),
        (
            'a,claim,2025.1,current,,\nb,claim,2025.1,withdrawn,,"A note',
            "3: a quotation mark is not",
        ),
        (
            'a,claim,2025.1,withdrawn,,"A" note',
            "2: a quotation mark is not closed, or text follows",
        ),
        (
            f"a,claim,2025.1,withdrawn,,{'x' * 140_000}",
            "2: a cell has more than 131,072 characters",
        ),
        ("a,claim,2025.1,withdrawn,,A\u2028note", "2: the column 'note' holds U+2028"),
        (
            "a,claim,2025.1,current,,\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x",
            "3: a merge conflict",
        ),
    ],
)
def test_a_wrong_row_is_one_message_with_its_line(tmp_path, row, words):
    _, (problem,) = read(tmp_path, row + "\n")
    assert problem.startswith(words)


def test_rows_that_a_note_has_swallowed_are_reported(tmp_path):
    rows = (
        'a,claim,2025.1,withdrawn,,"It was wrong.\n'
        "b,claim,2025.1,current,,\n"
        'c,claim,2025.1,withdrawn,,"\n'
    )
    _, (problem,) = read(tmp_path, rows)
    assert problem.startswith("2: the note includes the rows below it")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the first line must be 'id,kind,edition,status,replaced_by,note'"),
        ("id,kind,edition,status,replaced_by,remark\n", "the first line must be"),
        (HEAD.replace(",", ";"), "semicolons"),
        (HEAD.replace(",", ", "), "' note' is unknown"),
        (f"<<<<<<< HEAD\n{HEAD}", "a merge conflict"),
    ],
)
def test_a_wrong_first_line_is_one_message(tmp_path, text, words):
    path = tmp_path / "permalinks.csv"
    path.write_text(f"{text}a,claim,2025.1,current,,\n" if text else "", "utf-8")
    entries, (problem,) = read_register(path, KINDS)
    assert (problem.line, entries) == (1, {})
    assert words in problem.message


def test_rows_are_kept_below_a_byte_order_mark_and_below_an_open_quotation_mark(tmp_path):
    path = tmp_path / "permalinks.csv"
    path.write_text(f"\ufeff{HEAD}a,claim,2025.1,current,,\n", "utf-8")
    entries, (problem,) = read_register(path, KINDS)
    assert (problem.line, list(entries)) == (1, ["a"])
    assert "byte order mark" in problem.message
    entries, problems = read(tmp_path, 'a,claim,2025.1,withdrawn,,"A\nb,claim,2025.1,current,,\n')
    assert list(entries) == ["b"]
    assert [problem.partition(":")[0] for problem in problems] == ["2"]


def test_what_is_no_text_is_named_by_its_line(tmp_path):
    path = tmp_path / "permalinks.csv"
    path.write_bytes(HEAD.encode() + "a,claim,2025.1,withdrawn,,Fähre\n".encode("latin-1"))
    _, (problem,) = read_register(path, KINDS)
    assert problem.line == 2
    assert "not UTF-8" in problem.message
    _, (problem,) = read_register(tmp_path, KINDS)
    assert "cannot be read" in problem.message


def test_lines_are_those_of_the_file(tmp_path):
    rows = 'a,claim,2026.1,withdrawn,,"Two\nlines"\nb,claim\nc,claim,2026.1,current,,\n'
    entries, problems = read(tmp_path, rows)
    (problem,) = problems
    assert problem.startswith("4: 2 cells instead of 6: look for a comma or a quotation mark")
    assert problem.endswith("the columns are id,kind,edition,status,replaced_by,note")
    (problem,) = lost_ids(tmp_path, entries, {})
    assert problem.line == 5


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
        ({}, ["'here' (section) is registered and no page has it"]),
        ({"here": "claim"}, ["'here' was a section and is a claim now"]),
        ({"here": "section", "gone": "claim"}, ["'gone' is withdrawn and in use again"]),
    ],
)
def test_an_id_is_there_for_ever_or_has_a_tombstone(tmp_path, present, words):
    problems = [problem.message for problem in lost_ids(tmp_path, REGISTER, present)]
    assert len(problems) == len(words)
    for problem, word in zip(problems, words, strict=True):
        assert word in problem


def test_a_lost_id_comes_with_the_rows_that_would_do(tmp_path):
    (problem,) = lost_ids(tmp_path, REGISTER, {})
    assert "'here,section,2026.1,moved,NEW-ID,' (or merged)" in problem.message
    assert "'here,section,2026.1,withdrawn,,WHY'" in problem.message
    assert "delete this row" not in problem.message


def test_the_row_of_an_id_that_was_never_published_may_go(tmp_path):
    (problem,) = lost_ids(tmp_path, REGISTER, {}, "2026.1")
    assert "delete this row, as 2026.1 is not published yet" in problem.message
    (problem,) = lost_ids(tmp_path, REGISTER, {}, "2026.2")
    assert "delete this row" not in problem.message


@pytest.mark.parametrize("successor", ["nowhere", "gone", "old"])
def test_what_replaces_an_id_is_in_use(tmp_path, successor):
    moved = Entry("old", "section", "2026.1", "moved", successor)
    (problem,) = lost_ids(tmp_path, {"gone": REGISTER["gone"], "old": moved}, {})
    assert f"'old' is replaced by {successor!r}, which no page has" in problem.message


def test_successors_are_followed_to_the_end_and_a_circle_ends():
    assert resolve_successor(REGISTER, "old") == "here"
    circle = {
        "a": Entry("a", "claim", "1", "moved", "b"),
        "b": Entry("b", "claim", "1", "moved", "a"),
    }
    assert resolve_successor(circle, "a") == "a"


def test_new_ids_are_added_once_with_their_edition(tmp_path):
    present = {"here": "section", "new": "chart"}
    (problem,) = unregistered_ids(tmp_path, REGISTER, present)
    assert "'new' is not registered" in problem.message
    every = with_new(REGISTER, present, "2026.2")
    assert every[-1] == Entry("new", "chart", "2026.2")
    again = {entry.id: entry for entry in every}
    assert with_new(again, present, "2026.3") == every


def test_a_register_is_replaced_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "permalinks.csv"
    path.write_text(HEAD, "utf-8")

    def full(self, data):
        with self.open("wb") as file:
            file.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_register(path, f"{HEAD}a,claim,2026.1,current,,\n")
    assert path.read_text("utf-8") == HEAD
    assert [file.name for file in tmp_path.iterdir()] == ["permalinks.csv"]
