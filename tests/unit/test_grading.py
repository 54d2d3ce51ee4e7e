"""The ten worked cases of the grading rule, the table, and the counting of observers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pybtex.database import Entry

from sphinx_evidence.claims.grading import (
    Agreement,
    Evidence,
    confidence,
    exclusion_reason,
    group_by_observer,
    highest_agreement,
    max_evidence,
)
from sphinx_evidence.claims.model import Claim, ClaimQuery, record_label
from sphinx_evidence.claims.rules import empty_list, postdated_claim, undated_claim
from sphinx_evidence.sources.model import read_source


def source(key, tier="news", basis="none", line="", seen="primary", **fields):
    """Return a source whose publisher is the first word of its key."""
    publisher = key.split("-")[0]
    values = {"tier": tier, "basis": basis, "seen": seen, "publisher": publisher, "line": line}
    return read_source(key, Entry("misc", {**values, **fields}))


CASES = {
    # Several hundred people returned on 9 October 2023
    "returned on 9 October 2023": (
        [
            source("ohchr-experts", "un", "inquiry"),
            source("yonhap", line="mou"),
            source("fnnews", line="nis"),
            source("dailynk", basis="unnamed"),
        ],
        Evidence.ROBUST,
    ),
    # More than 500 that day: mostly one network
    "more than 500": (
        [source("hrw", "ngo", "unnamed"), source("ucanews", "news", "unnamed", "hrw")],
        Evidence.LIMITED,
    ),
    # Two thousand detained: one "reportedly" behind several texts
    "two thousand detained": (
        [source(name, line="kinu-report") for name in ("diplomat", "cecc", "bbc")],
        Evidence.LIMITED,
    ),
    # Sixty per cent in the sex trade: one report, unread
    "sixty per cent": (
        [source("kfi", "ngo", "testimony", seen="secondary"), source("blog", "other")],
        Evidence.NONE,
    ),
    # Forced abortion of returned women: inquiry, UN interviews, NGO database
    "forced abortion": (
        [
            source("coi", "un", "inquiry"),
            source("ohchr", "un", "testimony"),
            source("nkdb", "ngo", "testimony"),
        ],
        Evidence.ROBUST,
    ),
    # The fall from 75,000 to 10,000: one team, a survey with a method
    "the fall": ([source("rfa", basis="survey", line="johns-hopkins")], Evidence.MEDIUM),
    # Papers for settled wives: unnamed sources
    "papers for wives": (
        [source("dailynk", basis="unnamed"), source("rfa", basis="unnamed")],
        Evidence.LIMITED,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_graded_worked_cases(case):
    sources, evidence = CASES[case]
    assert max_evidence(sources) is evidence


@pytest.mark.parametrize(
    ("evidence", "agreement", "words"),
    [
        (Evidence.LIMITED, Agreement.HIGH, "medium"),
        (Evidence.MEDIUM, Agreement.HIGH, "high"),
        (Evidence.ROBUST, Agreement.HIGH, "very high"),
        (Evidence.LIMITED, Agreement.MEDIUM, "low"),
        (Evidence.MEDIUM, Agreement.MEDIUM, "medium"),
        (Evidence.ROBUST, Agreement.MEDIUM, "high"),
        (Evidence.LIMITED, Agreement.LOW, "very low"),
        (Evidence.MEDIUM, Agreement.LOW, "very low"),
        (Evidence.ROBUST, Agreement.LOW, "low"),
    ],
)
def test_the_table_of_confidence(evidence, agreement, words):
    assert confidence(evidence, agreement) == words


def test_nothing_has_no_confidence():
    with pytest.raises(ValueError, match="without evidence"):
        confidence(Evidence.NONE, Agreement.HIGH)


def test_ten_papers_that_repeat_one_network_are_one_line():
    papers = [source(f"paper{n}", line="hrw") for n in range(10)]
    (line,) = group_by_observer(papers)
    assert line.origin == "hrw"
    assert len(line.keys) == 10
    assert highest_agreement(1) is Agreement.MEDIUM
    assert highest_agreement(2) is Agreement.HIGH


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"seen": "secondary"}, "only a report about it was read"),
        ({"tier": "other"}, "its kind of source is not counted"),
        ({"tier": "reference"}, "its kind of source is not counted"),
        ({"status": "withdrawn"}, "it was withdrawn"),
        ({"status": "contested"}, ""),
        ({}, ""),
    ],
)
def test_what_counts_for_nothing_says_why(fields, reason):
    assert exclusion_reason(source("x", **fields)) == reason


@pytest.mark.parametrize(
    ("kind", "sources", "evidence"),
    [
        # an estimate needs a stated method, however many repeat it
        ("event", [source("a", "un"), source("b", "news")], Evidence.MEDIUM),
        ("estimate", [source("a", "un"), source("b", "news")], Evidence.LIMITED),
        ("estimate", [source("a", basis="survey"), source("b", "news")], Evidence.MEDIUM),
        # one source that names who said it is more than unnamed ones alone
        ("event", [source("a", basis="unnamed"), source("b")], Evidence.MEDIUM),
        ("event", [source("a", basis="unnamed"), source("b", basis="unnamed")], Evidence.LIMITED),
    ],
)
def test_estimates_and_unnamed_sources(kind, sources, evidence):
    assert max_evidence(sources, kind) is evidence


@pytest.mark.parametrize(
    ("tier", "seen", "line", "words"),
    [
        ("academic", "primary", "un", "as reported"),
        ("academic", "repost", "un", "on record (copy)"),
        ("academic", "primary", "", "on record"),
        ("ngo", "primary", "un", "as reported"),
        ("news", "repost", "un", "as reported"),
        ("un", "primary", "other", "on record"),
    ],
)
def test_who_relays_somebody_elses_record_reports_on_it(tier, seen, line, words):
    assert record_label([source("a", tier, seen=seen, line=line)]) == words


def a_claim(name="a-claim", docname="law/one", **fields):
    """Return a claim of kind record."""
    return Claim(name, docname, 3, "record", "It is so.", (), "2008", **fields)


@pytest.mark.parametrize(
    ("page", "held"),
    [("law", True), ("law/one", True), ("la", False), ("law/on", False), ("other", False)],
)
def test_a_list_takes_the_pages_of_a_folder_and_no_other(page, held):
    assert ClaimQuery(page=page).matches(a_claim()) is held
    assert not ClaimQuery(page="law").matches(a_claim(docname="law-and-return/one"))


@pytest.mark.parametrize(
    ("as_of", "named"),
    [
        *[("2026-11-24", False), ("2026-11", False), ("2026", False), ("1850", False)],
        *[("2026-11-25", True), ("2026-12", True), ("2027", True), ("2199-01-01", True)],
    ],
)
def test_a_claim_is_not_dated_after_the_edition(as_of, named):
    dated = replace(a_claim(), as_of=as_of)
    assert bool(list(postdated_claim([dated], "2026-11-24"))) is named
    assert list(postdated_claim([dated], "")) == []
    assert list(undated_claim([dated], {})) == []


@pytest.mark.parametrize(
    "as_of", ["2009-02-31", "0000", "２００９", "٢٠٠٩", "2009-13", "2009-1-1", "soon"]
)
def test_a_date_of_a_claim_is_one_that_the_calendar_has(as_of):
    dated = replace(a_claim(), as_of=as_of)
    (problem,) = undated_claim([dated], {})
    assert (problem.path, problem.line) == ("law/one", 3)
    assert list(postdated_claim([dated], "2026-11-24")) == []


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (ClaimQuery(tag="chian", line=7), "no claim has this tag: write china"),
        (ClaimQuery(tag="zzz", line=7), "no claim has this tag: correct it"),
        (ClaimQuery(page="water/flods", line=7), "no page has this name: write water/floods"),
        (ClaimQuery(page="watr", line=7), "no page has this name: write water"),
        (ClaimQuery(tag="china", page="water"), ""),
        (ClaimQuery(page="water/floods"), ""),
        (ClaimQuery(kind="law"), ""),
    ],
)
def test_a_list_asks_for_what_exists(wanted, words):
    problems = list(empty_list({"a": (wanted,)}, {"china"}, {"water/floods", "index"}))
    assert [(one.path, one.line, words in one.message) for one in problems] == (
        [("a", 7, True)] if words else []
    )


def test_three_lines_of_one_tier_or_without_a_solid_one_are_medium():
    solid = [source("a", "ngo", "survey"), source("b", "ngo"), source("c", "ngo")]
    assert max_evidence(solid) is Evidence.MEDIUM
    soft = [source("a", "ngo", "testimony"), source("b", "news"), source("c", "un")]
    assert max_evidence(soft) is Evidence.MEDIUM
