"""A broken bibliography: one message with a line for each slip, and nothing is lost."""

from __future__ import annotations

import pickle
import re

import pytest
from sphinxcontrib.bibtex.bibfile import BibFile, is_bibdata_outdated

from sphinx_evidence.citations import store
from sphinx_evidence.citations.bibfile import read_bibfile
from sphinx_evidence.citations.publishers import read_publishers
from sphinx_evidence.citations.store import Bibliography

GOOD = "@misc{first,\n  title = {First}\n}\n\n"
LAST = "@misc{last,\n  title = {Last}\n}\n"


@pytest.mark.parametrize(
    ("broken", "line", "words"),
    [
        ("@misc{x,\n  title = {A}\n  year = 2000\n}\n", 7, "x: .*expected; is a comma missing"),
        ("@misc{x,\n  title = \n}\n", 7, "field value"),
        ("@misc{x,\n  title = {A},\n  title = {B}\n}\n", 5, "x: .*duplicate title field"),
        ("@misc{first,\n  title = {A}\n}\n", 5, "first: this key stands twice"),
        ("@misc{x,\n  author = {a, b, c, d},\n}\n", 5, "x: a name has too many commas"),
        ("@misc{x,\n  month = juny\n}\n", 6, "x: the word 'juny' is unknown"),
    ],
)
def test_each_slip_has_a_line_and_the_rest_is_read(tmp_path, broken, line, words):
    path = tmp_path / "references.bib"
    path.write_text(GOOD + broken + LAST, "utf-8")
    found = read_bibfile(path)
    assert [problem.line for problem in found.problems] == [line]
    assert re.search(words, found.problems[0].message)
    assert {"first", "last"} <= set(found.data.entries)
    assert found.lines["first"] == 1
    assert found.broken == ({"x"} if "is a comma" in found.problems[0].message else set())


def test_an_unclosed_brace_is_one_message(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text(GOOD + "@misc{x,\n  title = {A,\n}\n" + LAST, "utf-8")
    found = read_bibfile(path)
    assert len(found.problems) == 1
    assert "first" in found.data.entries


def test_wrong_encoding_names_the_line_and_keeps_the_entries(tmp_path):
    path = tmp_path / "references.bib"
    path.write_bytes(GOOD.encode() + "@misc{x,\n  title = {Café}\n}\n".encode("latin-1"))
    found = read_bibfile(path)
    assert [(p.line, p.message) for p in found.problems] == [
        (6, "byte 0xe9 is not UTF-8; save the file as UTF-8")
    ]
    assert set(found.data.entries) == {"first", "x"}


def test_a_missing_file_is_a_message(tmp_path):
    found = read_bibfile(tmp_path / "references.bib")
    assert "cannot be read" in found.problems[0].message
    assert not found.data.entries


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("key,name\na,A\n", 1, "must be 'id,name'"),
        ("id,name\na,A,B\n", 2, "a row is an id"),
        ("id,name\na\n", 2, "a row is an id"),
        ("id,name\na,A\na,B\n", 3, "'a' stands twice"),
    ],
)
def test_a_malformed_table_of_publishers(tmp_path, text, line, words):
    path = tmp_path / "publishers.csv"
    path.write_text(text, "utf-8")
    names, (problem,) = read_publishers(path)
    assert problem.line == line
    assert words in problem.message
    assert names.get("a") in (None, "A")


def test_a_table_that_is_missing_or_badly_encoded(tmp_path):
    path = tmp_path / "publishers.csv"
    assert "cannot be read" in read_publishers(path)[1][0].message
    path.write_bytes("id,name\na,Café\n".encode("latin-1"))
    assert "not UTF-8" in read_publishers(path)[1][0].message


def test_entries_are_kept_for_the_next_build_and_not_given_back_by_a_reading_process(
    tmp_path, monkeypatch
):
    path = tmp_path / "references.bib"
    path.write_text(GOOD, "utf-8")
    files = {path: BibFile(path.lstat().st_mtime, {"first": None})}
    kept = Bibliography("utf-8", files, read_bibfile(path).data)
    again = pickle.loads(pickle.dumps(kept))
    assert again == kept
    assert not is_bibdata_outdated(again, [path], "utf-8")
    monkeypatch.setattr(store, "parent_process", lambda: "another")
    given = pickle.loads(pickle.dumps(kept))
    assert not given.data.entries
    assert is_bibdata_outdated(given, [path], "utf-8")
