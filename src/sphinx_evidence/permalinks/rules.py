"""Rules for ids and for former addresses. No Sphinx here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..core.structure import former_names
from .model import generated, id_error, page_name_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .model import Section


def missing_label(sections: Iterable[Section]) -> Iterator[Problem]:
    """Every heading has an id that its author gave."""
    for section in sections:
        if not section.label:
            message = (
                f"the heading {section.title!r} has no label: "
                "put (some-id)= on the line before it, lower-case words and hyphens"
            )
            yield Problem(section.docname, section.line or 0, Rule.MISSING_LABEL, message)


def malformed_id(sections: Iterable[Section]) -> Iterator[Problem]:
    """An id is lower-case words and hyphens, and keeps off the reserved ones."""
    for section in sections:
        if section.label and (error := id_error(section.label)):
            message = f"the id {section.label!r} {error}: rename it"
            yield Problem(section.docname, section.line or 0, Rule.MALFORMED_ID, message)


def generated_page(docnames: Iterable[str]) -> Iterator[Problem]:
    """No page has the address of something that the build makes."""
    for docname in sorted(docnames):
        if generated(docname):
            message = "the build writes something of its own at this address: rename the file"
            yield Problem(docname, 0, Rule.MISNAMED_PAGE, message)


def page_id(docname: str, contributing: str = "") -> str:
    """Return the id that a page must have: its file name, or its folder's for ``index``.

    The cover is ``index``.

    :param contributing: the folder with pages for contributors, whose ids begin with its name, so
        that they do not take the short ids from the pages for readers; empty if there is none
    """
    *folders, name = docname.split("/")
    if folders and folders[0] == contributing:
        return contributing if name == "index" else f"{contributing}-{name}"
    return folders[-1] if name == "index" and folders else name


def misnamed_page(sections: Iterable[Section], contributing: str = "") -> Iterator[Problem]:
    """A page has one title, whose id is the name of its file, so that links can be guessed.

    :param contributing: as for :func:`page_id`
    """
    titled: set[str] = set()
    for section in sections:
        wanted = page_id(section.docname, contributing)
        if section.level == 1 and section.docname in titled:
            message = f"the page has a title already: write '## {section.title}' for a section"
            yield Problem(section.docname, section.line or 0, Rule.MISNAMED_PAGE, message)
            continue
        if section.level == 1:
            titled.add(section.docname)
        if section.level == 1 and section.label and section.label != wanted:
            message = (
                f"the title has the id {section.label!r}: "
                f"call it {wanted!r} as the file, or rename the file"
            )
            yield Problem(section.docname, section.line or 0, Rule.MISNAMED_PAGE, message)


def former_page(heads: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    """An address that a page had before is one, and that of no other page, now or before."""
    first: dict[str, str] = {}
    for docname, head in sorted(heads.items()):
        for name in former_names(head):
            if error := page_name_error(name):
                message = f"moved-from: {name} {error}"
            elif name in heads:
                message = f"moved-from: {name} is a page of the book: take it out, or rename that"
            elif first.setdefault(name, docname) != docname:
                message = f"moved-from: {name} is claimed by {first[name]} too: keep one of them"
            else:
                continue
            yield Problem(docname, 0, Rule.PAGE_HEAD, message)
