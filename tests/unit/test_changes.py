"""The report on a change: what two books have in common, and how the rest is told."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path
from shutil import copytree

import pytest

from tools.__main__ import main as tool
from tools.errors import ToolError
from tools.report import command, markdown
from tools.report.compare import (
    ROWS,
    TABLES,
    paragraph_pairs,
    read_book,
    word_diff,
)
from tools.report.markdown import Checks
from tools.report.pictures import find_browser, take_pictures

WHOLE = Path(__file__).parents[1] / "whole-book"
CLAIM = {
    "id": "the-river-froze",
    "page": "land/rivers",
    "kind": "event",
    "text": "The river froze in May.",
    "standing": "",
    "evidence": "medium",
    "agreement": "high",
    "confidence": "high",
}
NOTE = {
    "id": "ice-1",
    "work": "ice2001",
    "label": "page",
    "locator": "4",
    "says": "It froze.",
    "caveat": "",
    "observer": "",
    "basis": "",
}
WORK = {
    **{"key": "ice2001", "label": "Ice 2001", "title": "Ice", "issued": "2001"},
    **{"tier": "news", "publisher": "ice", "status": ""},
}
COPY = {"id": "ice2001-1", "work": "ice2001", "kind": "original", "read": "p. 4"}
CITED = {"id": "1", "page": "land/rivers", "paragraph": "", "work": "ice2001", "locator": ""}


def paragraph(number, text, page="land/rivers"):
    return {"id": f"{page}#p{number}", "page": page, "number": str(number), "text": text}


def book(**tables):
    """Return a book with some rows by table; all others are empty."""
    found = {name: {row[key]: row for row in tables.get(name, ())} for name, key in TABLES.items()}
    return found | {ROWS: tables.get(ROWS, {})}


def row(**cells):
    """Return a table with one row of a dataset."""
    about = {"-dataset": "levels", "-key": "2009", "-page": "reference/levels"}
    return {"levels 2009": about | cells}


def report(old, new, **checks):
    """Return the report on the change from one book to another."""
    return markdown.report(old, new, Checks(**checks))


def test_equal_books_have_nothing_to_report():
    one = book(claims=[CLAIM], notes=[NOTE], works=[WORK], citations=[CITED])
    assert "Nothing that a reader would see" in report(one, one)


def test_a_claim_is_added_changed_regraded_and_withdrawn():
    old = book(claims=[CLAIM, CLAIM | {"id": "gone"}])
    changed = CLAIM | {"text": "The river froze in June.", "evidence": "limited"}
    text = report(old, book(claims=[changed, CLAIM | {"id": "fresh"}]))
    assert "**changed** `the-river-froze`: The river froze in ~~May.~~ **June.**" in text
    grades = "medium evidence, high agreement: high confidence → limited evidence, high agreement"
    assert f"**regraded** `the-river-froze`: {grades}" in text
    assert "**withdrawn** `gone`" in text
    assert "**added** `fresh` (event; medium evidence, high agreement: high confidence)" in text
    assert "`gone` (claim) is gone: `permalinks.csv` must say" in text
    assert "`land/rivers.html` (3 changes)" in text


def test_works_notes_and_places_are_told():
    text = report(book(), book(works=[WORK], copies=[COPY], notes=[NOTE], citations=[CITED]))
    assert "**added** `ice2001`, Ice 2001: *Ice* (news; original: p. 4)" in text
    assert "**added** `ice-1` on `ice2001` page 4: It froze." in text
    assert "`ice2001` on land/rivers" in text


def test_a_new_sentence_without_a_source_is_named_and_all_are_counted():
    """Those that stood before are counted only."""
    stood = paragraph(1, "It stood. It froze.") | {"unsupported": "It stood."}
    fuller = stood | {
        "text": "It stood. It froze. It broke.",
        "unsupported": "It stood.\nIt broke.",
    }
    fresh = paragraph(2, "They are *all* beaten.") | {"unsupported": "They are *all* beaten."}
    cited = paragraph(3, "It is cited.") | {"unsupported": ""}
    text = report(book(paragraphs=[stood]), book(paragraphs=[fuller, fresh, cited]))
    listed = text.partition("## New sentences without a source")[2].partition("\n## ")[0]
    assert [line.strip() for line in listed.split("\n- ")[1:]] == [
        "`land/rivers` ¶ 2: They are \\*all\\* beaten.",
        "`land/rivers` ¶ 1: It broke.",
    ]
    assert "Counted: 3 sentences of the book without source, link or ◇." in text


def test_a_changed_note_says_in_which_column():
    changed = NOTE | {"caveat": "By one witness.", "basis": "testimony"}
    text = report(book(notes=[NOTE]), book(notes=[changed]))
    assert "**changed** `ice-1` on `ice2001` page 4, caveat: **By one witness.**; basis: " in text


def test_a_work_without_a_copy_is_known_from_others():
    assert "(news; known only from others)" in report(book(), book(works=[WORK]))


def test_an_inserted_paragraph_leaves_those_after_it_alone():
    old = book(paragraphs=[paragraph(1, "Ice is cold."), paragraph(2, "Fish live below it.")])
    new = book(
        paragraphs=[
            paragraph(1, "Ice is cold."),
            paragraph(2, "Nobody skates."),
            paragraph(3, "Fish live far below it."),
        ]
    )
    found = paragraph_pairs(old["paragraphs"], new["paragraphs"])
    assert [row["number"] for row in found.added] == ["2"]
    assert found.removed == ()
    assert [word_diff(a["text"], b["text"]) for a, b in found.changed] == [
        "Fish live **far** below it."
    ]


def test_a_paragraph_of_another_page_is_no_older_form():
    old = book(paragraphs=[paragraph(1, "Ice is cold.", "land/fields")])
    new = book(paragraphs=[paragraph(1, "Ice is very cold.")])
    found = paragraph_pairs(old["paragraphs"], new["paragraphs"])
    assert (len(found.added), len(found.removed), found.changed) == (1, 1, ())


def test_long_equal_runs_are_cut():
    words = " ".join(f"w{number}" for number in range(40))
    assert word_diff(f"{words} old", f"{words} new").count("w") == 12 + 1


def test_long_lists_are_folded_and_very_long_ones_are_cut_and_counted():
    notes = [NOTE | {"id": f"n{number}", "says": "It froze. " * 50} for number in range(20)]
    text = report(book(), book(notes=notes))
    assert "| notes | 20 | 0 | 0 |" in text
    assert "## Notes\n\n<details><summary>All 20</summary>\n\n- **added** `n0`" in text
    assert "- … and 6 more" in text
    assert "<details>" not in report(book(), book(notes=notes[:3]))


def test_a_report_fits_into_a_comment():
    rows = [paragraph(n, "word " * 200, f"land/p{n % 90}") for n in range(180)]
    text = report(book(), book(paragraphs=rows))
    assert 30_000 < len(text) < 65_536
    assert "<summary><code>land/p0</code>: 2</summary>" in text
    assert "… and those of " in text


def test_markup_of_a_text_is_shown_as_it_is():
    text = report(book(), book(notes=[NOTE | {"says": "A *star* and <b> of a_b."}]))
    assert "A \\*star\\* and \\<b> of a_b." in text


def test_rows_of_datasets_are_told_by_cell():
    old, new = book(rows=row(metres="4", note="")), book(rows=row(metres="5", note="Wet."))
    assert "**changed** `levels:2009`, metres: ~~4~~ **5**; note: **Wet.**" in report(old, new)
    assert "**added** `levels:2009`: metres 5; note Wet." in report(book(), new)
    assert "**removed** `levels:2009`: metres 4" in report(old, book())
    assert "`reference/levels.html` (1 change)" in report(old, new)


def test_checks_come_first_and_sentences_to_read_once_more_last():
    remarks = ["It is known to have risen.: says 'is known to'"]
    checks = {"warnings": ["a.md:1: WARNING: no"], "problems": ["b.csv:2: no"]}
    checks |= {"remarks": remarks, "pictures": ["land/rivers"]}
    text = report(book(claims=[CLAIM]), book(), **checks)
    assert "build: **1 warning**. Checks that need no build: **1 problem**." in text
    assert text.index("`a.md:1") < text.index("`b.csv:2") < text.index("**withdrawn**")
    assert "## Sentences to read once more\n\n- It is known to have risen." in text
    assert "`land/rivers.html` (1 change, with pictures)" in text
    assert "build: no warning. Checks that need no build: no problem." in report(book(), book())


def write(site, tables):
    """Write the tables of a book as a built site has them."""
    folder = site / "data" / "book"
    folder.mkdir(parents=True)
    for name, key in TABLES.items():
        rows = list(tables[name].values())
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]) if rows else [key])
            writer.writeheader()
            writer.writerows(rows)

    cells = [(r["-dataset"], r["-key"], name, r[name]) for r in tables[ROWS].values() for name in r]
    lines = [f"{dataset},{key},{name},{value}" for dataset, key, name, value in cells]
    own = [line for line in lines if ",-" not in line]
    head = "dataset,key,name,value"
    (folder / "dataset_cells.csv").write_text("\n".join((head, *own, "")), "utf-8")
    places = [f"{r['-dataset']},{r['-key']},1,{r['-page']}.html#x" for r in tables[ROWS].values()]
    head = "dataset,key,position,address"
    (folder / "dataset_rows.csv").write_text("\n".join((head, *places, "")), "utf-8")


def main(words):
    """Report on the book in the folder where this runs."""
    return tool(["report", *words])


def test_rows_of_datasets_are_read_with_their_page(tmp_path):
    write(tmp_path, book(rows=row(metres="4")))
    assert read_book(tmp_path)[ROWS] == row(metres="4")
    (tmp_path / "data/book/dataset_cells.csv").unlink()
    with pytest.raises(ToolError, match=r"cells\.csv cannot be read: compare with a later commit"):
        read_book(tmp_path)


def git(root, *words):
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


BUILDER = """\
import shutil, sys
shutil.copytree("tables/data", sys.argv[-1] + "/data")
print(sys.argv[0] + ":1: WARNING: it is a test", file=sys.stderr)
"""
CHAPTER = """\
(rivers-in-brief)=
# Rivers

:here:

(ice)=
## Ice

They freeze.
"""


def test_a_commit_is_built_apart_and_compared_with_the_folder(tmp_path, monkeypatch, capsys):
    """A script that copies tables stands for Sphinx."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "BUILD", ("build.py",))
    git(tmp_path, "init", "-q")
    (tmp_path / "conf.py").write_text("", "utf-8")
    (tmp_path / "build.py").write_text(BUILDER, "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/rivers.md").write_text(CHAPTER, "utf-8")
    write(tmp_path / "tables", book(claims=[CLAIM]))
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Text")
    for path in (tmp_path / "tables/data/book").iterdir():
        path.unlink()
    (tmp_path / "tables/data/book").rmdir()
    write(tmp_path / "tables", book(claims=[CLAIM | {"text": "It thawed."}]))
    (tmp_path / "docs/rivers.md").write_text(CHAPTER + "\nWhoever falls in is cold.\n", "utf-8")
    assert main(["HEAD"]) == 0
    said = capsys.readouterr()
    assert "**changed** `the-river-froze`: ~~The river froze in May.~~ **It thawed.**" in said.out
    assert "`build.py:1: WARNING: it is a test`" in said.out
    assert "- Whoever falls in is cold. (says 'whoever'" in said.out
    assert said.err.splitlines() == ["building HEAD …", "building the book as it is …"]
    listed = subprocess.run(["git", "worktree", "list"], capture_output=True, text=True, check=True)
    assert len(listed.stdout.splitlines()) == 1
    assert main(["HEAD", "--output", "_build/report.md"]) == 0
    assert (tmp_path / "_build/report.md").read_text("utf-8") == said.out
    assert capsys.readouterr().out == ""


def test_what_cannot_be_built_is_said_and_leaves_no_worktree(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "BUILD", ("build.py",))
    git(tmp_path, "init", "-q")
    (tmp_path / "conf.py").write_text("", "utf-8")
    (tmp_path / "build.py").write_text("raise SystemExit('no such river')", "utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Text")
    assert main(["HEAD"]) == 2
    assert "cannot be built:\nno such river" in capsys.readouterr().err
    listed = subprocess.run(["git", "worktree", "list"], capture_output=True, text=True, check=True)
    assert len(listed.stdout.splitlines()) == 1


@pytest.mark.slow
def test_a_whole_book_is_compared_with_its_last_commit(tmp_path, monkeypatch, capsys):
    copytree(WHOLE, tmp_path, dirs_exist_ok=True, ignore=lambda *_: ["_build"])
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Text")
    ice = tmp_path / "docs/water/ice.md"
    ice.write_text(ice.read_text("utf-8").replace("on the day", "on the morning"), "utf-8")
    assert main(["HEAD", "--screenshots", "pictures"]) == 0
    said = capsys.readouterr().out
    assert "~~day~~ **morning**" in said or "~~day,~~ **morning,**" in said
    shot = {path.name for path in (tmp_path / "pictures").glob("*")}
    assert ("water-ice-wide.png" in shot) == bool(find_browser())


def test_without_a_browser_there_are_no_pictures(tmp_path, monkeypatch):
    monkeypatch.setattr("tools.report.pictures.find_browser", lambda: "")
    (tmp_path / "index.html").write_text("<p>A</p>", "utf-8")
    assert take_pictures(tmp_path, ["index", "gone"], tmp_path / "pictures") == []
    assert not (tmp_path / "pictures").exists()


@pytest.mark.parametrize("word", ["nowhere", "--lock", "--detach", "-h", "HEAD --lock", ""])
def test_what_is_no_commit_is_one_line_and_no_option_of_git(tmp_path, monkeypatch, capsys, word):
    """``--lock`` once compared with HEAD and left a locked worktree behind."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-qm", "Text", "--allow-empty")
    (tmp_path / "conf.py").write_text("", "utf-8")
    assert main(["--", word]) == 2
    assert f"git has no commit '{word}': name a branch" in capsys.readouterr().err
    listed = subprocess.run(["git", "worktree", "list"], capture_output=True, text=True, check=True)
    assert len(listed.stdout.splitlines()) == 1
