"""A build that breaks off says so, and the next one gives the bytes of a clean build."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from test_incremental import CHANGES, Book, clean, differences
from test_incremental import book as book  # a fixture
from test_incremental import built as built  # a fixture

if TYPE_CHECKING:
    pass

BROKEN = """
import os, signal, sys
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
RAISE = "raise ZeroDivisionError('the ice broke')"


def run(book: Book, *arguments: str, **hook: str) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own that does something when it comes to a page.

    :param hook: what is done and where, see ``BROKEN``
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
    """Return a message in one line, without colours."""
    return " ".join(text.replace("\x1b[31m", "").replace("\x1b[39;49;00m", "").split())


@pytest.mark.parametrize("jobs", ["1", "2", "4", "8"])
def test_a_writer_that_raises_fails_the_build(book, tmp_path, jobs):
    done = run(book, "-E", "-a", "-j", jobs, page="land/fields", act=RAISE)
    assert done.returncode == 2
    assert "ZeroDivisionError: the ice broke" in words(done.stderr)
    book.build()
    assert differences(book.files(), clean(book, tmp_path / "clean")) == []


@pytest.mark.parametrize("jobs", ["4", "8"])
def test_a_writer_that_raises_is_named_with_the_pages_that_are_missing(book, jobs):
    """Sphinx 9.0 drops what it raises, and every process that still writes."""
    done = run(book, "-E", "-a", "-j", jobs, page="land/fields", act=RAISE)
    said = words(done.stderr)
    assert " pages were not written, as a process broke off: " in said
    assert "In land/fields: ZeroDivisionError: the ice broke (<string>:" in said
    assert "Build again with -j 1 to see the error" in said


def test_a_writer_that_is_killed_fails_the_build(book, tmp_path):
    act = f"os.getppid() == {os.getpid()} or os.kill(os.getpid(), signal.SIGKILL)"
    done = run(book, "-E", "-a", "-j", "4", page="land/fields", act=act)
    assert done.returncode == 2
    assert "None of them fails by itself: perhaps memory was short" in words(done.stderr)
    book.build()
    assert differences(book.files(), clean(book, tmp_path / "clean")) == []


def test_a_reader_that_raises_fails_the_build_and_is_named(book):
    hook = {"owner": "Builder", "method": "read_doc", "page": "land/fields", "act": RAISE}
    done = run(book, "-E", "-j", "4", **hook)
    assert done.returncode == 2
    assert "the ice broke" in words(done.stderr)


BEGUN = {
    "year of a source": "land/fields",
    "text of a claim": "glance",
    "title of a chapter": "land/roads",
    "template": "land/index",
    "new chapter": "water/fish",
    "new chapter, until all pages are written": "",
}
"""After which page the build is killed; at the end if there is none."""


@pytest.mark.parametrize("name", BEGUN)
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
    """The disk was full: Sphinx warns of it and goes on."""
    cut = "open(self.outdir / 'land/fields.html', 'w').write('<html>')"
    hook = {"owner": "StandaloneHTMLBuilder", "method": "index_page", "page": "land/index"}
    book.change(*CHANGES["name of the book"][0])
    done = run(book, **hook, act=cut)
    assert done.returncode == 0, done.stderr
    assert (book.site / "land/fields.html").read_text("utf-8") == "<html>"
    book.build()
    assert differences(book.files(), clean(book, tmp_path / "clean")) == []
