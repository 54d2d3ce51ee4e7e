"""The headwords of a glossary: their languages and their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.paths import ROW, TERM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import Dataset, Row


def languages(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield each column of headwords with the BCP 47 tag of its language, empty for the first."""
    headwords = dataset.roles.glossary.headwords if dataset.roles.glossary else ()
    for number, name in enumerate(headwords):
        field = dataset.field(name)
        yield name, field.language if field and number else ""


def term_ids(dataset: Dataset, row: Row) -> Iterator[str]:
    """Yield the ids of the headwords of a row."""
    for name, language in languages(dataset):
        if row.cells[name]:
            yield term_id(dataset, row, language)


def term_id(dataset: Dataset, row: Row, language: str = "") -> str:
    """Return the id of a headword: that of its row, and the language of all but the first."""
    key = dataset.anchor(row).removeprefix(ROW)
    primary = language.partition("-")[0]
    return f"{TERM}{key}-{primary}" if primary else f"{TERM}{key}"
