"""Print where translations do not use the words of ``terms.csv``, or words that it advises against.

It is for translators to judge: a word may be right for once, or the table lack one of its forms.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_evidence.core.languages import FILE, read_languages
from sphinx_evidence.translations.catalogs import State, read_messages

from .errors import ToolError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from sphinx_evidence.translations.catalogs import Message

    from .paths import Paths

_ROLE = re.compile(r"\{[a-z:]+\}`[^`]*`|\(#[^)]*\)")
"""What no reader reads: roles and the targets of links."""

TABLE = "terms.csv"
"""The table, in the folder of the data: ``concept``, ``english``, a column for the folder of each
language, ``avoid`` and ``note``. A cell with several forms has semicolons."""


class Term(NamedTuple):
    """How a concept is called.

    :param english: its forms in English
    :param forms: those in a language, none if that is not settled
    :param avoid: words of any language that are not to be used for it
    """

    english: tuple[str, ...]
    forms: tuple[str, ...]
    avoid: tuple[str, ...]


def run(paths: Paths, options: Namespace) -> int:
    """Print a line for each place; return 0.

    :raises ToolError: if the book has no such table
    """
    table = paths.data_file(TABLE)
    if table is None:
        raise ToolError(f"{paths.data / TABLE} is not there: make it to have terms compared")
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    languages, _problems = read_languages(paths.data / FILE)
    for language in languages:
        terms = [
            Term(_forms(row["english"]), _forms(row.get(language.folder)), _forms(row["avoid"]))
            for row in rows
        ]
        for path in sorted(paths.locales.joinpath(language.code).rglob("*.po")):
            messages, _problems = read_messages(path)
            for line, remark in remarks(messages, terms):
                print(f"{path}:{line}: {remark}")
    return 0


def _forms(cell: str | None) -> tuple[str, ...]:
    return tuple(form.strip() for form in (cell or "").split(";") if form.strip())


def remarks(messages: Iterable[Message], terms: Iterable[Term]) -> Iterator[tuple[int, str]]:
    """Yield the line of a message, and what term it lacks or what word it should not have."""
    terms = list(terms)
    for message in messages:
        if message.state is not State.CURRENT:
            continue
        source = _ROLE.sub("", message.source)
        for english, forms, avoid in terms:
            said = next((one for one in english if _has(source, one)), "")
            if said and forms and not any(form in message.translation for form in forms):
                yield message.line, f"“{said}” is not {' or '.join(forms)}"
            for word in (one for one in avoid if one in message.translation):
                better = f": say {' or '.join(forms)}" if forms else ""
                yield message.line, f"{word} is a word to avoid{better}"


def _has(text: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE) is not None
