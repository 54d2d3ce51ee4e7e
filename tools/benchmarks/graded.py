"""Ask the search the questions of people who know neither the book nor its engine, and grade it.

A set is a CSV, ``questions.csv``, with the columns ``question``, ``asker``, ``grade3``, ``grade2``
and ``grade1``. The grades hold places, ``page#id`` or ``page`` without ``.html``, with spaces
between them: 3 is a place that answers, 2 a page on which one must read on, 1 one that is related.
A question without any place is about another subject, and the search should say so.

Run ``python tools/benchmarks/graded.py questions.csv _build/html`` after a build; it needs
Chromium. It prints how often an answer of grade 3 is the first, among three and among five, by who
asks, then how often readers are told that the book does not treat a question, and each bar.
No question is printed, so that a set can stay unseen.
"""

from __future__ import annotations

import argparse
import csv
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from quality import DEPTH, ask, current, is_correct, share, target
from serving import served
from weight import FLAGS, find_browser

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = ("question", "asker", "grade3", "grade2", "grade1")
DEPTHS = (1, 3, 5)
BARS = {"all": (65, 85, 90), "newcomer": (60, 80, 88)}
"""Least shares, in per cent, of answers of grade 3 within each of the depths, by who asks."""
TOLD = 85
"""Least share of the questions on other subjects that are told so, in per cent."""
WRONGLY_TOLD = 3
"""Greatest share of the other questions that are told so, in per cent."""
TREATED = "() => document.getElementById('search-results').dataset.treated !== 'false'"
"""Whether the page says that the book treats the question that was asked last."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, who asks it, and its places by grade, the best grade first."""

    text: str
    asker: str
    grades: tuple[tuple[str, ...], ...]

    @property
    def is_treated(self) -> bool:
        """Whether the book has any place for it."""
        return any(self.grades)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the search said: the grade of each link, and whether the book treats the question."""

    grades: tuple[int, ...]
    treated: bool

    def rank(self, least: int) -> int:
        """Return the place of the first link of a grade or a better one, from 1, or 0."""
        places = (place for place, grade in enumerate(self.grades, 1) if grade >= least)
        return next(places, 0)


def read_set(path: Path) -> list[Question]:
    """Return the questions of a set, in the order of the file.

    :raises ValueError: if a column is missing, or two questions are the same
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if missing := set(COLUMNS).difference(reader.fieldnames or ()):
            raise ValueError(f"{path}: without the columns {', '.join(sorted(missing))}")
        questions = [
            Question(
                *(row["question"].strip(), row["asker"].strip()),
                tuple(tuple(map(current, (row[name] or "").split())) for name in COLUMNS[2:]),
            )
            for row in reader
        ]
    if len({one.text.casefold() for one in questions}) < len(questions):
        raise ValueError(f"{path}: a question stands there twice")
    return questions


def table(answers: dict[Question, Answer]) -> list[str]:
    """Return lines with the shares of grade 3, and in five of 2 or more, by who asks."""
    groups: dict[str, list[Answer]] = {"all": []}
    for question, answer in answers.items():
        if question.is_treated:
            for name in ("all", question.asker):
                groups.setdefault(name, []).append(answer)
    lines = [f"{'asker':16}{'n':>4}{'first':>8}{'three':>8}{'five':>8}{'2 in 5':>8}"]
    for name, group in groups.items():
        ranks = [answer.rank(3) for answer in group]
        shares = [share(ranks, depth) for depth in DEPTHS] if group else []
        shares += [share([answer.rank(2) for answer in group], 5)] if group else []
        lines.append(f"{name:16}{len(group):4}" + "".join(f"{one:8.1f}" for one in shares))
    return lines


def bars(answers: dict[Question, Answer]) -> list[str]:
    """Return a line for each bar: whether it is met."""
    lines = []
    for asker, least in BARS.items():
        ranks = [
            answer.rank(3)
            for question, answer in answers.items()
            if question.is_treated and asker in ("all", question.asker)
        ]
        for depth, bar in zip(DEPTHS, least, strict=True):
            if ranks:
                reached = share(ranks, depth)
                lines.append(
                    f"{asker}: first {depth}: {reached:.1f}% of {bar}%: {met(reached >= bar)}"
                )
    for treated in (False, True):
        told = [
            not one.treated for question, one in answers.items() if question.is_treated == treated
        ]
        if told:
            part = 100 * sum(told) / len(told)
            is_met = part <= WRONGLY_TOLD if treated else part >= TOLD
            name = "questions that the book treats" if treated else "questions on other subjects"
            bar = f"at most {WRONGLY_TOLD}%" if treated else f"at least {TOLD}%"
            lines.append(f"{name}: {sum(told)} of {len(told)} told so, {bar}: {met(is_met)}")
    return lines


def met(is_met: bool) -> str:
    """Return the word for a bar."""
    return "met" if is_met else "not met"


def grade_all(questions: Iterable[Question], site: Path) -> dict[Question, Answer]:
    """Ask all questions on the page of search, and return the answers."""
    answers = {}
    with (
        served(site) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_browser(), args=FLAGS) as browser,
    ):
        page = browser.new_page()
        for question in questions:
            links = list(dict.fromkeys(ask(page, address, question.text)))[:DEPTH]
            found = [target(site, address, link) for link in links]
            grades = tuple(
                max(
                    (
                        3 - lower
                        for lower, places in enumerate(question.grades)
                        if any(is_correct(one, place) for place in places)
                    ),
                    default=0,
                )
                for one in found
            )
            answers[question] = Answer(grades, page.evaluate(TREATED))
    return answers


def main() -> None:
    """Parse the arguments, ask all questions and print the tables."""
    parser = argparse.ArgumentParser(description="Grade the search of the book.")
    parser.add_argument("set", type=Path, help="a CSV with " + ", ".join(COLUMNS))
    parser.add_argument("site", type=Path, help="a build of the book")
    options = parser.parse_args()
    try:
        questions = read_set(options.set)
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    answers = grade_all(questions, options.site.resolve())
    print(*table(answers), "", *bars(answers), sep="\n")


if __name__ == "__main__":
    main()
