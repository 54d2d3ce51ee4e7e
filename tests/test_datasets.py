"""Tables, pages and values from datasets in built books."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from frictionless import Package
from html5lib import parse

from conftest import CONF, page

FIELDS = [
    {"name": "year", "title": "Year", "type": "year", "description": "The year."},
    {"name": "low", "title": "Low", "type": "integer", "description": "At least."},
    {"name": "high", "title": "High", "type": "integer", "description": "At most."},
    {"name": "sources", "title": "Source", "type": "list", "description": "Who says so."},
]
RESOURCE = {
    **{"name": "people", "title": "People", "description": "How many.", "path": "people.csv"},
    "schema": {"fields": FIELDS, "primaryKey": ["year"]},
}
BASE = {
    "conf.py": CONF + 'evidence_datapackage = "datapackage.json"\n',
    "datapackage.json": json.dumps({"name": "x", "resources": [RESOURCE]}),
    "people.csv": (
        "year,low,high,sources\n2002,10000,300000,hrw2008denied\n2009,7500,7500,hrw2008denied\n"
    ),
    "people.md": page("people", "```{dataset} people\n```", "People"),
}


def tables(html):
    """Return the rows of the tables of a page as lists of cells."""
    tree = parse(html, namespaceHTMLElements=False)
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in tree.iter("tr")]


def test_a_value_is_formatted_and_linked(book):
    body = "From {value}`people:2002:low` or {value}`people:2002:low..high`."
    built = book({**BASE, "a.md": page("a", body)}, builder="html")
    assert built.warnings == []
    tree = parse(built.html("a"), namespaceHTMLElements=False)
    links = {"".join(a.itertext()): a.get("href") for a in tree.iter("a")}
    assert links["10,000"] == "people.html#people"
    assert links["10,000–300,000"] == "people.html#people"


def test_a_range_of_one_value_is_that_value(book):
    built = book({**BASE, "a.md": page("a", "{value}`people:2009:low..high`")}, builder="html")
    assert ">7,500<" in built.html("a")


def test_a_table_has_real_citations(book):
    body = (
        "```{data-table} people\n:columns: year, low, sources\n:where: year = 2002\n"
        ":caption: People, *at least*\n```\n\n```{chapter-sources}\n```"
    )
    built = book({**BASE, "a.md": page("a", body)}, builder="html")
    assert built.warnings == []
    assert tables(built.html("a")) == [
        ["Year", "Low", "Source"],
        ["2002", "10,000", "Human Rights Watch (2008)"],
    ]
    assert "<em>at least</em>" in built.html("a")
    assert 'id="cited-hrw2008denied"' in built.html("a")
    assert "a" in built.app.env.domains["cite"].places


def test_the_page_of_a_dataset_has_its_rows_files_and_columns(book):
    built = book(BASE, builder="html")
    html = built.html("people")
    assert len(tables(html)) == 3
    assert "At most." in html
    for name in ("people.csv", "datapackage.json"):
        assert f'href="data/{name}"' in html
        assert (built.app.outdir / "data" / name).read_text("utf-8") == BASE[name]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{value}`nobody:2002:low`", "there is no dataset 'nobody': use one of people"),
        ("{value}`people:1999:low`", "has no row '1999' (by year)"),
        ("{value}`people:2002:middle`", "has no column 'middle': use one of year, low"),
        ("{value}`people`", "has no row ''"),
        ("```{data-table} nobody\n```", "there is no dataset 'nobody'"),
        ("```{data-table} people\n:columns: x\n```", "has no column 'x'"),
    ],
)
def test_what_does_not_exist_is_one_warning_and_stays_in_the_text(book, body, words):
    built = book({**BASE, "a.md": page("a", body)}, builder="html")
    (warning,) = built.warnings
    assert "a.md:8: WARNING: " in warning
    assert words in warning
    assert warning.endswith("[evidence.unknown-data]")
    shown = "".join(parse(built.html("a"), namespaceHTMLElements=False).itertext())
    assert ("people" if "people" in body else "nobody") in shown


def test_a_changed_number_shows_in_text_and_table_in_a_second_build(book):
    body = "{value}`people:2002:low`\n\n```{data-table} people\n```"
    book({**BASE, "a.md": page("a", body)}, builder="html")
    built = book({"people.csv": BASE["people.csv"].replace("10000", "20000")}, builder="html")
    assert built.html("a").count("20,000") == 2
    assert "20,000" in built.html("people")


def test_a_row_without_source_is_named_by_its_line(book):
    rows = BASE["people.csv"].replace("7500,hrw2008denied", "7500,nobody2020x")
    warnings = book({**BASE, "people.csv": rows}).warnings
    assert any(
        line.startswith("people.csv:3: WARNING: no source has the key 'nobody2020x'")
        for line in warnings
    )


def test_a_malformed_table_is_one_line_and_the_rest_is_shown(book):
    rows = BASE["people.csv"].replace("2009,7500", "2009,about")
    built = book({**BASE, "people.csv": rows}, builder="html")
    (warning,) = built.warnings
    assert warning.startswith("people.csv:3: WARNING: low = 'about' is not a whole number")
    assert "10,000" in built.html("people")
    assert "about" in built.html("people")


def test_the_package_of_the_book_is_valid():
    path = Path(__file__).parent.parent / "data" / "datapackage.json"
    report = Package(str(path)).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
