"""The problems in the source text of pages, by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from .. import __version__
from .diagnostics import Problem, Rule
from .domains import PageDomain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

CUTTING = (Rule.OPEN_FENCE, Rule.UNREAD_MARKUP, Rule.DAMAGED_TEXT, Rule.PAGE_HEAD)
"""The rules whose breach takes ids, citations or front matter from a page."""


class MarkupDomain(PageDomain):
    """Problems in the source text of each page."""

    name = "markup"
    label = "Problems of markup"
    data_version = 3
    by_page: ClassVar[tuple[str, ...]] = ("problems", "unread")
    initial_data: ClassVar[dict[str, Any]] = {
        "problems": {},  # docname -> tuple of Problem
        "unread": {},  # docname -> arguments of directives that were not read
    }

    @property
    def problems_by_page(self) -> dict[str, tuple[Problem, ...]]:
        """The problems of each page."""
        return cast("dict[str, tuple[Problem, ...]]", self.data["problems"])

    def problems(self) -> Iterator[Problem]:
        """Yield the problems of all pages."""
        for problems in self.problems_by_page.values():
            yield from problems

    def is_complete(self) -> bool:
        """Whether every page is read whole: what stands in the rest of one may seem to be lost."""
        return not self.cut_pages()

    def cut_pages(self) -> frozenset[str]:
        """Return the pages of which a part was not read, or not as its author meant it."""
        return frozenset(self.data["unread"]).union(*map(self.pages_with, CUTTING))

    def refused_ids(self) -> dict[str, str]:
        """Return the arguments of directives that were not read; their kind is not known."""
        return {name: "" for names in self.data["unread"].values() for name in names if name}

    def refuse(self, docname: str, *names: str) -> None:
        """Keep the arguments of directives that were not read as such."""
        if names:
            unread = self.data["unread"]
            unread[docname] = (*unread.get(docname, ()), *names)

    def note(self, docname: str, *problems: Problem) -> None:
        """Add problems to those of a page."""
        if problems:
            noted = self.problems_by_page.get(docname, ())
            self.problems_by_page[docname] = (*noted, *problems)

    def pages_with(self, rule: Rule) -> frozenset[str]:
        """Return the pages that break a rule."""
        return frozenset(
            docname
            for docname, problems in self.problems_by_page.items()
            if any(problem.rule is rule for problem in problems)
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain."""
    app.add_domain(MarkupDomain)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
