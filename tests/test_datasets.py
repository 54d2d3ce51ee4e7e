"""Tables, pages and values from datasets in built books."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from html5lib import parse

from conftest import CONF, ENTRY, filters, page, search_parts
from sphinx_evidence.data.domain import DatasetDomain

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
    "conf.py": CONF + 'evidence_data = "data"\n',
    "data/datapackage.json": json.dumps({"name": "x", "resources": [RESOURCE]}),
    "data/people.csv": (
        "year,low,high,sources\n2002,10000,300000,hrw2008denied\n2009,7500,7500,hrw2008denied\n"
    ),
    "people.md": page("people", "```{dataset} people\n```", "People"),
}
READ = {
    **BASE,
    "value.md": page("value", "From {value}`people:2002:low` or {value}`people:2002:low..high`."),
    "range.md": page("range", "{value}`people:2009:low..high`"),
    "cited.md": page(
        "cited",
        "```{data-table} people\n:columns: year, low, sources\n:where: year = 2002\n"
        ":caption: People, *at least*\n```\n\n```{chapter-sources}\n```",
    ),
    "rest.rst": ".. _rest:\n\nTitle\n=====\n\n.. data-table:: people\n",
}
"""A book of pages that each show the dataset in another way."""


@pytest.fixture
def read(shared_book):
    built = shared_book(READ, builder="html")
    assert [line for line in built.warnings if "[evidence.page-head]" not in line] == []
    return built


def tables(html):
    """Return the rows of the tables of a page, as lists of cells."""
    tree = parse(html, namespaceHTMLElements=False)
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in tree.iter("tr")]


def test_a_value_is_formatted_and_linked(read):
    links = hrefs(read.html("value"))
    assert links["10,000"] == "people.html#row-2002"
    assert links["10,000–300,000"] == "people.html#row-2002"


def test_rows_are_counted(book):
    body = "{count}`people` rows, {count}`people:year = 2002` of 2002."
    built = book({**BASE, "a.md": page("a", body)}, builder="html")
    assert built.warnings == []
    html = built.html("a")
    assert re.findall(r'<span class="count">([^<]*)</span>', html) == ["2", "1"]
    assert html.count('href="people.html#people"') == 2


def test_only_rows_that_values_lead_to_have_cards(book):
    built = book({**BASE, "a.md": page("a", "From {value}`people:2009:low..high`.")})
    cards = built.app.env.domains["dataset"].cards()
    assert cards == {"people#row-2009": ["People · 2009", "Source: Human Rights Watch 2008"]}


def test_a_range_of_one_value_is_that_value(read):
    assert ">7,500<" in read.html("range")


def test_cells_name_their_column_and_what_they_are_sorted_by(read):
    tree = parse(read.html("people"), namespaceHTMLElements=False)
    cells = [cell for cell in tree.iter("td") if cell.get("data-label")]
    assert [(cell.get("data-label"), cell.get("data-order")) for cell in cells[:3]] == [
        ("Year", None),
        ("Figure", "300000"),
        ("Source", None),
    ]


def test_a_table_has_real_citations(read):
    assert tables(read.html("cited")) == [
        ["Year", "Low", "Source"],
        ["2002", "10,000", "Human Rights Watch (2008)"],
    ]
    assert "<em>at least</em>" in read.html("cited")
    assert 'id="cited-hrw2008denied"' in read.html("cited")
    assert "cited" in read.app.env.domains["cite"].groups


def with_columns(*columns):
    """Return the data package of ``BASE`` whose table has more columns, which are lists."""
    listed = [{"title": one["name"].title(), "type": "list", **one} for one in columns]
    schema = {**RESOURCE["schema"], "fields": [*FIELDS, *listed]}
    return json.dumps({"name": "x", "resources": [RESOURCE | {"schema": schema}]})


def mistakes(built):
    """Return the warnings about data."""
    return [one for one in built.warnings if "[evidence.unknown-data]" in one]


def hrefs(html):
    """Return the addresses of the links of a page, by their text."""
    tree = parse(html, namespaceHTMLElements=False)
    return {"".join(a.itertext()): a.get("href") for a in tree.iter("a")}


CLAIM = (
    ":::{claim} river-rose\n:kind: record\n:as-of: 2002\n\n"
    "The Aar rose {cite:p}`hrw2008denied`.\n:::"
)


def test_columns_link_sections_chapters_claims_and_rows(book):
    columns = [
        {"name": "where", "refers": "section"},
        {"name": "claims", "refers": "claim"},
        {"name": "within", "refers": "people"},
    ]
    files = {
        "data/datapackage.json": with_columns(*columns),
        "data/people.csv": (
            "year,low,high,sources,where,claims,within\n"
            "2002,1,2,hrw2008denied,a;a-flood,river-rose,2009\n"
            "2009,1,2,hrw2008denied,,,\n"
        ),
        "a.md": page("a", f"(a-flood)=\n## A flood\n\n{CLAIM}", "The Aar"),
    }
    built = book({**BASE, **files}, builder="html")
    assert [one for one in built.warnings if "people" in one] == []
    assert tables(built.html("people"))[1][-3:] == ["The Aar, A flood", "river-rose", "2009"]
    links = hrefs(built.html("people"))
    assert links["A flood"] == "a.html#a-flood"
    assert links["river-rose"] == "a.html#river-rose"
    assert links["2009"] == "#row-2009"


def test_an_id_that_does_not_exist_is_reported_once_with_its_row(book):
    kinds = {
        "section": "section",
        "chapter": "chapter",
        "claim": "claim",
        "people": "row of people",
    }
    files = {
        "data/datapackage.json": with_columns(*({"name": f"a-{to}", "refers": to} for to in kinds)),
        "data/people.csv": (
            f"year,low,high,sources,{','.join(f'a-{to}' for to in kinds)}\n"
            "2002,1,2,hrw2008denied,nowhere,nowhere,nowhere,nowhere\n"
        ),
    }
    warnings = book({**BASE, **files}, builder="html").warnings
    assert len(warnings) == len(kinds)
    for to, kind in kinds.items():
        (warning,) = (one for one in warnings if f"'a-{to}' names" in one)
        assert "people.csv:2: " in warning
        assert f"names 'nowhere', which is no {kind}: correct it" in warning


def test_a_chapter_is_no_section_of_one(book):
    """A column of chapters takes no other heading, since a chapter lists the rows that name it."""
    files = {
        "conf.py": BASE["conf.py"] + 'evidence_parts = ["rivers"]\n',
        "data/datapackage.json": with_columns({"name": "chapters", "refers": "chapter"}),
        "data/people.csv": "year,low,high,sources,chapters\n2002,1,2,hrw2008denied,aar;a-flood\n",
        "rivers/aar.md": page("aar", "(a-flood)=\n## A flood\n\nIt came."),
    }
    warnings = [one for one in book({**BASE, **files}).warnings if "people.csv" in one]
    assert len(warnings) == 1
    assert "'a-flood', which is no chapter" in warnings[0]


def test_a_chapter_lists_the_rows_that_name_it(book):
    state = {"name": "state", "type": "string", "constraints": {"enum": ["open", "shut"]}}
    resource = json.loads(with_columns({"name": "chapters", "refers": "chapter"}, state))
    resource["resources"][0]["search"] = {"title": ["low"]}
    files = {
        "conf.py": BASE["conf.py"] + 'evidence_parts = ["rivers"]\n',
        "data/datapackage.json": json.dumps(resource),
        "data/people.csv": (
            "year,low,high,sources,chapters,state\n2002,71,90,hrw2008denied,aar;reuss,open\n"
            "2009,72,90,hrw2008denied,reuss,shut\n2010,73,90,hrw2008denied,aar,open\n"
        ),
        "rivers/aar.md": page("aar", "```{rows-here} people\n:by: state\n```"),
        "rivers/reuss.md": page("reuss", "```{rows-here} people\n```"),
        "rivers/lorze.md": page("lorze", "```{rows-here} people\n```"),
    }
    built = book({**BASE, **files}, builder="html")
    html = built.html("rivers/aar")
    assert "<summary>People: 2 (2 open)</summary>" in html
    links = hrefs(html)
    assert links["71"] == "../people.html#row-2002"
    assert links["73"] == "../people.html#row-2010"
    assert "72" not in links
    assert "<summary>People: 2</summary>" in built.html("rivers/reuss")
    words = DatasetDomain.of(built.app.env).interface_words()
    assert [*dict.fromkeys(words)] == ["People", "open", "shut"]
    warned = [one for one in built.warnings if "rows-here" in one or "names the chapter" in one]
    assert len(warned) == 1
    assert "lorze.md" in warned[0]


def test_rows_may_stand_in_several_tables_of_their_page(book):
    table = "```{data-table} people\n:where: year = %s\n:anchors:\n```\n"
    start = "```{dataset} people\n:view: tables\n```\n\n"
    whole = page("people", start + table % 2002 + "\n" + table % 2009, "People")
    built = book({**BASE, "people.md": whole}, builder="html")
    assert built.warnings == []
    assert built.html("people").count('id="row-2002"') == 1
    partial = page("people", start + table % 2002, "People")
    (warning,) = mistakes(book({**BASE, "people.md": partial}))
    assert "in no data-table with :anchors:" in warning
    assert warning.count("2009") == 1
    double = page("people", start + table % "2002 | 2009" + "\n" + table % 2009, "People")
    (warning,) = mistakes(book({**BASE, "people.md": double}))
    assert "in two data-tables with :anchors:" in warning


def test_rows_are_counted_by_two_columns(book):
    enum = {"type": "string", "constraints": {"enum": ["shut", "open", "ajar"]}}
    columns = ({"name": "lock", **enum}, {"name": "river", "type": "string"})
    files = {
        "data/datapackage.json": with_columns(*columns),
        "data/people.csv": (
            "year,low,high,sources,lock,river\n2002,1,2,hrw2008denied,open,Aar\n"
            "2003,1,2,hrw2008denied,shut,Aar\n2004,1,2,hrw2008denied,open,Reuss\n"
        ),
        "a.md": page("a", "```{data-count} people\n:down: river\n:across: lock\n```"),
    }
    built = book({**BASE, **files}, builder="html")
    assert built.warnings == []
    assert tables(built.html("a")) == [
        ["River", "shut", "open", "All"],
        ["Aar", "1", "1", "2"],
        ["Reuss", "0", "1", "1"],
        ["All", "1", "2", "3"],
    ]
    files["a.md"] = files["a.md"].replace(": lock", ": key")
    (warning,) = mistakes(book({**BASE, **files}))
    assert "has no column 'key'" in warning


def test_a_condition_on_a_list_meets_any_of_its_values(book):
    files = {
        "data/datapackage.json": with_columns({"name": "seen"}),
        "data/people.csv": (
            "year,low,high,sources,seen\n2002,1,2,hrw2008denied,aar;reuss\n"
            "2009,1,2,hrw2008denied,rhone\n"
        ),
        "a.md": page("a", "```{data-table} people\n:columns: year\n:where: seen = reuss\n```"),
    }
    built = book({**BASE, **files}, builder="html")
    assert built.warnings == []
    assert tables(built.html("a")) == [["Year"], ["2002"]]


def test_the_page_of_a_dataset_has_its_rows_files_and_columns(read):
    html = read.html("people")
    assert len(tables(html)) == 3
    assert "At most." in html
    for name in ("people.csv", "datapackage.json"):
        assert f'href="data/{name}"' in html
    assert (read.app.outdir / "data" / "people.csv").read_text("utf-8") == BASE["data/people.csv"]


UNKNOWN = {
    "a": ("{value}`nobody:2002:low`", "there is no dataset 'nobody': use one of people"),
    "b": ("{value}`people:1999:low`", "has no row '1999' (by year)"),
    "c": ("{value}`people:2002:middle`", "has no column 'middle': use one of year, low"),
    "d": ("{value}`people`", "has no row ''"),
    "e": ("```{data-table} nobody\n```", "there is no dataset 'nobody'"),
    "f": ("```{data-table} people\n:columns: x\n```", "has no column 'x'"),
    "g": ("{count}`nobody`", "there is no dataset 'nobody'"),
    "h": ("{count}`people:year = 1999`", "no row of 'people' has year = '1999'"),
    "i": ("{count}`people:year`", "write column = value"),
}


def test_what_does_not_exist_is_one_warning_and_stays_in_the_text(book):
    pages = {f"{name}.md": page(name, body) for name, (body, _words) in UNKNOWN.items()}
    built = book(BASE | pages, builder="html")
    assert len(built.warnings) == len(UNKNOWN)
    for name, (body, words) in UNKNOWN.items():
        (warning,) = (one for one in built.warnings if f"{name}.md:8: WARNING: " in one)
        assert words in warning
        assert warning.endswith("[evidence.unknown-data]")
        shown = "".join(parse(built.html(name), namespaceHTMLElements=False).itertext())
        assert ("people" if "people" in body else "nobody") in shown


def test_a_changed_number_shows_in_text_and_table_in_a_second_build(book):
    body = "{value}`people:2002:low`\n\n```{data-table} people\n```"
    book({**BASE, "a.md": page("a", body)}, builder="html")
    built = book(
        {"data/people.csv": BASE["data/people.csv"].replace("10000", "20000")}, builder="html"
    )
    assert built.html("a").count("20,000") == 2
    assert "20,000" in built.html("people")


def test_a_row_without_source_is_named_by_its_line(book):
    rows = BASE["data/people.csv"].replace("7500,hrw2008denied", "7500,nobody2020x")
    warnings = book({**BASE, "data/people.csv": rows}).warnings
    assert any(
        line.startswith("data/people.csv:3: WARNING: no source has the key 'nobody2020x'")
        for line in warnings
    )


def test_a_malformed_table_is_one_line_and_the_rest_is_shown(book):
    rows = BASE["data/people.csv"].replace("2009,7500", "2009,about")
    built = book({**BASE, "data/people.csv": rows}, builder="html")
    (warning,) = built.warnings
    assert warning.startswith("data/people.csv:3: WARNING: low = 'about' is not a whole number")
    assert "10,000" in built.html("people")
    assert "about" in built.html("people")


@pytest.mark.slow
def test_the_package_of_the_book_is_valid():
    from frictionless import Package

    path = Path(__file__).parent.parent / "data" / "datapackage.json"
    report = Package(str(path)).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


def test_a_dataset_is_written_as_json_with_typed_cells(read):
    data = json.loads((read.app.outdir / "data" / "people.json").read_text("utf-8"))
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
    resources = [RESOURCE | {"title": "</script><b>"}]
    hostile = json.dumps({"name": "x", "keywords": ["rivers", "x"], "resources": resources})
    built = book({**BASE, "data/datapackage.json": hostile}, builder="html")
    tree = parse(built.html("people"), namespaceHTMLElements=False)
    (script,) = (s for s in tree.iter("script") if s.get("type") == "application/ld+json")
    data = json.loads("".join(script.itertext()))
    assert data["@type"] == "Dataset"
    assert data["name"] == "</script><b>"
    assert [item["name"] for item in data["variableMeasured"]] == ["Low", "High"]
    assert data["temporalCoverage"] == "2002/2009"
    assert data["keywords"] == ["rivers", "x"]
    assert [work["name"] for work in data["citation"]] == ["Denied Status"]
    assert data["publisher"] == data["creator"]
    assert data["distribution"][0]["contentUrl"] == "data/people.csv"
    assert '"Dataset"' not in built.html("index")


def test_the_page_of_a_dataset_says_how_to_cite_it(book):
    settings = {"project": "A Book", "author": "Us", "version": "2"}
    for title in ("A Book: its subtitle", "A Book: another"):
        html = book(BASE, builder="html", html_title=title, **settings).html("people")
        assert f"Cite as: Us, “People” (people), dataset in {title}, version 2." in html
    text = book(BASE, builder="text", html_title=title, **settings).app.outdir / "people.txt"
    assert "“People” (people)" in text.read_text("utf-8")


def test_a_table_in_a_text_file_is_as_wide_as_its_words(book):
    """Columns of one character make a page as long as its letters; Sphinx 8 does not end there."""
    text = (book(BASE, builder="text").app.outdir / "people.txt").read_text("utf-8")
    (row,) = (line for line in text.splitlines() if line.startswith("| 2002 "))
    assert "| 10,000–300,000 | Human Rights" in row


COLUMNS = "id,start,end,title,summary,topic,actors,sources"
EVENTS = f"""{COLUMNS}
b,2023-10-09,2023-10-09,A return,Hundreds.,return,China;United Nations,hrw2008denied
a,1964,1965,A text,,law,China,hrw2008denied
"""
WORDS = """id,english,korean,romanised,chinese,pinyin,variants,definition,note,sources
non-return,Non-return,송환금지,songhwan,推回,tuihui,sending back,A rule.,,hrw2008denied
refugee,Refugee,난민,nanmin,,,,A person.,Disputed.,hrw2008denied
"""


ROLES = {
    "timeline": {
        **{name: name for name in ("start", "end", "title")},
        **{"text": "summary", "filters": ["topic", "actors"]},
    },
    "glossary": {
        "headwords": ["english", "korean", "chinese"],
        "pronunciations": {"korean": "romanised", "chinese": "pinyin"},
        **{name: name for name in ("variants", "definition", "note")},
    },
}


def package_of(name, text):
    """Return the files of a dataset whose columns are all text."""
    names = text.partition("\n")[0].split(",")
    languages = {"korean": "ko", "chinese": "zh-Hans"}
    types = {"sources": "list", "actors": "list", "variants": "list"}
    fields = [
        {"name": name, "title": name.capitalize(), "type": types.get(name, "string")}
        | ({"language": languages[name]} if name in languages else {})
        for name in names
    ]
    resource = {
        name: ROLES[name],
        **{"name": name, "title": name.title(), "description": "D.", "path": f"{name}.csv"},
        "schema": {"fields": fields, "primaryKey": ["id"]},
    }
    return {
        **{"conf.py": BASE["conf.py"], f"data/{name}.csv": text},
        "data/datapackage.json": json.dumps({"name": "x", "resources": [resource]}),
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
    assert "2 events" in "".join(tree.itertext())


def jumps(html):
    """Return the links to the parts of a list: text, address, name and number of dots."""
    tree = parse(html, namespaceHTMLElements=False)
    (nav,) = (nav for nav in tree.iter("nav") if "jumps" in (nav.get("class") or "").split())
    return [
        (link.text, link.get("href"), link.get("aria-label"), len(list(link.iter("i"))))
        for item in nav.iter("li")
        for link in item
    ]


def test_a_timeline_has_a_dot_for_each_event_above_its_years(book):
    more = f"{EVENTS}c,1964-03,1964-03,Another,,law,China,hrw2008denied\n"
    html = book(package_of("timeline", more), builder="html").html("timeline")
    years = jumps(html)
    assert [text for text, *_ in years] == [str(year) for year in range(1960, 2024)]
    assert [year for year in years if year[1]] == [
        ("1964", "#year-1964", "1964: 2 events", 2),
        ("2023", "#year-2023", "2023: 1 event", 1),
    ]
    assert 'id="year-1964"' in html


def test_a_glossary_has_a_link_to_the_first_term_of_each_letter(book):
    more = "rest,Rest,,,,,,A pause.,,hrw2008denied\nword,Word,,,,,,A word.,,hrw2008denied\n"
    html = book(package_of("glossary", WORDS + more), builder="html").html("glossary")
    assert jumps(html) == [
        ("N", "#term-non-return", None, 0),
        ("R", "#term-refugee", None, 0),
        ("W", "#term-word", None, 0),
    ]
    assert 'id="term-refugee"' in html


STATES = {"name": "state", "title": "State", "type": "string", "description": "Of the count."}
COUNTED = [*FIELDS, STATES | {"constraints": {"enum": ["none left", "open", "done"]}}]


def counted(years):
    """Return the files of a dataset with an enum column, and of a page with two tables."""
    rows = [f"{year},1,2,hrw2008denied,{'done' if year % 2 else 'open'}\n" for year in years]
    resource = {**RESOURCE, "schema": {"fields": COUNTED, "primaryKey": ["year"]}}
    table = "```{data-table} people\n```"
    return {
        **BASE,
        "data/datapackage.json": json.dumps({"name": "x", "resources": [resource]}),
        "data/people.csv": "year,low,high,sources,state\n" + "".join(rows),
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


def test_a_form_that_was_supplied_by_rule_has_a_sign(book):
    files = package_of("glossary", WORDS)
    head, *rows = files["data/glossary.csv"].splitlines()
    marks = ["by_rule", "romanised", "korean", *[""] * len(rows)]
    lines = [f"{line},{mark}" for line, mark in zip([head, *rows], marks, strict=False)]
    package = json.loads(files["data/datapackage.json"])
    (resource,) = package["resources"]
    field = {"name": "by_rule", "title": "By rule", "type": "list", "description": "D."}
    resource["schema"]["fields"].append(field)
    resource["glossary"] |= {"by_rule": "by_rule"}
    files |= {"data/glossary.csv": "\n".join(lines), "data/datapackage.json": json.dumps(package)}
    built = book(files, builder="html")
    assert built.warnings == []
    tree = parse(built.html("glossary"), namespaceHTMLElements=False)
    terms = {term.get("id"): " ".join("".join(term.itertext()).split()) for term in tree.iter("dt")}
    assert terms["term-non-return-ko"].startswith("송환금지 songhwan*")
    assert terms["term-refugee-ko"].startswith("난민* nanmin")
    assert "*" not in terms["term-non-return"] + terms["term-non-return-zh"]
    titles = {sign.get("title") for sign in tree.iter("abbr")}
    assert titles == {"formed by rule, not found in print"}


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("timeline", "has no 'timeline' in the data package"),
        ("glossary", "has no 'glossary' in the data package"),
    ],
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
        "data/datapackage.json": json.dumps({"name": "x", "resources": [resource]}),
        "data/people.csv": "year,low,high,sources,korean\n2002,1,2,hrw2008denied,난민\n",
    }
    assert '<span lang="ko">난민</span>' in book(files, builder="html").html("people")


def test_a_cell_keeps_to_the_pattern_of_its_column(book):
    fields = [*FIELDS[:1], {**FIELDS[1], "constraints": {"pattern": "[1-9]0*"}}, *FIELDS[2:]]
    resource = {**RESOURCE, "schema": {"fields": fields, "primaryKey": ["year"]}}
    package = json.dumps({"name": "x", "resources": [resource]})
    (warning,) = book({**BASE, "data/datapackage.json": package}).warnings
    assert "people.csv:3: WARNING: low = '7500' does not match the pattern [1-9]0*" in warning


def text_of(html):
    """Return the text of a page on one line."""
    body = parse(html, namespaceHTMLElements=False).find("body")
    return " ".join("".join(body.itertext()).split())


def said(built):
    """Return the warnings of a build, except those about a second application in one process."""
    return [line for line in built.warnings if "while setting up extension" not in line]


def data_links(built, name):
    """Return the data files that a page links to, from the root of the site."""
    path = built.app.outdir / name
    tree = parse(path.read_text("utf-8"), namespaceHTMLElements=False)
    links = [a.get("href") or "" for a in tree.iter("a")]
    found = [(path.parent / link).resolve() for link in links if "data/" in link]
    return [str(file.relative_to(built.app.outdir.resolve())) for file in found if file.is_file()]


FILES = ["data/people.csv", "data/people.json", "data/datapackage.json"]


@pytest.mark.parametrize(
    ("builder", "page_name", "name"),
    [
        ("html", "people", "people.html"),
        ("html", "part/people", "part/people.html"),
        ("dirhtml", "people", "people/index.html"),
        ("dirhtml", "part/people", "part/people/index.html"),
    ],
)
def test_the_page_of_a_dataset_leads_to_its_files(book, builder, page_name, name):
    files = {**BASE, "people.md": None, f"{page_name}.md": BASE["people.md"]}
    files = {one: text for one, text in files.items() if text is not None}
    index = page("index", f"```{{toctree}}\n{page_name}\nsources\n```")
    built = book({**files, "index.md": index}, builder=builder)
    assert built.warnings == []
    assert data_links(built, name) == FILES
    tree = parse((built.app.outdir / name).read_text("utf-8"), namespaceHTMLElements=False)
    (script,) = (s for s in tree.iter("script") if s.get("type") == "application/ld+json")
    described = json.loads("".join(script.itertext()))["distribution"]
    folder = (built.app.outdir / name).parent
    for item, file in zip(described, FILES, strict=False):
        assert (folder / item["contentUrl"]).resolve() == (built.app.outdir / file).resolve()


EDITION = {"version": "2026.1", "evidence_edition_date": "2026-11-24"}


@pytest.mark.slow
def test_the_data_package_is_valid(shared_book):
    from frictionless import Package

    path = shared_book(BASE, builder="html", **EDITION).app.outdir / "data" / "datapackage.json"
    assert Package(str(path)).validate().valid


def test_the_data_package_says_its_edition_and_the_sources_of_each_dataset(shared_book):
    path = shared_book(BASE, builder="html", **EDITION).app.outdir / "data" / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    assert (package["version"], package["created"]) == ("2026.1", "2026-11-24T00:00:00Z")
    (resource,) = package["resources"]
    assert resource["sources"] == [
        {"title": "Denied Status", "path": "https://www.hrw.org/report/2008"}
    ]


def test_a_csv_of_another_name_is_published_under_that_of_its_dataset(book):
    resource = RESOURCE | {"path": "tables/other.csv"}
    package = json.dumps({"name": "x", "resources": [resource]})
    other = {"data/datapackage.json": package, "data/tables/other.csv": BASE["data/people.csv"]}
    built = book({**BASE, **other, "data/people.csv": ""}, builder="html")
    assert built.warnings == []
    assert data_links(built, "people.html") == FILES
    assert (built.app.outdir / "data/people.csv").read_text("utf-8") == BASE["data/people.csv"]
    assert not (built.app.outdir / "data/other.csv").exists()
    published = json.loads((built.app.outdir / "data/datapackage.json").read_text("utf-8"))
    assert published["resources"][0]["path"] == "people.csv"


def test_a_dataset_called_glossary_may_be_any_table(book):
    resource = RESOURCE | {"name": "glossary"}
    files = {
        **BASE,
        "data/datapackage.json": json.dumps({"name": "x", "resources": [resource]}),
        "people.md": None,
        "glossary.md": page("glossary", "```{dataset} glossary\n```"),
    }
    built = book(
        {name: text for name, text in files.items() if text},
        builder="html",
        evidence_edition_date="2026-11-24",
    )
    assert built.warnings == []
    assert tables(built.html("glossary"))[1][:2] == ["2002", "10,000–300,000"]
    found = search_parts(built.app.outdir)
    assert "row-2002" in json.dumps(found)


@pytest.mark.parametrize(("name", "text"), [("timeline", EVENTS), ("glossary", WORDS)])
def test_a_row_without_sources_has_no_citation(book, name, text):
    built = book(package_of(name, text.replace(",hrw2008denied", ",")), builder="html")
    assert {line.rpartition("[")[2] for line in built.warnings} == {"evidence.sourceless-row]"}
    assert "cite:" not in text_of(built.html(name))
    assert "()" not in text_of(built.html(name))


def test_a_table_has_real_citations_on_a_page_in_restructuredtext(read):
    assert tables(read.html("rest"))[1][-1] == "Human Rights Watch (2008)"
    tree = parse(read.html("rest"), namespaceHTMLElements=False)
    assert "sources.html#ref-hrw2008denied" in [a.get("href") for a in tree.iter("a")]


MARKUP = [
    "A *sudden* `flood` of [water](x).",
    "<script>alert(1)</script>",
    "</script><b onclick=alert(1)>x</b>",
    "&lt;b&gt; {value}`people:2002:low` \\alpha",
]


def test_a_cell_is_plain_text_on_the_page_the_card_in_search_and_in_files(book):
    rows = [f'word-{n},Word {n},,,,,,"{cell}",,hrw2008denied\n' for n, cell in enumerate(MARKUP)]
    files = package_of("glossary", WORDS.partition("\n")[0] + "\n" + "".join(rows))
    built = book(files, builder="html", evidence_edition_date="2026-11-24")
    assert built.warnings == []
    html = built.html("glossary")
    meanings = list(parse(html, namespaceHTMLElements=False).iter("dd"))[: len(MARKUP)]
    for meaning, cell in zip(meanings, MARKUP, strict=True):
        assert cell in " ".join("".join(meaning.itertext()).split())
        assert [node.tag for node in meaning.iter()][1:] == ["p", "span", "a"], cell
    data = json.loads((built.app.outdir / "data/glossary.json").read_text("utf-8"))
    assert [row["definition"] for row in data["rows"]] == MARKUP
    script = (built.app.outdir / "cards-data.js").read_text("utf-8").replace("\\u003c", "<")
    found = json.dumps(search_parts(built.app.outdir))
    for cell in MARKUP:
        assert json.dumps(cell, ensure_ascii=False)[1:-1] in script
        assert json.dumps(cell) in found


def test_a_summary_of_an_event_is_plain_text(book):
    rows = [
        f'e-{n},{2000 + n},,An event,"{cell}",,,hrw2008denied\n' for n, cell in enumerate(MARKUP)
    ]
    built = book(package_of("timeline", COLUMNS + "\n" + "".join(rows)), builder="html")
    assert built.warnings == []
    text = text_of(built.html("timeline"))
    for cell in MARKUP:
        assert f"{cell} (Human Rights Watch 2008)" in text


@pytest.mark.parametrize(
    ("name", "text", "old"), [("timeline", EVENTS, "Hundreds."), ("glossary", WORDS, "A rule.")]
)
def test_a_citation_in_a_cell_is_plain_text_and_one_warning(book, name, text, old):
    cell = "Few {cite:p}`nobody`."
    built = book(package_of(name, text.replace(old, f'"{cell}"')), builder="html")
    (warning,) = built.warnings
    assert warning.startswith(f"{name}.md:8: WARNING: '{{cite:p}}' is not read as a citation")
    assert "in a data table, write the key in the column 'sources'" in warning
    assert cell in text_of(built.html(name))


TERMS = package_of("glossary", WORDS)
USES = (
    "From {value}`people:2002:low` to {value}`people:2009:high`.\n\n```{data-table} people\n"
    ":where: year = 2002\n```\n\nSee {dataset:ref}`people` and {term}`Refugee`."
)
PUBLISHERS = {"data/publishers.csv": "id,name\nhrw,Human Rights Watch\n"}


def two_datasets():
    """Return the files of a book with a table, a glossary, and a page that uses both."""
    (words,) = json.loads(TERMS["data/datapackage.json"])["resources"]
    package = json.dumps({"name": "x", "resources": [RESOURCE, words]}, indent=1)
    entry = ENTRY.replace("hrw2008denied", "hrw2009data").replace("report/2008", "report/2009")
    own = {
        "data/datapackage.json": package,
        "a.md": page("a", USES),
        "references.bib": ENTRY + entry,  # the second is cited by a table only
        "data/people.csv": BASE["data/people.csv"].replace(",hrw2008denied", ",hrw2009data"),
    }
    return {**BASE, **TERMS, **PUBLISHERS, **own}


def test_a_package_that_cannot_be_read_is_one_warning_and_no_more_follow(book):
    files = two_datasets()
    package = files["data/datapackage.json"].replace('"people",', '"people"', 1)
    (warning,) = book({**files, "data/datapackage.json": package}).warnings
    assert warning.startswith("data/datapackage.json:6: ")
    assert warning.endswith("[evidence.malformed-table]")


IN_PACKAGE = [
    ('"How many."', "5", "data/datapackage.json:{line}: "),
    ('"type": "year"', '"type": "yeer"', "data/datapackage.json:{line}: "),
    ('"people-{n}.csv"', '"nowhere.csv"', "data/nowhere.csv:1: "),
    ('"people-{n}.csv"', '"charts"', "data/charts:1: "),
    ('"people-{n}.csv"', '"../people-{n}.csv"', "data/datapackage.json:{line}: "),
]
"""Mistakes in the description of a dataset: what is replaced, by what, and the place named."""
IN_TABLE = [
    ("2002,", "2002", "data/people-{n}.csv:2: "),
    ("year,low", "year;low", "data/people-{n}.csv:1: "),
    ("year,low", "\ufeffyear,low", "data/people-{n}.csv:1: "),
]


def test_a_mistake_in_data_is_one_warning_and_no_more_follow(book):
    """Each is in a dataset of its own, which two pages use; one more is in the glossary."""
    files = two_datasets()
    (words,) = json.loads(TERMS["data/datapackage.json"])["resources"]
    resources, table = [words], files.pop("data/people.csv")
    del files["people.md"], files["a.md"]
    files["data/charts/of-a-folder.txt"] = ""
    files["data/glossary.csv"] = files["data/glossary.csv"].replace("id,english", "id,English")
    places, cases = ["data/glossary.csv:1: "], [*IN_PACKAGE, *IN_TABLE]
    for n in range(len(cases)):
        name = f"people-{n}"
        resources.append(RESOURCE | {"name": name, "path": f"{name}.csv"})
        files[f"data/{name}.csv"] = table
        files[f"{name}.md"] = page(name, f"```{{dataset}} {name}\n```")
        files[f"a-{n}.md"] = page(f"a-{n}", USES.replace("people", name))
    package = json.dumps({"name": "x", "resources": resources}, indent=1)
    for n, (old, new, place) in enumerate(cases):
        old, new = old.replace("{n}", str(n)), new.replace("{n}", str(n))
        start = package.index(f'"people-{n}"')
        if n < len(IN_PACKAGE):
            start = package.index(old, start)
            package = package[:start] + package[start:].replace(old, new, 1)
        else:
            assert old in table
            files[f"data/people-{n}.csv"] = table.replace(old, new, 1)
        places.append(place.format(n=n, line=package.count("\n", 0, start) + 1))
    warnings = book({**files, "data/datapackage.json": package}).warnings
    found = {place: [one for one in warnings if one.startswith(place)] for place in places}
    assert {place: len(said) for place, said in found.items()} == dict.fromkeys(places, 1)
    assert len(warnings) == len(places), warnings
    assert all(line.endswith("[evidence.malformed-table]") for line in warnings)


def test_a_mended_package_leaves_no_trace(book):
    files = two_datasets()
    name = "data/datapackage.json"
    broken = book({**files, name: files[name].replace('"people",', '"people"')}, builder="html")
    assert len(broken.warnings) == 1
    mended = book({name: files[name]}, builder="html")
    assert said(mended) == []
    assert "10,000" in mended.html("a")
    site = {path: path.read_bytes() for path in mended.app.outdir.rglob("*.html")}
    clean = book({}, builder="html", fresh=True)
    assert {path: path.read_bytes() for path in clean.app.outdir.rglob("*.html")} == site


def test_a_missing_table_leaves_the_words_of_the_text(book):
    files = {**BASE, "a.md": page("a", USES.replace(" and {term}`Refugee`", ""))}
    package = BASE["data/datapackage.json"].replace("people.csv", "nowhere.csv")
    built = book({**files, "data/datapackage.json": package}, builder="html")
    assert len(built.warnings) == 1
    assert "people:2002:low" in text_of(built.html("a"))
    assert "{data-table} people" in text_of(built.html("a"))
    assert not (built.app.outdir / "data/people.json").exists()


def test_a_file_outside_of_the_folder_is_never_published(book):
    files = {**BASE, "secret.csv": BASE["data/people.csv"]}
    for path in ("../secret.csv", "/etc/hostname"):
        package = BASE["data/datapackage.json"].replace("people.csv", path)
        built = book({**files, "data/datapackage.json": package}, builder="html")
        assert len(said(built)) == 1
        assert not list((built.app.outdir / "data").glob("*"))


NOT_MEANT = {
    ":where: year = 1999": "no row of 'people' has year = '1999'",
    ":where: year = 2002 | 1999": "no row of 'people' has year = '1999'",
    ":where: year = 2002; low = 7500": "no row of 'people' meets all conditions of 'where'",
}


def test_a_table_that_an_author_cannot_have_meant_is_a_warning(book):
    bodies = [f"```{{data-table}} people\n{options}\n```" for options in NOT_MEANT]
    pages = {f"a-{n}.md": page(f"a-{n}", body) for n, body in enumerate(bodies)}
    built = book({**BASE, **pages}, builder="html")
    assert len(built.warnings) == len(NOT_MEANT)
    for n, words in enumerate(NOT_MEANT.values()):
        (warning,) = (one for one in built.warnings if one.startswith(f"a-{n}.md:8: WARNING: "))
        assert words in warning
        assert warning.endswith("[evidence.unknown-data]")


def test_a_column_that_is_named_twice_is_displayed_once(book):
    body = "```{data-table} people\n:columns: year, low, year\n```"
    built = book({**BASE, "a.md": page("a", body)}, builder="html")
    assert tables(built.html("a"))[0] == ["Year", "Low"]


def test_a_condition_has_the_words_of_its_column(book):
    table = "```{data-table} people\n:where: state = open | ajar\n```"
    files = counted(range(2000, 2004)) | {"a.md": page("a", table)}
    (warning,) = book(files).warnings
    assert "no row of 'people' has state = 'ajar': use one of none left, open" in warning
    files = {"a.md": page("a", table.replace("ajar", "none left"))}
    assert said(book(files)) == []


def test_a_dataset_has_one_page(book):
    again = "```{dataset} people\n```"
    built = book({**BASE, "z.md": page("z", again), "people.md": page("people", again)})
    (warning,) = built.warnings
    assert warning.startswith("z.md:8: WARNING: the dataset 'people' has its page in people")
    assert warning.endswith("[evidence.duplicate-id]")
    twice = book(
        {"z.md": page("z", "Nothing."), "people.md": page("people", f"{again}\n\n{again}")}
    )
    (warning,) = said(twice)
    assert warning.startswith("people.md:11: WARNING: the dataset 'people' has its page in people")


def test_filters_escape_the_words_of_a_table(book):
    words = '<img src=x onerror="alert(1)">'
    title = '<b onclick="x">State'
    states = STATES | {"title": title, "constraints": {"enum": [words, "open"]}}
    resource = {**RESOURCE, "schema": {"fields": [*FIELDS, states], "primaryKey": ["year"]}}
    quoted = words.replace('"', '""')
    rows = [f'{year},1,2,hrw2008denied,"{quoted}"\n' for year in range(2000, 2009)]
    files = {
        **BASE,
        "data/datapackage.json": json.dumps({"name": "x", "resources": [resource]}),
        "data/people.csv": "year,low,high,sources,state\n" + "".join(rows),
    }
    built = book(files, builder="html")
    assert built.warnings == []
    html = built.html("people")
    token = "state--img-src-x-onerror-alert-1"
    assert filters(html) == [{title: {"": "All", token: words}}]
    assert "<img" not in html
    assert "<b " not in html


def test_an_event_without_topic_adds_no_choice(book):
    html = book(package_of("timeline", EVENTS.replace("law,China", ",")), builder="html").html(
        "timeline"
    )
    assert filters(html)[0]["Topic"] == {"": "All", "topic--return": "return"}
    assert "topic--" not in html.replace("topic--return", "")


ROWS = {
    "five columns": (
        "| Year | Who | What | Where | Why |\n| - | - | - | - | - |\n| 2002 | A | B | C | D |\n",
        True,
    ),
    "two columns": ("| Year | Who |\n| - | - |\n| 2002 | A |\n", False),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_row_of_a_written_table_folds_on_a_phone_and_names_its_columns(shared_book, case):
    text, folds = ROWS[case]
    html = shared_book({**BASE, "a.md": page("a", text)}, builder="html").html("a")
    tree = parse(html, namespaceHTMLElements=False)
    (table,) = (node for node in tree.iter("table") if "row-table" in node.get("class"))
    cells = list(table.iter("td"))
    labels = [cell.get("data-label") for cell in cells]
    assert labels == ["Year", "Who", "What", "Where", "Why"][: len(cells)]
    switches = [[node.get("aria-label") for node in cell.iter("summary")] for cell in cells]
    assert switches == [["More"] if folds else [], *([] for _ in cells[1:])]
    assert tables(html)[1][0] == "2002"


def test_a_table_whose_cells_span_columns_does_not_fold(shared_book):
    text = (
        "```{eval-rst}\n+---+---+---+\n| a | b | c |\n+===+===+===+\n| d     | e |\n"
        "+---+---+---+\n```\n"
    )
    html = shared_book({**BASE, "a.md": page("a", text)}, builder="html").html("a")
    assert "colspan" in html
    assert "row-table" not in html


def test_a_phone_folds_a_long_table_of_a_chapter_as_a_whole(book):
    def rows(count):
        return "| A | B |\n| --- | --- |\n" + "| one | two |\n" * count

    text = f":::{{table}} Fords and ferries\n{rows(5)}:::\n\n{rows(4)}"
    files = {
        "conf.py": BASE["conf.py"] + 'evidence_parts = ["rivers"]\n',
        "rivers/ford.md": page("ford", text, "Fords"),
        "other.md": page("other", text, "Others"),
    }
    built = book(files, builder="html")
    fold = '<details class="narrow-fold"><summary>Fords and ferries (5 rows)</summary>'
    assert built.html("rivers/ford").count('class="narrow-fold"') == 1
    assert fold in built.html("rivers/ford")
    assert "narrow-fold" not in built.html("other")
