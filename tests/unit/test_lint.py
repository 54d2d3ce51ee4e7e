"""``python -m tools lint`` and ``names``: lists and withheld names, and missing ones."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from pathlib import Path
from re import _constants, _parser

import pytest

from tools.__main__ import main
from tools.lint import command as lint
from tools.lint import harm, names, personal_data
from tools.lint.lists import read_list
from tools.paths import read_paths

WHOLE = Path(__file__).parents[1] / "whole-book"
KEY = "0f" * 32
OTHER = "f0" * 32
NAME = "Jane Q. Doe"
CHECKS = Path("data", "checks")
LISTS = (lint.UNSAFE_HOSTS, lint.TOWNS, lint.CURRENCIES, lint.WORDS, lint.ALLOWED)
HOSTS, TOWNS, CURRENCIES, WORDS, ALLOWED = (CHECKS / name for name in LISTS)
WITHHELD = CHECKS / names.WITHHELD_NAMES
CONF = """\
project = "A river"
evidence_data = "data"
evidence_register = "permalinks.csv"
"""
FIELDS = {"fields": [{"name": "what"}, {"name": "sources"}], "primaryKey": "what"}
PACKAGE = {
    "resources": [
        {
            "name": "levels",
            "title": "Levels",
            "description": "Levels of a river.",
            "path": "levels.csv",
            "schema": FIELDS,
        }
    ]
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Change to a folder without problems, and return it."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    (tmp_path / "data/checks").mkdir(parents=True)
    (tmp_path / "references.bib").write_text("", "utf-8")
    (tmp_path / "data/publishers.csv").write_text("id,name\n", "utf-8")
    (tmp_path / "data/datapackage.json").write_text(json.dumps(PACKAGE), "utf-8")
    (tmp_path / "data/levels.csv").write_text("what,sources\nlow,\n", "utf-8")
    (tmp_path / HOSTS).write_text("# Hosts.\nbad.example\n", "utf-8")
    (tmp_path / TOWNS).write_text("Sometown\n", "utf-8")
    (tmp_path / CURRENCIES).write_text("florin\n¤\n", "utf-8")
    (tmp_path / WORDS).write_text("safe house\n", "utf-8")
    names.add_names(tmp_path / WITHHELD, KEY, [NAME])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(names.KEY, KEY)
    return tmp_path


def run(capsys, *arguments):
    """Run the checks; return the exit code and the printed lines."""
    code = main([*arguments, "lint"])
    return code, capsys.readouterr().out.splitlines()


def check(folder, key=""):
    """Return the problems of a book."""
    return lint.check_book(read_paths(folder), key)


def test_a_folder_in_order(folder, capsys):
    assert run(capsys) == (0, ["bibliography, addresses and data in order"])


def test_another_book_is_in_order_with_lists_of_its_own(tmp_path):
    """Its tables may name other sums than the real book, and its lists find other things."""
    shutil.copytree(WHOLE, tmp_path / "book")
    assert check(tmp_path / "book", KEY) == []
    page = tmp_path / "book/docs/water/floods.md"
    page.write_text("https://mud.example.net/ https://example.org/otto-reedman\n", "utf-8")
    words = tmp_path / "book/data/glossary.csv"
    words.write_text(words.read_text("utf-8") + "a,A,,,,,5 florins,,\nb,B,,,,,5 yuan,,\n", "utf-8")
    found = [(problem.rule, problem.line) for problem in check(tmp_path / "book", KEY)]
    assert found == [("careless-data", 7), ("unsafe-address", 1), ("unsafe-address", 1)]


def test_a_link_out_of_the_book_is_one_line_and_nothing_is_read_through_it(folder, capsys):
    (folder / "docs/x.md").symlink_to("/etc/passwd")
    (folder / "data/all").symlink_to("/")
    code, (*lines, last) = run(capsys)
    assert (code, last) == (1, "2 problems")
    where = "a symbolic link leads out of the book: delete it, or put a file in its place"
    assert lines == [f"{name}:1: {where} [stray-link]" for name in ("data/all", "docs/x.md")]


def test_no_book_is_one_line(tmp_path, capsys):
    assert main(["--book", str(tmp_path / "nowhere"), "lint"]) == 2
    captured = capsys.readouterr()
    assert captured.err.endswith("nowhere has no conf.py: name the folder of a book by --book\n")
    assert captured.out == ""


@pytest.mark.parametrize("path", [HOSTS, TOWNS, CURRENCIES, WORDS, WITHHELD])
@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (None, 1, "the list cannot be read: No such file or directory"),
        (b"# one\nCaf\xe9\n", 2, "byte 0xe9 is not UTF-8; save the file as UTF-8"),
    ],
)
def test_a_list_that_cannot_be_read_is_one_line(folder, capsys, path, content, line, words):
    (folder / path).unlink()
    if content is not None:
        (folder / path).write_bytes(content)
    code, (message, last) = run(capsys)
    assert (code, last) == (1, "1 problems")
    assert message.startswith(f"{path}:{line}: {words}")
    assert message.endswith("[malformed-list]")


@pytest.mark.parametrize("path", [HOSTS, TOWNS, CURRENCIES, WORDS])
def test_an_empty_list_is_one_line(folder, capsys, path):
    (folder / path).write_text("# nothing below\n\n", "utf-8")
    code, (message, _) = run(capsys)
    assert code == 1
    assert message.startswith(f"{path}:1: the list is empty, so its rule checks nothing")


def test_items_of_a_list_are_stripped_of_what_editors_add(tmp_path):
    path = tmp_path / "list.txt"
    path.write_bytes("\ufeff# Towns.\r\nSometown \r\n\r\nOthertown".encode())
    assert read_list(path) == ({"Sometown", "Othertown"}, [])


def test_what_is_wrong_in_pages_has_its_line(folder, capsys):
    text = "See http://[zeta.example/ now.\nAnd https://www.bad.example/jane-q-doe here.\n"
    (folder / "docs/a.md").write_text(text, "utf-8")
    (folder / "docs/folder.md").mkdir()
    code, lines = run(capsys)
    assert code == 1
    assert [line.split(": ")[0] for line in lines[:-1]] == ["docs/a.md:1"] + 2 * ["docs/a.md:2"]
    assert "the host in 'http://[zeta.example/' cannot be read" in lines[0]


def test_an_address_in_a_table_is_named_once(folder):
    (folder / "data/levels.csv").write_text("what,sources\nsee http://[zeta.example/,\n", "utf-8")
    (folder / "data/y.csv").write_text("see http://[zeta.example/ now\n", "utf-8")
    found = [(Path(problem.path).name, str(problem.rule)) for problem in check(folder)]
    assert found == [("levels.csv", "careless-data"), ("y.csv", "unsafe-address")]


def test_the_same_address_in_an_entry_is_left_to_the_rules_for_entries(folder):
    (folder / "references.bib").write_text("% http://[zeta.example/\n", "utf-8")
    assert check(folder, KEY) == []


@pytest.fixture
def library(tmp_path):
    """Copy a book with a library, and return its folder."""
    return shutil.copytree(WHOLE, tmp_path / "book")


UNREADABLE = [
    ("copies.csv", ",whole,2026", ",,2026", "copies.csv:2: assembly1987river-1: 'read' is"),
    ("notes.csv", "id,work,place", "id,work,pin", "notes.csv:1: the first line must be"),
]
UNKNOWN = [
    ("copies.csv", "courier2008night,", "courier2008nigt,", "copies.csv:3: no work has the"),
    ("accounts.csv", ",weirs2006", ",weirs2060", "accounts.csv:2: no work has the key"),
    ("notes.csv", "river-05,watch2009", "river-05,watch2090", "notes.csv:6: no work has the"),
    ("notes.csv", ",gauge,doc", ",gauges,doc", "notes.csv:18: river-17: the observer 'gauges'"),
    ("moved-sources.csv", "ferry1999ice", "ferry1999", "moved-sources.csv:2: no work has"),
]


@pytest.mark.parametrize("slips", [UNREADABLE, UNKNOWN], ids=["unreadable", "unknown"])
def test_the_tables_of_a_library_are_checked_as_in_a_build(library, slips):
    for table, old, new, _ in slips:
        path = library / "data" / table
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    found = [str(one).removeprefix(f"{library}/data/") for one in check(library, KEY)]
    missed = [says for *_, says in slips if not any(one.startswith(says) for one in found)]
    assert missed == []


def test_the_rows_of_a_broken_entry_are_in_order(library):
    path = library / "references.bib"
    path.write_text(
        path.read_text("utf-8").replace("tier = {walkers},", "tier = {walkers}"), "utf-8"
    )
    (problem,) = check(library, KEY)
    assert problem.rule == "malformed-bibliography"


def test_an_unsafe_host_is_found_in_the_tables_of_a_library(library):
    (library / HOSTS).write_text("bad.example\n", "utf-8")
    slips = {
        "copies.csv": ("https://example.org/courier/night,", "https://bad.example/night,"),
        "notes.csv": ("A guess that says so.", "See https://bad.example/guess"),
    }
    for table, (old, new) in slips.items():
        path = library / "data" / table
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    found = check(library, KEY)
    assert sorted(Path(problem.path).name for problem in found) == sorted(slips)
    for problem in found:
        assert problem.rule == "unsafe-address"
        assert "'bad.example' is unsafe" in problem.message


def test_without_the_key_the_check_says_that_it_did_not_run(folder, capsys, monkeypatch):
    monkeypatch.delenv(names.KEY)
    (folder / "docs/a.md").write_text("https://a.example/jane-q-doe\n", "utf-8")
    code, (note, _) = run(capsys)
    assert (code, note) == (0, "withheld names: not checked, since EVIDENCE_NAMES_KEY is not set")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (OTHER, "the list was made with a different key"),
        ("0f0f", "is not a key of 64 hexadecimal digits"),
        ("secret", "is not a key of 64 hexadecimal digits"),
    ],
)
def test_a_wrong_key_is_one_line_that_does_not_repeat_it(folder, capsys, monkeypatch, key, words):
    monkeypatch.setenv(names.KEY, key)
    code, (message, _) = run(capsys)
    assert code == 1
    assert words in message
    assert key not in message


@pytest.mark.parametrize("content", ["", f"{'0a' * 32}\n", "key: a\nkey: b\n"])
def test_a_list_of_names_needs_one_check_of_its_key(folder, capsys, content):
    (folder / WITHHELD).write_text(content, "utf-8")
    code, (message, _) = run(capsys)
    assert code == 1
    assert "the list needs one line 'key: …'" in message


def test_a_name_in_clear_is_not_repeated(folder, capsys):
    with (folder / WITHHELD).open("a", encoding="utf-8") as file:
        file.write("Jane Doe\n")
    code, (message, _) = run(capsys)
    assert code == 1
    assert message.startswith(f"{WITHHELD}:5: the line is not a digest")
    assert "Doe" not in message


def test_keyed_digests_hold_neither_name_nor_plain_digest(folder):
    text = (folder / WITHHELD).read_text("utf-8")
    assert names.plain_digest(NAME) not in text
    found, problems = names.read_names(folder / WITHHELD, KEY)
    assert problems == []
    assert "jane q doe" in found
    assert "jane doe" not in found


def typed(monkeypatch, text):
    """Let a command read *text* from standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_names_are_added_from_standard_input_and_never_printed(folder, capsys, monkeypatch):
    typed(monkeypatch, "John  ROE\n\njane q doe\n")
    assert main(["names"]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"1 added to {WITHHELD}\n"
    found, _ = names.read_names(WITHHELD, KEY)
    assert {"john roe" in found, "jane q doe" in found, len(found.digests) == 2} == {True}
    digests = WITHHELD.read_text("utf-8").splitlines()[3:]
    assert digests == sorted(digests)


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("one two three four five\n", KEY, "name 1 has not one to 4 words: nothing was added"),
        ("Roe\n1234\n", KEY, "name 2 has not one to 4 words: nothing was added"),
        ("Roe\n", OTHER, "the list was made with a different key"),
        ("Roe\n", "", "EVIDENCE_NAMES_KEY is not a key"),
    ],
)
def test_a_name_that_cannot_be_added(folder, capsys, monkeypatch, text, key, words):
    before = WITHHELD.read_bytes()
    monkeypatch.setenv(names.KEY, key)
    typed(monkeypatch, text)
    assert main(["names"]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert not re.search("three|Roe|1234", captured.err + captured.out)
    assert WITHHELD.read_bytes() == before


def test_a_name_is_not_taken_from_the_command_line(folder):
    with pytest.raises(SystemExit):
        main(["names", "Roe"])


def repeats(pattern):
    """Yield each unbounded repetition that may backtrack, unless it is the last."""

    def walk(items, last):
        for number, (operator, argument) in enumerate(items):
            end = last and number == len(items) - 1
            if operator is _constants.MAX_REPEAT:
                if argument[1] is _constants.MAXREPEAT and not end:
                    yield argument
                yield from walk(argument[2], end)
            elif operator is _constants.POSSESSIVE_REPEAT:
                yield from walk(argument[2], False)
            elif operator is _constants.SUBPATTERN:
                yield from walk(argument[3], end)
            elif operator is _constants.BRANCH:
                for branch in argument[1]:
                    yield from walk(branch, end)

    return walk(_parser.parse(pattern.pattern, pattern.flags), True)


FORMS = harm.PERSONAL | {"money": personal_data.money({"florin", "¤"})}


@pytest.mark.parametrize("what", FORMS)
def test_a_long_cell_takes_no_more_than_its_length(what):
    """A cell of 2,000 spaces once took 15 seconds."""
    assert list(repeats(FORMS[what])) == []


def test_repetitions_that_give_back_are_seen():
    assert len(list(repeats(re.compile(r"\d+\s*°?\s*x\d+")))) == 3
    assert list(repeats(re.compile(r"\d++\s*+°?\s*+x\d+"))) == []


@pytest.mark.parametrize(
    ("drawing", "why"),
    [
        ("<svg xmlns='http://www.w3.org/2000/svg'><script>a()</script></svg>", "has a <script>"),
        ("<svg xmlns='http://www.w3.org/2000/svg' onload='a()'/>", "has the attribute onload"),
    ],
)
def test_drawings_with_scripts_are_named_wherever_they_lie(folder, capsys, drawing, why):
    (folder / "docs/_static").mkdir()
    (folder / "docs/_static/good.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "docs/_static/cover.svg").write_text(drawing)
    code, lines = run(capsys)
    assert code == 1
    assert lines[0].startswith(f"docs/_static/cover.svg:1: the drawing {why}")
    assert lines[1:] == ["1 problems"]


CALL = "Call +82 2 1234 5678.\n"


@pytest.mark.parametrize(
    "name",
    [
        *("docs/a.md", "data/charts/a.vl.json", "data/checks.csv", "references.bib"),
        *("permalinks.csv", "CHANGELOG.md", "docs/_static/notes", "data/notes"),
    ],
)
def test_harm_is_found_wherever_authors_write_and_not_repeated(folder, capsys, name):
    (folder / name).parent.mkdir(exist_ok=True, parents=True)
    (folder / name).write_text(f"% One.\n% {CALL}", "utf-8")
    code, lines = run(capsys)
    assert code == 1
    assert f"{name}:2: the line holds a telephone number: leave it out [careless-data]" in lines
    assert not any("1234" in line for line in lines)


def test_text_and_metadata_of_a_drawing_are_read(folder, capsys):
    words = f"<text>One</text><text>{CALL}</text><metadata/>"
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg'>{words}</svg>"
    (folder / "docs/a.svg").write_text(drawing, "utf-8")
    (folder / "docs/b.gif").write_bytes(b"GIF89a")
    code, lines = run(capsys)
    assert code == 1
    places = [line.partition(": ")[0] for line in lines[:-1]]
    assert places == ["docs/a.svg:1", "docs/a.svg:1", "docs/b.gif:1"]
    assert any("has metadata or remarks" in line for line in lines)
    assert any("a telephone number" in line for line in lines)


def test_a_file_that_cannot_be_read_is_not_passed_over(folder, capsys):
    (folder / "docs/a.md").write_bytes(b"caf\xe9")
    code, (message, _) = run(capsys)
    assert code == 1
    assert message.startswith("docs/a.md:1: the file cannot be read: it is not UTF-8; nothing")


def test_a_name_in_a_text_is_found_and_not_repeated(folder, capsys):
    (folder / "docs/a.md").write_text("One.\nIt was jane Q. Doe.\nA doe ran.\n", "utf-8")
    code, (message, _) = run(capsys)
    assert code == 1
    assert message.startswith("docs/a.md:2: the line has a private person's name")
    assert "jane" not in message.lower()


def test_a_line_is_allowed_by_file_and_words_with_a_reason(folder, capsys):
    (folder / "docs/a.md").write_text("Two safe houses stood.\nA safe house.\n", "utf-8")
    rows = "docs/a.md,two safe,A study.\ndocs/b.md,two safe,Gone.\ndocs/a.md,x,\n"
    (folder / ALLOWED).write_text(f"path,words,reason\n{rows}", "utf-8")
    code, lines = run(capsys)
    assert code == 1
    places = [line.partition(": ")[0] for line in lines[:-1]]
    assert places == ["data/checks/allowed.csv:3", "data/checks/allowed.csv:4", "docs/a.md:2"]
    assert "nothing in docs/b.md needs this row: delete it" in lines[0]
    assert "or the reason is missing" in lines[1]
    assert "the line says 'safe house'" in lines[2]
