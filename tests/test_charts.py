"""Charts in built books: drawn, described, cached, and drawn again when their data change."""

from __future__ import annotations

import json

import pytest
from html5lib import parse

from conftest import page
from test_datasets import BASE

SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "data": {"url": "../people.csv"},
    "mark": "bar",
    "encoding": {
        "x": {"field": "year", "type": "ordinal"},
        "y": {"field": "low", "type": "quantitative"},
    },
}
OF_CLAIMS = {
    "data": {"url": "../../claims.json"},
    "mark": "bar",
    "encoding": {
        "x": {"field": "kind", "type": "nominal"},
        "y": {"aggregate": "count", "type": "quantitative"},
    },
}
CHART = "```{chart} low-by-year\n:alt: Two bars.\n\nPeople, at least.\n```"
FILES = {**BASE, "charts/low-by-year.vl.json": json.dumps(SPEC), "a.md": page("a", CHART)}
CLAIM = ":::{{claim}} {name}\n:kind: {kind}\n:as-of: 2008\n\nIt {{cite:p}}`hrw2008denied`.\n:::\n"


def figures(html):
    """Return the figures of a page."""
    return list(parse(html, namespaceHTMLElements=False).iter("figure"))


def bars(html):
    """Count the bars in the wide drawing by the colour that Vega-Lite gives them."""
    return html.partition('class="chart-narrow"')[0].count('fill="#4c78a8"')


def test_a_chart_is_drawn_for_a_column_and_for_a_phone(book):
    built = book(FILES, builder="html")
    assert built.warnings == []
    (figure,) = figures(built.html("a"))
    assert figure.get("id") == "low-by-year"
    drawings = [node for node in figure.iter() if str(node.tag).endswith("svg")]
    assert [svg.get("class") for svg in drawings] == ["chart-wide", "chart-narrow"]
    assert {svg.get("role") for svg in drawings} == {"img"}
    assert {svg.get("aria-label") for svg in drawings} == {"Two bars."}
    described = {svg.get("aria-describedby") for svg in drawings}
    captions = {p.get("id"): p.text for p in figure.iter("p") if p.get("id")}
    assert captions == {described.pop(): "People, at least."}
    assert not described
    assert "currentColor" in built.html("a")


def test_a_chart_leads_to_its_table_data_and_specification(book):
    built = book(FILES, builder="html")
    (figure,) = figures(built.html("a"))
    assert [(a.get("href"), "".join(a.itertext())) for a in figure.iter("a")] == [
        ("people.html#people", "Table"),
        ("data/people.csv", "CSV"),
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
    assert built.html("b").count('href="a.html#low-by-year"') == 2


def test_a_changed_number_is_drawn_in_a_second_build(book):
    first = book(FILES, builder="html").html("a")
    text = BASE["people.csv"] + "2010,9000,9000,hrw2008denied\n"
    second = book({"people.csv": text}, builder="html").html("a")
    assert bars(second) == bars(first) + 1


def test_a_changed_specification_is_drawn_in_a_second_build(book):
    first = book(FILES, builder="html").html("a")
    spec = {**SPEC, "mark": "point"}
    second = book({"charts/low-by-year.vl.json": json.dumps(spec)}, builder="html").html("a")
    assert first != second


def test_a_new_claim_elsewhere_redraws_the_chart_of_claims(book):
    files = {
        **BASE,
        "charts/kinds.vl.json": json.dumps(OF_CLAIMS),
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
        ('{"mark": "bar"}', 'names no data: write "data": {"url": "../estimates.csv"}'),
        ('{"data": {"url": "../x.csv"}, "mark": "bar"}', "there is no dataset 'x' to draw"),
        ('{"data": {"url": "../people.csv"}, "mark": "no"}', "cannot be drawn: "),
    ],
)
def test_a_wrong_specification_is_one_warning_and_keeps_the_words(book, spec, words):
    built = book({**FILES, "charts/low-by-year.vl.json": spec}, builder="html")
    malformed = [line for line in built.warnings if "[evidence.malformed-chart]" in line]
    (warning,) = malformed
    assert "a.md:8: WARNING: " in warning
    assert words in warning
    assert "People, at least." in built.html("a")


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
    assert "stands in b too: rename one [evidence.duplicate-id]" in found
