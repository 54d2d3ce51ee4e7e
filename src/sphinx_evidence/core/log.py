"""One way to warn an author: type ``evidence``, a named subtype, always a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.logging import getLogger

if TYPE_CHECKING:
    from collections.abc import Container

    from docutils.nodes import Node

    from .diagnostics import Problem, Rule

logger = getLogger(__name__)


def warn(rule: Rule, message: str, location: Node | tuple[str, int | None] | str | None) -> None:
    """Log one warning that ``-W`` turns into an error.

    :param rule: which rule was broken
    :param message: what is wrong and what to do
    :param location: the node, ``(docname, line)`` or ``"file:line"`` where it stands
    """
    logger.warning("%s", message, location=location, type="evidence", subtype=rule.value)


def warn_of(problem: Problem, pages: Container[str] = ()) -> None:
    """Log a problem in a file, or in a page if its path is the name of one.

    :param pages: names of all pages
    """
    if problem.path in pages:
        warn(problem.rule, problem.message, (problem.path, problem.line or None))
    else:
        warn(problem.rule, problem.message, f"{problem.path}:{problem.line or 1}")
