"""Rules of care for data: nothing that helps to find a person. No Sphinx here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..datasets.model import Dataset

_HARM = {
    "the age of a person": re.compile(
        r"\baged? \d|\d{1,3}[- ]years?[- ]old|\d{1,3} years of age", re.I
    ),
    "a sum of money": re.compile(r"\b(yuan|RMB|USD|dollars?|won)\b|[$¥₩]\s?\d", re.I),
    "an address": re.compile(r"https?://"),
    "a telephone number": re.compile(r"\+\d{1,3}[ -]\d[\d -]{6,}"),
    "coordinates": re.compile(
        r"\d{1,3}\.\d{3,}+(?:\s*+°)?+(?:\s*+[NSEW])?+(?:\s*+,\s*+|\s++)-?\d{1,3}\.\d{3,}"
    ),
}
"""What a cell may not hold. Only the last repetition of a form may give back what it took, so that
the time it takes grows with the length of the cell and no faster."""


def personal_data(datasets: Iterable[Dataset], places: Iterable[str]) -> Iterator[Problem]:
    """No table tells ages, sums or addresses; tables of single groups name no town either.

    :param places: towns and counties at the border, which stand only for themselves here
    """
    names = "|".join(map(re.escape, sorted(places)))
    towns = re.compile(rf"\b({names})\b") if names else None
    for dataset in datasets:
        harm = dict(_HARM)
        if dataset.narrowed and towns:
            harm["a town, which is narrowed to its province"] = towns
        for row in dataset.rows:
            for column, cell in row.cells.items():
                for what, form in harm.items():
                    if match := form.search(cell):
                        message = f"{column} holds {what} ({match[0]!r}): leave it out"
                        yield Problem(str(dataset.path), row.line, Rule.CARELESS_DATA, message)
