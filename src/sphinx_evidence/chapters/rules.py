"""Rules for front matter, for the form of a chapter, and for the date of its last review."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ..core.dates import is_day
from ..core.diagnostics import Problem, Rule
from ..core.structure import argument_of, description_of
from ..core.text import count_words, sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

MIN_CLAIMS, MAX_CLAIMS = 3, 8
"""How many claims a chapter without main claims may have, inclusive."""

MIN_MAIN, MAX_MAIN = 3, 5
"""How many of them may be main, inclusive."""

MIN_ANSWER, MAX_ANSWER = 90, 180
"""How many words a short answer may have, inclusive."""

ARGUMENT = 3
"""How many sentences an argument has."""

MAX_REVIEW_AGE = 18
"""Months after which a page should be reviewed against the evidence again."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """The facts about a chapter that the rules need.

    :param labels: the ids of its sections
    :param claims: number of its claims
    :param in_brief: whether it lists its own claims
    :param links: the pages that it links to by id
    :param main: number of its main claims
    :param lists_main: whether it lists its main claims
    :param answered: whether it has a short answer
    :param argued: whether it has an argument
    :param unlisted: whether it cites sources that it does not list
    """

    docname: str
    labels: frozenset[str]
    claims: int
    in_brief: bool
    links: frozenset[str]
    main: int = 0
    lists_main: bool = False
    answered: bool = False
    argued: bool = False
    unlisted: bool = False


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The short answer of a chapter, as text without citations.

    :param standfirst: its first sentence, which answers the title; empty if there is none
    :param paragraphs: its paragraphs
    :param links: the ids that it links to
    :param line: its line on the page
    """

    standfirst: str
    paragraphs: tuple[str, ...]
    links: frozenset[str]
    line: int = field(default=0, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The whole text, on one line."""
        return " ".join(filter(None, (self.standfirst, *self.paragraphs)))

    @property
    def words(self) -> int:
        """The number of words of its paragraphs."""
        return sum(map(count_words, self.paragraphs))


def chapter_form(chapters: Iterable[Chapter], skipped: Collection[str] = ()) -> Iterator[Problem]:
    """A chapter opens with its claims, says what is not known, and is linked both ways.

    :param skipped: pages that have a message already, as not all of their claims could be read
    """
    chapters = list(chapters)
    names = {chapter.docname for chapter in chapters}
    for chapter in chapters:
        if chapter.docname in skipped:
            continue
        for message in _chapter_errors(chapter, names, chapters):
            yield Problem(chapter.docname, 0, Rule.CHAPTER_FORM, message)


def _chapter_errors(chapter: Chapter, names: set[str], chapters: list[Chapter]) -> Iterator[str]:
    name = chapter.docname.rpartition("/")[2]
    others = names - {chapter.docname}
    if f"{name}-in-brief" not in chapter.labels or not chapter.in_brief:
        yield f"no section '{name}-in-brief' with a claim-list ':here:': open the chapter with it"
    if not any(label.endswith("-not-known") for label in chapter.labels):
        yield f"no section '{name}-not-known': say what is not known and what would settle it"
    if chapter.argued and not chapter.answered:
        yield "no short answer: add ':::{short-answer}' with one sentence under the title"
    yield from _claims_errors(chapter)
    if chapter.unlisted:
        yield "no list of its sources: end it with a section that has {chapter-sources}"
    if others and not chapter.links & others:
        yield "no link to another chapter: link what has a section of its own there"
    if others and not any(chapter.docname in other.links for other in chapters):
        yield "no other chapter links here: add a link where a reader would need it"


def _claims_errors(chapter: Chapter) -> Iterator[str]:
    """Yield what is wrong with the number of claims; a chapter with main ones may have many."""
    if not (chapter.main or chapter.answered or chapter.argued):
        if not MIN_CLAIMS <= chapter.claims <= MAX_CLAIMS:
            yield f"{chapter.claims} claims: a chapter has {MIN_CLAIMS} to {MAX_CLAIMS}"
    elif not MIN_MAIN <= chapter.main <= MAX_MAIN:
        yield (
            f"{chapter.main} main claims: give {MIN_MAIN} to {MAX_MAIN} claims ':main: 1' and so "
            "on, the weightiest first"
        )
    elif chapter.in_brief and not chapter.lists_main:
        yield "its claim-list ':here:' lists all claims: add ':main:'"


def short_answer_form(
    answers: Mapping[str, tuple[ShortAnswer, ...]], claims: Collection[str]
) -> Iterator[Problem]:
    """A short answer begins with one sentence, is short, and leads to claims.

    :param answers: those of each page
    :param claims: the ids of all claims
    """
    for docname, found in sorted(answers.items()):
        for answer in found:
            for message in _answer_errors(answer, found[0], claims):
                yield Problem(docname, answer.line, Rule.CHAPTER_FORM, message)


def _answer_errors(
    answer: ShortAnswer, first: ShortAnswer, claims: Collection[str]
) -> Iterator[str]:
    if answer is not first:
        yield "a second short answer: a page has one"
    if not answer.standfirst:
        yield "the short answer has no standfirst: write a sentence after {short-answer}"
    if not MIN_ANSWER <= answer.words <= MAX_ANSWER:
        yield (
            f"the short answer has {answer.words} words below its standfirst: write "
            f"{MIN_ANSWER} to {MAX_ANSWER}"
        )
    if answer.links.isdisjoint(claims):
        yield "the short answer links to no claim: link the words that say one, [words](#its-id)"


def page_head(
    heads: Mapping[str, Mapping[str, str]],
    chapters: Collection[str] = (),
    *,
    max_length: int = 155,
) -> Iterator[Problem]:
    """A page has a unique description, no longer than search engines display.

    A chapter may have an argument instead, whose first sentence is then its description.

    :param chapters: the names of the chapters
    :param max_length: most characters of a description
    """
    first: dict[str, str] = {}
    for docname, head in sorted(heads.items()):
        argument, description = argument_of(head), description_of(head)
        what = "first sentence of the argument" if argument else "description"
        if not description:
            message = "the page has no description: add 'description: …' to its front matter"
        elif argument and head.get("description"):
            message = "the page has an argument and a description: keep the argument"
        elif argument and docname not in chapters:
            message = "the page is no chapter: write 'description:' for 'argument:'"
        elif argument and (count := len(sentences(argument))) != ARGUMENT:
            message = f"the argument has {count} sentences: write {ARGUMENT} that can be retold"
        elif len(description) > max_length:
            message = f"the {what} has {len(description)} characters: at most {max_length}"
        elif first.setdefault(description, docname) != docname:
            message = f"the {what} is that of {first[description]}: write one of its own"
        else:
            continue
        yield Problem(docname, 0, Rule.PAGE_HEAD, message)


def review_date(heads: Mapping[str, Mapping[str, str]], edition: str) -> Iterator[Problem]:
    """The date of the last review is a day, and not after the edition.

    :param edition: ISO date of the edition, empty for none
    """
    for docname, head in sorted(heads.items()):
        if "reviewed" in head and not is_day(head["reviewed"]):
            message = f"reviewed: {head['reviewed']} is not a day such as 2026-11-24"
            yield Problem(docname, 0, Rule.PAGE_HEAD, message)
        elif is_day(edition) and head.get("reviewed", "") > edition:
            message = f"reviewed: {head['reviewed']} is after the edition of {edition}: correct it"
            yield Problem(docname, 0, Rule.PAGE_HEAD, message)


def stale_review(
    heads: Mapping[str, Mapping[str, str]], edition: str, max_age: int = MAX_REVIEW_AGE
) -> Iterator[Problem]:
    """A page was reviewed not long before the edition.

    :param heads: the front matter of each page; pages without a date of review are left out
    :param edition: ISO date of the edition; nothing is checked without one
    :param max_age: months between review and edition from which a page is reported
    """
    if not is_day(edition):
        return
    now = date.fromisoformat(edition)
    for docname, head in sorted(heads.items()):
        if is_day(head.get("reviewed", "")):
            reviewed = date.fromisoformat(head["reviewed"])
            months = (
                (now.year - reviewed.year) * 12
                + now.month
                - reviewed.month
                - (now.day < reviewed.day)
            )
            if months >= max_age:
                message = f"last reviewed {months} months before the edition: read it again"
                yield Problem(docname, 0, Rule.STALE_REVIEW, message)


def uncited_fact(facts: Mapping[str, Iterable[tuple[int, str]]]) -> Iterator[Problem]:
    """A number or a date in a chapter has a source, in its sentence or in one after it.

    :param facts: line and first words of sentences without one, by page
    """
    for docname, found in facts.items():
        for line, words in found:
            message = (
                f"nothing from '{words} …' to the end of the paragraph is cited: cite a source, "
                "or end what is your own with {inference}`◇`"
            )
            yield Problem(docname, line, Rule.UNCITED_FACT, message)
