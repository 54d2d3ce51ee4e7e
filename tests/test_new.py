"""New pieces: each is put where it belongs and builds without a warning."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import LIBRARY, page
from tools.__main__ import main as tool
from tools.errors import ToolError
from tools.new import tables
from tools.new.command import refuse_taken
from tools.new.pieces import MISREAD, from_bibtex, implied, source_key
from tools.new.place import (
    add_to_toctree,
    append_row,
    insert_entry,
    insert_in_section,
)
from tools.new.questions import check
from tools.new.write import write
from tools.paths import read_paths

SETTINGS = 'evidence_data = "data"\n'
CHAPTER = page("rivers", "Rivers freeze.\n\n(rivers-sources)=\n## Sources\n\nNone.", "Rivers")
SOURCE = (
    *("source", "--title", "Ice on the Lower River", "--author", "{River Board}"),
    *("--language", "english", "--tier", "government", "--publisher", "board"),
    *("--publisher-name", "River Board", "--basis", "survey", "--read", "p. 4"),
    *("--url", "https://river.example/ice", "--date", "2001-05-04", "--type", "report"),
)
CLAIM = (
    *("claim", "--page", "rivers.md", "--section", "rivers", "--id", "the-river-froze"),
    *("--kind", "event", "--text", "The lower river froze in May 2001", "--as-of", "2001-05"),
    *("--cite", "riverboard2001ice{p. 4}", "--evidence", "medium", "--asserts", "existence"),
    *("--reason", "One survey of the whole river."),
)


def main(words):
    """Add a piece to the book in the folder where this runs."""
    return tool(("new", *words))


def test_a_source_a_note_and_a_claim_build_without_a_warning(book, monkeypatch, capsys):
    monkeypatch.chdir(book.root)
    publishers = "id,name\nhrw,Human Rights Watch\ndaily,Daily\n"
    for name, text in LIBRARY.items():
        path = book.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    (book.root / "data/publishers.csv").write_text(publishers, "utf-8")
    (book.root / "rivers.md").write_text(CHAPTER, "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(SOURCE) == 0
    note = ("note", "--work", "riverboard2001ice", "--place", "p. 4", "--says", "It froze.")
    assert main(note) == 0
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
    (tmp_path / "conf.py").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(("note", "--work", "ice")) == 1
    assert "missing:\n  --says: what it says, in your own words" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["conf.py"]


DATASET = (
    *("dataset", "--id", "river-levels", "--title", "River levels", "--row", "2009; 2009; 4"),
    *("--description", "Highest level of each year. It cannot say how long."),
    *("--columns", "year:year:Calendar year; metres:integer:Highest level"),
    *("--sources", "hrw2008denied", "--index", "datasets.md", "--section", "datasets-numbers"),
)
DATASETS = page(
    "datasets", "(datasets-numbers)=\n## Numbers\n\n- One.\n\n```{toctree}\n:hidden:\n\n```"
)


def test_a_dataset_builds_without_a_warning(book, monkeypatch):
    monkeypatch.chdir(book.root)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    files = LIBRARY | {
        "datasets.md": DATASETS,
        "data/datapackage.json": '{"name": "data", "resources": []}\n',
    }
    for name, text in files.items():
        path = book.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert main(DATASET) == 0
    assert (book.root / "data/river-levels.csv").read_text("utf-8") == (
        "id,year,metres,sources,note\n2009,2009,4,hrw2008denied,\n"
    )
    assert "- One.\n- [River levels](#river-levels).\n" in (book.root / "datasets.md").read_text()
    new = ("river-levels.md", "data/river-levels.csv")
    built = book({name: (book.root / name).read_text("utf-8") for name in (*files, *new)})
    about = ("river-levels", "datapackage")
    assert [line for line in built.warnings if any(word in line for word in about)] == []


INDEX = page("water", "(water-chapters)=\n## Chapters\n\n- One.\n\n```{toctree}\n```", "Water")


def test_a_chapter_is_listed_and_signed_by_nobody(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    (tmp_path / "conf.py").write_text("", "utf-8")
    part = tmp_path / "docs/water"
    part.mkdir(parents=True)
    (part / "index.md").write_text(INDEX, "utf-8")
    argument = "Ice is cold. It melts. Nobody counts it."
    words = ("--title", "Ice", "--argument", argument)
    assert main(("chapter", "--part", "docs/water", "--id", "ice", *words)) == 0
    assert "each build says what the chapter still lacks" in capsys.readouterr().out
    listed = (part / "index.md").read_text("utf-8")
    assert "- One.\n- [Ice](#ice): Ice is cold.\n" in listed
    assert "```{toctree}\nice\n```" in listed
    text = (part / "ice.md").read_text("utf-8")
    assert "\nargument: >-\n  Ice is cold.\n  It melts.\n  Nobody counts it.\n---\n" in text
    assert "reviewed" not in text


def test_what_the_checks_would_refuse_is_taken_back(book, monkeypatch, capsys):
    monkeypatch.chdir(book.root)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for name, text in LIBRARY.items():
        path = book.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    before = (book.root / "data/notes.csv").read_bytes()
    assert main(("note", "--work", "nobody2001", "--says", "It froze.")) == 1
    said = capsys.readouterr().err
    assert said.startswith("nothing was changed, since the checks would find:\n  ")
    assert "nobody2001" in said
    assert (book.root / "data/notes.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "name", "answer", "words"),
    [
        *(("source", "date", date, "is no date") for date in ("2001-13", "May", "2001-02-30")),
        ("source", "tier", "newspaper", "use one of treaty, law"),
        ("source", "language", "klingonese", "no language is called"),
        ("claim", "as-of", "May 2001", "is no date"),
        ("claim", "id", "The River", "is not lower-case words"),
        ("claim", "text", "word " * 31, "has 31 words: a claim has at most 30"),
    ],
)
def test_an_answer_that_cannot_be_right_is_refused(kind, name, answer, words):
    with pytest.raises(ToolError, match=words):
        check(kind, name, answer)


@pytest.mark.parametrize(
    ("kind", "name", "answer", "words"),
    [
        ("chapter", "title", "A\n\n(evil-two)=\n## B", "has several lines or tabs: write one"),
        ("claim", "reason", "why\n:main: 1", "has several lines"),
        ("claim", "text", "It is so\n:::\n\n(evil)=\n## Evil", "has several lines"),
        ("chapter", "title", "Ice\rSnow", "has several lines"),
        ("source", "title", "Ice\tSnow", "has several lines or tabs"),
        ("source", "symbol", "A/1\n", "has several lines"),
        ("note", "says", "It fro\u200bze", r"--says holds U\+200B: delete the character"),
        ("claim", "text", "It is <script>so</script>", "has <s, which begins HTML"),
        ("chapter", "title", "<b>Ice</b>", "has <b, which begins HTML"),
        ("chapter", "title", "(evil)=", "which is markup: begin with a word"),
        ("claim", "text", "# It is so", "begins with '# I', which is markup"),
        ("claim", "reason", "- It is so", "begins with '-', which is markup"),
        ("claim", "cite", "key` evil `x", "is no list of keys"),
        ("claim", "page", "../other/docs/ice.md", "is not in the folder of the book"),
        ("chapter", "part", "/etc", "is not in the folder of the book"),
        ("chapter", "argument", "Ice " * 60 + "is cold. It melts.", "has 248 letters: at most 155"),
    ],
)
def test_an_answer_is_one_line_of_text(kind, name, answer, words):
    with pytest.raises(ToolError, match=words):
        check(kind, name, answer)


@pytest.mark.parametrize("title", ["Ice < 5 cm", "“Ice” and snow", "2008: ice", "§ 4", "얼음"])
def test_signs_that_are_no_markup_stand_in_a_title(title):
    check("chapter", "title", title)


def library(book, monkeypatch):
    """Write the files of a small book with a chapter, and go to its folder."""
    monkeypatch.chdir(book.root)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for name, text in {**LIBRARY, "rivers.md": CHAPTER}.items():
        path = book.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*CLAIM, "--cite", "hrw2008denid{para. 3}"), "did you mean 'hrw2008denied'?"),
        ((*CLAIM, "--cite", "nobody2000x"), "no work has the key 'nobody2000x': add it first"),
        ((*CLAIM, "--cite", "hrw2008denied{page four}"), "the pinpoint {page four} is not"),
        ((*CLAIM, "--cite", "{"), "--cite: the citation '{' is not understood"),
        ((*DATASET, "--sources", "hrw2008denied; nobody2000x"), "has the key 'nobody2000x'"),
        (
            (*CLAIM, "--cite", "hrw2008denied{para. 3}", "--section", "ice"),
            "no section 'ice': use one of rivers",
        ),
        ((*CLAIM, "--as-of", "  "), "missing:\n  --as-of"),
        (
            (*CLAIM, "--cite", "hrw2008denied{para. 3}", "--page", "x.png"),
            "x.png is no text in UTF",
        ),
    ],
)
def test_what_the_build_would_refuse_is_not_written(book, monkeypatch, capsys, arguments, words):
    library(book, monkeypatch)
    (book.root / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    before = {path: path.read_bytes() for path in book.root.rglob("*") if path.is_file()}
    assert main(arguments) == 1
    assert words in capsys.readouterr().err
    assert {path: path.read_bytes() for path in book.root.rglob("*") if path.is_file()} == before


def test_who_stops_it_leaves_nothing_behind(book, monkeypatch, capsys):
    library(book, monkeypatch)
    before = {path: path.read_bytes() for path in book.root.rglob("*") if path.is_file()}
    note = ("note", "--work", "hrw2008denied", "--place", "para. 3", "--says", "It froze.")
    texts = write.__globals__
    for name in ("check_book", "replace_file"):
        with monkeypatch.context() as patch:
            patch.setitem(texts, name, stop)
            assert main(note) == 130
    assert capsys.readouterr().err == "\nnothing was changed\n" * 2
    after = {path: path.read_bytes() for path in book.root.rglob("*") if path.is_file()}
    assert after == before


def test_the_end_of_the_input_ends_the_questions(tmp_path, monkeypatch, capsys):
    def end(_question):
        raise EOFError

    (tmp_path / "conf.py").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("builtins.input", end)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    assert main(("note", "--work", "ice")) == 130
    assert capsys.readouterr().err == "\nnothing was changed\n"


def stop(*_arguments):
    """Be interrupted from the keyboard."""
    raise KeyboardInterrupt


def test_of_several_files_all_are_written_or_none(book, monkeypatch):
    library(book, monkeypatch)
    notes = Path("data/notes.csv")
    row = "denied-9,hrw2008denied,para. 3,It froze.,,,,,2026-11-24,,\n"
    texts = {notes: LIBRARY["data/notes.csv"] + row, Path("rivers.md/x.md"): page("x", "It is so.")}
    with pytest.raises(OSError, match=r"rivers\.md"):
        write(read_paths(Path()), texts)
    assert notes.read_text("utf-8") == LIBRARY["data/notes.csv"]


def test_an_id_that_was_used_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf.py").write_text('evidence_register = "permalinks.csv"\n', "utf-8")
    paths = read_paths(Path())
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/ice.md").write_text("(ice)=\n# Ice\n\n:::{claim} it-froze\n", "utf-8")
    (tmp_path / "permalinks.csv").write_text("id,kind\nsnow,section,2026.1,withdrawn\n", "utf-8")
    refuse_taken(paths, "rain")
    for label, words in (("ice", "ice.md"), ("it-froze", "ice.md"), ("snow", "used before")):
        with pytest.raises(ToolError, match=words):
            refuse_taken(paths, label)


def test_a_symbol_and_a_doi_give_addresses():
    found = implied("source", {"symbol": "A/HRC/25/63", "publisher-name": "River Board"})
    assert (found["url"], found["tier"]) == ("https://undocs.org/A/HRC/25/63", "intergovernmental")
    assert found["publisher"] == "river-board"
    assert implied("source", {"doi": "10.1/ice"})["url"] == "https://doi.org/10.1/ice"
    assert implied("source", {"doi": "10.1/ice", "url": "mine"})["url"] == "mine"


@pytest.mark.parametrize(
    ("columns", "row", "words"),
    [
        ("year", "2009; 2009", "the column 'year' is not 'name:type:what it means'"),
        ("year:yeer:Year", "2009; 2009", "types: string, integer"),
        ("year:year:Year", "2009", "--row has 1 cells: give 2, id; year"),
    ],
)
def test_columns_and_cells_that_do_not_fit_are_named(columns, row, words):
    with pytest.raises(ToolError, match=words):
        tables.row_cells({"row": row, "sources": "ice"}, tables.columns(columns))


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
    assert found.get(MISREAD) == (None if expected else author.strip("{}"))


def test_an_author_who_may_be_a_body_is_asked_about(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    Path("conf.py").write_text("", "utf-8")
    Path("x.bib").write_text("@book{x, title={Marching}, author={Sandra Fahy}, year=2015}", "utf-8")
    assert main(("source", "--bibtex", "x.bib")) == 1
    said = capsys.readouterr().err
    assert said.startswith(
        "who is 'Sandra Fahy', a body or a person? give --author '{Body}' or 'Fam"
    )
    assert "--author: " in said


def test_bibtex_is_read_from_a_file_and_the_rest_is_asked_for(tmp_path, monkeypatch, capsys):
    """A wrong answer is asked for again, and what was said can be repeated."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf.py").write_text(SETTINGS, "utf-8")
    (tmp_path / "x.bib").write_text(
        "@online{x, title={Ice}, author={Kim, Ann}, year=2001}", "utf-8"
    )
    said = iter(("klingonese", "english", "news", "board", "none", "https://ice.example/", "whole"))
    monkeypatch.setattr("builtins.input", lambda _question: next(said))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    assert main(("source", "--bibtex", "x.bib")) == 1
    found = capsys.readouterr()
    assert found.out == "no language is called 'klingonese': use a name such as french\n"
    assert found.err.startswith("references.bib cannot be read (No such file or directory)")
    assert "nox -R -s new -- source --type online --title Ice " in found.err
    assert "--author 'Kim, Ann' --language english" in found.err
    assert "--publisher board --basis none --url https://ice.example/ --read whole" in found.err


def test_news_that_nobody_signed_have_no_author(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    (tmp_path / "conf.py").write_text(SETTINGS, "utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "references.bib").write_text("", "utf-8")
    (tmp_path / "data/copies.csv").write_text("id,work\n", "utf-8")
    (tmp_path / "data/publishers.csv").write_text("id,name\nboard,River Board\n", "utf-8")
    place = SOURCE.index("--author")
    unsigned = (*SOURCE[:place], *SOURCE[place + 2 :])
    assert main((*unsigned, "--journal", "River Times")) == 1
    assert "missing:\n  --author: " in capsys.readouterr().err
    news = ("--tier", "news", "--type", "article", "--journal", "River Times")
    assert main((*unsigned, *news)) == 0
    entry = (tmp_path / "references.bib").read_text("utf-8")
    assert entry.strip().startswith(
        "@article{rivertimes2001ice,\n  title = {{Ice on the Lower River}},"
    )
    assert "author" not in entry
    assert main((*unsigned, "--tier", "law", "--shorttitle", "Ice Law", "--key", "ice2001law")) == 0
    assert "  shorttitle = {Ice Law},\n" in (tmp_path / "references.bib").read_text("utf-8")


def test_a_key_has_a_name_a_year_and_a_word():
    assert source_key("Kim, Ann and Lo, Bo", "2001-05", "The Ice") == "kim2001ice"
    assert source_key("{River Board}", "", "On Ice") == "riverboardndice"


def test_pieces_go_where_they_belong():
    bib = "@misc{a,\n}\n\n@misc{c,\n}\n"
    assert insert_entry(bib, "b", "@misc{b,\n}\n") == "@misc{a,\n}\n\n@misc{b,\n}\n\n@misc{c,\n}\n"
    with pytest.raises(ToolError, match="has the key 'c' already"):
        insert_entry(bib, "c", "")
    assert append_row("id,name\n", ("x", 'a, "b"')) == 'id,name\nx,"a, ""b"""\n'
    text = insert_in_section(CHAPTER, "rivers", "More.\n")
    assert "\n\nMore.\n\n(rivers-sources)=" in text
    with pytest.raises(ToolError, match="no section 'snow': use one of rivers, rivers-sources"):
        insert_in_section(text, "snow", "")
    assert add_to_toctree("```{toctree}\na\n```\n", "b") == "```{toctree}\na\nb\n```\n"
