"""Rules of care for data: nothing that helps to find a person. No Sphinx here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..problem import Problem, Slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..datasets.model import Dataset

_HARM = {
    "the age of a person": re.compile(r"\baged? \d|\d+[- ]years?[- ]old|\d+ years of age", re.I),
    "a sum of money": re.compile(r"\b(yuan|RMB|USD|dollars?|won)\b|[$¥₩]\s?\d", re.I),
    "an address": re.compile(r"https?://"),
    "a telephone number": re.compile(r"\+\d{1,3}[ -]\d[\d -]{6,}"),
    "coordinates": re.compile(r"\d{1,3}\.\d{3,}\s*°?\s*[NSEW]?,?\s+\d{1,3}\.\d{3,}"),
}


def careless_data(datasets: Iterable[Dataset], places: Iterable[str]) -> Iterator[Problem]:
    """No table tells ages, sums or addresses; tables of single groups name no town either.

    :param places: towns and counties at the border, which stand only for themselves here
    """
    towns = re.compile(r"\b(" + "|".join(map(re.escape, sorted(places))) + r")\b")
    for dataset in datasets:
        harm = dict(_HARM)
        if dataset.narrowed and towns.pattern != r"\b()\b":
            harm["a town, which is narrowed to its province"] = towns
        for row in dataset.rows:
            for column, cell in row.cells.items():
                for what, form in harm.items():
                    if match := form.search(cell):
                        message = f"{column} holds {what} ({match[0]!r}): leave it out"
                        yield Problem(str(dataset.path), row.line, Slip.CARELESS_DATA, message)
