"""A book with words of its own for kinds of source, for those who were asked, and in search."""

from __future__ import annotations

import json

from html5lib import parse

from conftest import CONF, LIBRARY, page, search_parts

WORDS = {
    "conf.py": CONF + 'evidence_data = "data"\nevidence_edition_date = "2026-11-24"\n',
    "references.bib": LIBRARY["references.bib"].replace("{ngo}", "{walkers}"),
    "data/source-kinds.csv": (
        "tier,name,role\noffice,Offices,record\nwalkers,Walkers,report\n"
        "news,News sheets,press\ngovernment,Boards,record\n"
    ),
    "data/source-groups.csv": "name,tiers\nThose who saw,walkers;news\n",
    "data/witnesses.csv": "id,name\nfishers,people who fish\nfarmers,people who farm\n",
    "data/notes.csv": LIBRARY["data/notes.csv"].replace(",residents,", ",fishers,"),
}
CITED = """Read {cite:p}`hrw2008denied{para. 3},kim2010story,lost2001report`.

```{chapter-sources}
```

```{codebook}
```
"""
BOOK = LIBRARY | WORDS | {"a.md": page("a", CITED)}


def text(html: str) -> str:
    """Return the text of a page, white space collapsed."""
    return " ".join("".join(parse(html, namespaceHTMLElements=False).itertext()).split())


def test_pages_and_files_have_the_words_of_the_book(book):
    built = book(BOOK, builder="html")
    assert [line for line in built.warnings if "[evidence." in line] == []
    shown = text(built.html("a"))
    assert "Those who saw (2)" in shown
    assert "Other (1)" in shown
    assert "Whom the observer asked: fishers or farmers." in shown
    assert "such as fishers." in shown
    register = text(built.html("sources"))
    assert "News sheets · published by daily" in register
    assert "asked: people who fish" in register
    schema = json.loads((built.app.outdir / "claims.schema.json").read_text("utf-8"))["$defs"]
    assert schema["cited"]["properties"]["witnesses"]["items"]["enum"] == ["fishers", "farmers"]
    grade = schema["claim"]["properties"]["grade"]["properties"]
    assert grade["shared_witnesses"]["enum"] == ["fishers", "farmers", None]
    package = (built.app.outdir / "data/book/datapackage.json").read_text("utf-8")
    assert "Whom the observer asked: fishers or farmers." in package


def test_a_page_follows_a_word_that_has_changed(book):
    book(BOOK, builder="html")
    kinds = WORDS["data/source-kinds.csv"].replace("News sheets", "Broadsheets")
    witnesses = WORDS["data/witnesses.csv"].replace("people who fish", "those who fish")
    built = book({"data/source-kinds.csv": kinds, "data/witnesses.csv": witnesses}, builder="html")
    register = text(built.html("sources"))
    assert "Broadsheets · published by daily" in register
    assert "asked: those who fish" in register


def test_a_register_of_a_kind_that_does_not_exist_is_named(book):
    body = "```{source-register}\n:tier: ngo\n```"
    built = book(BOOK | {"a.md": page("a", body)}, builder="html")
    (warning,) = (line for line in built.warnings if "no kind of source" in line)
    assert "a.md:8: " in warning
    assert "has the tier 'ngo': use one of office, walkers, news, government" in warning


def test_a_table_that_cannot_be_read_is_one_message(book):
    built = book(BOOK | {"data/source-kinds.csv": "tier;name;role\n"}, builder="html")
    (warning,) = (line for line in built.warnings if "[evidence." in line)
    assert "data/source-kinds.csv:1: " in warning
    assert "the cells are separated by semicolons" in warning


def test_search_has_the_languages_of_its_tables(book):
    asked = "id,english,greek\na,how high,πόσο ψηλά\n"
    built = book(BOOK | {"data/search-questions.csv": asked}, builder="html")
    assert [line for line in built.warnings if "[evidence." in line] == []
    assert search_parts(built.app.outdir)["questions"]["questions"] == [["how high", "πόσο ψηλά"]]


def test_a_table_of_search_names_its_languages(book):
    message = "the first line must be 'id' and then a language in each further column"
    for header in ("id", "id,english,english", "key,english", "id,english,"):
        asked = f"{header}\n"
        built = book(BOOK | {"data/search-questions.csv": asked}, builder="html")
        (warning,) = (line for line in built.warnings if "[evidence." in line)
        assert f"data/search-questions.csv:1: {message}" in warning.replace("WARNING: ", "")
