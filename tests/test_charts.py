"""Charts in built books: drawn, described, cached, and drawn again when their data change."""

from __future__ import annotations

import json
import posixpath
from pathlib import Path

import pytest
from html5lib import parse
from sphinx.util.inventory import InventoryFile

from conftest import page
from sphinx_evidence.charts import draw
from test_datasets import BASE

pytestmark = pytest.mark.slow
SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "data": {"url": "../people.csv"},
    "mark": "bar",
    "encoding": {
        "x": {"field": "year", "type": "ordinal"},
        "y": {"field": "low", "type": "quantitative"},
    },
}
BEYOND = SPEC["encoding"] | {"y": SPEC["encoding"]["y"] | {"scale": {"domain": [0, 0.9]}}}
"""An axis that ends far below its data."""

OF_CLAIMS = {
    "data": {"url": "../../claims.json"},
    "mark": "bar",
    "encoding": {
        "x": {"field": "kind", "type": "nominal"},
        "y": {"aggregate": "count", "type": "quantitative"},
    },
}
CHART = "```{chart} low-by-year\n:alt: Two bars.\n\nPeople, at least.\n\nFrom two works.\n```"
FILES = {**BASE, "data/charts/low-by-year.vl.json": json.dumps(SPEC), "a.md": page("a", CHART)}
CLAIM = ":::{{claim}} {name}\n:kind: {kind}\n:as-of: 2008\n\nIt {{cite:p}}`hrw2008denied`.\n:::\n"


def figures(html):
    """Return the figures of a page."""
    return list(parse(html, namespaceHTMLElements=False).iter("figure"))


def figures_text(html):
    """Return the HTML of the figure of a page."""
    return html[html.index("<figure") : html.index("</figure>")]


def of(url="../people.csv", **changes):
    """Return a specification as JSON, with *changes*."""
    return json.dumps({**SPEC, "data": {"url": url}, **changes})


def bars(html):
    """Count the bars in the wide drawing by their fill colour."""
    return html.partition('class="chart-narrow"')[0].count('fill="var(--chart-3)"')


def test_a_chart_may_draw_the_works_of_the_book(book):
    spec = {
        "data": {"url": "../book/works.csv"},
        "mark": "bar",
        "encoding": {
            "x": {"aggregate": "count", "type": "quantitative"},
            "y": {"field": "kind", "type": "nominal"},
            "color": {"field": "read", "type": "nominal"},
        },
    }
    built = book({**FILES, "data/charts/low-by-year.vl.json": json.dumps(spec)}, builder="html")
    assert built.warnings == []
    assert "Data: the works that this book cites." in built.html("a")
    assert 'href="data/book/works.csv"' not in built.html("a")


def test_an_axis_may_have_neither_labels_nor_ticks_nor_a_line(book):
    """Vega then writes a group that closes itself within another."""
    bare = {"axis": {"labels": False, "ticks": False, "domain": False, "grid": False}}
    encoding = {name: channel | bare for name, channel in SPEC["encoding"].items()}
    changed = {"data/charts/low-by-year.vl.json": of(encoding=encoding)}
    built = book(FILES | changed, builder="html")
    assert built.warnings == []
    assert bars(built.html("a")) == 2


def test_a_chart_is_drawn_for_a_column_and_for_a_phone(book):
    built = book(FILES, builder="html")
    assert built.warnings == []
    (figure,) = figures(built.html("a"))
    assert (figure.get("id"), figure.get("aria-label")) == ("low-by-year", "People, at least")
    drawings = [node for node in figure.iter() if str(node.tag).endswith("svg")]
    assert [svg.get("class") for svg in drawings] == ["chart-wide", "chart-narrow"]
    assert {svg.get("role") for svg in drawings} == {"group"}
    assert {svg.get("aria-label") for svg in drawings} == {"Two bars."}
    described = {svg.get("aria-describedby") for svg in drawings}
    captions = {p.get("id"): p.text for p in figure.iter("p") if p.get("id")}
    assert captions == {described.pop(): "From two works."}
    assert not described
    assert "currentColor" in built.html("a")
    words = [
        [text.text for text in svg.iter() if str(text.tag).endswith("text")] for svg in drawings
    ]
    assert {lines[0] for lines in words} == {"People, at least"}
    assert any(line.startswith("Data: People, from 1 work. ") for line in words[0])
    assert "CC\xa0BY\xa04.0." in " ".join(words[0])


@pytest.mark.parametrize(
    ("divisor", "numbers"),
    [(10_000, {"0", "0.2", "0.4", "1"}), (1, {"0", "2,000", "10,000"})],
)
def test_an_axis_prints_numbers_as_they_are(book, divisor, numbers):
    y = {**SPEC["encoding"]["y"], "field": "part"}
    part = {"calculate": f"datum.low / {divisor}", "as": "part"}
    spec = of(encoding={**SPEC["encoding"], "y": y}, transform=[part])
    html = book({**FILES, "data/charts/low-by-year.vl.json": spec}, builder="html").html("a")
    (figure,) = figures(html)
    assert numbers <= {text.text for text in figure.iter() if str(text.tag).endswith("text")}


def test_a_caption_that_is_more_than_a_title_is_kept_whole(book):
    caption = "People, at least, by one work {cite:p}`hrw2008denied`."
    body = CHART.replace("People, at least.", caption) + "\n\n```{chapter-sources}\n```"
    (figure,) = figures(book({**FILES, "a.md": page("a", body)}, builder="html").html("a"))
    (text,) = (p for p in figure.iter("p") if p.get("id"))
    assert "".join(text.itertext()).startswith("People, at least, by one work (")


def test_a_chart_is_a_file_too_and_listed_with_its_dataset(book):
    built = book(FILES, builder="html")
    folder = Path(built.app.outdir, "data", "charts")
    svg = (folder / "low-by-year.svg").read_text("utf-8")
    assert "var(" not in svg
    assert "currentColor" not in svg
    assert "<title>People, at least</title><desc>Two bars.</desc>" in svg
    png = (folder / "low-by-year.png").read_bytes()
    assert int.from_bytes(png[16:20]) == 2 * draw.WIDTHS["wide"]
    text = built.html("people")
    assert 'Chart: <a class="reference internal" href="a.html#low-by-year">' in text
    assert 'href="data/charts/low-by-year.svg">SVG</a>' in text
    again = book({"a.md": page("a", CHART.replace("People", "Persons"))}, builder="html")
    assert "<span>Persons, at least</span></a>" in again.html("people")
    assert "<title>Persons, at least</title>" in (folder / "low-by-year.svg").read_text("utf-8")


def test_a_chart_leads_to_its_table_data_and_specification(book):
    built = book(FILES, builder="html")
    (figure,) = figures(built.html("a"))
    assert [(a.get("href"), "".join(a.itertext())) for a in figure.iter("a")] == [
        ("people.html#people", "Table"),
        ("data/people.csv", "CSV"),
        ("data/charts/low-by-year.svg", "SVG"),
        ("data/charts/low-by-year.png", "PNG"),
        ("data/charts/low-by-year.vl.json", "Specification"),
        ("#low-by-year", "Permalink"),
    ]
    spec = built.app.outdir / "data" / "charts" / "low-by-year.vl.json"
    assert json.loads(spec.read_text("utf-8")) == SPEC


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_other_writers_show_what_a_chart_says(book, builder):
    built = book(FILES, builder=builder)
    assert built.warnings == []
    text = "".join(path.read_text("utf-8") for path in built.app.outdir.glob("*.t*x*"))
    assert "Two bars." in text
    assert "People, at least." in text


def test_a_link_leads_to_a_chart(book):
    body = "See [the chart](#low-by-year) and {chart:ref}`low-by-year`."
    built = book({**FILES, "b.md": page("b", body)}, builder="html")
    assert built.warnings == []
    text = built.html("b")
    assert text.count('href="a.html#low-by-year"') == 2
    assert "<span>People, at least</span></a>" in text


def test_a_link_shows_a_title_that_changed_elsewhere(book):
    files = {**FILES, "b.md": page("b", "See {chart:ref}`low-by-year`.")}
    assert "<span>People, at least</span></a>" in book(files, builder="html").html("b")
    changed = page("a", CHART.replace("People, at least.", "Persons."))
    assert "<span>Persons</span></a>" in book({"a.md": changed}, builder="html").html("b")


def test_a_changed_number_is_drawn_in_a_second_build(book):
    first = book(FILES, builder="html").html("a")
    text = BASE["data/people.csv"] + "2010,9000,9000,hrw2008denied\n"
    second = book({"data/people.csv": text}, builder="html").html("a")
    assert bars(second) == bars(first) + 1


def test_a_changed_specification_is_drawn_in_a_second_build(book):
    first = book(FILES, builder="html").html("a")
    spec = {**SPEC, "mark": "point"}
    second = book({"data/charts/low-by-year.vl.json": json.dumps(spec)}, builder="html").html("a")
    assert first != second


def test_a_new_claim_elsewhere_redraws_the_chart_of_claims(book):
    files = {
        **BASE,
        "data/charts/kinds.vl.json": json.dumps(OF_CLAIMS),
        "a.md": page("a", "```{chart} kinds\n:alt: Bars.\n\nClaims by kind.\n```"),
        "b.md": page("b", CLAIM.format(name="first-one", kind="record")),
    }
    first = book(files, builder="html").html("a")
    more = CLAIM.format(name="first-one", kind="record") + "\n"
    more += CLAIM.format(name="second-one", kind="absence")
    built = book({"b.md": page("b", more)}, builder="html")
    assert bars(built.html("a")) == bars(first) + 1
    assert 'href="claims.json"' in built.html("a")


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("{", "is not JSON in UTF-8: "),
        ('{"mark": "bar"}', 'names no data: write "data": {"url": "../<dataset>.csv"}'),
        (of("../x.csv"), "there is no dataset 'x.csv': use one of people.csv"),
        (of("http://example.org/people.csv"), "draws 'http://example.org/people.csv', not a file"),
        (of(mark="no"), "cannot be drawn: "),
        (of(config=[]), "is not drawn: 'config' must be an object"),
        (of(encoding=[]), "is not drawn: 'encoding' must be an object"),
        (of(layer=[{"data": {"url": "http://x.example/"}}]), "'data' is not allowed here"),
        (of(mark={"type": "bar", "color": "red"}), "the colour 'red' does not follow the page"),
        (
            of(encoding={"x": {"field": "yaar"}}),
            "'yaar', which does not exist: did you mean 'year'",
        ),
        (of(transform=[{"filter": "datum.low > 1e6"}]), "has no mark: look at its filters"),
        (of(encoding=BEYOND), " pixels high, more than 10,000: let its scales"),
    ],
)
def test_a_wrong_specification_is_one_warning_and_keeps_the_words(book, spec, words):
    built = book({**FILES, "data/charts/low-by-year.vl.json": spec}, builder="html")
    (warning,) = built.warnings
    assert warning.endswith("[evidence.malformed-chart]")
    assert "a.md:8: WARNING: the chart " in warning
    assert words in warning
    assert "People, at least." in built.html("a")
    assert "<svg" not in built.html("a")


@pytest.mark.parametrize("name", ["low\\by\\year", "../../outside", "Low", "low.by", "a(b", "низ"])
def test_the_name_of_a_chart_is_an_id(book, name):
    body = CHART.replace("low-by-year", name)
    files = {**FILES, "a.md": page("a", body), "data/charts/Low.vl.json": json.dumps(SPEC)}
    built = book(files, builder="html", evidence_edition_date="2026-11-24")
    (warning,) = built.warnings
    assert f"a.md:8: WARNING: the id of the chart {name!r} is not lower-case words" in warning
    assert warning.endswith("[evidence.malformed-id]")
    assert "People, at least." in built.html("a")
    assert not list(built.root.parent.rglob("outside"))
    assert not list(built.app.outdir.rglob("*.vl.json"))


@pytest.mark.parametrize(
    ("table", "rules"),
    [
        ("year,low,high,sources\n", ["malformed-table"]),
        ("year,low\n", ["malformed-table"]),
        ("year,low\n2002,10000\n", ["malformed-table"]),
        ("", ["malformed-table"]),
    ],
)
def test_a_table_without_rows_is_one_warning(book, table, rules):
    built = book({**FILES, "data/people.csv": table}, builder="html")
    assert [warning.rpartition("[evidence.")[2].rstrip("]") for warning in built.warnings] == rules
    assert "People, at least." in built.html("a")
    assert "<svg" not in built.html("a")


def test_a_book_without_claims_has_none_to_draw(book):
    files = {**FILES, "data/charts/low-by-year.vl.json": json.dumps(OF_CLAIMS)}
    (warning,) = book(files, builder="html").warnings
    assert "the chart 'low-by-year' has nothing to draw: claims.json has no rows" in warning


NESTED = {
    **{name: text for name, text in FILES.items() if name != "a.md"},
    "part/a.md": page("a", CHART),
    "index.md": page("index", "```{toctree}\n:glob:\n\n*\npart/*\n```"),
}


def test_a_page_in_a_folder_leads_to_files_at_the_top(book):
    (figure,) = figures(book(NESTED, builder="html").html("part/a"))
    assert [a.get("href") for a in figure.iter("a")] == [
        "../people.html#people",
        "../data/people.csv",
        "../data/charts/low-by-year.svg",
        "../data/charts/low-by-year.png",
        "../data/charts/low-by-year.vl.json",
        "#low-by-year",
    ]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_link_of_a_chart_leads_to_a_file(book, builder):
    built = book(NESTED, builder=builder, evidence_edition_date="2026-11-24")
    assert built.warnings == []
    written = Path(built.app.outdir, built.app.builder.get_target_uri("part/a"))
    folder = written if written.is_dir() else written.parent
    (figure,) = figures((written / "index.html" if written.is_dir() else written).read_text())
    links = [a.get("href").partition("#")[0] for a in figure.iter("a")]
    assert len(links) == 7
    assert [link for link in links if not (folder / link).exists()] == []


CAPTION = """People, at least, by year {cite:p}`hrw2008denied`.
The year 2009 is from one source {cite:p}`hrw2008denied`.

A second paragraph."""


def test_the_title_of_a_chart_is_the_first_sentence_of_its_caption(book):
    body = CHART.replace("People, at least.", CAPTION) + "\n\n```{chapter-sources}\n```"
    built = book(
        {**FILES, "a.md": page("a", body)}, builder="html", evidence_edition_date="2026-11-24"
    )
    assert built.warnings == []
    title = "People, at least, by year"
    with Path(built.app.outdir, "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "", posixpath.join)
    assert inventory["std:label"]["low-by-year"].display_name == title
    figure = figures(built.html("a"))[0]
    labels = [a.get("aria-label") for a in figure.iter("a") if a.get("class") == "cite-link"]
    assert labels == [f"Cite: {title}"]
    folder = Path(built.app.outdir, "id", "low-by-year")
    assert json.loads((folder / "cite.json").read_text("utf-8"))[0]["title"] == f"A page: {title}"
    assert f"title = {{{{A page: {title}}}}}" in (folder / "cite.bib").read_text("utf-8")
    assert f"TI  - A page: {title}\n" in (folder / "cite.ris").read_text("utf-8").replace("\r", "")
    assert f'<h1><a href="../../a.html#low-by-year">{title}</a></h1>' in (
        folder / "index.html"
    ).read_text("utf-8")
    assert all("hrw2008denied" not in path.read_text("utf-8") for path in folder.iterdir())


def test_the_id_of_a_chart_without_a_caption_is_its_title(book):
    built = book({**FILES, "a.md": page("a", "```{chart} low-by-year\n:alt: Bars.\n```")})
    assert [title for _, title, *_ in built.app.env.domains["chart"].get_objects()] == [
        "low-by-year"
    ]


def test_a_caption_of_citations_alone_is_none(book):
    body = "```{chart} low-by-year\n:alt: Two bars.\n\n{cite:p}`hrw2008denied`\n```"
    (warning,) = book(
        {**FILES, "a.md": page("a", f"{body}\n\n```{{chapter-sources}}\n```")}
    ).warnings
    assert "the chart 'low-by-year' has no caption: write it as the content" in warning


@pytest.mark.parametrize("rest", [b"", b"<svg xmlns='x'><g>", b"\xd3\xff"])
def test_a_damaged_drawing_is_mended_in_the_next_build(book, rest):
    first = book(FILES, builder="html")
    right = figures_text(first.html("a"))
    picture = Path(first.app.outdir, "data/charts/low-by-year.png").read_bytes()
    kept = list(Path(first.app.doctreedir, "charts").iterdir())
    assert sorted(path.suffix for path in kept) == [".png", ".svg", ".svg"]
    for path in kept:
        path.write_bytes(rest)
    second = book({"a.md": page("a", f"More.\n\n{CHART}")}, builder="html")
    assert "[evidence." not in "".join(second.warnings)
    assert figures_text(second.html("a")) == right
    assert Path(second.app.outdir, "data/charts/low-by-year.png").read_bytes() == picture


def test_drawings_are_kept_from_one_build_to_the_next(book, monkeypatch):
    book(FILES, builder="html")
    monkeypatch.setattr("vl_convert.vegalite_to_svg", None)
    built = book({"a.md": page("a", f"More.\n\n{CHART}")}, builder="html")
    assert "chart-wide" in built.html("a")


def test_a_chart_without_words_or_with_a_taken_id_is_named(book):
    twice = {
        **FILES,
        "a.md": page("a", "```{chart} low-by-year\n```"),
        "b.md": page("b", f"(low-by-year)=\n## A section\n\n{CHART}"),
    }
    found = "\n".join(book(twice, builder="html").warnings)
    assert "a.md:8: WARNING: the chart 'low-by-year' has no ':alt:'" in found
    assert "a.md:8: WARNING: the chart 'low-by-year' has no caption" in found
    assert "is used in b too: rename one [evidence.duplicate-id]" in found


def test_a_package_that_cannot_be_read_is_one_warning_and_none_of_a_chart(book):
    broken = FILES["data/datapackage.json"].replace(",", "", 1)
    built = book({**FILES, "data/datapackage.json": broken}, builder="html")
    (warning,) = built.warnings
    assert "the data package is not JSON" in warning
    assert "People, at least." in built.html("a")
    assert not list(built.app.outdir.rglob("*.vl.json"))
    mended = book({"data/datapackage.json": FILES["data/datapackage.json"]}, builder="html")
    assert "[evidence." not in "".join(mended.warnings)
    assert "<svg" in mended.html("a")
