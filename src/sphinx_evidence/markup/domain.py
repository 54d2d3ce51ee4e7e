"""What is wrong with the text of pages, by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from ..core.diagnostics import Problem, Rule
from ..core.domains import PageDomain

if TYPE_CHECKING:
    from collections.abc import Iterator


class MarkupDomain(PageDomain):
    """Faults of text by page."""

    name = "markup"
    label = "Faults of text"
    data_version = 1
    by_page: ClassVar[tuple[str, ...]] = ("problems",)
    initial_data: ClassVar[dict[str, Any]] = {"problems": {}}  # docname -> tuple of Problem

    @property
    def noted(self) -> dict[str, tuple[Problem, ...]]:
        """What is wrong with the text of each page."""
        return cast("dict[str, tuple[Problem, ...]]", self.data["problems"])

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the text of pages."""
        for noted in self.noted.values():
            yield from noted

    def note(self, docname: str, *problems: Problem) -> None:
        """Add to what is wrong with a page."""
        if problems:
            self.noted[docname] = (*self.noted.get(docname, ()), *problems)

    def pages_with(self, rule: Rule) -> frozenset[str]:
        """Return the pages that break a rule."""
        return frozenset(
            docname
            for docname, problems in self.noted.items()
            if any(problem.rule is rule for problem in problems)
        )

    def is_open(self, docname: str, line: int) -> bool:
        """Return whether the fence that begins on a line of a page is not closed."""
        return any(
            problem.line == line and problem.rule is Rule.OPEN_FENCE
            for problem in self.noted.get(docname, ())
        )
