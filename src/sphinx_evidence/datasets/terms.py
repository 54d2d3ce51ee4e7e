"""The glossary among the datasets: its columns, and the ids of its terms. No Sphinx here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.paths import ROW, TERM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import Dataset, Row

GLOSSARY = "glossary"
"""The dataset whose rows are terms, if it has the columns."""

LANGUAGES = {"english": "", "korean": "ko", "chinese": "zh-Hans"}
"""The columns with a headword, and the language of each; English needs none."""

SOUND = {"korean": "romanised", "chinese": "pinyin"}
"""The column that says how a headword sounds."""

NEEDED = (*LANGUAGES, *SOUND.values(), "variants", "definition", "note")
"""The columns that a glossary must have."""


def is_glossary(dataset: Dataset) -> bool:
    """Whether the rows of a dataset are terms."""
    return dataset.name == GLOSSARY and all(map(dataset.field, NEEDED))


def term_ids(dataset: Dataset, row: Row) -> Iterator[str]:
    """Yield the ids of the headwords of a row."""
    for name, language in LANGUAGES.items():
        if row.cells[name]:
            yield term_id(dataset, row, language)


def term_id(dataset: Dataset, row: Row, language: str = "") -> str:
    """Return the id of a headword: that of its row, with the language behind it if not English."""
    key = dataset.anchor(row).removeprefix(ROW)
    return f"{TERM}{key}-{language[:2]}" if language else f"{TERM}{key}"
