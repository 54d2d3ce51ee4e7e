"""Malformed settings are reset with one warning, and the book is built."""

from __future__ import annotations

import gc
import subprocess
import sys
from datetime import date
from itertools import zip_longest

import pytest
from sphinx.errors import ConfigError

from conftest import CONF, page
from sphinx_evidence.core.edition import Edition, parse_citation_file, read_citation_file
from sphinx_evidence.core.extension import THRESHOLDS
from sphinx_evidence.core.settings import check_settings

BOOK = {
    "conf.py": CONF,
    "part/one.md": page("one", "", "One"),
    "index.md": page("index", "```{toctree}\npart/one\nsources\n```", "A book"),
}
FORM = "evidence.chapter-form"


MALFORMED = [
    ("evidence_edition_date", "2026-02-30", "a day of the calendar"),
    ("evidence_edition_date", "２０２６-02-03", "a day of the calendar"),
    ("evidence_edition_date", "24 November 2026", "a day of the calendar"),
    ("evidence_edition_date", date(2026, 2, 3), "a day of the calendar, such as '2026-11-24'"),
    ("evidence_base_address", "https://example.org/book", "a slash at its end"),
    ("evidence_base_address", 5, "a slash at its end"),
    ("evidence_repository", "https://[/a/", "a slash at its end"),
    ("evidence_repository", "https://example.org/\u202ekoob/", "a slash at its end"),
    (
        "evidence_branch",
        "../../settings",
        "the name of a branch in quotation marks, such as 'main'",
    ),
    ("evidence_branch", "a b", "the name of a branch"),
    ("evidence_data", 5, "a path in quotation marks"),
    ("evidence_data", "dat", "name a folder beside conf.py, such as 'data'"),
    ("evidence_data", ".", "name a folder beside conf.py"),
    ("evidence_register", True, "a path in quotation marks"),
    ("evidence_editions", 5, "a path in quotation marks"),
    ("evidence_identifier", "doi:10.1234/abc", "a DOI such as '10.1234/abc'"),
    ("evidence_identifier", "http://example.org/1", "the https address of another"),
    ("evidence_contributing", "pages/", "the name of a folder in lower-case words"),
    ("language", 'x" onload="alert(1)', "a language such as 'en_GB'"),
    ("language", "english", "a language such as 'en_GB'"),
    ("project", "A <b>river</b>", "without < and >"),
    ("author", "<script>alert(1)</script>", "without < and >"),
    ("html_title", "A\nriver", "on one line"),
    ("version", 2026.1, "a text in quotation marks"),
]
"""Settings, each with a value that is refused and words of the message."""


def each_once() -> list[list[tuple[str, object, str]]]:
    """Return the malformed values in lists that have a setting at most once."""
    by_name: dict[str, list[tuple[str, object, str]]] = {}
    for case in MALFORMED:
        by_name.setdefault(case[0], []).append(case)
    return [list(filter(None, cases)) for cases in zip_longest(*by_name.values())]


@pytest.mark.parametrize("cases", each_once(), ids=len)
def test_a_malformed_setting_is_one_message_with_its_line(book, cases):
    lines = [f"{name} = {value!r}" for name, value, _words in cases]
    conf = f"import datetime\n{CONF}" + "".join(f"{line}\n" for line in lines)
    built = book(BOOK | {"conf.py": conf}, builder="html")
    assert len(built.warnings) == len(cases)
    first = conf.count("\n") - len(cases) + 1
    for number, (line, (_name, _value, words)) in enumerate(zip(lines, cases, strict=True), first):
        start = f"conf.py:{number}: WARNING: {line} is ignored"
        (warning,) = (one for one in built.warnings if one.startswith(start))
        assert words in warning
        assert "[evidence.malformed-setting]" in warning
    html = built.html("part/one")
    assert "alert(1)" not in html
    assert "<b>river" not in html


def test_a_password_in_an_address_is_refused_and_not_repeated(book):
    conf = f'{CONF}evidence_repository = "https://ann:secret@example.org/book/"\n'
    built = book(BOOK | {"conf.py": conf}, builder="html")
    (warning,) = built.warnings
    assert "evidence_repository = 'https://…@example.org/book/' is ignored" in warning
    assert "secret" not in built.html("part/one")


def test_without_a_branch_no_page_is_edited(book):
    """What is malformed is ignored, and nothing is made of it."""
    settings = {"evidence_repository": "https://example.org/book/", "evidence_branch": "../x"}
    html = book(BOOK, builder="html", html_theme="evidence", **settings).html("part/one")
    assert "Report a problem" in html
    assert "Edit this page" not in html


def test_a_language_is_taken_as_sphinx_or_the_web_write_it(book):
    built = book(BOOK, language="zh_Hant_TW")
    assert built.warnings == []
    config = built.app.config
    for language in ("en", "en_GB", "en-GB", "zh_Hant_TW", "sr_Latn", "ko"):
        config.language = language
        check_settings(built.app, config)
        assert config.language == language  # one that is malformed is reset


@pytest.mark.parametrize(
    ("parts", "kept", "words"),
    [
        (["part/"], [], "'part/' is no folder of"),
        (["part", "sky"], ["part"], "'sky' is no folder of"),
        (["prat"], [], "write 'part'"),
        (["."], [], "write names of folders"),
        ([5], [], "5 is no folder of"),
        ("part", [], "evidence_parts = 'part' is ignored: it must be a list of folders"),
    ],
)
def test_a_part_is_a_folder(book, parts, kept, words):
    built = book(BOOK | {"conf.py": f"{CONF}evidence_parts = {parts!r}\n"})
    (warning,) = [line for line in built.warnings if FORM not in line]
    line = CONF.count("\n") + 1
    assert f"conf.py:{line}: WARNING: " in warning
    assert words in warning
    assert built.app.config.evidence_parts == kept


@pytest.mark.parametrize(
    ("pages", "kept", "words"),
    [
        (["inde"], [], "write 'index'"),
        (["index", "sky"], ["index"], "write names of pages without their suffix"),
        ("index", [], " = 'index' is ignored: it must be a list of pages"),
    ],
)
@pytest.mark.parametrize("name", ["evidence_cited_pages", "evidence_translated"])
def test_a_page_that_is_named_is_a_page(book, name, pages, kept, words):
    built = book(BOOK | {"conf.py": f"{CONF}{name} = {pages!r}\n"})
    (warning,) = [line for line in built.warnings if FORM not in line]
    assert words in warning
    assert built.app.config[name] == kept


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("evidence_registre", "evidence_registre is no setting: use evidence_register"),
        ("evidence_x", "is no setting: use evidence_base_address or evidence_books or"),
    ],
)
def test_a_setting_that_does_not_exist_is_named(book, name, words):
    (warning,) = book(BOOK | {"conf.py": f'{CONF}{name} = "permalinks.csv"\n'}).warnings
    assert words in warning


CFF = """cff-version: 1.2.0
title: "A river: a small book"
version: "2026.1.dev0"
date-released: 2026-11-24
authors:
  - name: "The river contributors"
"""


@pytest.mark.parametrize("version", ["2026.10", "1.0", "v2-beta"])
def test_a_citation_file_is_read_as_it_is_written(tmp_path, version):
    path = tmp_path / "CITATION.cff"
    path.write_text(CFF.replace("2026.1.dev0", version), "utf-8")
    title, author = "A river: a small book", "The river contributors"
    assert read_citation_file(path) == Edition(title, author, version, "2026-11-24")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            '"2026.1.dev0"',
            "2026.10",
            ':3: version must be a version in quotation marks, such as "2',
        ),
        ('"2026.1.dev0"', '"<b>1</b>"', ":3: version must be a version"),
        (
            'version: "2026.1.dev0"\n',
            "",
            ":1: version is missing: add a version in quotation marks",
        ),
        ("2026-11-24", "2026-02-31", ":4: date-released must be a day of the calendar"),
        ("2026-11-24", '"2026-02-31"', ":4: date-released must be a day of the calendar"),
        ("2026-11-24", "soon", ":4: date-released must be a day of the calendar"),
        ("date-released: 2026-11-24\n", "", ":1: date-released is missing: add a day"),
        ('title: "A river: a small book"\n', "", ":1: title is missing: add a text"),
        ('"A river: a small book"', "A river: a small book", ":2: mapping values are not allowed"),
        ('"A river: a small book"', '"A river', "quotes"),
        ('"A river: a small book"', '"A <b>river</b>"', ":2: title must be a text"),
        ('"A river: a small book"', "[A, river]", ":2: title must be a text"),
        ('"A river: a small book"', "5", ":2: title must be a text in quotation marks"),
        ('"The river contributors"', '"<i>"', ":6: name must be a text"),
        ('name: "The river contributors"', "given-names: Ann", ":6: authors must be one body"),
        ('authors:\n  - name: "The river contributors"\n', "", ":1: authors must be one body"),
        ('- name: "The river contributors"', "[]", ":6: authors must be one body"),
        (CFF, "", ":1: authors must be one body"),
        (CFF, "[a]: b\n", ":1: authors must be one body"),
        (CFF, "- a list\n", ":1: authors must be one body"),
        ("A river", "A \x00 river", "special characters are not allowed"),
    ],
)
def test_a_malformed_citation_file_is_named_with_line_and_cure(tmp_path, old, new, words):
    path = tmp_path / "CITATION.cff"
    assert old in CFF
    path.write_text(CFF.replace(old, new), "utf-8")
    with pytest.raises(ConfigError) as raised:
        parse_citation_file(path)
    assert str(raised.value).startswith(str(path))
    assert words in str(raised.value)


def test_a_citation_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"nowhere.cff:1: the file cannot be read: No such file"):
        parse_citation_file(tmp_path / "nowhere.cff")
    path = tmp_path / "CITATION.cff"
    path.write_bytes(CFF.replace("river", "r\xf6ver").encode("latin-1"))
    with pytest.raises(ConfigError, match=r"CITATION.cff:1: the file .*: it is not UTF-8, so save"):
        parse_citation_file(path)


@pytest.fixture
def thresholds():
    """Thresholds of the garbage collector that no build sets."""
    before, own = gc.get_threshold(), (699, 9, 8)
    gc.freeze()  # what other tests left is not searched again and again
    gc.set_threshold(*own)
    yield own
    gc.set_threshold(*before)
    gc.unfreeze()  # what is frozen is counted at the end of each build


def test_a_build_leaves_the_garbage_collector_as_it_was(book, thresholds):
    code = """
import gc

def setup(app):
    app.connect("source-read", lambda app, *_: app.during.append(gc.get_threshold()))
    app.during = []
"""
    built = book({"conf.py": CONF + code, "a.md": page("a", "A river.")})
    assert set(built.app.during) == {THRESHOLDS}
    assert gc.get_threshold() == thresholds != THRESHOLDS


def test_what_is_left_of_a_build_is_not_searched_for_garbage():
    code = """
import atexit, gc
from unittest.mock import Mock
from sphinx_evidence.core.extension import collect_less_often

def searches():
    return gc.get_stats()[2]["collections"]

app, before = Mock(), gc.get_threshold()
atexit.register(lambda: print(gc.get_freeze_count() > 100_000))  # is called after later ones
collect_less_often(app)
doctrees = [[] for _ in range(1_000_000)]
end = app.connect.call_args.args[1]
done = searches()
end(app, None)
more = [[] for _ in range(10_000)]
print(searches() - done, gc.get_freeze_count(), gc.get_threshold() == before)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0", "True", "True"]
