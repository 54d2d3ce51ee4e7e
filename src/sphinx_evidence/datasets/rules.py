"""Rules for datasets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from .terms import term_ids

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from .model import Dataset


def sourceless_row(datasets: Iterable[Dataset], sources: Container[str]) -> Iterator[Problem]:
    """Every row names its sources, and they are in the bibliography."""
    for dataset in datasets:
        for row in dataset.rows:
            where = (str(dataset.path), row.line)
            if not row.sources:
                message = "the row has no source: add the key of one to the column 'sources'"
                yield Problem(*where, Rule.SOURCELESS_ROW, message)
            for key in row.sources:
                if key not in sources:
                    message = f"no source has the key {key!r}: correct it or add the source"
                    yield Problem(*where, Rule.SOURCELESS_ROW, message)


def repeated_term_id(datasets: Iterable[Dataset]) -> Iterator[Problem]:
    """The ids of terms are unique, though the key of a row may end like a language."""
    for dataset in datasets:
        first: dict[str, int] = {}
        for row in dataset.rows:
            for name in term_ids(dataset, row):
                line = first.setdefault(name, row.line)
                if line != row.line:
                    key = ", ".join(dataset.key_of(row))
                    message = (
                        f"the key {key!r} gives the id {name!r}, as does line {line}: change one"
                    )
                    yield Problem(str(dataset.path), row.line, Rule.MALFORMED_TABLE, message)
