"""The links of drawings: where marks lead, what is read aloud, and that files have none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_house_style import BARS, ROWS, drawn

from sphinx_evidence import charts
from sphinx_evidence.charts.links import MOST, ROW, resolved, with_titles, without_links
from sphinx_evidence.charts.model import ChartError

LINKED = [{**row, ROW: f"levels#row-{number}"} for number, row in enumerate(ROWS)]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
MARK = '<a href="levels#row-{}"><title>{}: 5</title><path d="M0,0"/></a>'


def address(dataset, anchor):
    """Return the address of what there is."""
    return f"../{dataset}.html#{anchor}" if dataset == "levels" else None


def page(*marks):
    """Return a drawing with marks for a page."""
    text = "<g><text>Axis</text></g>"
    return resolved("levels", SVG.format(f"{text}<g>{''.join(marks)}</g>"), address)


def test_a_mark_leads_to_its_row_and_has_its_value():
    spec = {**BARS, "usermeta": {}}
    spec["encoding"] = {**BARS["encoding"], "description": {"field": "start"}}
    svg = drawn(spec, rows=LINKED)
    found = re.findall(r'<a href="([^"]*)"><title>([^<]*)</title><path', svg)
    assert sorted(found) == [("levels#row-0", "2008-02"), ("levels#row-1", "2008-02-09")]
    assert "xlink" not in svg
    assert "aria-" not in svg


def test_marks_of_sums_lines_and_rows_that_a_chart_makes_lead_nowhere():
    counted = {**BARS["encoding"]["y"], "aggregate": "sum"}
    summed = {**BARS, "usermeta": {}, "encoding": {**BARS["encoding"], "y": counted}}
    assert "<a " not in drawn(summed, rows=LINKED)
    sums = {"aggregate": [{"op": "sum", "field": "low", "as": "low"}], "groupby": ["start", "kind"]}
    assert "<a " not in drawn({**BARS, "usermeta": {}, "transform": [sums]}, rows=LINKED)
    assert "<a " not in drawn({**BARS, "usermeta": {}, "mark": "line"}, rows=LINKED)
    assert with_titles('<a xlink:href="https://x.org/undefined"><path d=""/></a>') == '<path d=""/>'


def test_a_page_has_addresses_and_says_each_row_once():
    svg = page(MARK.format(1, "one"), MARK.format(1, "one"), MARK.format(2, "two"))
    assert svg.count('href="../levels.html#row-1"') == 2
    assert svg.count("tabindex") == svg.count('<a href="../levels.html#row-1" tabindex="-1"') == 1
    assert '<g aria-hidden="true"><text>Axis</text></g>' in svg
    assert svg.startswith('<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg">')


def test_many_links_are_no_stops_of_the_keyboard():
    marks = [MARK.format(number, number) for number in range(MOST + 1)]
    assert page(*marks[1:]).count("tabindex") == 0
    assert page(*marks).count('tabindex="-1" aria-hidden="true"') == MOST + 1


def test_many_links_are_left_out_on_a_phone():
    marks = [MARK.format(number, number) for number in range(MOST + 1)]
    svg = SVG.format(f"<g>{''.join(marks)}</g>")
    found = resolved("levels", svg, address, touch=True)
    assert "<a " not in found
    assert "<title>" not in found
    few = SVG.format(f"<g>{''.join(marks[1:])}</g>")
    assert resolved("levels", few, address, touch=True).count("<a ") == MOST


def test_a_drawing_without_links_is_left_alone():
    svg = SVG.format("<text>Axis</text>")
    assert resolved("levels", svg, address) == svg


def test_a_mark_that_leads_nowhere_is_named():
    with pytest.raises(ChartError, match="'rivers#row-1', which does not exist"):
        resolved("levels", SVG.format(MARK.format(1, "one").replace("levels", "rivers")), address)


def test_a_file_has_titles_and_no_links():
    assert without_links(page(MARK.format(1, "one"))).count("<g><title>one: 5</title>") == 1
    assert "<a" not in without_links(page(MARK.format(1, "one")))


SHEET = (Path(charts.__file__).parent / "page" / "charts.css").read_text("utf-8")
GROUNDS = ("#fffdfa", "#1b1815")
LEAST_CONTRAST = 3.0


def luminance(colour):
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_colours_of_marks_are_seen_in_light_dark_and_forced_colours():
    pairs = re.findall(r"--(chart-\d): light-dark\((#\w+), (#\w+)\)", SHEET)
    assert len(pairs) == 5
    for _, *both in pairs:
        for colour, ground in zip(both, GROUNDS, strict=True):
            low, high = sorted((luminance(colour), luminance(ground)))
            assert (high + 0.05) / (low + 0.05) >= LEAST_CONTRAST, colour
    forced = dict(re.findall(r"--(chart-\d): (?!light-dark)(\w[^;]*);", SHEET))
    assert {name for name, *_ in pairs} == forced.keys()
    assert len(set(forced.values())) == len(forced)
