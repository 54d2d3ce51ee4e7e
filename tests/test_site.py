"""A build that is interrupted says so, and the next one writes the bytes of a clean build."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_evidence.site.processes import acquire
from test_incremental import CHANGES, WHOLE, Book, clean, copy_of, differences
from test_incremental import book as book  # a fixture
from test_incremental import built as built  # a fixture

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
BROKEN = """
import os, signal, sys, time
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.cmd.build import build_main

def hook(owner, name, stock):
    def first(self, docname, *args, **kwargs):
        if docname == {page!r}:
            {act}
        result = stock(self, docname, *args, **kwargs)
        if docname == {after!r}:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(owner, name, first)

hook({owner}, "{method}", {owner}.{method})
sys.exit(build_main(sys.argv[1:]))
"""
READER = ("Builder", "read_doc")
WRITER = ("StandaloneHTMLBuilder", "write_doc")
RAISE = "raise ZeroDivisionError('the ice broke')"


def run(book: Book, *arguments: str, **hook: str) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own that runs code when it reaches a page.

    :param hook: the code and where it runs, see ``BROKEN``
    """
    filled = {
        **{"owner": "StandaloneHTMLBuilder", "method": "write_doc"},
        **{"page": "", "after": "", "act": "pass"},
        **hook,
    }
    folders = ["-d", str(book.root / "_build" / "doctrees"), "-c", str(book.root)]
    places = [str(book.root / "docs"), str(book.site)]
    command = [sys.executable, "-c", BROKEN.format(**filled), "-q", *arguments, *folders, *places]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def words(text: str) -> str:
    """Return a message on one line, without colours."""
    return " ".join(text.replace("\x1b[31m", "").replace("\x1b[39;49;00m", "").split())


@pytest.mark.parametrize(
    "jobs", ["4", *(pytest.param(jobs, marks=pytest.mark.every) for jobs in ("1", "2", "8"))]
)
def test_a_writer_that_raises_fails_the_build_and_is_named(book, jobs):
    """Sphinx 9.0 drops the exception, and processes that are still writing."""
    before = book.files()
    done = run(book, "-E", "-a", "-j", jobs, page="land/fields", act=RAISE)
    assert done.returncode == 2
    said = words(done.stderr)
    if int(jobs) > 2:
        assert "these pages were not written, since a process ended early: " in said
        assert "Build again with -j 1 to see the error" in said
    else:
        assert "ZeroDivisionError: the ice broke" in said
    book.build()
    assert differences(book.files(), before) == []


@pytest.mark.parametrize("wait", [0, 2], ids=["early", "late"])
@pytest.mark.parametrize(("owner", "method"), [READER, WRITER], ids=["reader", "writer"])
def test_a_process_that_is_killed_fails_the_build(book, owner, method, wait):
    """Early, while others are started, Sphinx drops it; late, the build ends in an EOFError."""
    before = book.files()
    kill = f"os.getppid() == {os.getpid()} or (time.sleep({wait}), os.kill(os.getpid(), 9))"
    called = {"page": "land/fields", "owner": owner, "method": method, "act": kill}
    done = run(book, "-E", "-a", "-j", "4", **called)
    assert done.returncode == 2
    said = words(done.stderr)
    assert "if there is none, perhaps memory ran out" in said
    assert "EOFError" not in said
    book.build()
    assert differences(book.files(), before) == []


def test_a_build_that_fails_while_processes_write_ends(book):
    """One that hands over a long result would wait for ever for somebody who reads it."""
    fail = {"owner": "StandaloneHTMLBuilder", "method": "write_doc_serialized", "act": RAISE}
    done = run(book, "-E", "-a", "-j", "2", **fail, page="water/ice")
    assert done.returncode == 2
    assert "ZeroDivisionError: the ice broke" in words(done.stderr)


LOSING = """
def setup(app):
    app.connect("env-before-read-docs", lambda app, env, names: names.remove("land/fields"))
"""


def test_pages_that_a_process_has_not_read_fail_the_build(book, capfd):
    """Whether Sphinx drops the exception of a reader depends on timing, so it is never asked."""
    settings = (book.root / "conf.py").read_text("utf-8")
    book.change("conf.py", settings, settings + LOSING)
    with pytest.raises(SystemExit):
        book.build("-E")
    said = words(capfd.readouterr().err)
    assert "were not read, since a process ended early: land/fields. Build again" in said


BEGUN = {
    "year of a source": "land/fields",
    "text of a claim": "glance",
    "title of a chapter": "land/roads",
    "template": "land/index",
    "new chapter": "water/fish",
    "new chapter, until all pages are written": "",
}
"""After which page the build is killed; at the end if there is none."""


SAMPLE = ("year of a source", "new chapter, until all pages are written")


@pytest.mark.parametrize(
    "name",
    [name if name in SAMPLE else pytest.param(name, marks=pytest.mark.every) for name in BEGUN],
)
def test_a_build_that_is_killed_and_a_change_that_is_taken_back(name, book):
    before = book.files()
    changes = CHANGES[name.partition(",")[0]]
    texts = {path: path.read_bytes() for c in changes if (path := book.root / c[0]).exists()}
    times = {path: path.stat().st_mtime_ns for path in texts}
    for change in changes:
        book.change(*change)
    last = {"owner": "StandaloneHTMLBuilder", "method": "handle_page", "after": "search"}
    done = run(book, **({"after": BEGUN[name]} if BEGUN[name] else last))
    assert done.returncode == -9
    assert differences(book.files(), before) != []
    for changed, *_ in changes:
        path = book.root / changed
        if path not in texts:
            path.unlink()
            continue
        path.write_bytes(texts[path])
        if path.suffix == ".html":  # as a tool does it that keeps times
            os.utime(path, ns=(times[path], times[path]))
    book.build()
    assert differences(book.files(), before) == []


def test_a_page_that_was_cut_is_written_again(book, tmp_path):
    """On a full disk Sphinx warns and continues."""
    cut = "open(self.outdir / 'land/fields.html', 'w').write('<html>')"
    hook = {"owner": "StandaloneHTMLBuilder", "method": "index_page", "page": "land/index"}
    book.change(*CHANGES["name of the book"][0])
    done = run(book, **hook, act=cut)
    assert done.returncode == 0, done.stderr
    assert (book.site / "land/fields.html").read_text("utf-8") == "<html>"
    book.build()
    assert differences(book.files(), clean(book, tmp_path / "clean")) == []


def kept(book: Book, pattern: str) -> list[Path]:
    """Return the files of the package among the doctrees."""
    found = sorted((book.root / "_build" / "doctrees").glob(pattern))
    assert found
    return found


RETITLED = [
    ("docs/water/ice.md", "# Ice", "# Ice and more"),
    ("docs/land/fields.md", "# Fields", "# Fields and more"),
]


@pytest.fixture(scope="module")
def retitled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of a clean build of the book with other titles."""
    top = tmp_path_factory.mktemp("retitled")
    book = copy_of(WHOLE, top / "book", built=False)
    for change in RETITLED:
        book.change(*change)
    return clean(book, top / "clean")


@pytest.mark.parametrize(
    ("pattern", "data"),
    [
        ("site-*.json", b'{"files": [1, 2], "pages": {}}'),
        ("**/*.doctree", b"\x80\x05\x95"),
        ("../html/.buildinfo", b""),
        ("../html/land/fields.html", b""),
        *(
            pytest.param(pattern, data, marks=pytest.mark.every)
            for pattern, data in (
                ("site-*.json", b'{"files": [], "pages": null}'),
                ("**/*.doctree", b""),
                ("../html/.buildinfo", b"# Sphinx build info version 1\n"),
            )
        ),
    ],
)
def test_what_is_kept_and_broken_heals(book, retitled, pattern, data):
    for path in kept(book, pattern):
        path.write_bytes(data)
    for change in RETITLED:
        book.change(*change)
    book.build()
    assert differences(book.files(), retitled) == []


def test_a_manifest_deletes_nothing_outside_of_the_site(book):
    mine = book.root / "mine.txt"
    mine.write_text("mine", "utf-8")
    (manifest,) = kept(book, "site-*.json")
    text = manifest.read_text("utf-8")
    manifest.write_text(text.replace('{"files": [', '{"files": ["../../mine.txt", '), "utf-8")
    book.build()
    assert mine.read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["_images/drawing.svg", "_static/river.css", "_search/texts.js"])
def test_a_file_that_was_deleted_from_the_site_comes_back(book, name):
    before = book.files()
    (book.site / name).unlink()
    book.build()
    assert differences(book.files(), before) == []
    assert book.written() == set()


def test_a_file_that_cannot_be_written_is_named(book):
    (book.site / "_search/texts.js").unlink()
    (book.site / "_search/texts.js").mkdir()
    done = run(book)
    assert done.returncode == 2
    place = book.site / "_search/texts.js"
    assert words(done.stderr).startswith(f"ERROR: {place}: Is a directory: check that it is there")
    (book.site / "_search/texts.js").rmdir()
    book.build()


def test_a_build_beside_another_one_is_refused_and_harms_nothing(book):
    before = book.files()
    with acquire([book.site]):
        done = run(book)
        assert done.returncode == 2
        message = f"ERROR: another build is writing into {book.site}: wait until it is done"
        assert words(done.stderr) == message
        assert (book.root / "_build" / "doctrees" / "environment.pickle").exists()
    assert book.written() == set()
    assert differences(book.files(), before) == []


def test_other_code_has_every_page_read_again(book, monkeypatch):
    """So that a preview shows the effect of changes to the code."""
    monkeypatch.setattr("sphinx_evidence.site.extension.code_version", lambda: 12)
    assert "land/fields.html" in book.written()
    assert book.written() == set()


def test_a_page_that_is_renamed_in_the_middle_of_the_work_is_only_warned_of(book, capfd):
    """A preview builds before the table of contents lists the new name."""
    (book.root / "docs/land/roads.md").rename(book.root / "docs/land/ways.md")
    book.build(strict=False)
    said = words(capfd.readouterr().err)
    assert "toctree contains reference to non" in said
    assert "change it to 'ways', the name of the file, or rename the file" in said
    assert (book.site / "land/ways.html").exists()
    assert not (book.site / "land/roads.html").exists()


OTHER_BUILDERS = ("latex", "texinfo", "man", "text", "json")


@pytest.mark.parametrize(
    "builder",
    ["epub", *(pytest.param(name, marks=pytest.mark.every) for name in OTHER_BUILDERS)],
)
def test_other_builders_make_what_they_can_without_a_traceback(book, builder):
    """Twice, since an archive includes files of earlier builds; JSON needs another theme."""
    for name in ("spare.txt", ""):
        path = book.root / "docs/_static/notes" / name
        path.unlink() if name else path.rmdir()  # no type of file for a book in a reader
    theme = ["-D", "html_theme=basic"] if builder == "json" else ["-W"]
    for _ in range(2):
        done = run(Book(book.root, builder), "-b", builder, *theme)
        assert done.returncode == 0, done.stderr
    warnings = [line for line in done.stderr.splitlines() if "unsupported theme option" not in line]
    assert warnings == []


def test_a_data_package_that_is_mended_is_read_by_the_pages_that_use_it(book):
    """A comma is missing for a moment, as may happen in a preview."""
    before = book.files()
    text = (book.root / "data/datapackage.json").read_text("utf-8")
    (book.root / "data/datapackage.json").write_text(text.replace(",", "", 1), "utf-8")
    book.build(strict=False)
    assert differences(book.files(), before) != []
    (book.root / "data/datapackage.json").write_text(text, "utf-8")
    book.build()
    assert differences(book.files(), before) == []
