"""Warnings for authors: of type ``evidence``, with a rule as subtype and a location."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.logging import getLogger

if TYPE_CHECKING:
    from collections.abc import Container

    from docutils.nodes import Node

    from .diagnostics import Problem, Rule

logger = getLogger(__name__)


def warn(rule: Rule, message: str, location: Node | tuple[str, int | None] | str | None) -> None:
    """Log a warning, which ``-W`` turns into an error.

    :param rule: the rule that was broken
    :param message: what is wrong and what to do
    :param location: the node, ``(docname, line)`` or ``"file:line"``
    """
    logger.warning("%s", message, location=location, type="evidence", subtype=rule.value)


def warn_of(problem: Problem, pages: Container[str] = ()) -> None:
    """Log a problem in a file, or in a page if its path is a docname.

    :param pages: the docnames of all pages
    """
    if problem.path in pages:
        warn(problem.rule, problem.message, (problem.path, problem.line or None))
    else:
        warn(problem.rule, problem.message, f"{problem.path}:{problem.line or 1}")
