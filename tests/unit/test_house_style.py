"""The house style of charts: what the engine adds to a specification, and the words around it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from boxes import boxes, overlaps
from sphinx_evidence import charts, theme
from sphinx_evidence.charts.draw import WIDTHS, draw
from sphinx_evidence.charts.frame import LIGHT, Words, balanced, frame, standalone, text_width, wrap
from sphinx_evidence.charts.model import Chart
from sphinx_evidence.charts.style import GROUND, PALETTE, house_style
from sphinx_evidence.core.dates import short_date
from sphinx_evidence.core.pictures import picture_cached

KIND = {"field": "kind", "type": "nominal", "scale": {"domain": ["sure", "unsure"]}}
POINTS = {
    "usermeta": {"uncertain": ["unsure"]},
    "mark": "point",
    "encoding": {
        "x": {"field": "low", "type": "quantitative", "axis": {"title": "Metres"}},
        "y": {"field": "start", "type": "ordinal"},
        "color": KIND,
    },
}
BARS = {
    "usermeta": {"label": {"start": "2008-02"}},
    "mark": "bar",
    "encoding": {
        "x": {"field": "start", "type": "ordinal"},
        "y": {"field": "low", "type": "quantitative"},
        "color": KIND,
    },
}
ROWS = [
    {"start": "2008-02", "low": 4, "kind": "sure"},
    {"start": "2008-02-09", "low": 5, "kind": "unsure"},
]


def drawn(spec, width=300, rows=ROWS, **words):
    """Return a drawing, not from a cache."""
    chart = Chart("levels", spec, "levels.csv")
    return draw(chart, rows, width, Path(os.devnull), Words(**words), short_date)


def texts(svg):
    """Return the lines of text of a drawing."""
    return [text for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg) if text]


def test_the_unit_stands_above_the_drawing_and_dates_are_written_out():
    svg = drawn(POINTS, title="It rose", foot="Data: levels.")
    assert texts(svg)[:2] == ["It rose", "Metres"]
    assert texts(svg).count("Metres") == 1
    assert {"Feb 2008", "9 Feb 2008", "Data: levels."} <= set(texts(svg))


def test_an_author_is_not_overruled():
    spec = {**POINTS, "encoding": {**POINTS["encoding"], "shape": {"value": "square"}}}
    styled, _ = house_style(spec, ROWS, str)
    assert styled["encoding"]["shape"] == {"value": "square"}
    axis = {"labelExpr": "'no'"}
    spec["encoding"]["y"] = {**POINTS["encoding"]["y"], "axis": axis}
    assert house_style(spec, ROWS, str)[0]["encoding"]["y"]["axis"] == axis


def test_points_of_several_kinds_differ_by_shape_and_uncertain_ones_are_hollow():
    styled, _ = house_style(POINTS, ROWS, str)
    encoding = styled["encoding"]
    assert encoding["shape"]["field"] == "kind"
    assert encoding["fill"]["scale"]["range"] == [PALETTE[0], GROUND]
    assert f'fill="{GROUND}" stroke="{PALETTE[1]}"' in drawn(POINTS)
    assert "usermeta" not in styled


def test_the_parts_of_a_bar_are_named_beside_it():
    svg = drawn(BARS)
    assert texts(svg).count("sure") == 1
    assert "unsure" not in texts(svg), "a legend"
    assert "unsure" in texts(drawn({**BARS, "usermeta": {}}))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 99, []),
        ("one", 1, ["one"]),
        ("one two three", 45, ["one two", "three"]),
        ("CC\xa0BY 4.0", 9, ["CC\xa0BY", "4.0"]),
        ("강의 수위", 30, ["강의", "수위"]),
        ("水位很高", 30, ["水位", "很高"]),
        ("水位高，河宽", 36, ["水位", "高，河", "宽"]),
        ("河（宽）高", 30, ["河", "（宽）", "高"]),
        ("到2003年为止", 40, ["到", "2003年", "为止"]),
        ("Elbe河 宽", 60, ["Elbe河 宽"]),
        ("1" * 200 + "x", 9, ["1" * 200 + "x"]),
    ],
)
def test_text_is_broken_between_words_and_chinese_characters(text, width, lines):
    assert wrap(text, width, 12) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("The Ulm is wide and the Tamar not", 180, ["The Ulm is wide", "and the Tamar not"]),
        ("The Ulm", 180, ["The Ulm"]),
        ("Ulm Kilometreslongword", 40, ["Ulm", "Kilometreslongword"]),
        ("", 180, []),
    ],
)
def test_a_title_leaves_no_word_alone_on_its_last_line(text, width, lines):
    assert balanced(text, width, 12) == lines


def test_bold_text_is_wider():
    assert text_width("Levels", 12, bold=True) > text_width("Levels", 12) > 30


def test_words_are_written_as_they_are():
    words = Words(title="<b> & co\a", foot="1 < 2")
    svg = frame('<svg xmlns="x" viewBox="0 0 300 50"><g></g></svg>', words)
    assert texts(svg) == ["&lt;b&gt; &amp; co", "1 &lt; 2"]


@pytest.mark.parametrize("width", WIDTHS.values())
@pytest.mark.parametrize("spec", [BARS, POINTS])
def test_no_two_texts_of_a_drawing_overlap(spec, width):
    svg = drawn(spec, width, title="It rose, " * 20, foot="Data: levels, " * 20)
    assert len(boxes(svg)) > 10
    assert overlaps(svg) == []


def test_texts_that_overlap_are_found():
    labels = "".join(
        f'<text transform="translate({x},20)" font-size="12px" text-anchor="middle">2002</text>'
        for x in (20, 40, 90)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 30">{labels}</svg>'
    assert overlaps(svg) == [("2002", ""), ("2002", "2002")]


def test_numbers_of_a_drawing_are_short_and_those_of_its_text_are_not():
    rows = [{"start": "2008", "low": 1 / 3, "kind": "0.12345"}, *ROWS]
    svg = drawn({**BARS, "usermeta": {}}, rows=rows)
    places = re.findall(r' (?:transform|d|[xy][12]?)="([^"]*)"', svg)
    assert [place for place in places if re.search(r"\.\d\d", place)] == []
    unlimited = {**BARS["encoding"], "color": {"field": "kind", "type": "nominal"}}
    spec = {**BARS, "usermeta": {}, "encoding": unlimited}
    assert "0.12345" in texts(drawn(spec, rows=rows))


def test_a_drawing_has_nothing_without_effect():
    svg = drawn({**BARS, "usermeta": {}})
    waste = r'<g[^>]*></g>|<path[^>]* d=""|\bh0v0h0|class=|aria-|[" ]opacity="1"'
    assert re.findall(waste, svg) == []
    kept = drawn({**POINTS, "usermeta": {}})
    assert kept.count("<path") >= len(ROWS)


def test_files_have_the_colours_of_the_light_page():
    sheets = [
        Path(charts.__file__).parent / "page" / "charts.css",
        Path(theme.__file__).parent / "evidence" / "static" / "theme.css",
    ]
    text = "".join(sheet.read_text("utf-8") for sheet in sheets)
    colours = dict(re.findall(r"(--[\w-]+): light-dark\((#\w+),", text))
    found = {f"var({name})": colour for name, colour in colours.items()}
    found["currentColor"] = colours["--book-ink"]
    assert {name: found[name] for name in LIGHT} == LIGHT


def test_files_are_equal_in_each_build(tmp_path):
    file = standalone(drawn(BARS, title="It rose"), "It rose", "Two bars.\a")
    first = picture_cached("levels", file, tmp_path / "one")
    assert first == picture_cached("levels", file, tmp_path / "two")
    (kept,) = (tmp_path / "one").iterdir()
    kept.write_bytes(first[:900])
    assert picture_cached("levels", file, tmp_path / "one") == first
