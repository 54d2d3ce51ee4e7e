"""A second build sees each change whatever the time of its file, and repeats what is not mended."""

from __future__ import annotations

import os
import re

import pytest
from sphinx.cmd.build import build_main

from sphinx_evidence.site.warned import MARK
from test_incremental import book as book  # a fixture
from test_incremental import built as built  # a fixture
from test_incremental import clean, differences

pytestmark = pytest.mark.slow
FLOODS = "docs/water/floods.md"
CHANGES = {
    "page": (FLOODS, "rises within hours", "comes within hours"),
    "dataset": ("data/levels.csv", "2008,5,gauge", "2008,7,gauge"),
    "glossary": ("data/glossary.csv", "A sudden flood.", "A flood."),
    "bibliography": ("references.bib", "Levels of 2008", "Levels in 2008"),
    "notes": ("data/notes.csv", "The fields lie along", "The fields are along"),
    "chart": ("data/charts/river-levels.vl.json", '"height": 100', '"height": 120'),
}


@pytest.mark.parametrize("age", [0, 1_000_000])
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen_if_its_file_is_not_newer(book, tmp_path, name, age):
    """As those of a backup, an archive or another branch; pages and charts once disagreed."""
    file, old, new = CHANGES[name]
    path = book.root / file
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns - age * 10**9))
    kept = book.files()
    book.build()
    found = book.files()
    assert found != kept
    assert differences(found, clean(book, tmp_path / "clean")) == []


def read(book):
    """Return the time at which each page was read."""
    return {path.stem: path.stat().st_mtime_ns for path in book.root.rglob("*.doctree")}


def test_without_a_change_no_page_is_read(book):
    before = read(book)
    assert book.written() == set()
    assert read(book) == before


def build(book, capsys, *arguments):
    """Build; return whether the build succeeded, and its warnings."""
    folders = ["-d", str(book.root / "_build" / "doctrees"), "-c", str(book.root)]
    places = [str(book.root / "docs"), str(book.site)]
    code = build_main(["-q", *arguments, *folders, *places])
    said = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().err)
    return code == 0, [line for line in said.splitlines() if "WARNING" in line]


STRICT = ("-W", "--keep-going")
MISTAKES = {
    "citation": (FLOODS, "rises within hours", "rises {cite:p}`nobody1999x` within hours"),
    "link": (FLOODS, "rises within hours", "[rises](#nowhere) within hours"),
    "row": ("data/notes.csv", "river-35,", "river-35,,"),
    "bibliography": ("references.bib", "year = {2010}", "year = 2010x"),
    "dataset": ("data/levels.csv", "2008,5,gauge", "2008,five,gauge"),
    "record": ("editions/2025.1.json", "", "{"),
    "orphan": ("docs/water/new.md", "", "---\ndescription: New.\n---\n\n(new)=\n# New\n\nNew.\n"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_strict_build_that_failed_fails_again_until_it_is_mended(book, capsys, name):
    """The same command once succeeded when it was repeated."""
    (book.root / "editions").mkdir()
    conf = book.root / "conf.py"
    conf.write_text(conf.read_text("utf-8") + '\nevidence_editions = "editions"\n', "utf-8")
    file, old, new = MISTAKES[name]
    text = (book.root / file).read_text("utf-8") if old else ""
    book.change(file, old, new)
    succeeded, warnings = build(book, capsys, *STRICT)
    assert not succeeded
    assert warnings != []
    assert build(book, capsys, *STRICT) == (False, warnings)
    build(book, capsys)  # which does not forget them
    assert build(book, capsys, *STRICT) == (False, warnings)
    book.change(file, "", text)
    assert build(book, capsys, *STRICT) == (True, [])
    assert not (book.root / "_build" / "doctrees" / MARK).exists()
    assert book.written(*STRICT) == set()


def test_a_warning_does_not_make_the_builds_of_an_author_long(book, capsys):
    book.change(*MISTAKES["citation"])
    build(book, capsys)
    book.change(FLOODS, "# Floods", "# High water")
    before = read(book)
    build(book, capsys)
    assert [name for name, time in read(book).items() if time != before[name]] == ["floods"]
