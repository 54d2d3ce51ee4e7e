"""Rules for the form of a chapter, and for its age. No Sphinx here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..core.dates import is_day
from ..core.diagnostics import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

FEWEST, MOST = 3, 8
"""How many claims a chapter may have."""

OLDEST = 18
"""Months after which a page should be read against the evidence again."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What the rules need to know of a chapter.

    :param labels: the ids of its sections
    :param claims: how many claims it has
    :param in_brief: whether it lists its own claims
    :param links: the pages that it leads to by id
    """

    docname: str
    labels: frozenset[str]
    claims: int
    in_brief: bool
    links: frozenset[str]


def chapter_form(chapters: Iterable[Chapter], misread: Collection[str] = ()) -> Iterator[Problem]:
    """A chapter opens with its claims, says what is not known, and is linked both ways.

    :param misread: pages that were named already, because their claims could not all be read
    """
    chapters = list(chapters)
    names = {chapter.docname for chapter in chapters}
    for chapter in chapters:
        if chapter.docname in misread:
            continue
        for message in _wrong(chapter, names, chapters):
            yield Problem(chapter.docname, 0, Rule.CHAPTER_FORM, message)


def _wrong(chapter: Chapter, names: set[str], chapters: list[Chapter]) -> Iterator[str]:
    name = chapter.docname.rpartition("/")[2]
    others = names - {chapter.docname}
    if f"{name}-in-brief" not in chapter.labels or not chapter.in_brief:
        yield f"no section '{name}-in-brief' with a claim-list ':here:': open the chapter with it"
    if not any(label.endswith("-not-known") for label in chapter.labels):
        yield f"no section '{name}-not-known': say what is not known and what would settle it"
    if not FEWEST <= chapter.claims <= MOST:
        yield f"{chapter.claims} claims: a chapter has {FEWEST} to {MOST}"
    if others and not chapter.links & others:
        yield "no link to another chapter: link what has a section of its own there"
    if others and not any(chapter.docname in other.links for other in chapters):
        yield "no other chapter links here: add a link where a reader would need it"


def page_head(
    heads: Mapping[str, Mapping[str, str]], longest: int = 155, edition: str = ""
) -> Iterator[Problem]:
    """A page begins with a description of its own, no longer than search engines show.

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
        elif len(description) > longest:
            message = f"the description has {len(description)} characters: at most {longest}"
        elif first.setdefault(description, docname) != docname:
            message = f"the description is that of {first[description]}: write one of its own"
        else:
            continue
        yield Problem(docname, 0, Rule.PAGE_HEAD, message)


def stale_review(
    heads: Mapping[str, Mapping[str, str]], edition: str, oldest: int = OLDEST
) -> Iterator[Problem]:
    """A page was read against the evidence not long before the edition.

    :param heads: the front matter of each page; pages without a day of review are left out
    :param edition: ISO date of the edition; nothing is checked without one
    :param oldest: months between review and edition from which a page is named
    """
    if not is_day(edition):
        return
    now = date.fromisoformat(edition)
    for docname, head in sorted(heads.items()):
        if is_day(head.get("reviewed", "")):
            then = date.fromisoformat(head["reviewed"])
            months = (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)
            if months >= oldest:
                message = f"last reviewed {months} months before the edition: read it again"
                yield Problem(docname, 0, Rule.STALE_REVIEW, message)
