"""Tables, pages and values from datasets in built books."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from frictionless import Package
from html5lib import parse

from conftest import CONF, filters, page

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
    assert links["10,000"] == "people.html#row-2002"
    assert links["10,000–300,000"] == "people.html#row-2002"


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
    warnings = [one for one in built.warnings if "a.md" in one]
    assert len(warnings) == 1, built.warnings
    assert "a.md:8: WARNING: " in warnings[0]
    assert words in warnings[0]
    assert warnings[0].endswith("[evidence.unknown-data]")
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


def test_a_dataset_is_written_as_json_with_typed_cells(book):
    built = book(BASE, builder="html")
    data = json.loads((built.app.outdir / "data" / "people.json").read_text("utf-8"))
    assert data["version"] == 1
    assert data["license"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert [field["name"] for field in data["fields"]] == ["year", "low", "high", "sources"]
    assert data["rows"][0] == {
        "year": 2002,
        "low": 10000,
        "high": 300000,
        "sources": ["hrw2008denied"],
    }


def test_the_page_of_a_dataset_describes_itself_to_search_engines(book):
    hostile = json.dumps({"name": "x", "resources": [RESOURCE | {"title": "</script><b>"}]})
    built = book({**BASE, "datapackage.json": hostile}, builder="html")
    tree = parse(built.html("people"), namespaceHTMLElements=False)
    (script,) = (s for s in tree.iter("script") if s.get("type") == "application/ld+json")
    data = json.loads("".join(script.itertext()))
    assert data["@type"] == "Dataset"
    assert data["name"] == "</script><b>"
    assert [item["name"] for item in data["variableMeasured"]] == ["Low", "High"]
    assert data["distribution"][0]["contentUrl"] == "data/people.csv"
    assert '"Dataset"' not in built.html("index")


def test_the_page_of_a_dataset_says_how_to_cite_it(book):
    html = book(BASE, builder="html", project="A Book", author="Us", version="2").html("people")
    assert "Us, “People” (people), dataset in A Book, version 2." in html


COLUMNS = "id,start,end,title,summary,topic,actors,sources"
EVENTS = f"""{COLUMNS}
b,2023-10-09,2023-10-09,A return,Hundreds.,return,China;United Nations,hrw2008denied
a,1964,1965,A text,,law,China,hrw2008denied
"""
WORDS = """id,english,korean,romanised,chinese,pinyin,variants,definition,note,sources
non-return,Non-return,송환금지,songhwan,推回,tuihui,sending back,A rule.,,hrw2008denied
refugee,Refugee,난민,nanmin,,,,A person.,Disputed.,hrw2008denied
"""


def package_of(name, text):
    """Return the files of a dataset whose columns are all text."""
    names = text.partition("\n")[0].split(",")
    types = {"sources": "list", "actors": "list", "variants": "list"}
    fields = [
        {"name": name, "title": name.capitalize(), "type": types.get(name, "string")}
        for name in names
    ]
    resource = {
        **{"name": name, "title": name.title(), "description": "D.", "path": f"{name}.csv"},
        "schema": {"fields": fields, "primaryKey": ["id"]},
    }
    return {
        **{"conf.py": BASE["conf.py"], f"{name}.csv": text},
        "datapackage.json": json.dumps({"name": "x", "resources": [resource]}),
        f"{name}.md": page(name, f"```{{dataset}} {name}\n:view: {name}\n```"),
    }


def test_a_timeline_goes_year_by_year_and_offers_choices(book):
    built = book(package_of("timeline", EVENTS), builder="html")
    assert built.warnings == []
    html = built.html("timeline")
    tree = parse(html, namespaceHTMLElements=False)
    years = ["".join(p.itertext()) for p in tree.iter("p") if p.get("class") == "rubric"]
    assert years == ["1964", "2023"]
    events = [item for item in tree.iter("li") if "facet-item" in (item.get("class") or "")]
    assert [event.get("id") for event in events] == ["row-a", "row-b"]
    assert "1964 to 1965" in "".join(events[0].itertext())
    assert "9 October 2023" in "".join(events[1].itertext())
    assert events[1].get("class") == (
        "facet-item topic--return actors--china actors--united-nations"
    )
    assert filters(html) == [
        {
            "Topic": {"": "All", "topic--law": "law", "topic--return": "return"},
            "Actors": {
                "": "All",
                "actors--china": "China",
                "actors--united-nations": "United Nations",
            },
        }
    ]
    assert "2 entries" in "".join(tree.itertext())


STATES = {"name": "state", "title": "State", "type": "string", "description": "Of the count."}
COUNTED = [*FIELDS, STATES | {"constraints": {"enum": ["none left", "open", "done"]}}]


def counted(years):
    """Return the files of a dataset with a column of fixed words, and of a page with two tables."""
    rows = [f"{year},1,2,hrw2008denied,{'done' if year % 2 else 'open'}\n" for year in years]
    resource = {**RESOURCE, "schema": {"fields": COUNTED, "primaryKey": ["year"]}}
    table = "```{data-table} people\n```"
    return {
        **BASE,
        "datapackage.json": json.dumps({"name": "x", "resources": [resource]}),
        "people.csv": "year,low,high,sources,state\n" + "".join(rows),
        "a.md": page("a", f"{table}\n\n{table}"),
    }


def test_a_long_table_is_filtered_by_its_fixed_words(book):
    built = book(counted(range(2000, 2009)), builder="html")
    html = built.html("a")
    offered = {"State": {"": "All", "state--open": "open", "state--done": "done"}}
    assert filters(html) == [offered, offered]
    tree = parse(html, namespaceHTMLElements=False)
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    for box in (div for div in tree.iter("div") if "facets" in (div.get("class") or "")):
        around = next(node for node in tree.iter() if box in list(node))
        rows = [row for row in around.iter("tr") if "facet-item" in (row.get("class") or "")]
        assert len(rows) == 9
        assert ["state--done" in row.get("class") for row in rows[:2]] == [False, True]
        assert "9 entries" in "".join(box.itertext())


def test_a_short_table_is_not_filtered(book):
    assert filters(book(counted(range(2000, 2008)), builder="html").html("a")) == []


def test_books_without_scripts_have_no_filters(book):
    built = book(counted(range(2000, 2009)), builder="epub", epub_show_urls="no", version="1")
    assert "<select" not in (built.app.outdir / "a.xhtml").read_text("utf-8")


def test_a_glossary_has_one_term_a_language_and_finds_variants(book):
    body = "See {term}`Non-return`, {term}`송환금지`, {term}`sending back`."
    files = package_of("glossary", WORDS)
    built = book({**files, "a.md": page("a", body)}, builder="html")
    assert built.warnings == []
    tree = parse(built.html("glossary"), namespaceHTMLElements=False)
    terms = {term.get("id"): term for term in tree.iter("dt") if term.get("id")}
    assert list(terms) == [
        "term-non-return",
        "term-non-return-ko",
        "term-non-return-zh",
        "term-refugee",
        "term-refugee-ko",
    ]
    languages = [span.get("lang") for span in terms["term-non-return-ko"].iter("span")]
    assert "ko" in languages
    links = [a.get("href") for a in parse(built.html("a"), namespaceHTMLElements=False).iter("a")]
    for anchor in ("term-non-return", "term-non-return-ko"):
        assert f"glossary.html#{anchor}" in links
    assert links.count("glossary.html#term-non-return") == 2


@pytest.mark.parametrize(
    ("view", "words"), [("timeline", "no column 'topic'"), ("glossary", "no column 'english'")]
)
def test_a_view_needs_its_columns(book, view, words):
    files = {**BASE, "people.md": page("people", f"```{{dataset}} people\n:view: {view}\n```")}
    (warning,) = book(files).warnings
    assert words in warning
    assert warning.endswith("[evidence.unknown-data]")


def test_a_column_in_another_language_says_so(book):
    fields = [*FIELDS, {"name": "korean", "title": "Korean", "type": "string", "language": "ko"}]
    resource = {**RESOURCE, "schema": {"fields": fields, "primaryKey": ["year"]}}
    files = {
        **BASE,
        "datapackage.json": json.dumps({"name": "x", "resources": [resource]}),
        "people.csv": "year,low,high,sources,korean\n2002,1,2,hrw2008denied,난민\n",
    }
    assert '<span lang="ko">난민</span>' in book(files, builder="html").html("people")


def test_a_cell_keeps_to_the_pattern_of_its_column(book):
    fields = [*FIELDS[:1], {**FIELDS[1], "constraints": {"pattern": "[1-9]0*"}}, *FIELDS[2:]]
    resource = {**RESOURCE, "schema": {"fields": fields, "primaryKey": ["year"]}}
    package = json.dumps({"name": "x", "resources": [resource]})
    (warning,) = book({**BASE, "datapackage.json": package}).warnings
    assert "people.csv:3: WARNING: low = '7500' does not match the pattern [1-9]0*" in warning
