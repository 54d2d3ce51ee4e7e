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
    "an address": re.compile(r"https?://"),
    "a telephone number": re.compile(r"\+\d{1,3}[ -]\d[\d -]{6,}"),
    "coordinates": re.compile(
        r"\d{1,3}\.\d{3,}+(?:\s*+°)?+(?:\s*+[NSEW])?+(?:\s*+,\s*+|\s++)-?\d{1,3}\.\d{3,}"
    ),
}
"""What a cell may not hold. Only the last repetition of a form may give back what it took, so that
the time it takes grows with the length of the cell and no faster."""


def money(currencies: Iterable[str]) -> re.Pattern[str] | None:
    """Return the form of a sum of money: a word for a currency, or a sign before a figure.

    :param currencies: words and signs; without any there is no form
    """
    items = sorted(currencies)
    words = "|".join(re.escape(item) for item in items if item.isalpha())
    signs = "|".join(re.escape(item) for item in items if not item.isalpha())
    forms = [rf"\b(?:{words})\b"] * bool(words) + [rf"(?:{signs})\s?\d"] * bool(signs)
    return re.compile("|".join(forms), re.I) if forms else None


def personal_data(
    datasets: Iterable[Dataset], places: Iterable[str], currencies: Iterable[str]
) -> Iterator[Problem]:
    """No table tells ages, sums or addresses; tables of single groups name no town either.

    :param places: towns and counties that would tell where a small group was
    :param currencies: words and signs by which a sum of money is known
    """
    sums = money(currencies)
    names = "|".join(map(re.escape, sorted(places)))
    towns = re.compile(rf"\b({names})\b") if names else None
    for dataset in datasets:
        harm = _HARM | ({"a sum of money": sums} if sums else {})
        if dataset.narrowed and towns:
            harm["a town, which is narrowed to its province"] = towns
        for row in dataset.rows:
            for column, cell in row.cells.items():
                for what, form in harm.items():
                    if match := form.search(cell):
                        message = f"{column} holds {what} ({match[0]!r}): leave it out"
                        yield Problem(str(dataset.path), row.line, Rule.CARELESS_DATA, message)
