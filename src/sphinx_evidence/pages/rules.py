"""Rules for front matter, for the form of a chapter, and for the date of its last review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..core.dates import is_day
from ..core.diagnostics import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

MIN_CLAIMS, MAX_CLAIMS = 3, 8
"""How many claims a chapter may have, inclusive."""

MAX_REVIEW_AGE = 18
"""Months after which a page should be reviewed against the evidence again."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """The facts about a chapter that the rules need.

    :param labels: the ids of its sections
    :param claims: number of its claims
    :param in_brief: whether it lists its own claims
    :param links: the pages that it links to by id
    """

    docname: str
    labels: frozenset[str]
    claims: int
    in_brief: bool
    links: frozenset[str]


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
    if not MIN_CLAIMS <= chapter.claims <= MAX_CLAIMS:
        yield f"{chapter.claims} claims: a chapter has {MIN_CLAIMS} to {MAX_CLAIMS}"
    if others and not chapter.links & others:
        yield "no link to another chapter: link what has a section of its own there"
    if others and not any(chapter.docname in other.links for other in chapters):
        yield "no other chapter links here: add a link where a reader would need it"


def page_head(
    heads: Mapping[str, Mapping[str, str]], max_length: int = 155, edition: str = ""
) -> Iterator[Problem]:
    """A page has a unique description, no longer than search engines display.

    :param max_length: most characters of a description
    :param edition: ISO date of the edition, after which no page can have been reviewed for it
    """
    first: dict[str, str] = {}
    for docname, head in sorted(heads.items()):
        if "reviewed" in head and not is_day(head["reviewed"]):
            message = f"reviewed: {head['reviewed']} is not a day such as 2026-11-24"
            yield Problem(docname, 0, Rule.PAGE_HEAD, message)
        elif is_day(edition) and head.get("reviewed", "") > edition:
            message = f"reviewed: {head['reviewed']} is after the edition of {edition}: correct it"
            yield Problem(docname, 0, Rule.PAGE_HEAD, message)
        description = str(head.get("description", "")).strip()
        if not description:
            message = "the page has no description: add 'description: …' to its front matter"
        elif len(description) > max_length:
            message = f"the description has {len(description)} characters: at most {max_length}"
        elif first.setdefault(description, docname) != docname:
            message = f"the description is that of {first[description]}: write one of its own"
        else:
            continue
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
