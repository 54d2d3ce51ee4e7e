"""What the tool for authors reads of a page, the forms and repetitions that it finds."""

from __future__ import annotations

import pytest

from sphinx_evidence.claims.rules import transmission
from sphinx_evidence.core.text import sentences
from tools.__main__ import main
from tools.prose.command import chapters_in
from tools.prose.forms import forbidden_forms, known_count
from tools.prose.model import Chapter, Passage, Sentence
from tools.prose.reading import read_chapter
from tools.prose.repeats import said_in, said_twice

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


def test_the_running_text_of_a_page_is_read():
    assert CHAPTER.text == (
        Passage("Yes, it rose."),
        Passage("It rose, because it rained."),
        Passage("Nobody knows why."),
        Passage("It rose 9 metres, says Smith2010sand,\nas a spate does ()."),
        Passage("The Board says no."),
    )
    assert [passage.line for passage in CHAPTER.text] == [10, 12, 14, 28, 60]


def test_the_claims_of_a_page_are_read():
    assert CHAPTER.claims == (
        Sentence("The gauge read five metres.", 36),
        Sentence("It fell, as the Courier reports.", 42),
    )


def test_inferences_are_counted_where_they_open_a_paragraph_and_where_they_stand_alone():
    assert (CHAPTER.inferences, CHAPTER.opening, CHAPTER.alone) == (1, 1, 1)
    text = "(a)=\n# A\n\nIt fell {cite:p}`x2008y`. So it rose. {inference}`◇` It ran.\n"
    other = read_chapter("a", text)
    assert (other.inferences, other.opening, other.alone) == (1, 0, 0)
    assert [one.text for one in other.sentences] == ["It fell.", "So it rose.", "It ran."]


def chapter(*texts: str) -> Chapter:
    """Return a chapter of paragraphs, one on each line."""
    return Chapter("a.md", text=tuple(Passage(one, line=at) for at, one in enumerate(texts, 1)))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (
            "How many live there nobody is known to have counted.",
            "How many live there? Nobody has counted.",
        ),
        ("Sure are the works, because satellites saw them.", "The works are certain."),
        ("It is not known to have answered.", "It has not answered."),
        ("They were poor, by a review of few studies.", "They came by a road."),
        ("By an account of 2004 it rose.", "They went by another way."),
        ("North Koreans whom it finds are sent back.", "Those it finds are sent back."),
        ("Whoever applies may stay.", "Anyone who applies may stay."),
        ("A commission has about 30 returned.", "A commission has 30 members."),
        ("They come for work, it said to 2024.", "They came from 1998 to 2024."),
        ("The numbers in print differ.", "The printed numbers differ."),
        ("It binds only the own side.", "It binds only its own side."),
    ],
)
def test_a_forbidden_form_is_found_with_its_line_and_its_cure(wrong, right):
    (remark, *_rest) = forbidden_forms(chapter(right, wrong))
    assert (remark.line, remark.sentence) == (2, wrong)
    assert ":" in remark.text or "'" in remark.text
    assert list(forbidden_forms(chapter(right))) == []


def test_known_is_counted_in_the_text_and_in_what_is_not_known():
    assert known_count(read_chapter("flood", PAGE)) == 0
    assert known_count(chapter("It is known. It is unknown, as is well known.")) == 2


def test_a_finding_said_twice_is_found_across_chapters_and_claims():
    one = chapter("In spring the river rose five metres above the lower bridge near Lowmere.")
    claim = Sentence("The river rose five metres above the lower bridge in spring.", 1)
    other = Chapter("b.md", text=(Passage("Nobody rang the bells of Lowmere that night."),))
    pairs = list(said_twice(said_in([one, Chapter("c.md", claims=(claim,)), other])))
    assert [(first.page, second.page) for first, second in pairs] == [("a.md", "c.md")]


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


def test_what_is_not_known_is_read():
    assert CHAPTER.unknown == (Passage("Nothing was found."),)


def test_a_sentence_has_the_line_on_which_it_begins():
    passage = Passage("It rose. It\n\nfell in spring. It\nfroze.\nIt ran.", line=7)
    assert [(one.line, one.text) for one in passage.sentences] == [
        *((7, "It rose."), (7, "It fell in spring."), (9, "It froze."), (11, "It ran.")),
    ]


def test_what_is_found_is_printed_and_stops_nothing(tmp_path, capsys):
    (tmp_path / "part").mkdir()
    page = PAGE.replace("Nobody knows why.", "Why it rose nobody is known to have said.")
    (tmp_path / "part" / "flood.md").write_text(page, "utf-8")
    (tmp_path / "part" / "index.md").write_text("(part-in-brief)=\n# Part\n\n:here:\n", "utf-8")
    (tmp_path / "other.md").write_text("(other)=\n# Other\n\nText.\n", "utf-8")
    assert [found.name for found in chapters_in([tmp_path])] == [str(tmp_path / "part/flood.md")]
    assert main(["prose", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "1 ◇ (1 at the head of a paragraph, 1 alone)" in printed
    assert "flood.md:14: says 'is known to'" in printed


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
