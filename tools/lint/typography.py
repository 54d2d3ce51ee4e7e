"""The rule for quotation marks in tables, whose cells are displayed as they are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_evidence.core.diagnostics import Problem, Rule
from sphinx_evidence.data.model import WORK

from .addresses import without_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_evidence.data.model import Dataset

_STRAIGHT = re.compile(r"(?<=[^\W\d_])['\"]|['\"](?=[^\W\d_])")
"""A mark beside a letter; beside a figure it may be a foot, an inch or a minute."""


def straight_quote(datasets: Iterable[Dataset]) -> Iterator[Problem]:
    """No cell has a typewriter's apostrophe or quotation mark; in pages the build converts them.

    The notes are left out: they are working papers, of which cards show some.
    """
    for dataset in datasets:
        if any(WORK in row.cells for row in dataset.rows[:1]):
            continue
        for row in dataset.rows:
            for column, cell in row.cells.items():
                if _STRAIGHT.search(without_addresses(cell)):
                    message = (
                        f"{column!r} has a straight quotation mark: type ’, ‘ and ’ or “ and ”"
                    )
                    yield Problem(str(dataset.path), row.line, Rule.MALFORMED_TABLE, message)
