"""The report on a change: what two books have in common, and how the rest is told."""

from __future__ import annotations

import csv

import pytest

from sphinx_evidence.changes.__main__ import main
from sphinx_evidence.changes.compare import TABLES, paragraph_pairs, read_book, word_diff
from sphinx_evidence.changes.markdown import report

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
CITED = {"id": "1", "page": "land/rivers", "work": "ice2001", "locator": ""}


def paragraph(number, text, page="land/rivers"):
    return {"id": f"{page}#p{number}", "page": page, "number": str(number), "text": text}


def book(**tables):
    """Return a book with some rows by table; all others are empty."""
    return {name: {row[key]: row for row in tables.get(name, ())} for name, key in TABLES.items()}


def test_equal_books_have_nothing_to_report():
    one = book(claims=[CLAIM], notes=[NOTE], works=[WORK], citations=[CITED])
    assert "Nothing that a reader would see" in report(one, one)


def test_a_claim_is_added_changed_regraded_and_withdrawn():
    old = book(claims=[CLAIM, CLAIM | {"id": "gone"}])
    changed = CLAIM | {"text": "The river froze in June.", "evidence": "limited"}
    text = report(old, book(claims=[changed, CLAIM | {"id": "fresh"}]))
    assert "**changed** `the-river-froze`: The river froze in ~~May.~~ **June.**" in text
    assert "**regraded** `the-river-froze`: medium, high, high → limited, high, high" in text
    assert "**withdrawn** `gone`" in text
    assert "**added** `fresh` (event; medium, high, high)" in text
    assert "`gone` (claim) is gone: `permalinks.csv` must say" in text
    assert "`land/rivers.html` (3)" in text


def test_works_notes_and_places_are_told():
    text = report(book(), book(works=[WORK], copies=[COPY], notes=[NOTE], citations=[CITED]))
    assert "**added** `ice2001`, Ice 2001, *Ice* (news; original: p. 4)" in text
    assert "**added** `ice-1` on `ice2001` page 4: It froze." in text
    assert "`ice2001` on land/rivers" in text


def test_a_changed_note_says_in_which_column():
    changed = NOTE | {"caveat": "By one witness.", "basis": "testimony"}
    text = report(book(notes=[NOTE]), book(notes=[changed]))
    assert "**changed** `ice-1`, caveat: **By one witness.**; basis: **testimony**" in text


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


def test_long_lists_are_cut_and_counted():
    text = report(book(), book(notes=[NOTE | {"id": f"n{number}"} for number in range(20)]))
    assert "notes: 20" in text.lower()
    assert "- … and 8 more" in text


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


def test_two_sites_are_compared(tmp_path, capsys):
    write(tmp_path / "old", book())
    write(tmp_path / "new", book(claims=[CLAIM]))
    assert main([str(tmp_path / "old"), "--site", str(tmp_path / "new")]) == 0
    assert "**added** `the-river-froze`" in capsys.readouterr().out
    assert read_book(tmp_path / "new")["claims"] == {"the-river-froze": CLAIM}


def test_an_unknown_commit_is_one_line(tmp_path, monkeypatch):
    write(tmp_path / "new", book())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="git has no commit 'nowhere': name a branch"):
        main(["nowhere", "--site", str(tmp_path / "new")])
