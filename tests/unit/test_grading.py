"""The ten worked cases of the grading rule, the table, and the counting of observers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_evidence.claims.grading import (
    CONFIDENCE,
    SINGLE_OBSERVER,
    Agreement,
    Evidence,
    exclusion_reason,
    group_by_observer,
    max_evidence,
    shared_witnesses,
)
from sphinx_evidence.claims.model import Claim, ClaimQuery, record_label, standing_label
from sphinx_evidence.claims.rules import (
    empty_list,
    overstated_claim,
    postdated_claim,
    undated_claim,
)
from sphinx_evidence.sources import library
from sphinx_evidence.sources.vocabulary import GENERAL, Role


def seen(key, tier="news", basis="none", observer="", **fields):
    """Return a testimony, whose observer is by default the first word of its key."""
    fields.setdefault("role", GENERAL.kind(tier).role)
    return library.Testimony(key, observer or key.split("-")[0], tier, basis, **fields)


GRADED = {
    "several hundred people returned on 9 October 2023": (
        "event",
        [
            seen("ohchr-experts", "un", "inquiry"),
            seen("yonhap", observer="mou"),
            seen("fnnews", observer="nis"),
            seen("dailynk", basis="unnamed"),
        ],
        Evidence.ROBUST,
        (Agreement.HIGH, "very high"),
    ),
    "more than 500 that day, mostly from one network": (
        "event",
        [seen("hrw", "ngo", "unnamed"), seen("ucanews", basis="unnamed", observer="hrw")],
        Evidence.LIMITED,
        (Agreement.MEDIUM, "low"),
    ),
    "two thousand detained, one 'reportedly' behind several texts": (
        "estimate",
        [seen(name, observer="kinu-report") for name in ("diplomat", "cecc", "bbc")],
        Evidence.LIMITED,
        (Agreement.MEDIUM, "low"),
    ),
    "sixty per cent in the sex trade, one report that was not read": (
        "estimate",
        [seen("kfi", "other", "survey", reading="account"), seen("blog", "other")],
        Evidence.NONE,
        None,
    ),
    "forced abortion of returned women: inquiry, UN interviews, NGO database": (
        "practice",
        [
            seen("coi", "un", "inquiry"),
            seen("ohchr", "un", "testimony"),
            seen("nkdb", "ngo", "testimony"),
        ],
        Evidence.ROBUST,
        (Agreement.HIGH, "very high"),
    ),
    "the fall from 75,000 to 10,000: one team, a survey with a method": (
        "estimate",
        [seen("rfa", basis="survey", observer="johns-hopkins")],
        Evidence.MEDIUM,
        (Agreement.MEDIUM, "medium"),
    ),
    "papers for settled wives, from unnamed sources": (
        "practice",
        [seen("dailynk", basis="unnamed"), seen("rfa", basis="unnamed")],
        Evidence.LIMITED,
        (Agreement.MEDIUM, "low"),
    ),
}
"""The kind, the testimonies, the most evidence they give, and a grade on it, if there is one."""


@pytest.mark.parametrize("case", GRADED)
def test_the_graded_worked_cases(case):
    kind, testimonies, evidence, grade = GRADED[case]
    assert max_evidence(testimonies, kind) is evidence
    if grade:
        agreement, words = grade
        assert CONFIDENCE[agreement][evidence - 1] == words
        several = len(group_by_observer(testimonies)) > 1
        assert several or agreement is SINGLE_OBSERVER


NOT_GRADED = {
    "China's accession of 1982, from two copies of one register": (
        "record",
        [
            seen("untc-refworld", "treaty", "document", observer="un", reading="copy"),
            seen("untc-unhcr", "treaty", "document", observer="un", reading="copy"),
        ],
        "on record (copy)",
    ),
    "no Chinese official was sanctioned": (
        "absence",
        [],
        "not found, searched to 24 November 2026",
    ),
    "a UN warning of aiding and abetting, in a letter that was not read": (
        "record",
        [seen("un-letter", "un", "document", reading="account")],
        "as reported",
    ),
}


@pytest.mark.parametrize("case", NOT_GRADED)
def test_the_worked_cases_without_a_grade(case, monkeypatch):
    kind, testimonies, words = NOT_GRADED[case]
    monkeypatch.setattr(Claim, "testimonies", lambda *_: tuple(testimonies))
    assert (
        standing_label(replace(a_claim(), kind=kind, as_of="2026-11-24"), library.Library({}))
        == words
    )


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
    assert CONFIDENCE[agreement][evidence - 1] == words


def test_ten_papers_that_repeat_one_network_are_one_line():
    papers = [seen(f"paper{n}", observer="hrw") for n in range(10)]
    (line,) = group_by_observer(papers)
    assert line.origin == "hrw"
    assert len(line.keys) == 10


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"tier": "other", "reading": "account"}, "its kind of source is not counted"),
        ({"reading": "account"}, ""),
        ({"tier": "other"}, "its kind of source is not counted"),
        ({"tier": "reference"}, "its kind of source is not counted"),
        ({"status": "withdrawn"}, "it was withdrawn"),
        ({"status": "contested"}, ""),
        ({}, ""),
    ],
)
def test_what_counts_for_nothing_says_why(fields, reason):
    assert exclusion_reason(seen("x", **fields)) == reason


@pytest.mark.parametrize(
    ("kind", "sources", "evidence"),
    [
        # an estimate needs a stated method, however many repeat it
        ("event", [seen("a", "un"), seen("b", "news")], Evidence.MEDIUM),
        ("estimate", [seen("a", "un"), seen("b", "news")], Evidence.LIMITED),
        ("estimate", [seen("a", basis="survey"), seen("b", "news")], Evidence.MEDIUM),
        # one source that names who said it is more than unnamed ones alone
        ("event", [seen("a", basis="unnamed"), seen("b")], Evidence.MEDIUM),
        ("event", [seen("a", basis="unnamed"), seen("b", basis="unnamed")], Evidence.LIMITED),
    ],
)
def test_estimates_and_unnamed_sources(kind, sources, evidence):
    assert max_evidence(sources, kind) is evidence


@pytest.mark.parametrize(
    ("asserts", "sources", "evidence"),
    [
        # that it happens needs witnesses, how often and why need a method
        ("existence", [seen("a", "un"), seen("b")], Evidence.MEDIUM),
        ("frequency", [seen("a", "un"), seen("b")], Evidence.LIMITED),
        ("cause", [seen("a", "un"), seen("b")], Evidence.LIMITED),
        ("frequency", [seen("a", "un", "survey"), seen("b")], Evidence.MEDIUM),
        # three observers of two tiers, one of them with a method: robust, but for a cause
        ("existence", [seen("a", "un", "survey"), seen("b"), seen("c")], Evidence.ROBUST),
        ("frequency", [seen("a", "un", "survey"), seen("b"), seen("c")], Evidence.ROBUST),
        ("cause", [seen("a", "un", "survey"), seen("b"), seen("c")], Evidence.MEDIUM),
    ],
)
def test_existence_frequency_and_cause_need_different_evidence(asserts, sources, evidence):
    assert max_evidence(sources, "practice", asserts) is evidence


def test_summaries_alone_are_limited_evidence():
    abstracts = [
        seen(name, "academic", "survey", reading="copy", is_summary=True) for name in ("a", "b")
    ]
    assert max_evidence(abstracts) is Evidence.LIMITED
    assert max_evidence([*abstracts, seen("c")]) is Evidence.MEDIUM
    assert max_evidence([replace(abstracts[0], is_summary=False)]) is Evidence.MEDIUM


@pytest.mark.parametrize("basis", ["document", "survey", "inquiry"])
def test_what_is_known_by_an_account_states_no_method(basis):
    assert max_evidence([seen("a", "un", basis)]) is Evidence.MEDIUM
    assert max_evidence([seen("a", "un", basis, reading="copy")]) is Evidence.MEDIUM
    assert max_evidence([seen("a", "un", basis, reading="account")]) is Evidence.LIMITED


def test_one_who_is_heard_directly_and_in_an_account_counts_once():
    both = [seen("a", "un", "survey"), seen("paper", observer="a", reading="account")]
    (observer,) = group_by_observer(both)
    assert observer.keys == ("a", "paper")
    assert observer.tiers == {"un", "news"}
    assert observer.methodical


@pytest.mark.parametrize(
    ("readings", "relays", "words"),
    [
        (["original"], False, "on record"),
        (["copy"], False, "on record (copy)"),
        (["account"], False, "as reported"),
        (["original"], True, "as reported"),
        (["account", "copy"], False, "on record (copy)"),
        (["copy", "original"], False, "on record"),
        ([], False, "as reported"),
    ],
)
def test_a_record_is_as_good_as_what_was_read_of_it(readings, relays, words):
    read = [seen("a", reading=reading, is_relay=relays) for reading in readings]
    assert record_label(read) == words


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
    assert list(undated_claim([dated], library.Library({}))) == []


@pytest.mark.parametrize(
    "as_of", ["2009-02-31", "0000", "２００９", "٢٠٠٩", "2009-13", "2009-1-1", "soon"]
)
def test_a_date_of_a_claim_is_one_that_the_calendar_has(as_of):
    dated = replace(a_claim(), as_of=as_of)
    (problem,) = undated_claim([dated], library.Library({}))
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
    solid = [seen("a", "ngo", "survey"), seen("b", "ngo"), seen("c", "ngo")]
    assert max_evidence(solid) is Evidence.MEDIUM
    soft = [seen("a", "ngo", "testimony"), seen("b", "news"), seen("c", "un")]
    assert max_evidence(soft) is Evidence.MEDIUM


def asked(name, *pools, basis="testimony"):
    """Return the testimonies of an observer, one for each pool that it asked, or one without."""
    return [seen(name, "ngo", basis, witnesses=pool) for pool in pools or ("",)]


NEAR, FAR = "residents", "former-residents"


@pytest.mark.parametrize(
    ("testimonies", "shared"),
    [
        ([*asked("a", NEAR), *asked("b", NEAR, basis="inquiry")], (NEAR, ["a", "b"])),
        # one whose notes say in part whom it asked
        ([*asked("a", NEAR, ""), *asked("b", NEAR)], (NEAR, ["a", "b"])),
        # one of whom it is not known whom it asked stands neither in the pool nor outside
        ([*asked("a", NEAR), *asked("b", NEAR), *asked("c")], (NEAR, ["a", "b"])),
        ([*asked("a", FAR), *asked("b", FAR)], (FAR, ["a", "b"])),
        ([*asked("a", NEAR), *asked("b")], ("", [])),
        ([*asked("a", NEAR)], ("", [])),
        ([*asked("a", NEAR), *asked("b", FAR)], ("", [])),
        ([*asked("a", NEAR), *asked("b", NEAR), *asked("c", FAR)], ("", [])),
        ([*asked("a", NEAR), *asked("b", NEAR, FAR)], ("", [])),
        ([*asked("a", NEAR), *asked("b", NEAR), *asked("c", basis="document")], ("", [])),
        # what does not count cannot widen the pool
        (
            [*asked("a", NEAR), *asked("b", NEAR), seen("c", "other", witnesses=FAR)],
            (NEAR, ["a", "b"]),
        ),
        ([], ("", [])),
    ],
)
def test_observers_that_asked_the_same_people_share_witnesses(testimonies, shared):
    pool, observers = shared_witnesses(group_by_observer(testimonies))
    assert (pool, [observer.origin for observer in observers]) == shared


def test_what_is_overstated_says_which_source_does_not_count_and_who_was_read_in_part(monkeypatch):
    claim = Claim("a", "one", 3, "event", "It is so.", (), "2008", evidence=Evidence.ROBUST)

    def said(*sources):
        monkeypatch.setattr(Claim, "testimonies", lambda claim, known: iter(sources))
        (problem,) = overstated_claim([claim], library.Library({}))
        return problem.message

    atlas = seen("atlas2001", "reference", role=Role.BACKGROUND)
    assert said(atlas).endswith(
        "rests on nothing that counts ('atlas2001', tier reference: its kind of source is not "
        "counted): cite a source that does"
    )
    study = seen("kim2010", "research", "survey", "Kim, Ann; Lo", is_summary=True)
    assert "(1 observer: Kim, Ann; Lo (of whose work only the opening was read)): lower it" in said(
        study
    )
