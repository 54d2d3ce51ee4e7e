"""Rules for chapters, dates of review, unused sources, and personal data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_evidence.chapters.rules import Chapter, chapter_form, stale_review
from sphinx_evidence.data.cells import Field
from sphinx_evidence.data.model import Dataset, Row
from sphinx_evidence.sources.rules import unused_source
from tools.lint.personal_data import personal_data
from tools.lint.typography import straight_quote

GOOD = Chapter(
    "part/one",
    frozenset({"one", "one-in-brief", "one-not-known"}),
    5,
    True,
    frozenset({"part/two"}),
)
OTHER = replace(
    GOOD,
    docname="part/two",
    labels=frozenset({"two-in-brief", "two-not-known"}),
    links=frozenset({"part/one"}),
)


def test_two_chapters_that_link_each_other_are_in_order():
    assert list(chapter_form([GOOD, OTHER])) == []


def test_a_single_chapter_needs_no_links():
    assert list(chapter_form([replace(GOOD, links=frozenset())])) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"in_brief": False}, "no section 'one-in-brief' with a claim-list ':here:'"),
        ({"labels": frozenset({"one-not-known"})}, "no section 'one-in-brief'"),
        ({"labels": frozenset({"one-in-brief"})}, "no section 'one-not-known'"),
        ({"claims": 2}, "2 claims: a chapter has 3 to 8"),
        ({"claims": 9}, "9 claims: a chapter has 3 to 8"),
    ],
)
def test_what_a_chapter_lacks_is_named(change, words):
    (problem,) = chapter_form([replace(GOOD, **change), OTHER])
    assert problem.path == "part/one"
    assert words in problem.message


def test_a_chapter_that_was_misread_is_not_named_again():
    bad = replace(GOOD, claims=0, labels=frozenset())
    assert list(chapter_form([bad, OTHER], {"part/one"})) == []
    assert list(chapter_form([bad, OTHER]))


def test_missing_links_are_named_on_both_sides():
    messages = [str(problem) for problem in chapter_form([replace(GOOD, links=frozenset()), OTHER])]
    assert len(messages) == 2
    assert "part/one:1: no link to another chapter" in messages[0]
    assert "part/two:1: no other chapter links here" in messages[1]


@pytest.mark.parametrize(
    ("reviewed", "edition", "months"),
    [
        ("2025-05-25", "2026-11-24", None),
        ("2025-05-24", "2026-11-24", 18),
        ("2020-01-01", "2026-11-24", 82),
        ("2020-01-01", "", None),
        ("soon", "2026-11-24", None),
        ("2025-02-30", "2026-11-24", None),
        ("0000-01-01", "2026-11-24", None),
        ("2020-01-01", "2026-02-30", None),
    ],
)
def test_an_old_review_is_named_from_eighteen_months(reviewed, edition, months):
    problems = list(stale_review({"a": {"reviewed": reviewed}, "b": {}}, edition))
    if months is None:
        assert problems == []
    else:
        assert f"last reviewed {months} months before the edition" in problems[0].message


def test_an_uncited_source_is_named_with_its_line():
    (problem,) = unused_source("r.bib", {"a": 3, "b": 9}, ["a", "b"], {"a"})
    assert str(problem).startswith("r.bib:9: b: nothing cites it: cite it, or delete the entry")


CURRENCIES = ["florin", "florins", "¤", "F$"]


def table(cell, *, narrowed=False):
    """Return a dataset of one row with one cell."""
    field = Field("what", "What", "string", "What.")
    row = Row(2, {"what": cell})
    return Dataset("x", "X", "X.", Path("x.csv"), (field,), ("what",), narrowed, rows=(row,))


@pytest.mark.parametrize(
    "cell",
    [
        "for 5000 Florins",
        "¤300",
        "F$ 3",
        "https://example.org/x",
    ],
)
def test_harmful_cells_are_named_in_every_table(cell):
    (problem,) = personal_data([table(cell)], ["Sometown"], CURRENCIES)
    assert str(problem).startswith("x.csv:2: what holds ")
    assert problem.rule == "careless-data"


@pytest.mark.parametrize("cell", ["the Board's", 'it is "so"', "'so'"])
def test_a_straight_quotation_mark_is_named(cell):
    (problem,) = straight_quote([table(cell)])
    assert str(problem).startswith("x.csv:2: 'what' has a straight quotation mark: type ’")


@pytest.mark.parametrize("cell", ["the Board’s", "5' high", "see https://example.org/ob", "“so”"])
def test_other_marks_pass(cell):
    assert list(straight_quote([table(cell)])) == []


def test_towns_are_named_in_narrowed_tables_only():
    assert list(personal_data([table("held in Sometown")], ["Sometown"], [])) == []
    (problem,) = personal_data([table("held in Sometown", narrowed=True)], ["Sometown"], [])
    assert "a town, where only the province may be named ('Sometown')" in problem.message


def test_without_towns_no_cell_is_named():
    assert list(personal_data([table("held in Sometown", narrowed=True)], [], CURRENCIES)) == []


@pytest.mark.parametrize(
    "cell",
    [
        *("35 people from 14 places", "18 to 20 months", "Sometownship", "1.250 or 3.125"),
        *("9 florinets", "F 3"),
    ],
)
def test_harmless_cells_pass(cell):
    assert list(personal_data([table(cell, narrowed=True)], ["Sometown"], CURRENCIES)) == []
