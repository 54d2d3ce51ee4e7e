"""The command that begins a book, and the book that it writes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import CONF
from sphinx_evidence.starter.command import main
from sphinx_evidence.theme import entry

if TYPE_CHECKING:
    from pathlib import Path

STRICT = ("-q", "-E", "-n", "-W", "--keep-going")


def sphinx(folder: Path, *words: str) -> str:
    """Build the book of a folder in a process of its own; return what was printed."""
    command = [sys.executable, "-m", "sphinx", *words, "-c", ".", "docs", "_build"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_a_book_is_written_into_a_new_folder_and_into_one_that_only_hides_things(tmp_path, capsys):
    for name in ("new/book", "old"):
        folder = tmp_path / name
        if name == "old":
            (folder / ".venv").mkdir(parents=True)
        assert main(["new", "book", str(folder)]) == 0
        assert f"A book is in {folder}." in capsys.readouterr().out
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
        assert {"conf.py", "docs/index.md", "references.bib", "data/datapackage.json"} <= files
        assert not [name for name in files if "__pycache__" in name]


def test_what_to_type_next_is_said_for_the_folder_in_which_one_is(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    scripts = tmp_path.resolve() / ".venv" / "bin"
    monkeypatch.setattr("sysconfig.get_path", lambda name: str(scripts))
    assert main(["new", "book", "."]) == 0
    said = capsys.readouterr().out
    assert said.startswith("A book is in this folder. Build it there")
    assert "\n  .venv/bin/sphinx-build -n " in said


@pytest.mark.parametrize(
    ("name", "words"),
    [("full", "the folder has files: name a new folder, or an empty one"), ("file", "")],
)
def test_a_folder_with_files_is_refused_in_one_line(tmp_path, capsys, name, words):
    (tmp_path / "full").mkdir()
    for path in ("full/notes.txt", "file"):
        (tmp_path / path).write_text("Mine", "utf-8")
    assert main(["new", "book", str(tmp_path / name)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"evidence: {tmp_path / name}: {words}")
    assert (tmp_path / "full/notes.txt").read_text("utf-8") == "Mine"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "full", "notes.txt"]


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["evidence", "furo", "alabaster"])
def test_all_that_is_written_builds_without_a_warning(tmp_path, theme):
    folder = tmp_path / "book"
    main(["new", "book", str(folder)])
    assert sphinx(folder, *STRICT, "-D", f"html_theme={theme}") == ""
    text = (folder / "_build/puffins.html").read_text("utf-8")
    for words in ("Medium confidence", "Why this grade", "<svg", ">342<"):
        assert words in text
    assert sphinx(folder, "-q", "-W", "-b", "register") == ""
    rows = (folder / "permalinks.csv").read_text("utf-8").splitlines()
    assert "fewer-pairs,claim,0.1,current,," in rows
    assert "how-many-pairs,section,0.1,current,," in rows


def test_the_theme_alone_says_what_it_needs(book, monkeypatch):
    """Sphinx finds it by its entry point, which only an installed package has."""
    conf = CONF.replace('"basic"', '"alabaster"').replace(', "sphinx_evidence"]', "]")
    built = book({"conf.py": conf.partition("evidence_")[0], "sources.md": None})
    with pytest.raises(SystemExit):
        entry.setup(built.app)
    assert 'add "sphinx_evidence" to extensions in conf.py' in built.app.warning.getvalue()
