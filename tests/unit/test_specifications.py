"""Specifications of charts: validation, drawing, and the cache of drawings."""

from __future__ import annotations

import json
import os
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from sphinx_evidence.charts import draw
from sphinx_evidence.charts.frame import Words
from sphinx_evidence.charts.model import Chart, ChartError, first_sentence, read_chart
from sphinx_evidence.charts.specification import (
    columns_of,
    spec_errors,
    unknown_fields,
)

SPECIFICATIONS = Path(__file__).parents[2] / "data" / "charts"
SPEC = {
    "data": {"url": "../levels.csv"},
    "mark": "bar",
    "encoding": {
        "x": {"field": "year", "type": "ordinal"},
        "y": {"field": "low", "type": "quantitative"},
    },
}
ROWS = [{"year": 2002, "low": 4, "high": 9}, {"year": 2009, "low": 5, "high": 6}]
COLUMNS = frozenset({"year", "low", "high"})
Y = {"type": "quantitative"}
ONE_FILE = "is not allowed here: a chart draws one file, named in its 'data'"


def spec(**changes):
    """Return the specification with *changes*."""
    return {**deepcopy(SPEC), **changes}


def encoding(**channels):
    """Return the specification with other channels."""
    return spec(encoding={**SPEC["encoding"], **channels})


def chart(changed=SPEC):
    """Return the chart of a specification."""
    return Chart("low-by-year", changed, "levels.csv")


def drawing(chart, rows, width=300, cache=Path(os.devnull)):
    """Return the drawing of a chart without words around it, by default not from a cache."""
    return draw.draw(chart, rows, width, cache, Words(), str)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not JSON in UTF-8"),
        ("[" * 100_000, "is not JSON in UTF-8"),
        ("[]", "names no data"),
        ("5", "names no data"),
        ("{}", "names no data"),
        ('{"data": []}', "names no data"),
        ('{"data": {"values": [1]}}', "names no data"),
        ('{"data": {"sequence": {"start": 0, "stop": 9}}}', "names no data"),
        ('{"data": {"url": null}}', "names no data"),
        ('{"data": {"url": 5}}', "names no data"),
        ('{"data": {"url": ["../a.csv"]}}', "names no data"),
        ('{"data": {"url": "http://example.org/a.csv"}}', "not a file of the book's data"),
        ('{"data": {"url": "a.csv"}}', "not a file of the book's data"),
        ('{"data": {"url": "../../a.csv"}}', "not a file of the book's data"),
        ('{"data": {"url": "../sub/a.csv"}}', "not a file of the book's data"),
        ('{"data": {"url": "../claims.json"}}', "not a file of the book's data"),
        ('{"data": {"url": "../a.csv?x"}}', "not a file of the book's data"),
        ('{"data": {"url": "../a.csv\\n"}}', "not a file of the book's data"),
        ('{"data": {"url": "file:///etc/hosts"}}', "not a file of the book's data"),
    ],
)
def test_a_file_that_is_no_chart_is_refused(tmp_path, text, words):
    path = tmp_path / "low-by-year.vl.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ChartError, match=r"^the chart low-by-year\.vl\.json ") as error:
        read_chart(path)
    assert words in str(error.value)


@pytest.mark.parametrize("url", ["../levels.csv", "../../claims.json"])
def test_a_chart_draws_a_table_or_the_claims(tmp_path, url):
    path = tmp_path / "low-by-year.vl.json"
    path.write_text(json.dumps(spec(data={"url": url})), "utf-8")
    assert read_chart(path).data == url.rpartition("/")[2]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(b"\xff\xfe{", id="not UTF-8"),
        pytest.param(None, id="missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path, wrong):
    path = tmp_path / "low-by-year.vl.json"
    if wrong is not None:
        path.write_bytes(wrong)
    with pytest.raises(ChartError, match=r"^the chart low-by-year\.vl\.json "):
        read_chart(path)


@pytest.mark.parametrize(
    ("changed", "messages"),
    [
        (spec(config=[]), ["'config' must be an object"]),
        (spec(config="dark"), ["'config' must be an object"]),
        (spec(encoding=[]), ["'encoding' must be an object"]),
        (spec(layer={}), ["'layer' must be a list of objects"]),
        (spec(layer=[5]), ["'layer' must be a list of objects"]),
        (
            spec(zebra=1, marc="bar"),
            [
                "it has the property 'zebra', which does not exist: take it out",
                "it has the property 'marc', which does not exist: did you mean 'mark'?",
            ],
        ),
        (
            spec(marks=[]),
            ["it has the property 'marks', which does not exist: did you mean 'mark'?"],
        ),
        (spec(transform=None), ["'transform' must be a list of objects"]),
        (spec(layer=[{"encoding": 1}]), ["'encoding' must be an object"]),
        (
            spec(transform=[{"calculate": "sequence (0, 1e6)", "as": "z"}, {"flatten": ["z"]}]),
            ["the function 'sequence' is not allowed: a chart draws the rows of its data"],
        ),
        (
            spec(transform=[{"impute": "b", "key": "a", "keyvals": {"stop": 1e9}}]),
            ["'keyvals' must be a list: a chart draws the rows of its data"],
        ),
        (spec(title="A sequence of levels"), []),
        (
            spec(layer=[{"mark": "bar", "data": {"url": "http://x.example/a.csv"}}]),
            [f"'data' {ONE_FILE}"],
        ),
        (spec(hconcat=[{"vconcat": [{"data": {"values": []}}]}]), [f"'data' {ONE_FILE}"]),
        (spec(spec={"data": {"sequence": {"start": 0, "stop": 9}}}), [f"'data' {ONE_FILE}"]),
        (
            spec(transform=[{"lookup": "year", "from": {"data": {"url": "../b.csv"}}}]),
            [f"'data' {ONE_FILE}"],
        ),
        (
            spec(datasets={"other": []}),
            [f"'datasets' {ONE_FILE}"],
        ),
        (
            spec(mark={"type": "image", "url": "http://x.example/a.png"}),
            [f"'url' {ONE_FILE}"],
        ),
        (
            encoding(href={"value": "https://x.example/"}),
            [f"'href' {ONE_FILE}"],
        ),
        (
            spec(transfrm=[]),
            ["it has the property 'transfrm', which does not exist: did you mean 'transform'?"],
        ),
        (
            encoding(x={"field": "year", "axes": {}}),
            ["the channel 'x' has the property 'axes', which does not exist: did you mean 'axis'?"],
        ),
    ],
)
def test_what_a_specification_may_not_say(changed, messages):
    assert spec_errors(changed) == messages


@pytest.mark.parametrize(
    ("changed", "colours"),
    [
        (spec(mark={"type": "bar", "color": "red"}), ["red"]),
        (spec(mark={"type": "bar", "fill": "#123456", "stroke": "currentColor"}), ["#123456"]),
        (spec(background="white"), ["white"]),
        (spec(config={"axis": {"labelColor": "gray"}, "bar": {"color": "navy"}}), ["gray", "navy"]),
        (spec(config={"range": {"category": ["red", "blue"]}}), ["red", "blue"]),
        (encoding(color={"value": "blue"}), ["blue"]),
        (
            encoding(color={"condition": {"test": "true", "value": "red"}, "value": "blue"}),
            ["red", "blue"],
        ),
        (
            encoding(fill={"field": "low", "scale": {"range": ["var(--chart-1)", "#fff"]}}),
            ["#fff"],
        ),
        (encoding(stroke={"field": "low", "scale": {"scheme": "viridis"}}), ["viridis"]),
        (encoding(color={"field": "low"}), ["color"]),
        (encoding(color={"field": "low", "scale": {"domain": [1]}}), ["color"]),
        (spec(layer=[{"encoding": {"fill": {"field": "low"}}}, {"mark": "bar"}]), ["fill"]),
        (encoding(color={"field": "low", "scale": None}), []),
        (
            spec(
                layer=[
                    {"encoding": {"color": {"field": "low"}}},
                    {
                        "encoding": {
                            "color": {"field": "low", "scale": {"range": ["var(--chart-1)"]}}
                        }
                    },
                ]
            ),
            [],
        ),
        (spec(mark={"type": "bar", "color": "var(--chart-6)"}), ["var(--chart-6)"]),
        (spec(mark={"type": "bar", "color": "var(--chart-4)", "stroke": None}), []),
        (encoding(shape={"field": "low", "scale": {"range": ["circle", "square"]}}), []),
        (encoding(size={"value": 9}, text={"value": "red"}), []),
    ],
)
def test_colours_are_those_of_the_page(changed, colours):
    assert [message.split("'")[1] for message in spec_errors(changed)] == colours


@pytest.mark.parametrize(
    ("changed", "unknown"),
    [
        (SPEC, []),
        (encoding(y={"field": "lwo", **Y}), ["'lwo', which does not exist: did you mean 'low'?"]),
        (
            encoding(y={"field": "metres", **Y}),
            ["'metres', which does not exist: use one of high, low, year"],
        ),
        (encoding(y={"field": "lwo"}, y2={"field": "lwo"}), ["'lwo'"]),
        (encoding(x={"field": "year", "sort": {"field": "hihg", "op": "max"}}), ["'hihg'"]),
        (encoding(y={"aggregate": {"argmax": "hihg"}, "field": "low"}), ["'hihg'"]),
        (encoding(tooltip=[{"field": "low"}, {"field": "hihg"}]), ["'hihg'"]),
        (encoding(color={"condition": {"test": "true", "field": "lo"}, "value": "none"}), ["'lo'"]),
        (encoding(y={"aggregate": "count"}), []),
        (encoding(x={"field": "year", "axis": {"labelExpr": "datum.label"}}), []),
        (spec(transform=[{"filter": "datum.yaar > 2000"}]), ["'yaar'"]),
        (spec(transform=[{"filter": "datum['yaar'] > 2000"}]), ["'yaar'"]),
        (spec(transform=[{"filter": "datum.low != 'datum.yaar'"}]), []),
        (spec(transform=[{"filter": {"field": "yaar", "equal": 2002}}]), ["'yaar'"]),
        (
            spec(
                transform=[
                    {"filter": {"and": ["datum.lo > 1", {"not": {"field": "hih", "equal": 2}}]}}
                ]
            ),
            ["'lo'", "'hih'"],
        ),
        (
            spec(
                transform=[{"calculate": "datum.low * 2", "as": "twice"}],
                encoding={"y": {"field": "twice"}, "x": {"field": "twise"}},
            ),
            ["'twise', which does not exist: did you mean 'twice'?"],
        ),
        (
            spec(
                transform=[{"fold": ["low", "hihg"]}],
                encoding={"x": {"field": "key"}, "y": {"field": "value"}},
            ),
            ["'hihg'"],
        ),
        (
            spec(
                transform=[{"fold": ["low", "high"], "as": ["end", "people"]}],
                encoding={"x": {"field": "key"}, "y": {"field": "people"}},
            ),
            ["'key'"],
        ),
        (
            spec(
                transform=[
                    {"joinaggregate": [{"op": "max", "field": "low", "as": "top"}]},
                    {"window": [{"op": "rank", "as": "place"}], "sort": [{"field": "tpo"}]},
                    {"stack": "low", "groupby": ["year"], "as": ["from", "to"]},
                    {"bin": True, "field": "high", "as": "class"},
                    {"timeUnit": "year", "field": "year", "as": "when"},
                    {"impute": "low", "key": "year", "value": 0},
                ],
                encoding={
                    "x": {"field": "class"},
                    "x2": {"field": "class_end"},
                    "y": {"field": "top"},
                    "text": {"field": "place"},
                    "detail": [{"field": "from"}, {"field": "to"}, {"field": "when"}],
                },
            ),
            ["'tpo'"],
        ),
        # what these make cannot be told
        (
            spec(transform=[{"pivot": "year", "value": "low"}], encoding={"x": {"field": "any"}}),
            [],
        ),
        (
            spec(
                encoding={"y": {"field": "mean"}, "x": {"field": "year"}},
                layer=[
                    {"mark": "bar", "transform": [{"calculate": "1", "as": "mean"}]},
                    {"mark": "rule", "encoding": {"y": {"field": "lwo"}}},
                ],
            ),
            ["'lwo'"],
        ),
        (spec(hconcat=[{"encoding": {"x": {"field": "yaar"}}}]), ["'yaar'"]),
        (spec(facet={"row": {"field": "yaar"}}, spec={"mark": "bar"}), ["'yaar'"]),
        (
            spec(
                repeat={"row": ["low", "hihg"]},
                spec={"encoding": {"y": {"field": {"repeat": "row"}}}},
            ),
            ["'hihg'"],
        ),
    ],
)
def test_columns_that_nobody_made(changed, unknown):
    found = unknown_fields(changed, COLUMNS)
    assert len(found) == len(unknown)
    assert all(words in message for words, message in zip(unknown, found, strict=True))


@pytest.mark.parametrize(
    ("field", "known"),
    [
        ("grade", True),
        ("grade.reason", True),
        ("grade['reason']", True),
        ("grade.raeson", False),
        ("tags[0]", True),
        ("kind.length", True),
        ("a.b", True),
        ("a\\.b", True),
        ("b", False),
        ("", False),
        ("[]", False),
    ],
)
def test_a_column_may_hold_an_object(field, known):
    rows = [{"kind": "law", "grade": None, "tags": []}, {"grade": {"reason": "x"}, "a.b": 1}]
    found = unknown_fields(spec(encoding={"x": {"field": field}}), columns_of(rows))
    assert (found == []) is known


def test_the_charts_of_the_book_keep_to_the_rules():
    paths = sorted(SPECIFICATIONS.glob("*.vl.json"))
    assert paths
    assert {path.name: spec_errors(read_chart(path).spec) for path in paths} == {
        path.name: [] for path in paths
    }


@pytest.mark.parametrize(
    ("caption", "title"),
    [
        ("Levels of the Ulka, by year.\nOnly one gauge was read.", "Levels of the Ulka, by year"),
        ("Levels of the Ulka. Only one gauge was read.", "Levels of the Ulka"),
        ("One line", "One line"),
        ("Who fell? Two did.", "Who fell?"),
        ("Levels in the U.S. State of Ulka. More.", "Levels in the U.S. State of Ulka"),
        ("Levels by J. B. Smith and Dr. Jones. More.", "Levels by J. B. Smith and Dr. Jones"),
        ("Gauges, e.g. the upper one. More.", "Gauges, e.g. the upper one"),
        ("Levels of 2.5 metres. More.", "Levels of 2.5 metres"),
        ("울카의 수위. 한 곳만 읽었다.", "울카의 수위"),
        (" \n ", ""),
    ],
)
def test_the_title_of_a_chart_is_its_first_sentence(caption, title):
    assert first_sentence(caption) == title


class Counting(BaseHTTPRequestHandler):
    """Counts calls."""

    asked = 0

    def do_GET(self):
        type(self).asked += 1
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"year,low\n2002,99999\n")

    def log_message(self, *args):
        pass


@pytest.mark.parametrize(
    "outside",
    [
        lambda url: spec(layer=[{"mark": "bar", "data": {"url": url}}]),
        lambda url: spec(
            transform=[
                {
                    "lookup": "year",
                    "from": {"data": {"url": url}, "key": "year", "fields": ["high"]},
                }
            ]
        ),
    ],
)
def test_nobody_is_asked_for_data(outside):
    server = HTTPServer(("127.0.0.1", 0), Counting)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        with pytest.raises(ChartError, match="not allowed"):
            drawing(chart(outside(f"http://127.0.0.1:{server.server_port}/x.csv")), ROWS, 300)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert Counting.asked == 0


@pytest.mark.parametrize(
    ("changed", "drawn"),
    [
        (SPEC, True),
        (spec(mark="line"), True),
        (spec(layer=[{"mark": "text", "transform": [{"filter": "false"}]}, {"mark": "bar"}]), True),
        (spec(transform=[{"filter": "datum.low > 100"}]), False),
        (spec(mark="line", transform=[{"filter": "false"}]), False),
        (spec(layer=[]), False),
        (
            encoding(color={"field": "low", "type": "nominal", "scale": {"domain": [1]}})
            | {"transform": [{"filter": "false"}]},
            False,
        ),
    ],
)
def test_a_drawing_without_a_mark_is_refused(changed, drawn):
    if drawn:
        assert drawing(chart(changed), ROWS, 300).endswith("</svg>")
    else:
        with pytest.raises(ChartError, match="the chart 'low-by-year' has no mark"):
            drawing(chart(changed), ROWS, 300)


@pytest.mark.parametrize(
    "character", ["\0", "\x01", "\b", "\v", "\f", "\x1f", "\ud800", "\ufffe", "\uffff"]
)
def test_a_character_that_xml_forbids_is_refused(character):
    """vl-convert ends the whole process if a label contains one."""
    rows = [{"year": f"20{character}02", "low": 1}]
    with pytest.raises(ChartError, match="the chart 'low-by-year' has a control character"):
        drawing(chart(), rows, 300)
    with pytest.raises(ChartError, match="the chart 'low-by-year' has a control character"):
        drawing(chart(spec(title=character)), ROWS, 300)


def test_other_characters_are_drawn():
    words = "a\tb\nc\\b \\f “é” <b> & 강 🌊 \x7f"
    assert drawing(chart(), [{"year": words, "low": 1}], 300).endswith("</svg>")


def test_marks_have_a_colour_of_the_page_without_being_told():
    assert drawing(chart(), ROWS, 300).count('fill="var(--chart-3)"') == len(ROWS)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (encoding(y={"field": "low", "aggregate": "summ", **Y}), "Invalid aggregation operator"),
        (encoding(colour={"field": "low"}), "colour is not a valid encoding channel"),
        (spec(transform=[{"filtr": "true"}]), "Ignoring an invalid transform"),
        (encoding(x={"field": "year", "scale": {"type": "lgo"}}), 'does not work with "lgo" scale'),
        (
            spec(transform=[{"joinaggregate": [{"op": "summ", "field": "low", "as": "low"}]}]),
            "is not a function",
        ),
    ],
)
def test_a_warning_of_vega_lite_is_passed_on(changed, words, capfd):
    with pytest.raises(ChartError, match="'low-by-year' would not be drawn as it is") as error:
        drawing(chart(changed), ROWS, 300)
    assert words in str(error.value)
    assert capfd.readouterr() == ("", "")


def test_a_height_by_steps_is_in_order():
    changed = encoding(y={"field": "low", "type": "ordinal"}) | {"height": {"step": 20}}
    assert drawing(chart(changed), ROWS, 300).endswith("</svg>")


def test_a_drawing_that_would_fill_the_page_is_refused(monkeypatch):
    monkeypatch.setattr(draw, "MAX_CHARACTERS", 5_000)
    many = [{"year": year, "low": 1} for year in range(90)]
    with pytest.raises(ChartError, match="more than 5,000: draw fewer marks"):
        drawing(chart(), many, 300)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:900]), id="half"),
    ],
)
def test_a_damaged_drawing_is_drawn_again(tmp_path, damage):
    right = drawing(chart(), ROWS, 300, tmp_path)
    (kept,) = tmp_path.iterdir()
    damage(kept)
    assert drawing(chart(), ROWS, 300, tmp_path) == right
    assert kept.read_text("utf-8").startswith("<svg ")


def test_a_drawing_that_was_kept_is_taken(tmp_path, monkeypatch):
    right = drawing(chart(), ROWS, 300, tmp_path)
    monkeypatch.setattr(draw, "_draw", None)
    assert drawing(chart(), ROWS, 300, tmp_path) == right


@pytest.mark.parametrize("failing", ["os.replace", "pathlib.Path.write_bytes"])
def test_a_full_disk_leaves_no_half_drawing(tmp_path, monkeypatch, failing):
    def full(*args):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(failing, full)
        right = drawing(chart(), ROWS, 300, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert right.endswith("</svg>")


def test_only_the_last_drawing_of_a_chart_is_kept(tmp_path):
    drawing(chart(), ROWS, 300, tmp_path)
    drawing(chart(), ROWS, 600, tmp_path)
    drawing(Chart("low", SPEC, "levels.csv"), ROWS, 300, tmp_path)
    before = {path.name for path in tmp_path.iterdir()}
    drawing(chart(), ROWS[:1], 300, tmp_path)
    after = {path.name for path in tmp_path.iterdir()}
    assert len(before) == len(after) == 3
    assert [name.rpartition(".")[0][:16] for name in before - after] == ["low-by-year.300."]
