"""The problems in the source text of pages, by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from ..core.diagnostics import Problem, Rule
from ..core.domains import PageDomain

if TYPE_CHECKING:
    from collections.abc import Iterator


class MarkupDomain(PageDomain):
    """Problems in the source text of each page."""

    name = "markup"
    label = "Problems of markup"
    data_version = 1
    by_page: ClassVar[tuple[str, ...]] = ("problems",)
    initial_data: ClassVar[dict[str, Any]] = {"problems": {}}  # docname -> tuple of Problem

    @property
    def problems_by_page(self) -> dict[str, tuple[Problem, ...]]:
        """The problems of each page."""
        return cast("dict[str, tuple[Problem, ...]]", self.data["problems"])

    def problems(self) -> Iterator[Problem]:
        """Yield the problems of all pages."""
        for problems in self.problems_by_page.values():
            yield from problems

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

    def is_open(self, docname: str, line: int) -> bool:
        """Return whether the fence that begins on this line of a page is never closed."""
        return any(
            problem.line == line and problem.rule is Rule.OPEN_FENCE
            for problem in self.problems_by_page.get(docname, ())
        )
