"""Rules for ids and for the head of a page. No Sphinx here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..dates import is_day
from ..permalinks.model import former_names
from ..problem import Problem, Slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..permalinks.model import Section

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
RESERVED = re.compile(r"p\d+|(ref|cite|cited|row|term)-.*")


def missing_label(sections: Iterable[Section]) -> Iterator[Problem]:
    """Every heading has an id that its author gave."""
    for section in sections:
        if not section.label:
            message = (
                f"the heading {section.title!r} has no label: "
                "put (some-id)= on the line before it, lower-case words and hyphens"
            )
            yield Problem(section.docname, section.line or 0, Slip.MISSING_LABEL, message)


def malformed_id(sections: Iterable[Section]) -> Iterator[Problem]:
    """An id is lower-case words and hyphens, and keeps off the reserved ones."""
    for section in sections:
        if not section.label:
            continue
        if not ID.fullmatch(section.label):
            message = f"the id {section.label!r} is not lower-case words and hyphens: rename it"
        elif RESERVED.fullmatch(section.label):
            message = (
                f"the id {section.label!r} is reserved (p and a number for paragraphs, "
                "ref-, cite- and cited- for sources, row- and term- for data): rename it"
            )
        else:
            continue
        yield Problem(section.docname, section.line or 0, Slip.MALFORMED_ID, message)


def page_id(docname: str) -> str:
    """Return the id that a page must have: its file name, or its folder's for ``index``.

    Pages for contributors begin with ``contributing-``; the cover is ``index``.
    """
    *folders, name = docname.split("/")
    if folders and folders[0] == "contributing":
        return "contributing" if name == "index" else f"contributing-{name}"
    return folders[-1] if name == "index" and folders else name


def misnamed_page(sections: Iterable[Section]) -> Iterator[Problem]:
    """A page has one title, whose id is the name of its file, so that links can be guessed."""
    titled: set[str] = set()
    for section in sections:
        wanted = page_id(section.docname)
        if section.level == 1 and section.docname in titled:
            message = f"the page has a title already: write '## {section.title}' for a section"
            yield Problem(section.docname, section.line or 0, Slip.MISNAMED_PAGE, message)
            continue
        if section.level == 1:
            titled.add(section.docname)
        if section.level == 1 and section.label and section.label != wanted:
            message = (
                f"the title has the id {section.label!r}: "
                f"call it {wanted!r} as the file, or rename the file"
            )
            yield Problem(section.docname, section.line or 0, Slip.MISNAMED_PAGE, message)


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
            yield Problem(docname, 0, Slip.PAGE_HEAD, message)
        elif is_day(edition) and head.get("reviewed", "") > edition:
            message = f"reviewed: {head['reviewed']} is after the edition of {edition}: correct it"
            yield Problem(docname, 0, Slip.PAGE_HEAD, message)
        description = str(head.get("description", "")).strip()
        if not description:
            message = "the page has no description: add 'description: …' to its front matter"
        elif len(description) > longest:
            message = f"the description has {len(description)} characters: at most {longest}"
        elif first.setdefault(description, docname) != docname:
            message = f"the description is that of {first[description]}: write one of its own"
        else:
            continue
        yield Problem(docname, 0, Slip.PAGE_HEAD, message)


def former_page(heads: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    """An address that a page had before is that of no other page, now or before."""
    first: dict[str, str] = {}
    for docname, head in sorted(heads.items()):
        for name in former_names(head):
            if name in heads:
                message = f"moved-from: {name} is a page of the book: take it out, or rename that"
            elif first.setdefault(name, docname) != docname:
                message = f"moved-from: {name} is claimed by {first[name]} too: keep one of them"
            else:
                continue
            yield Problem(docname, 0, Slip.PAGE_HEAD, message)
