"""The one command: what it lists, where it looks for the files of a book, and what goes wrong."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools.__main__ import TOOLS, main
from tools.errors import ToolError
from tools.paths import SETTINGS, read_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
WHOLE = Path(__file__).parents[1] / "whole-book"
MOVED = {"data": "evidence", "docs": "text", "permalinks.csv": "ids.csv", "references.bib": "w.bib"}
"""The files and folders of the book on a river, with the names that they have in another."""


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """A book whose files have other names than those of the real book."""
    book = shutil.copytree(WHOLE, tmp_path / "book", ignore=lambda *_: ["_build"])
    conf = (book / "conf.py").read_text("utf-8")
    for old, new in MOVED.items():
        (book / old).rename(book / new)
        conf = conf.replace(f'"{old}', f'"{new}')
    (book / "conf.py").write_text(conf, "utf-8")
    return book


def test_a_book_with_other_folders_is_checked(
    moved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the folders of the real book once were; in others nothing was found."""
    lint = ["--book", str(moved), "--text", "text", "lint"]
    assert main(lint) == 0
    assert capsys.readouterr().out.endswith("bibliography, addresses and data in order\n")
    slips = {
        "text/water/floods.md": "Call +82 2 1234 5678.\n",
        "evidence/levels.csv": "2001,1\n",
        "w.bib": "@misc{nothing,\n}\n",
        "ids.csv": "% Call +82 2 1234 5678.\n",
    }
    for name, text in slips.items():
        with (moved / name).open("a", encoding="utf-8") as file:
            file.write(text)
    assert main(lint) == 1
    out = capsys.readouterr().out
    assert [name for name in slips if f"{moved / name}:" not in out] == []


def test_a_piece_is_added_to_a_book_with_other_folders(
    moved: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    note = ("note", "--work", "watch2009river", "--place", "p. 4", "--says", "It rose.")
    assert main(["--book", str(moved), "--text", "text", "new", *note]) == 0, capsys.readouterr()
    assert "It rose." in (moved / "evidence/notes.csv").read_text("utf-8")


def programs() -> Iterator[tuple[Path, str]]:
    """Yield the tools that are for any book, with their code."""
    for path in sorted((ROOT / "tools").rglob("*.py")):
        if not {"figures", "benchmarks"} & set(path.parts) and path.name != "paths.py":
            yield path, path.read_text("utf-8")


def test_no_tool_types_a_path_that_a_setting_has() -> None:
    names = {str(value) for value in read_paths(ROOT).settings.values()} | {"references.bib"}
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, text in programs()
        for name in names
        if len(name) > len("editions") and f'"{name}"' in text
    ]
    assert found == []


def test_each_path_of_the_settings_is_known() -> None:
    real = {name for name in read_paths(ROOT).settings if name in SETTINGS}
    assert real == {*SETTINGS}


def test_the_help_has_a_line_for_each_tool(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["--help"])
    assert done.value.code == 0
    listed = capsys.readouterr().out
    assert [name for name in TOOLS if f"\n    {name}" not in listed] == []


@pytest.mark.parametrize("name", TOOLS)
def test_each_tool_says_what_it_does(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main([name, "--help"])
    assert done.value.code == 0
    assert (TOOLS[name].__doc__ or "").partition("\n")[0] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("conf", "words"),
    [
        (None, "has no conf.py: name the folder of a book by --book"),
        ("import nothing_of_this_name", "conf.py: "),
        ("", "evidence_books is not set: set it to do this"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, conf: str | None, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if conf is not None:
        (tmp_path / "conf.py").write_text(conf, "utf-8")
    assert main(["--book", str(tmp_path), "books"]) == 2
    assert words in capsys.readouterr().err


def test_who_has_read_enough_sees_no_error() -> None:
    tools = f"{sys.executable} -m tools --book {WHOLE} prose {ROOT / 'docs'} | head -1"
    run = subprocess.run(
        ["bash", "-c", tools], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (run.stderr, len(run.stdout.splitlines())) == ("", 1)


@pytest.mark.parametrize("value", ["", "3", '""'])
def test_a_setting_that_is_no_path_is_as_if_not_set(tmp_path: Path, value: str) -> None:
    line = f"evidence_data = {value}\n" if value else ""
    (tmp_path / "conf.py").write_text(line, "utf-8")
    paths = read_paths(tmp_path)
    assert paths.setting("evidence_data") is None
    assert paths.checks == tmp_path / "checks"
    with pytest.raises(ToolError, match="evidence_data is not set"):
        _ = paths.notes
