"""Rules against harm for translations: what readers see of a catalog, and what it adds.

The English is checked where it is written. A translation may not say more: no town, no currency and
no word about how people move that the English lacks. No message repeats what it found.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from sphinx_evidence.core.diagnostics import Problem, Rule
from sphinx_evidence.core.extras import TRANSLATIONS
from sphinx_evidence.translations.catalogs import read_messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

TABLE = "translated.csv"
"""The words of other languages, among the lists of the checks, each with its English."""

_STRING = re.compile(r'(?:(msgid(?:_plural)?|msgstr(?:\[\d\])?) )?"(.*)"')


def translated_text(catalog: str) -> str:
    """Return the lines of a catalog with translations only, all others empty."""
    lines, shown = [], False
    for line in catalog.split("\n"):
        found = _STRING.fullmatch(line)
        if found and found[1]:
            shown = found[1].startswith("msgstr")
        lines.append(found[2].replace('\\"', '"') if found and shown else "")
    return "\n".join(lines)


def read_words(path: Path) -> dict[str, frozenset[str]]:
    """Return words of other languages by the English that they stand for; a book need not have it.

    Cells with several words have semicolons.
    """
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as table:
        rows = [list(row.values()) for row in csv.DictReader(table)]
    return {
        english: frozenset(word for cell in cells for word in cell.split(";") if word)
        for english, *cells in rows
    }


def catalog_problems(path: Path, words: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """Yield what is wrong with the head of a catalog, and what its translations add."""
    messages, problems = read_messages(path) if TRANSLATIONS.is_installed else ([], [])
    yield from problems
    for message in messages:
        for english, others in words.items():
            is_said = re.search(rf"(?<!\w){re.escape(english)}", message.source, re.IGNORECASE)
            if not is_said and any(other in message.translation for other in others):
                what = (
                    "the translation has a town, a currency or a word about how people move that "
                    f"the English lacks ({TABLE}): say what the English says"
                )
                yield Problem(str(path), message.line, Rule.PERSONAL_DATA, what)
                break
