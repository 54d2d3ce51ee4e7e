"""CSV files: the message and line of each mistake, and the rows that are kept."""

from __future__ import annotations

import pytest

from sphinx_evidence.core.tables import Record, read_table

COLUMNS = ("id", "name")
CARELESS = (
    ("hrw2008denied\u00a0", "holds U+00A0, a no-break space: write an ordinary space"),
    ("1\u202f000", "holds U+202F, a no-break space"),
    ("=HYPERLINK(1)", "begins with '=', as a formula of a spreadsheet does: begin with a word"),
    ("@SUM(1)", "begins with '@', as a formula"),
    ("+cmd|' /C calc'!A0", "begins with '+', as a formula"),
    ("-1+2", "begins with '-', as a formula"),
)
"""Cells that are not what they seem, with the end of the message."""


def read(folder, data):
    """Return the rows of a file with these bytes, and line and message of each problem."""
    path = folder / "t.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    records, problems = read_table(path, COLUMNS)
    assert all(problem.path == str(path) for problem in problems)
    return records, [(problem.line, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("rows", "line", "words", "kept"),
    [
        ("a,A\nb\nc,C\n", 3, "1 cell instead of 2", "ac"),
        ("a,A\nb,B,B\nc,C\n", 3, "3 cells instead of 2", "ac"),
        ("a,A\n\nc,C\n", 3, "the line is empty: delete it", "ac"),
        ('a,A\nb,"open\nc,C\nd,D\n', 3, "quotation mark is not closed", "acd"),
        ('a,A\nb,"open\nc,C\nd,"D"\n', 3, "quotation mark is not closed", "acd"),
        ('a,A\nb,"B" b\nc,C\n', 3, "text follows a closed one", "ac"),
        ('a,"two\nlines"\nb,B,B\nc,C\n', 4, "3 cells instead of 2", "ac"),
        ('a,"one\u2028two\u0085\x0c\x1c"\n', 2, "'name' holds U+2028", "a"),
        ('a,"one\x0ctwo"\n', 2, "'name' holds U+000C", "a"),
        ("a,\x00\n", 2, "'name' holds U+0000", "a"),
        *((f"a,A\nb,{cell}\nc,C\n", 3, f"'name' {words}", "abc") for cell, words in CARELESS),
        ("a,A\nb," + "x" * 131_073 + "\nc,C\n", 3, "more than 131,072 characters", "ac"),
    ],
)
def test_a_mistake_in_a_row_is_one_message_at_its_line(tmp_path, rows, line, words, kept):
    records, ((found, message),) = read(tmp_path, "id,name\n" + rows)
    assert found == line
    assert words in message
    assert "".join(record.cells[0] for record in records) == kept


@pytest.mark.parametrize("cell", ["-1", "-1.5", "-", "1=1", "a@b", "two\u2009thin"])
def test_a_negative_number_and_a_sign_within_a_cell_are_no_formula(tmp_path, cell):
    assert read(tmp_path, f"id,name\na,{cell}\n")[1] == []


@pytest.mark.parametrize("mark", ["\u2028", "\u0085", "\x0b", "\x0c", "\x1c"])
def test_only_line_feeds_and_carriage_returns_count_as_lines(tmp_path, mark):
    _, problems = read(tmp_path, f'id,name\na,"one{mark}two"\nb,"x\r\ny"\nc\n')
    assert [line for line, _ in problems] == [2, 5]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "'id' is missing, 'name' is missing"),
        ("id;name\na;A\n", "separated by semicolons, so save the file with commas"),
        ("id\tname\na\tA\n", "separated by tabs"),
        ("id, name\na,A\n", "'name' is missing, ' name' is unknown"),
        ("id,nam\na,A\n", "'name' is missing, 'nam' is unknown"),
        ("id\na\n", "'name' is missing"),
        ("name,id\nA,a\n", "in another order"),
        ("id,name,name\na,A,A\n", "written twice"),
        ('"id,name\na,A\n', "quotation mark is not closed"),
    ],
)
def test_a_wrong_first_line_is_said_in_words(tmp_path, text, words):
    records, ((line, message),) = read(tmp_path, text)
    assert records is None
    assert line == 1
    assert "the first line must be 'id,name'" in message
    assert words in message


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "<<<<<<<"])
def test_a_merge_conflict_is_one_message_at_its_first_mark(tmp_path, mark):
    records, ((line, message),) = read(
        tmp_path, f"id,name\r\na,A\r\n{mark}\r\nb,B\r\n=======\r\nb,C\r\n>>>>>>> x\r\n"
    )
    assert (records, line) == (None, 3)
    assert message.startswith("a merge conflict: keep the rows of both sides")
    records, problems = read(tmp_path, f"id,name\na,{mark}\n")
    assert (len(records), problems) == (1, [])


def test_a_byte_order_mark_is_one_message_and_the_rows_are_read(tmp_path):
    records, ((line, message),) = read(tmp_path, "\ufeffid,name\na,A\n")
    assert (line, records) == (1, [Record(2, ("a", "A"))])
    assert "byte order mark (BOM): save it as UTF-8 without one" in message


def test_bytes_that_are_not_utf8_are_named_with_their_line(tmp_path):
    records, ((line, message),) = read(tmp_path, b"id,name\na,A\nb,\xe9\n")
    assert (records, line) == (None, 3)
    assert "not UTF-8" in message


def test_a_file_that_cannot_be_read_is_one_message(tmp_path):
    for path, words in ((tmp_path, "Is a directory"), (tmp_path / "none.csv", "No such file")):
        records, (problem,) = read_table(path, COLUMNS)
        assert records is None
        assert f"the table cannot be read: {words}" in problem.message
