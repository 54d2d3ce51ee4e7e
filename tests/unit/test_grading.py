"""The ten worked cases of the grading rule, the table, and the counting of lines."""

from __future__ import annotations

import pytest
from pybtex.database import Entry

from sphinx_evidence.citations.model import read_source
from sphinx_evidence.claims.grading import (
    Agreement,
    Evidence,
    carried,
    confidence,
    count_lines,
    highest_agreement,
    why_silent,
)


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
    assert carried(sources) is evidence


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
    with pytest.raises(ValueError, match="nothing carries"):
        confidence(Evidence.NONE, Agreement.HIGH)


def test_ten_papers_that_repeat_one_network_are_one_line():
    papers = [source(f"paper{n}", line="hrw") for n in range(10)]
    (line,) = count_lines(papers)
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
    assert why_silent(source("x", **fields)) == reason


def test_three_lines_of_one_tier_or_without_a_solid_one_are_medium():
    solid = [source("a", "ngo", "survey"), source("b", "ngo"), source("c", "ngo")]
    assert carried(solid) is Evidence.MEDIUM
    soft = [source("a", "ngo", "testimony"), source("b", "news"), source("c", "un")]
    assert carried(soft) is Evidence.MEDIUM
