"""Warnings for authors: of type ``evidence``, with a rule as subtype and a location."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sphinx.util.logging import getLogger

from .diagnostics import FIRST_CAUSES
from .upstream import warning_handlers

if TYPE_CHECKING:
    from collections.abc import Container

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.config import Config

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


class FirstCauses(logging.Filter):
    """The places of the warnings of a build from which others may follow.

    It is a filter of the handler that prints warnings, and lets all of them pass.
    """

    def __init__(self) -> None:
        super().__init__()
        self.places: list[str] = []
        self.others = 0

    def filter(self, record: logging.LogRecord) -> bool:
        subtype = getattr(record, "subtype", "")
        if subtype in FIRST_CAUSES:
            self.places.append(f"{getattr(record, 'location', None)} [{subtype}]")
        else:
            self.others += 1
        return True

    def summary(self) -> str:
        """Return what to mend first, empty if nothing can follow from anything."""
        if not self.places or not self.others:
            return ""
        lines = ["mend these first, since other warnings may follow from them:"]
        return "\n  ".join(lines + self.places)


def follow(app: Sphinx, config: Config) -> None:
    """Watch the warnings of a build, and say at its end which to mend first."""
    causes = FirstCauses()
    for handler in warning_handlers():
        handler.addFilter(causes)

    def conclude(app: Sphinx, error: Exception | None) -> None:
        if summary := causes.summary():
            logger.info(summary)

    app.connect("build-finished", conclude)


def warning_count() -> int:
    """Return how many warnings the current build has printed."""
    found = (one for handler in warning_handlers() for one in handler.filters)
    return sum(len(one.places) + one.others for one in found if isinstance(one, FirstCauses))
