"""A broken bibliography: one message with a line for each mistake, and nothing is lost."""

from __future__ import annotations

import pickle
import re

import pytest
from sphinxcontrib.bibtex.bibfile import BibFile, is_bibdata_outdated

from sphinx_evidence.sources import extension
from sphinx_evidence.sources.bibfile import misread_author, read_bibfile
from sphinx_evidence.sources.extension import Bibliography
from sphinx_evidence.sources.library_tables import read_publishers

GOOD = "@misc{first,\n  title = {First}\n}\n\n"
LAST = "@misc{last,\n  title = {Last}\n}\n"


@pytest.mark.parametrize(
    ("broken", "line", "words"),
    [
        ("@misc{x,\n  title = {A}\n  year = 2000\n}\n", 7, "x: .*expected; is a comma missing"),
        ("@misc{x,\n  title = \n}\n", 7, "field value"),
        ("@misc{x,\n  title = {A},\n  title = {B}\n}\n", 5, "x: .*duplicate title field"),
        ("@misc{first,\n  title = {A}\n}\n", 5, "first: this key is used twice"),
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
    (problem,) = found.problems
    assert problem.line == 6
    assert problem.message.startswith("x: the brace or the quotation mark after 'title =' is not")
    assert list(found.data.entries) == ["first", "x", "last"]


BODY = "  author = {{River Watch}},\n  title = {A},\n  month = nov,\n  year = {2000}\n"


@pytest.mark.parametrize(
    ("broken", "line", "words"),
    [
        ("@misc{x,\n" + BODY, 9, "x: the last brace of the entry is missing"),
        ("@misc{x,\n" + BODY.replace("{A}", "{A") + "}\n", 7, "x: the brace .* after 'title ='"),
        ("@misc{x,\n" + BODY.replace("{{River Watch}}", "{{River Watch}") + "}\n", 6, "'author ='"),
        ("@misc{x,\n" + BODY.replace("{A}", "{A}}") + "}\n", 7, "x: .*a brace too many above it"),
        ("@misc{x,\n" + BODY.replace("{A},", "{A}") + "}\n", 8, "x: .*is a comma missing"),
        ("@misc{x,\n" + BODY.replace("nov", "nov nov") + "}\n", 8, "x: .*is a comma missing"),
    ],
    ids=["last", "field", "author", "too many", "comma", "two words"],
)
def test_a_broken_entry_is_one_message_and_is_kept(tmp_path, broken, line, words):
    path = tmp_path / "references.bib"
    path.write_text(f"{GOOD}{broken}\n{LAST}", "utf-8")
    found = read_bibfile(path)
    (problem,) = found.problems
    assert (problem.line, found.broken) == (line, {"x"})
    assert re.search(words, problem.message)
    assert list(found.data.entries) == ["first", "x", "last"]


@pytest.mark.parametrize(
    ("broken", "line", "words", "lost"),
    [
        ("misc{x,\n  note = {A}\n}\n", 5, "x: the entry has no @ before its type", {"x"}),
        ("@misc x,\n  title = {A}\n}\n", 5, "an entry begins @misc{key", {"x"}),
        ("@misc{\n  title = {A}\n}\n", 5, "the entry has no key", set()),
        ("@misc{title = {A}}\n", 5, "the entry has no key", set()),
        ("Some words.\n", 5, "first: 'Some words.' is in no entry", {"first"}),
    ],
)
def test_what_is_no_entry_is_one_message(tmp_path, broken, line, words, lost):
    path = tmp_path / "references.bib"
    path.write_text(GOOD + broken + LAST, "utf-8")
    found = read_bibfile(path)
    (problem,) = found.problems
    assert problem.line == line
    assert words in problem.message
    assert found.broken == lost
    assert list(found.data.entries["first"].fields) == ["title"]
    assert list(found.data.entries) == ["first", "last"]


def test_remarks_strings_and_comments_are_no_entries(tmp_path):
    path = tmp_path / "references.bib"
    extra = "% A remark.\n@comment{one\ntwo}\n@preamble{{x}}\n@string{w = {Watch}}\n"
    path.write_text(extra + GOOD + "@misc{x, title = w # { bar}}\n@misc{y, title = W}\n", "utf-8")
    found = read_bibfile(path)
    assert found.problems == ()
    assert [entry.fields["title"] for entry in found.data.entries.values()] == [
        *("First", "Watch bar", "Watch")
    ]
    assert found.lines == {"first": 6, "x": 10, "y": 11}


def test_a_merge_that_is_not_done_is_the_only_message(tmp_path):
    path = tmp_path / "references.bib"
    merge = f"<<<<<<< HEAD\n{LAST}||||||| base\n=======\n{LAST}  no = 1\n>>>>>>> theirs\n"
    path.write_text(GOOD + merge, "utf-8")
    found = read_bibfile(path)
    (problem,) = found.problems
    assert problem.line == 5
    assert problem.message.startswith("a merge conflict: keep one version")
    assert found.broken == {"first", "last"}


@pytest.mark.parametrize(
    ("authors", "words"),
    [
        (
            "BBC News",
            "'BBC News' is read as a person called 'News': put the name of a body in double",
        ),
        ("Smith, Ann and BBC News", "'BBC News' is read as a person"),
        ("Smith, Ann; Jones, Bob", "are one name: write 'and' between them and no semicolon"),
        ("Smith, Ann and and Jones, Bob", "'and' is written twice or at an end of the authors"),
        ("and and and", "'and' is written twice"),
        (" and Jones, Bob", "'and' is written twice"),
        ("Jones, Bob and", "'and' is written twice"),
        ("Smith, Ann and others", "'others' is no author"),
        ("Smith, Ann et al.", "'et al' is no author"),
    ],
)
def test_authors_that_would_be_read_as_somebody_else(authors, words):
    assert words in misread_author(authors)


@pytest.mark.parametrize(
    "authors",
    [
        "{BBC News}",
        "{Research and Markets; a firm} and Smith, Ann",
        "Smith",
        "van der Berg, An",
        "Smith, Jr, Ann",
        r"M{\"u}ller, J{\'o}n",
        "김나무 and Kim, 나무",
        "{{A {B} c}}",
    ],
)
def test_authors_that_are_read_as_they_are_meant(authors):
    assert misread_author(authors) == ""


@pytest.mark.parametrize("sign", ["\0", "\x01", "\x85", "\u202e", "\u2028", "\u200b", "\ufeff"])
def test_a_character_that_cannot_be_seen_has_its_line_and_is_not_kept(tmp_path, sign):
    path = tmp_path / "references.bib"
    path.write_text(GOOD + f"@misc{{x,\n  title = {{A {sign}b}}\n}}\n", "utf-8")
    found = read_bibfile(path)
    (problem,) = found.problems
    assert problem.line == 6
    assert problem.message == f"the character U+{ord(sign):04X} is invisible: delete it"
    assert found.data.entries["x"].fields["title"] == "A b"


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
        ("id,name\na,A,B\n", 2, "3 cells instead of 2"),
        ("id,name\na\n", 2, "1 cell instead of 2"),
        ("id,name\na,A\na,B\n", 3, "'a' is used twice"),
        ("id,name\n,A\n", 2, "the id or the name is missing"),
        ("\ufeffid,name\na,A\n", 1, "byte order mark (BOM): save it as UTF-8 without one"),
        ('id,name\na,"A\n', 2, "a quotation mark is not closed"),
        ('id,name\nb,B\na,"A\nc,C\nd,"D, E"\n', 3, "a quotation mark is not closed"),
        ('id,name\na,"A" B\nb,B\n', 2, "a quotation mark is not closed"),
        (f"id,name\na,{'A' * 200_000}\n", 2, "more than 131,072 characters"),
        ('id,name\na,"A\n' + "".join(f"x{n},X\n" for n in range(20_000)), 2, "is not closed"),
        ("id,name\nb,B\na,A\0\n", 3, "'name' holds U+0000"),
        ("id,name\n<b>x,A\nb,B\n", 2, "the id '<b>x' is not lower-case words with hyphens"),
        ("id,name\na,A\u200b\nb,B\n", 2, "'name' holds U+200B"),
        ("id,name\na,A\u2028\nb,B\n", 2, "'name' holds U+2028"),
    ],
)
def test_a_malformed_table_of_publishers(tmp_path, text, line, words):
    path = tmp_path / "publishers.csv"
    path.write_text(text, "utf-8")
    names, (problem,) = read_publishers(path)
    assert problem.line == line
    assert words in problem.message
    assert names.get("a", "A")[:1] == "A"
    assert names.keys() >= {line[0] for line in text.split("\n")[1:] if line[:1] in list("bcd")}


def test_a_name_of_two_lines_is_on_one(tmp_path):
    path = tmp_path / "publishers.csv"
    path.write_text('id,name\ngauge,"Gauge\n  Bureau"\nb,B\n', "utf-8")
    assert read_publishers(path) == ({"gauge": "Gauge Bureau", "b": "B"}, [])


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
    monkeypatch.setattr(extension, "parent_process", lambda: "another")
    given = pickle.loads(pickle.dumps(kept))
    assert not given.data.entries
    assert is_bibdata_outdated(given, [path], "utf-8")
