"""The prose meter: what it reads of a page, what its patterns find, and its table."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from sphinx_evidence.claims.wording import transmission
from sphinx_evidence.core.text import sentences
from sphinx_evidence.prose.__main__ import chapters_in, main, marked, table
from sphinx_evidence.prose.measures import measures
from sphinx_evidence.prose.model import Chapter, Passage
from sphinx_evidence.prose.patterns import JOINT, PASSIVE, SIGNPOST, SOURCE_REMARK
from sphinx_evidence.prose.reading import read_chapter
from sphinx_evidence.prose.rules import prose_budget

PAGE = """\
---
argument: >-
  The river rises. The bells are late.
  So nobody is warned.
---

(flood)=
# Flood

:::{short-answer} Yes, it *rose*.

[It rose](#it-rose), because it rained {cite:p}`gauge2008flood{p. 4, art. b},watch2009river`.

Nobody knows why. {inference}`◇`
:::

(flood-in-brief)=
## Main findings

```{claim-list}
:here:
:main:
```

(flood-high)=
## How high

It rose {value}`levels:2008:metres` metres, says {cite:t}`smith2010sand{p. 9}`,
as a {term}`spate` does ({cite:p}`{see}gauge2008flood`).

:::{claim} it-rose
:kind: record
:main: 1
:as-of: 2008

The gauge read five metres {cite:p}`gauge2008flood{p. 7}`.
:::

:::{claim} it-fell
:kind: record

It fell, as the Courier reports.
:::

| a | b |
| - | - |
| 1 | 2 |

```{chart} levels
:alt: Bars.

Levels. They fall.
```

![A drawing](drawing.svg)

:::{reply} board-on-flood
:by: the Board

The Board says no {cite:p}`weirs2006register`.
:::

% a remark for authors

(flood-how-known)=
## How this is known

The report was read in a copy.

(flood-not-known)=
## What is not known

- Nothing was found.

(flood-key-works)=
## Key works

:::{key-works}
- {cite:t}`smith2010sand` A book.
:::
"""
CHAPTER = read_chapter("flood", PAGE)


def test_the_running_text_of_a_page_is_read_with_its_sources():
    assert CHAPTER.text == (
        Passage("Yes, it rose."),
        Passage("It rose, because it rained.", ("gauge2008flood", "watch2009river")),
        Passage("Nobody knows why."),
        Passage(
            "It rose 9 metres, says Smith2010sand,\nas a spate does ().",
            ("smith2010sand", "gauge2008flood"),
        ),
        Passage("The Board says no.", ("weirs2006register",)),
    )
    assert [passage.line for passage in CHAPTER.text] == [10, 12, 14, 28, 60]
    assert [passage.text for passage in CHAPTER.answer] == [
        *("It rose, because it rained.", "Nobody knows why."),
    ]


def test_the_claims_figures_and_argument_of_a_page_are_read():
    assert CHAPTER.argument == "The river rises. The bells are late. So nobody is warned."
    assert CHAPTER.figures == 2
    assert [(one.name, one.text, one.is_main) for one in CHAPTER.claims] == [
        ("it-rose", "The gauge read five metres.", True),
        ("it-fell", "It fell, as the Courier reports.", False),
    ]


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (
            SOURCE_REMARK,
            [
                "According to a newspaper it rose.",
                "The paper was not read.",
                "It fell, as the Courier reported.",
                "No count of bells was found.",
                "The act, read in a copy, says so.",
                "By the Bureau's account it rose.",
            ],
            [
                "Two officers told the Bureau that it rose.",
                "The Bureau found sand in the bend.",
                "Nobody has counted the bells.",
                "She can read the board.",
                "The guards were found to be asleep.",
            ],
        ),
        (
            SIGNPOST,
            [
                "This chapter asks how high it rose.",
                "The law is treated in Roads.",
                "On ice see Winter.",
                "The table above has the years.",
            ],
            [
                "Few see the board.",
                "How many bells are in Lowmere?",
                "The river is high.",
                "We see no reason.",
                "It is in Lowmere.",
            ],
        ),
        (
            JOINT,
            ["It rose because it rained.", "So nobody came.", "Yet it fell, since rain stopped."],
            ["It rose so far.", "It has fallen since 2008.", "It rose and fell.", "Since then no."],
        ),
        (
            PASSIVE,
            ["The road was cut.", "They were not warned.", "It has often been measured."],
            ["The river rose.", "It was high.", "They have measured it.", "It is red."],
        ),
    ],
)
def test_what_a_pattern_takes_and_leaves(pattern, yes, no):
    assert [one for one in yes if not pattern.search(one)] == []
    assert [one for one in no if pattern.search(one)] == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("It fell, according to the Courier.", "according to"),
        ("The river rose, as the Courier reports.", "as the Courier reports"),
        ("No count was found for this book.", "was found"),
        ("The board was found to be wet.", ""),
        ("The figure of five goes back to one gauge.", ""),
        ("China told the agency of seven returns.", ""),
        ("Nobody is known to have counted the bells.", ""),
    ],
)
def test_a_claim_that_names_its_transmission_is_known(statement, words):
    assert transmission(statement) == words


def test_how_it_is_known_what_is_not_known_and_key_works_are_read():
    assert CHAPTER.known == (Passage("The report was read in a copy."),)
    assert CHAPTER.unknown == (Passage("Nothing was found."),)
    assert CHAPTER.works == 1


def test_a_sentence_has_the_line_on_which_it_begins():
    passage = Passage("It rose. It\n\nfell in spring. It\nfroze.\nIt ran.", line=7)
    assert [(one.line, one.text) for one in passage.sentences] == [
        *((7, "It rose."), (7, "It fell in spring."), (9, "It froze."), (11, "It ran.")),
    ]


def test_the_figures_of_a_chapter():
    assert {measure.name: measure.value for measure in measures(CHAPTER)} == {
        **{"sentences": 5, "words each": 5, "remarks %": 0, "signposts %": 0},
        **{"passives %": 0, "joints %": 20, "most sources": 2, "paras over 4": 0},
        **{"claims": 2, "main": 1, "told by": 1, "long": 0, "figures": 2, "answer": 8},
        **{"known": 7, "gaps": 1, "works": 1},
    }


CROWDED = Chapter("a", "It rose.", text=(Passage("It was read.", tuple("abcde"), line=3),))


def test_what_is_outside_its_budget_is_marked():
    over = {measure.name: measure.text for measure in measures(CROWDED) if measure.is_over}
    assert over == {
        **{"words each": "3!", "remarks %": "100!", "passives %": "100!", "joints %": "0!"},
        **{"most sources": "5!", "paras over 4": "1!", "main": "0!", "figures": "0!"},
        **{"answer": "0!", "known": "0!", "gaps": "0!", "works": "0!"},
    }
    budgets = {measure.name: measure.budget for measure in measures(CROWDED)}
    assert (budgets["main"], budgets["remarks %"], budgets["joints %"], budgets["works"]) == (
        *("3-5", "<=8", ">=20", "5"),
    )


def test_each_budget_that_is_broken_is_one_problem_with_a_place_and_a_cure():
    problems = {problem.message: problem.line for problem in prose_budget([CROWDED])}
    assert [message.partition(":")[0] for message in problems] == [
        "its sentences have 3 words on average (15-25)",
        "100 % of its sentences say how a source was read, passed on or not found (<=8)",
        "100 % of its sentences are passive (<=20)",
        "0 % of its sentences have a because, so, but, although or yet (>=20)",
        "a paragraph cites 5 sources (<=4)",
        "it has no figure",
        "its section 'How this is known' has 0 words (120-200)",
        "it names 0 key works (5)",
    ]
    assert list(problems.values()) == [0, 3, 3, 0, 3, 0, 0, 0]
    assert "; see lines 3" in next(message for message in problems if "a paragraph" in message)


def test_a_chapter_without_an_argument_has_no_budget():
    assert list(prose_budget([replace(CROWDED, argument="")])) == []


def test_many_lines_are_not_all_named():
    text = tuple(Passage("It was read.", line=line) for line in range(1, 20))
    messages = [problem.message for problem in prose_budget([Chapter("a", "It.", text=text)])]
    (passives,) = (message for message in messages if "passive" in message)
    assert passives.endswith("see lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 …")


def test_an_empty_chapter_has_figures_too():
    assert {measure.value for measure in measures(Chapter("a"))} == {0}


def test_each_sentence_is_printed_with_its_marks():
    lines = list(marked([Passage("It was not read. So it rose.", line=7)]))
    assert lines == ["    7  r-p-  It was not read.", "    7  ---j  So it rose."]


def test_the_table_is_printed_with_each_argument(tmp_path, monkeypatch, capsys):
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "flood.md").write_text(PAGE, "utf-8")
    (tmp_path / "part" / "index.md").write_text("(part-in-brief)=\n# Part\n\n:here:\n", "utf-8")
    (tmp_path / "other.md").write_text("(other)=\n# Other\n\nText.\n", "utf-8")
    assert [chapter.name for chapter in chapters_in([tmp_path])] == ["flood"]
    monkeypatch.setattr(sys, "argv", ["prose", str(tmp_path), "--sentences"])
    assert main() == 0
    printed = capsys.readouterr().out
    assert "flood: The river rises. The bells are late." in printed
    assert "   12  ---j  It rose, because it rained." in printed
    head, budget, row, whole = table([CHAPTER]).splitlines()
    assert head.split()[0] == "sentences"
    assert budget.startswith("budget")
    assert row.split()[:2] == ["flood", "5"]
    assert whole.startswith("all of them")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It rose. It fell.", ["It rose.", "It fell."]),
        ("Dr. No rose (so he said). He fell.", ["Dr. No rose (so he said).", "He fell."]),
        ("On p. 4 it rose.", ["On p. 4 it rose."]),
        ("“It rose.” It fell.", ["“It rose.”", "It fell."]),
        ("", []),
    ],
)
def test_a_text_is_split_into_sentences(text, parts):
    assert sentences(text) == parts
