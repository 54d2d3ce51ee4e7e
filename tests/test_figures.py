"""The diagrams of the book are what their programs draw, and are drawn as the engine asks."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from boxes import overlaps
from sphinx_evidence.charts.diagram import read_diagram
from sphinx_evidence.claims.grading import CONFIDENCE, GRADED, SINGLE_OBSERVER, Agreement, Evidence
from tools.figures import arrest_to_punishment, chinas_formula_1998_2024, cover_six_steps
from tools.figures.command import drawings
from tools.figures.house import DISPUTES, table

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "figures"


@pytest.fixture(scope="module")
def drawn():
    """Return the drawings by name, as their programs draw them."""
    return dict(drawings())


def test_a_drawing_is_what_its_program_draws(drawn):
    kept = {name: (FOLDER / name).read_text("utf-8") for name in drawn}
    assert [name for name in drawn if kept[name] != drawn[name]] == [], "run nox -s tool -- figures"


def test_texts_of_a_drawing_do_not_meet_and_stay_inside(drawn):
    found = {name: overlaps(drawing) for name, drawing in drawn.items()}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_a_drawing_can_be_read():
    paths = [path for path in sorted(FOLDER.glob("*.svg")) if not path.stem.endswith("-narrow")]
    forms = {path.stem: set(read_diagram(path)) for path in paths}
    assert forms
    known = ({"wide", "narrow"}, {"only"})
    assert {name: form for name, form in forms.items() if form not in known} == {}


@pytest.fixture(scope="module")
def pages():
    """Return the text of all pages of the book."""
    return [path.read_text("utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]


def test_a_grade_that_is_drawn_is_that_of_the_claim(pages):
    grades = arrest_to_punishment.CLAIMS | {
        step.claim: step.grade for step in cover_six_steps.STEPS
    }
    written = {}
    for page in pages:
        for name, head in re.findall(r"(?s):::\{claim\} ([\w-]+)\n(.*?)\n\n", page):
            options = dict(re.findall(r":(evidence|agreement): (\w+)", head))
            if name in grades:
                evidence = Evidence[options["evidence"].upper()]
                agreement = Agreement[options.get("agreement", SINGLE_OBSERVER.name).upper()]
                written[name] = CONFIDENCE[agreement][evidence - 1]
    assert written == grades


def test_a_claim_that_is_drawn_shows_who_disputes_it(pages, drawn):
    """The drawings name those who dispute a claim in short, with a word of its own text."""
    claims = re.compile(r"(?s):::\{claim\} ([\w-]+)\n(.*?)\n\n")
    heads = dict(claims.findall("\n".join(pages)))
    for name, shown in (
        ("arrest-to-punishment", {*arrest_to_punishment.CLAIMS}),
        ("cover-six-steps", {step.claim for step in cover_six_steps.STEPS}),
    ):
        disputed = {claim for claim in shown if "\n:disputed-by: " in heads[claim]}
        assert disputed == DISPUTES.keys() & shown
        words = " ".join(re.sub("<[^>]+>", " ", drawn[f"{name}.svg"]).split())
        for claim in disputed:
            what, who = DISPUTES[claim]
            assert f"{what} by {who}" in words
            assert who.casefold() in heads[claim].casefold()


COUNTED = {
    "who-counted": sum(row["counted"] != "ever left" for row in table("estimates")),
    "recommendations-taken-up": len(table("recommendations")),
    "laws-and-penalties-status-board": len(table("legislation")),
}


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_a_title_counts_what_is_drawn(name, pages):
    titles = re.findall(rf"```\{{diagram\}} {name}\n:title: Of (\d+) ", "\n".join(pages))
    assert set(titles) <= {str(COUNTED[name])}


def test_statements_are_sorted_and_counted_as_drawn():
    """Every row of the dataset has a point, and the years said in words are those drawn."""
    formula = chinas_formula_1998_2024
    assert set(formula.POINTS) == {row["id"] for row in table("statements-by-china")}
    page = (ROOT / "docs" / "law-and-return" / "what-china-says.md").read_text("utf-8")
    assert f"The [{len(formula.POINTS)} statements](#statements-by-china)" in page
    years = {row[2:6] for row, points in formula.POINTS.items() if "not refugees" in points}
    said = re.search(r"illegal entrants or migrants is said in ([^.]*)\.", page)[1]
    ranges = re.findall(r"from (\d{4}) to (\d{4})", said)
    told = {str(year) for one, two in ranges for year in range(int(one), int(two) + 1)}
    assert told | set(re.findall(r"\d{4}", said)) == years


def test_more_claims_are_on_record_than_graded():
    """The title of the chart ``confidence-by-part`` says so."""
    chapters = [
        path for path in (ROOT / "docs").glob("*/*.md") if path.parent.name != "contributing"
    ]
    kinds = Counter(
        kind
        for path in chapters
        for kind in re.findall(
            r":::\{claim\} [^:]*\n(?::[\w-]+:.*\n)*?:kind: (\w+)", path.read_text("utf-8")
        )
    )
    assert kinds["record"] > sum(kinds[kind] for kind in GRADED) > 0
