"""The rule that keeps a chapter within the budgets of the meter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from .measures import measures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .model import Chapter

NAMED = 12
"""How many lines a message names at most."""


def prose_budget(chapters: Iterable[Chapter]) -> Iterator[Problem]:
    """A chapter with an argument is within the budgets of its sentences and parts.

    Budgets of claims and of the short answer are rules of claims and of the form of chapters.
    """
    for chapter in chapters:
        for measure in measures(chapter):
            if chapter.argument and measure.is_over and measure.advice:
                lines = ", ".join(map(str, measure.lines[:NAMED]))
                more = " …" if len(measure.lines) > NAMED else ""
                message = measure.message + (f"; see lines {lines}{more}" if lines else "")
                line = measure.lines[0] if measure.lines else 0
                yield Problem(chapter.name, line, Rule.PROSE_BUDGET, message)
