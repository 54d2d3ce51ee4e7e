"""A mistake of an author and a full disk are a line each, without Sphinx's report of itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from errno import EACCES, ENOSPC, ETIMEDOUT
from pathlib import Path

import pytest
from sphinx.cmd.build import build_main
from sphinx.errors import ConfigError, ExtensionError, SphinxParallelError, SphinxWarning

from conftest import CONF, ENTRY, SOURCES, page
from sphinx_evidence.core.paths import LOCK
from sphinx_evidence.core.stop import explain

CFF = """cff-version: 1.2.0
title: "A river"
version: 2026.1
date-released: 2026-11-24
authors:
  - name: "The river contributors"
"""
READS = """
from pathlib import Path
from sphinx_evidence.core.edition import read_citation_file
book = read_citation_file(Path(__file__).with_name("CITATION.cff"))
version, evidence_edition_date = book.version, book.date
"""
CURE = "check that it is there, that you may read and write it, and that the disk has space"


@pytest.fixture
def root(tmp_path):
    """The folder of a book of a few pages."""
    index = page("index", "```{toctree}\n:glob:\n\n*\n```")
    files = {"conf.py": CONF, "references.bib": ENTRY, "sources.md": SOURCES, "index.md": index}
    files |= {f"{name}.md": page(name, "Text. " * 2_000) for name in "abcdef"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def two_pages(root):
    for name in ("b", "d"):
        (root / f"{name}.md").write_bytes(page(name, "Text.").encode() + b"\xe4")


def citation_file(root):
    (root / "CITATION.cff").write_text(CFF, "utf-8")
    (root / "conf.py").write_text(CONF + READS, "utf-8")


def lock(root):
    (root / "out" / LOCK).mkdir(parents=True)


def style_sheet(root):
    (root / "out/_static/evidence.css").mkdir(parents=True)


def doctree(root):
    (root / "out/.doctrees/c.doctree").mkdir(parents=True)


def environment(root):
    (root / "out/.doctrees/environment.pickle").mkdir(parents=True)


def export(root):
    (root / "out/sections.json").mkdir(parents=True)


def link(root):
    (root / "a.md").unlink()
    (root / "a.md").symlink_to("/etc/passwd")


def link_of_site(root):
    (root / "out").mkdir()
    (root / "out/_static").symlink_to(root.parent)


def first_page(root):
    (root / "index.md").unlink()


def template(root):
    (root / "layout").mkdir()
    (root / "layout/page.html").write_text("{% extends '!page.html' %}\n{% if %}", "utf-8")
    (root / "conf.py").write_text(f'{CONF}templates_path = ["layout"]\n', "utf-8")


BROKEN = {
    first_page: ["index.md: the book has no such page, with which it begins: write it, or set"],
    template: ["layout/page.html:2: Expected an expression, got 'end of statement block': correct"],
    two_pages: [f"{name}.md:9: not UTF-8: save the file in that encoding" for name in "bd"],
    link: ["a.md:1: a symbolic link leads out of the book: delete it, or put a file in its place"],
    link_of_site: [
        "out/_static:1: a symbolic link leads out of the site: delete it, or put a file"
    ],
    citation_file: ["CITATION.cff:3: version must be a version in quotation marks, such as"],
    **{
        breaks: [f"out/{name}: Is a directory: {CURE}, and build again"]
        for breaks, name in {
            lock: LOCK,
            style_sheet: "_static/evidence.css",
            doctree: ".doctrees/c.doctree",
            environment: ".doctrees/environment.pickle",
            export: "sections.json",
        }.items()
    },
}
"""What is broken, and how each line begins, behind its mark and the folder of the book."""


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("breaks", BROKEN, ids=lambda breaks: breaks.__name__)
def test_what_stops_a_build_is_a_line(root, capsys, breaks, jobs):
    breaks(root)
    with pytest.raises(SystemExit) as stopped:
        build_main(["-q", "-j", jobs, str(root), str(root / "out")])
    assert stopped.value.code == 2
    said = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().err).splitlines()
    assert len(said) == len(BROKEN[breaks])
    for line, words in zip(said, BROKEN[breaks], strict=True):
        assert line.startswith(f"ERROR: {root}/{words}")


@pytest.mark.parametrize("name", ["docs/_static/x.txt", "docs/_templates/x.html", "data/x.csv"])
def test_nothing_is_written_from_a_book_with_a_link_out_of_it(name, tmp_path, capsys):
    """Not of what settings name either: the folders of tables, templates and static files."""
    root = tmp_path / "book"
    shutil.copytree(Path(__file__).with_name("whole-book"), root)
    (tmp_path / "private").write_text("private", "utf-8")
    (root / name).symlink_to(tmp_path / "private")
    with pytest.raises(SystemExit):
        build_main(["-q", "-c", str(root), str(root / "docs"), str(root / "out")])
    assert "out of the book" in capsys.readouterr().err
    assert list((root / "out").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="files have no limit there")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("blocks", ["1", "20", "60"])
def test_a_full_disk_is_a_line(root, blocks, jobs):
    """A limit of the size of a file stands for it, since it has no room for more either."""
    build = [sys.executable, "-m", "sphinx", "-q", "-j", jobs, str(root), str(root / "out")]
    command = ["sh", "-c", 'ulimit -f "$0" && exec "$@"', blocks, *build]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    (line,) = [line for line in done.stderr.splitlines() if "WARNING" not in line]
    assert re.search(rf"ERROR: {root}/out[^:]*: File too large: {CURE}", line)


def test_with_v_the_report_of_sphinx_is_printed_too(root, capsys):
    two_pages(root)
    assert build_main(["-q", "-v", str(root), str(root / "out")]) == 2
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "b.md:9: not UTF-8" in said


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(ENOSPC, "No space left on device"), "out: No space left on device: check"),
        (PermissionError(EACCES, "Permission denied", "a/b"), "a/b: Permission denied: check"),
        (ExtensionError("Handler", PermissionError(EACCES, "no", Path("a/b"))), "a/b: Permission"),
        (SphinxParallelError("OSError: [Errno 28] No space left", "trace"), "out: No space left"),
        (
            SphinxParallelError("PermissionError: [Errno 13] Permission denied: 'a/b'", "trace"),
            "a/b: Permission denied: check",
        ),
        (ConfigError("write it so"), "write it so"),
    ],
)
def test_an_error_that_people_can_mend_is_explained(error, words):
    assert explain(error, "out").startswith(words)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("'Original' is not in list"),
        ExtensionError("Handler threw an exception", KeyError("kind")),
        SphinxParallelError("ValueError: 'Original' is not in list", "trace"),
        OSError(ETIMEDOUT, "Connection timed out"),
        OSError("no number"),
        SphinxWarning("a warning"),
    ],
)
def test_what_may_be_a_fault_of_the_code_is_left_to_sphinx(error):
    assert explain(error, "out") == ""
