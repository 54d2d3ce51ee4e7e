"""The book as data: its tables, their files, and the codebook."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
import subprocess
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from html5lib import parse

from conftest import LIBRARY, WORKS, page, search_parts
from real_book import built_book
from sphinx_evidence.data.book_files import FOLDER, to_sqlite
from sphinx_evidence.data.book_schema import TABLES, tables_of
from sphinx_evidence.sources.vocabulary import GENERAL

BY_NAME = {table.name: table for table in TABLES}
ROOT = Path(__file__).parents[1]
CODEBOOK = ROOT / "docs" / "reference" / "codebook.md"
FIELDS = [
    {"name": "id", "title": "Id", "type": "string", "description": "Its id."},
    {"name": "english", "title": "English", "type": "string", "description": "The word."},
    {"name": "variants", "title": "Also", "type": "list", "description": "Other forms."},
    {"name": "meaning", "title": "Meaning", "type": "string", "description": "What it means."},
    {"name": "sources", "title": "Sources", "type": "list", "description": "Who says so."},
]
WORDS = {
    **{"name": "words", "title": "Words", "description": "Words of the river."},
    **{"path": "words.csv", "schema": {"fields": FIELDS, "primaryKey": ["id"]}},
    "glossary": {"headwords": ["english"], "definition": "meaning", "variants": "variants"},
}
CHAPTER = """The river is wide {cite:p}`{see}hrw2008denied{para. 3}`. Nobody measured it.

:::{claim} it-rose
:kind: event
:asserts: existence
:evidence: limited
:reason: One observer.
:as-of: 2008-04
:tags: river, flood
:notes: story-2
:disputed-by: the board {cite:p}`lost2001report`

The river rose {cite:p}`kim2010story{p. 4}`.
:::

(banks)=
## The banks

- A list {cite:p}`hrw2008denied`.

See {claim:ref}`it-rose`.

:::{reply} board-on-width
:by: the Board
:as-of: 2009

The Board calls it narrow {cite:p}`hrw2008denied`.
:::
"""
SETTINGS = """
version = "2026.1.dev0"
author = "The gaugers"
html_title = "River book"
evidence_parts = ["part"]
evidence_edition_date = "2026-11-24"
"""
BOOK = {
    **LIBRARY,
    "conf.py": LIBRARY["conf.py"] + SETTINGS,
    "data/publishers.csv": "id,name\nboard,The Board\ndaily,Daily\nhrw,Human Rights Watch\n",
    "data/datapackage.json": json.dumps({"name": "x", "resources": [WORDS]}),
    "data/words.csv": (
        "id,english,variants,meaning,sources\nford,Ford,wade;shallow,A way.,kim2010story\n"
    ),
    "index.md": page("index", "```{toctree}\n:glob:\n\npart/*\n*\n```", "A book"),
    "part/rivers.md": page("rivers", CHAPTER, "Rivers"),
    "words.md": page("words", "```{dataset} words\n:view: glossary\n```", "Words"),
    "tables.md": page("tables", "```{codebook}\n```", "Tables"),
}


def folder(built):
    """Return the folder of the tables of a built book."""
    return Path(built.app.outdir, FOLDER)


def rows(path):
    """Return the rows of a CSV file as dictionaries."""
    return list(csv.DictReader(StringIO(path.read_text("utf-8"), newline="")))


def files(path):
    """Return the content of all files in a folder by name."""
    return {file.name: file.read_bytes() for file in sorted(path.iterdir())}


def wrong(built):
    """Return the warnings, but for those on what a small book does not have."""
    expected = ("chapter-form", "unused-source")
    return [line for line in built.warnings if not any(name in line for name in expected)]


def select(path, query):
    """Return the rows of a query of a database."""
    with sqlite3.connect(path) as database:
        found = database.execute(query).fetchall()
    database.close()
    return found


def test_a_claim_leads_to_its_work_and_notes(shared_book):
    built = shared_book(BOOK, builder="html")
    assert wrong(built) == []
    path = folder(built) / "book.sqlite"
    assert select(path, "PRAGMA foreign_key_check") == []
    assert select(path, "PRAGMA integrity_check") == [("ok",)]
    found = "SELECT claim, role, work, place, locator, reading, note FROM evidence ORDER BY role"
    assert select(path, found) == [
        ("it-rose", "disputes", "lost2001report", None, None, "account", "story-1"),
        ("it-rose", "disputes", "lost2001report", None, None, "account", "story-2"),
        ("it-rose", "supports", "kim2010story", "page", "4", "copy", "story-2"),
    ]
    grade = "SELECT section, paragraph, standing, evidence, agreement, dispute FROM claims"
    standing = ("rivers", "rivers#p2", "low confidence", "limited", None, "the board")
    assert select(path, grade) == [standing]
    tags = "SELECT tag FROM claim_tags ORDER BY rowid"
    assert select(path, tags) == [("river",), ("flood",)]


def test_a_citation_has_the_place_that_it_has_in_the_text(shared_book):
    built = shared_book(BOOK, builder="html")
    found = [
        (row["section"], row["paragraph"], row["sentence"], row["claim"], row["prefix"])
        for row in rows(folder(built) / "citations.csv")
        if row["page"] == "part/rivers"
    ]
    page_ = "part/rivers"
    assert found == [
        ("rivers", "rivers#p1", f"{page_}#s1", "", "see"),
        ("rivers", "rivers#p2", f"{page_}#s2", "it-rose", ""),
        ("rivers", "rivers#p2", f"{page_}#s2", "it-rose", ""),
        ("", "", f"{page_}#s3", "", ""),
        ("banks", "rivers#p4", f"{page_}#s4", "", ""),
    ]
    sentences = {row["id"]: row for row in rows(folder(built) / "sentences.csv")}
    kinds = [sentences[f"{page_}#s{number}"]["kind"] for number in (1, 2, 3)]
    assert kinds == ["sentence", "claim", "sentence"]
    assert sentences[f"{page_}#s1"]["text"] == "The river is wide."
    assert sentences[f"{page_}#s3"]["text"] == "A list."
    html = built.html("part/rivers")
    for row in rows(folder(built) / "citations.csv"):
        if row["page"] == page_:
            assert f'id="{row["address"].partition("#")[2]}"' in html


def test_a_link_to_a_claim_has_the_words_that_the_page_has(shared_book):
    texts = [
        row["text"] for row in rows(folder(shared_book(BOOK, builder="html")) / "paragraphs.csv")
    ]
    assert texts == [
        "The river is wide. Nobody measured it.",
        "The river rose.",
        "See The river rose..",
        "The Board calls it narrow.",
    ]


def test_a_reply_leads_to_its_sources(shared_book):
    built = shared_book(BOOK, builder="html")
    joined = (
        "SELECT replies.id, by, as_of, replies.section, replies.text, work FROM replies "
        "JOIN paragraphs ON reply = replies.id JOIN citations ON paragraph = paragraphs.id"
    )
    assert select(folder(built) / "book.sqlite", joined) == [
        (
            "board-on-width",
            "the Board",
            "2009",
            "banks",
            "The Board calls it narrow.",
            "hrw2008denied",
        )
    ]


HOST = "mirror.example.org"
UNLINKED = {
    "lost2001report-2": ("original", "", "operation"),
    "lost2001report-3": ("original", "the host is unrelated", ""),
    "lost2001report-4": ("mirror", "it names a private person", "person"),
}
MORE_COPIES = "".join(
    f"{name},lost2001report,{kind},en,https://{HOST}/{name},{reason},{safety},whole,2026-11-24\n"
    for name, (kind, reason, safety) in UNLINKED.items()
)
OTHER = BOOK | {
    "part/rivers.md": page(
        "rivers", ":::{short-answer}\nIt is wide.\n:::\n\n" + CHAPTER, "Rivers"
    ).replace("description: About rivers.", "argument: Rivers rise. They fall."),
    "data/copies.csv": LIBRARY["data/copies.csv"].replace(
        "original,en,https://www.hrw.org/report/2008,,,", "original,en,,it names a person,person,"
    )
    + MORE_COPIES,
}
"""The book with an argued chapter, and with copies whose addresses are not to be linked."""


def test_a_chapter_has_its_argument_and_its_short_answer(shared_book):
    built = shared_book(OTHER, builder="html")
    (chapter,) = (row for row in rows(folder(built) / "pages.csv") if row["id"] == "rivers")
    assert chapter["argument"] == "Rivers rise. They fall."
    assert chapter["description"] == "Rivers rise."
    assert chapter["abstract"] == "It is wide."


def test_a_text_that_a_spreadsheet_takes_for_a_formula_is_named_once(shared_book):
    text = CHAPTER.replace("The river is wide", "+1 for the river")
    text = text.replace(":reason: One", ":reason: -1 or one").replace("See {", "-5\n\nSee {")
    text = text.replace("The Board calls", "=1, as the Board calls")
    built = shared_book(BOOK | {"part/rivers.md": page("rivers", text, "Rivers")}, builder="html")
    found = [line for line in wrong(built) if "formula" in line]
    assert [re.findall(r"the text '(.*?)'… begins with '(.)'", line) for line in found] == [
        [("=1, as the", "=")],
        [("+1 for the", "+")],
        [("-1 or one", "-")],
    ]
    assert all("part/rivers" in line and "[evidence.malformed-table]" in line for line in found)


def test_terms_and_rows_have_their_sources(shared_book):
    path = folder(shared_book(BOOK, builder="html")) / "book.sqlite"
    assert select(path, "SELECT term, name FROM term_names ORDER BY rowid") == [
        ("ford", "Ford"),
        ("ford", "wade"),
        ("ford", "shallow"),
    ]
    joined = (
        "SELECT headword, terms.address, work, value FROM terms JOIN dataset_sources USING "
        "(dataset, key) JOIN dataset_cells USING (dataset, key) WHERE name = 'meaning'"
    )
    assert select(path, joined) == [("Ford", "words.html#term-ford", "kim2010story", "A way.")]


def test_a_dataset_is_a_view_with_its_own_columns(shared_book):
    kinds = ("string", "integer", "number", "boolean", "year", "string")
    fields = [
        {"name": name, "type": kind, "title": name, "description": "D."}
        for name, kind in zip(("id", "n", "x", "b", "y", "sources"), kinds, strict=True)
    ]
    levels = WORDS | {"name": "high-levels", "path": "levels.csv", "title": "Levels"}
    levels["schema"] = {"fields": fields, "primaryKey": ["id"]}
    del levels["glossary"]
    files = {
        "data/datapackage.json": json.dumps({"name": "x", "resources": [WORDS, levels]}),
        "data/levels.csv": (
            "id,n,x,b,y,sources\nb,10,1.5,true,2001,kim2010story\n"
            "a,9,,false,,kim2010story\nc,,,,,kim2010story\n"
        ),
        "levels.md": page("high-levels", "```{dataset} high-levels\n```", "Levels"),
    }
    path = folder(shared_book(BOOK | files, builder="html")) / "book.sqlite"
    assert select(path, "SELECT id, n, x, b, y FROM data_high_levels") == [
        ("b", 10, 1.5, 1, 2001),
        ("a", 9, None, 0, None),
        ("c", None, None, None, None),
    ]
    assert select(path, "SELECT english FROM data_words") == [("Ford",)]


def test_the_place_of_an_article_has_its_plain_name(shared_book):
    text = CHAPTER.replace("kim2010story{p. 4}", "kim2010story{art. 4}")
    built = shared_book(BOOK | {"part/rivers.md": page("rivers", text, "Rivers")}, builder="html")
    path = folder(built) / "book.sqlite"
    assert select(path, "SELECT place FROM evidence WHERE place NOT NULL") == [("article",)]
    assert select(path, "SELECT label FROM citations WHERE locator = '4'") == [("article-locator",)]


def test_every_table_is_the_same_in_csv_and_in_the_database(shared_book):
    built = shared_book(BOOK, builder="html")
    for table in TABLES:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        stored = select(folder(built) / "book.sqlite", f'SELECT {names} FROM "{table.name}"')
        booleans = {n for n, column in enumerate(table.columns) if column.type == "boolean"}
        texts = [
            [
                "" if cell is None else ("false", "true")[cell] if n in booleans else str(cell)
                for n, cell in enumerate(row)
            ]
            for row in stored
        ]
        found = [list(row.values()) for row in rows(folder(built) / f"{table.name}.csv")]
        assert found == texts, table.name
        assert texts, table.name


@pytest.mark.slow
def test_the_data_package_is_valid_and_its_keys_are_checked(shared_book, tmp_path):
    from frictionless import Package

    copy = shutil.copytree(folder(shared_book(BOOK, builder="html")), tmp_path / "copy")
    path = copy / "datapackage.json"
    report = Package(str(path)).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "note"])
    citations = copy / "citations.csv"
    citations.write_text(citations.read_text("utf-8").replace("kim2010story", "nowhere"), "utf-8")
    report = Package(str(path)).validate()
    assert "foreign-key" in {error for (error,) in report.flatten(["type"])}


@pytest.mark.slow
def test_two_builds_of_one_text_give_the_same_bytes(shared_book, book):
    first = files(folder(shared_book(BOOK, builder="html")))
    assert files(folder(book(BOOK, builder="html", parallel=2))) == first
    changed = BOOK["data/words.csv"].replace("A way.", "A way over.")
    assert files(folder(book({"data/words.csv": changed}, builder="html"))) != first
    assert files(folder(book({"data/words.csv": BOOK["data/words.csv"]}, builder="html"))) == first


def test_an_address_that_is_not_to_be_linked_is_in_no_file(shared_book):
    """With a safety mark, a reason, or both."""
    built = shared_book(OTHER, builder="html")
    assert [name for name, data in files(folder(built)).items() if HOST.encode() in data] == []
    kept = {row["id"]: row for row in rows(folder(built) / "copies.csv")}
    for name, (_kind, reason, safety) in UNLINKED.items():
        found = kept[name]["url"], kept[name]["unlinked"], kept[name]["safety"]
        assert found == ("", reason, safety)


def test_the_address_of_a_work_goes_with_that_of_its_original(shared_book):
    """The bibliography still has it; a program must not be led there."""
    built = shared_book(OTHER, builder="html")
    works = {row["key"]: row["url"] for row in rows(folder(built) / "works.csv")}
    assert works["hrw2008denied"] == ""
    assert works["hrw2012more"] == "https://www.hrw.org/report/2012"


def test_a_draft_has_no_tables(book):
    built = book(BOOK, builder="html", evidence_edition_date="")
    assert not folder(built).exists()
    assert "data/book" not in built.html("tables")


MISTAKES = {
    "part/floods.md": page("rivers", CHAPTER + "\n(banks)=\n## Again\n\nText.", "Floods"),
    "data/accounts.csv": "work,by\nlost2001report,kim2010story\nlost2001report,nowhere2001x\n",
    "data/notes.csv": LIBRARY["data/notes.csv"] + "denied-1,nowhere2001x,,Lost.,,,,,2026-11-24,\n"
    "odd-1,hrw2008denied,,Odd.,,nobody,,no-copy,x,,\n",
    "data/copies.csv": LIBRARY["data/copies.csv"] + "x-1,nowhere2001x,mirror,,,,,whole,\n",
    "data/words.csv": BOOK["data/words.csv"] + "ford,Ford,,Again.,nowhere2001x\n",
    "references.bib": WORKS.replace("  tier = {ngo},\n", "", 1),
    "part/streams.md": page("streams", "A stream {cite:p}`nowhere2001x`.", "Streams"),
}


def test_an_authors_mistakes_stop_no_table(book):
    """Each is a warning; ids that stand twice and works that are unknown are left out."""
    built = book(BOOK | MISTAKES, builder="html")
    assert len(wrong(built)) >= len(MISTAKES)
    path = folder(built) / "book.sqlite"
    assert select(path, "PRAGMA foreign_key_check") == []
    assert select(path, "SELECT count(*) FROM paragraphs") == [(6,)]
    assert select(path, "SELECT id FROM claims") == [("it-rose",)]
    assert select(path, "SELECT copy, observer FROM notes WHERE id = 'odd-1'") == [(None, "nobody")]
    assert select(path, "SELECT count(*) FROM works WHERE key LIKE 'nowhere%'") == [(0,)]


def test_a_row_without_its_key_is_refused_by_the_database():
    empty = {table.name: [] for table in TABLES}
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        to_sqlite(empty | {"accounts": [("one", "other")]})
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
        to_sqlite(empty | {"publishers": [(None, "Nobody")]})


# the schema and the codebook


def test_tables_refer_to_tables_above_or_to_themselves():
    for number, table in enumerate(TABLES):
        above = {other.name for other in TABLES[: number + 1]}
        names = [column.name for column in table.columns]
        assert names[: len(table.key)] == list(table.key), table.name
        assert len(set(names)) == len(names)
        for columns, target in table.foreign_keys:
            assert target in above
            assert len(columns) == len(BY_NAME[target].key)
        assert all(re.search(r"[.!]$", column.meaning) for column in table.columns)


def test_the_codebook_page_shows_every_column_and_leads_to_every_file(shared_book):
    built = shared_book(BOOK, builder="html")
    tree = parse(built.html("tables"), namespaceHTMLElements=False)
    tables = [node for node in tree.iter("table") if "codebook" in node.get("class", "")]
    shown = [
        [" ".join("".join(cell.itertext()).split()) for cell in row]
        for table in tables
        for row in table.find("tbody")
    ]
    assert [(name, meaning.partition(" →")[0]) for name, _type, meaning in shown] == [
        (column.name, column.meaning)
        for table in tables_of(GENERAL.witnesses)
        for column in table.columns
    ]
    links = {node.get("href") for node in tree.iter("a")}
    named = {link.removeprefix(FOLDER) for link in links if link and link.startswith(FOLDER)}
    assert named == files(folder(built)).keys()
    assert {"claims.json", "sections.json"} <= links
    ids = {node.get("id") for node in tables}
    assert {link[1:] for link in links if link and link.startswith("#codebook-")} <= ids


def test_search_leaves_the_columns_of_the_codebook_out(shared_book):
    built = shared_book(BOOK, builder="html")
    meaning = next(column.meaning for table in TABLES for column in table.columns)
    assert meaning in built.html("tables")
    assert meaning not in json.dumps(search_parts(built.app.outdir), ensure_ascii=False)


def test_the_codebook_is_a_table_too(shared_book):
    found = rows(folder(shared_book(BOOK, builder="html")) / "codebook.csv")
    assert {(row["table_name"], row["column_name"]) for row in found} == {
        (table.name, column.name) for table in TABLES for column in table.columns
    }
    refers = {(row["table_name"], row["column_name"]): row["refers_to"] for row in found}
    assert refers["dataset_cells", "key"] == "dataset_rows"
    assert refers["citations", "work"] == "works"


# descriptions for other programs


@pytest.mark.slow
def test_the_crate_describes_every_file_of_the_folder(book):
    built = book(BOOK, builder="html", evidence_base_address="https://example.org/book/")
    found = files(folder(built))
    crate = json.loads(found.pop("ro-crate-metadata.json"))
    nodes = {node["@id"]: node for node in crate["@graph"]}
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    root = nodes["./"]
    assert nodes["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert {part["@id"] for part in root["hasPart"]} == found.keys()
    for name, data in found.items():
        about = nodes[name]
        assert about["@type"] == "File"
        assert (about["contentSize"], about["sha256"]) == (
            str(len(data)),
            sha256(data).hexdigest(),
        )
    assert nodes[root["license"]["@id"]]["name"] == "CC BY 4.0"
    assert nodes[root["author"]["@id"]] == {
        **{"@id": "#author", "@type": "Organization", "name": "The gaugers"},
        "url": "https://example.org/book/",
    }
    assert root["datePublished"] == "2026-11-24"


# the real book


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The folder of the tables of the real book."""
    return built_book(tmp_path_factory) / FOLDER


@pytest.mark.slow
def test_the_tables_of_the_book_are_whole(real):
    site = real.parents[1]
    path = real / "book.sqlite"
    assert select(path, "PRAGMA foreign_key_check") == []

    def count(query):
        return select(path, f"SELECT count(*) FROM {query}")[0][0]

    claims = json.loads((site / "claims.json").read_text("utf-8"))["claims"]
    sentences = json.loads((site / "data/sentences.json").read_text("utf-8"))["sentences"]
    sections = json.loads((site / "sections.json").read_text("utf-8"))["sections"]
    paragraphs = [one for section in sections for one in section["paragraphs"]]
    works = json.loads((site / "references.json").read_text("utf-8"))
    assert count("claims") == len(claims)
    assert count("sentences") == len(sentences)
    assert count("paragraphs") == len(paragraphs)
    assert count("works") == len(works)
    supporting = sum(len(claim["sources"]) for claim in claims)
    assert count("citations WHERE role = 'supports'") == supporting
    disputes = [claim["dispute"] for claim in claims if claim["dispute"]]
    disputing = sum(len(dispute["sources"]) for dispute in disputes)
    assert count("citations WHERE role = 'disputes'") == disputing
    noted = sum(len(one["notes"]) for claim in claims for one in claim["sources"])
    assert count("evidence WHERE role = 'supports' AND note IS NOT NULL") == noted
    cited = sum(len(sentence["citations"]) for sentence in sentences)
    assert count("citations WHERE sentence IS NOT NULL") == cited
    for name in ("copies", "notes", "accounts"):
        assert count(name) == len(rows(ROOT / "data" / f"{name}.csv"))
    unsafe = "copies WHERE url IS NOT NULL AND (safety IS NOT NULL OR unlinked IS NOT NULL)"
    assert count(unsafe) == 0


@pytest.mark.slow
def test_the_addresses_of_the_tables_lead_somewhere(real):
    site, ids = real.parents[1], {}
    for name in ("pages", "sections", "paragraphs", "claims", "citations", "works", "terms"):
        for row in rows(real / f"{name}.csv"):
            file, _, anchor = row["address"].partition("#")
            if file not in ids:
                ids[file] = set(re.findall(r'id="([^"]+)"', (site / file).read_text("utf-8")))
            assert anchor in ids[file] | {""}, row["address"]


def examples(language):
    """Return the examples of the codebook page in a language."""
    return re.findall(rf"```{language}\n(.*?)```", CODEBOOK.read_text("utf-8"), re.DOTALL)


@pytest.mark.slow
def test_the_example_of_the_view_runs(real):
    (query,) = (text for text in examples("sql") if "evidence" in text)
    found = select(real / "book.sqlite", query)
    assert len(found) > 100
    assert all(row[0] and row[1] for row in found)


@pytest.mark.slow
def test_the_views_of_datasets_are_their_tables(real):
    (query,) = (text for text in examples("sql") if "data_" in text)
    assert len(select(real / "book.sqlite", query)) > 10
    for dataset in rows(real / "datasets.csv"):
        name = dataset["id"].replace("-", "_")
        found = select(real / "book.sqlite", f"SELECT * FROM data_{name}")
        expected = [tuple(row.values()) for row in rows(real.parents[1] / dataset["file"])]
        assert [str(row[0]) for row in found] == [row[0] for row in expected], name
        assert {len(row) for row in found} == {len(row) for row in expected}, name


@pytest.mark.slow
def test_the_example_of_pandas_runs(real, monkeypatch, capsys):
    """Runs where pandas is installed, as in ``nox -s tables``."""
    pytest.importorskip("pandas")
    monkeypatch.chdir(real)
    (code,) = examples("python")
    assert len([*filter(None, code.splitlines())]) == 3
    exec(code, {})
    printed = capsys.readouterr().out
    kinds = "SELECT claim, count(DISTINCT tier) FROM citations JOIN works ON works.key = work "
    first = select(real / "book.sqlite", f"{kinds} WHERE claim NOT NULL GROUP BY 1 ORDER BY 1")[0]
    assert re.search(rf"^{first[0]} +{first[1]}$", printed, re.MULTILINE)


@pytest.mark.slow
def test_the_example_of_duckdb_runs(real, monkeypatch):
    """Runs where DuckDB is installed, as in ``nox -s tables``."""
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(real)
    (query,) = (text for text in examples("sql") if "csv" in text)
    assert len(query.splitlines()) == 3
    counted = "SELECT tier, count(*) FROM citations JOIN works ON works.key = work GROUP BY 1"
    expected = select(real / "book.sqlite", counted)
    assert sorted(duckdb.sql(query).fetchall()) == sorted(expected)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_the_example_of_r_runs(real):
    (code,) = examples("r")
    assert len(code.splitlines()) == 3
    run = subprocess.run(["Rscript", "-e", code], cwd=real, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "news" in run.stdout
