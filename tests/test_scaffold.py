"""New pieces: each is put where it belongs and builds without a warning."""

from __future__ import annotations

import io

import pytest

from conftest import LIBRARY, page
from sphinx_evidence.scaffold.__main__ import main
from sphinx_evidence.scaffold.pieces import from_bibtex, source_entry, source_key
from sphinx_evidence.scaffold.place import (
    Mistake,
    add_to_toctree,
    append_row,
    insert_entry,
    insert_in_section,
    insert_section,
)

CHAPTER = page("rivers", "Rivers freeze.\n\n(rivers-sources)=\n## Sources\n\nNone.", "Rivers")
SOURCE = (
    *("source", "--title", "Ice on the Lower River", "--author", "{River Board}"),
    *("--language", "english", "--tier", "government", "--publisher", "board"),
    *("--publisher-name", "River Board", "--basis", "survey", "--read", "p. 4"),
    *("--url", "https://river.example/ice", "--date", "2001-05-04", "--type", "report"),
)
CLAIM = (
    *("claim", "--page", "rivers.md", "--section", "ice", "--id", "the-river-froze"),
    *("--kind", "event", "--text", "The lower river froze in May 2001", "--as-of", "2001-05"),
    *("--cite", "riverboard2001ice{p. 4}", "--evidence", "medium", "--agreement", "medium"),
    *("--reason", "One survey of the whole river."),
)


def test_a_source_a_note_a_section_and_a_claim_build_without_a_warning(book, monkeypatch, capsys):
    monkeypatch.chdir(book.root)
    settings = 'evidence_publishers = "data/publishers.csv"\n'
    publishers = "id,name\nhrw,Human Rights Watch\ndaily,Daily\n"
    for name, text in LIBRARY.items():
        path = book.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + (settings if name == "conf.py" else ""), "utf-8")
    (book.root / "data/publishers.csv").write_text(publishers, "utf-8")
    (book.root / "rivers.md").write_text(CHAPTER, "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(SOURCE) == 0
    note = ("note", "--work", "riverboard2001ice", "--place", "p. 4", "--says", "It froze.")
    assert main(note) == 0
    assert main(("section", "--page", "rivers.md", "--id", "ice", "--title", "Ice")) == 0
    assert main(CLAIM) == 0
    assert "Next, cite it: {cite:p}`riverboard2001ice{p. 4}`" in capsys.readouterr().out
    files = ("references.bib", "rivers.md", "conf.py", *(n for n in LIBRARY if "data/" in n))
    built = book({name: (book.root / name).read_text("utf-8") for name in files})
    about = ("riverboard", "rivers.md", "the-river-froze", "notes.csv")
    assert [line for line in built.warnings if any(word in line for word in about)] == []
    entry = (book.root / "references.bib").read_text("utf-8")
    assert "@report{riverboard2001ice,\n  author = {{River Board}}," in entry
    assert "type = " not in entry
    assert "the-river-froze" in (book.root / "rivers.md").read_text("utf-8")


def test_what_is_missing_is_named_and_nothing_is_changed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(("note", "--work", "ice")) == 1
    assert "missing: --says: what it says, in your own words" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("date", ["2001-13", "May 2001", "2001-02-30"])
def test_a_date_that_is_none_is_refused(date):
    with pytest.raises(Mistake, match=f"'{date}' is no date"):
        source_entry("ice", {"author": "Kim, Ann", "title": "Ice", "date": date})


def test_bibtex_of_a_doi_is_read():
    text = (
        "@techreport{X_2001, title={Ice & Snow}, author={Kim, Ann and Lo, Bo}, year={2001}, "
        "month=May, DOI={10.1/ice_2}, publisher={River Press} }"
    )
    assert from_bibtex(text.replace("month=May", "month={May}")) == {
        **{"type": "report", "title": "Ice & Snow", "author": "Kim, Ann and Lo, Bo"},
        **{"doi": "10.1/ice_2", "publisher_name": "River Press", "date": "2001-05"},
    }


@pytest.mark.parametrize(
    ("author", "expected"), [("{BBC News}", None), ("{{BBC News}}", "{BBC News}")]
)
def test_a_body_that_would_be_a_person_is_asked_for(author, expected):
    found = from_bibtex(f"@online{{x,\n  author = {author},\n  title = {{Ice}}\n}}")
    assert found.get("author") == expected


def test_a_key_has_a_name_a_year_and_a_word():
    assert source_key("Kim, Ann and Lo, Bo", "2001-05", "The Ice") == "kim2001ice"
    assert source_key("{River Board}", "", "On Ice") == "riverboardndice"


def test_pieces_go_where_they_belong():
    bib = "@misc{a,\n}\n\n@misc{c,\n}\n"
    assert insert_entry(bib, "b", "@misc{b,\n}\n") == "@misc{a,\n}\n\n@misc{b,\n}\n\n@misc{c,\n}\n"
    with pytest.raises(Mistake, match="has the key 'c' already"):
        insert_entry(bib, "c", "")
    assert append_row("id,name\n", ("x", 'a, "b"')) == 'id,name\nx,"a, ""b"""\n'
    text = insert_section(CHAPTER, "ice", "Ice", "Cold.")
    assert text.index("(ice)=") < text.index("(rivers-sources)=")
    assert "\n\nCold.\n\nMore.\n\n(rivers-sources)=" in insert_in_section(text, "ice", "More.\n")
    with pytest.raises(Mistake, match="no section 'snow': use one of rivers, ice"):
        insert_in_section(text, "snow", "")
    assert add_to_toctree("```{toctree}\na\n```\n", "b") == "```{toctree}\na\nb\n```\n"
