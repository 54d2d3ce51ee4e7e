"""Rules for ids and for former addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..core.structure import former_names
from .model import generated, id_error, page_name_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..core.records import Citable
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
    """An id is lower-case words and hyphens, and none of the reserved ones."""
    for section in sections:
        if section.label and (error := id_error(section.label)):
            message = f"the id {section.label!r} {error}: rename it"
            yield Problem(section.docname, section.line or 0, Rule.MALFORMED_ID, message)


def citable_id(citables: Iterable[Citable], sections: Iterable[Section]) -> Iterator[Problem]:
    """The id of a citable object is well formed, and used only once in the book.

    :param citables: the objects of all kinds but headings, which have rules of their own
    :param sections: all headings, whether or not they can be cited
    """
    first = {section.label: section.docname for section in sections if section.label}
    titles = {(section.docname, section.label) for section in sections if section.level == 1}
    for citable in citables:
        if citable.is_page and (citable.docname, citable.id) in titles:
            continue  # the heading is checked
        what = f"the id of the {citable.kind} {citable.id!r}"
        if error := id_error(citable.id):
            message = f"{what} {error}: rename it"
            yield Problem(citable.docname, citable.line, Rule.MALFORMED_ID, message)
        elif citable.id in first:
            message = f"{what} is used in {first[citable.id]} too: rename one"
            yield Problem(citable.docname, citable.line, Rule.DUPLICATE_ID, message)
        first.setdefault(citable.id, citable.docname)


def generated_page(docnames: Iterable[str]) -> Iterator[Problem]:
    """No page has an address that the build generates itself."""
    for docname in sorted(docnames):
        if generated(docname):
            message = "the build generates this address itself: rename the file"
            yield Problem(docname, 0, Rule.MISNAMED_PAGE, message)


def page_id(docname: str, contributing: str = "") -> str:
    """Return the id that a page must have: its file name, or that of its folder for ``index``.

    The id of the cover is ``index``.

    :param contributing: the folder of the pages for contributors, whose ids include their folders,
        such as ``contributing-decisions-theme``, so that they do not take the short ids of pages
        for readers; empty if there is none
    """
    *folders, name = docname.split("/")
    if folders and folders[0] == contributing:
        return "-".join(folders if name == "index" else [*folders, name])
    return folders[-1] if name == "index" and folders else name


def misnamed_page(sections: Iterable[Section], contributing: str = "") -> Iterator[Problem]:
    """A page has one title, whose id is the name of its file, so that links are predictable.

    :param contributing: as for :func:`page_id`
    """
    titled: set[str] = set()
    for section in sections:
        required = page_id(section.docname, contributing)
        if section.level == 1 and section.docname in titled:
            message = f"the page already has a title: write '## {section.title}' for a section"
            yield Problem(section.docname, section.line or 0, Rule.MISNAMED_PAGE, message)
            continue
        if section.level == 1:
            titled.add(section.docname)
        if section.level > 1 or id_error(section.label):  # the rule above names it
            continue
        if section.label != required:
            message = (
                f"the title has the id {section.label!r}: "
                f"change it to {required!r}, the name of the file, or rename the file"
            )
            yield Problem(section.docname, section.line or 0, Rule.MISNAMED_PAGE, message)


def former_page(front_matter: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    """The former address of a page is valid, and belongs to no other page, now or before.

    :param front_matter: that of each page by its docname
    """
    owners: dict[str, str] = {}
    for docname, fields in sorted(front_matter.items()):
        for name in former_names(fields):
            if error := page_name_error(name):
                message = f"moved-from: {name} {error}"
            elif name in front_matter:
                message = f"moved-from: {name} is a page of the book: delete it, or rename the page"
            elif owners.setdefault(name, docname) != docname:
                message = f"moved-from: {name} is also in {owners[name]}: keep one of them"
            else:
                continue
            yield Problem(docname, 0, Rule.PAGE_HEAD, message)
