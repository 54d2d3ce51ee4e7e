"""The picture by which a link to a page is previewed."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from sphinx_evidence.core.records import Measure
from sphinx_evidence.site.preview import COLOURS, GROUND, HEIGHT, WIDTH, preview

SVG = "{http://www.w3.org/2000/svg}"
LONG = "How the river rose, who saw it, and what each of the towns below the weir then did about it"
MEASURES = (
    Measure("1 claim: high confidence", 3),
    Measure("2 claims: low confidence", 1),
    Measure("3 claims: on record"),
)


def drawn(**changes):
    shown = {"title": "Floods", "part": "Water", "text": "How high it rose.", "book": "The River"}
    return ElementTree.fromstring(preview(**{**shown, **changes}))


def texts(picture):
    return [text.text for text in picture.iter(f"{SVG}text")]


def test_a_picture_says_what_where_and_of_which_book():
    picture = drawn(measures=MEASURES)
    assert (picture.get("width"), picture.get("height")) == (str(WIDTH), str(HEIGHT))
    words = ["Water", "Floods", "How high it rose."]
    assert texts(picture) == [*words, *(found.text for found in MEASURES), "The River"]


def test_a_scale_has_as_many_full_steps_as_it_says():
    picture = drawn(measures=MEASURES)
    boxes = [box for box in picture.iter(f"{SVG}rect") if box.get("fill") != GROUND]
    for steps in (3, 1):
        colour = [box for box in boxes if box.get("fill") == COLOURS[steps] and box.get("x") != "0"]
        heights = [float(box.get("height")) for box in colour if box.get("width") == "28"]
        assert len(heights) == 4
        assert sum(height > 10 for height in heights) == steps


@pytest.mark.parametrize("title", [LONG, f"{LONG}, {LONG}", "강물이 넘친 밤에 " * 9, "W" * 90])
@pytest.mark.parametrize("measures", [(), MEASURES])
def test_nothing_runs_over_what_is_below_it(title, measures):
    picture = drawn(title=title, text=LONG, book=LONG, measures=measures)
    elements = picture.iter(f"{SVG}text")
    lines = [(float(text.get("y")), float(text.get("font-size"))) for text in elements]
    words = lines[: len(lines) - 1 - len(measures)]
    assert max(y for y, _ in words) < (415 if measures else 530)
    for (above, size), (below, _) in pairwise(sorted(set(words))):
        assert above + size * 0.3 < below


def test_text_is_escaped():
    assert texts(drawn(title="Ice & <fire>"))[1] == "Ice & <fire>"
