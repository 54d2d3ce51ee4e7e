"""Rules against personal data: no table has anything that helps to find a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..datasets.model import WORK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..datasets.model import Dataset

_PERSONAL = {
    "the age of a person": re.compile(
        r"\baged? \d|\d{1,3}[- ]years?[- ]old|\d{1,3} years of age", re.I
    ),
    "an address": re.compile(r"https?://"),
    "a telephone number": re.compile(r"\+\d{1,3}[ -]\d[\d -]{6,}"),
    "coordinates": re.compile(
        r"\d{1,3}\.\d{3,}+(?:\s*+°)?+(?:\s*+[NSEW])?+(?:\s*+,\s*+|\s++)-?\d{1,3}\.\d{3,}"
    ),
}
"""Text that a cell must not have. The quantifiers of coordinates are possessive, apart from the
last one, so that the time to search a cell is linear in its length."""


def money(currencies: Iterable[str]) -> re.Pattern[str] | None:
    """Return the pattern of a sum of money: a word for a currency, or a symbol before a number.

    :param currencies: words and symbols; without any there is no pattern
    """
    items = sorted(currencies)
    words = "|".join(re.escape(item) for item in items if item.isalpha())
    symbols = "|".join(re.escape(item) for item in items if not item.isalpha())
    patterns = [rf"\b(?:{words})\b"] * bool(words) + [rf"(?:{symbols})\s?\d"] * bool(symbols)
    return re.compile("|".join(patterns), re.I) if patterns else None


def personal_data(
    datasets: Iterable[Dataset], places: Iterable[str], currencies: Iterable[str]
) -> Iterator[Problem]:
    """No table has ages, sums or addresses, nor towns if its rows are about single groups.

    Tables of sources may have sums, which statutes and judgments give, and addresses of copies.

    :param places: towns and counties that would tell where a small group was
    :param currencies: words and symbols that mark a sum of money
    """
    sums = money(currencies)
    names = "|".join(map(re.escape, sorted(places)))
    towns = re.compile(rf"\b({names})\b") if names else None
    for dataset in datasets:
        patterns = _PERSONAL | ({"a sum of money": sums} if sums else {})
        if any(WORK in row.cells for row in dataset.rows[:1]):
            patterns = {name: patterns[name] for name in _PERSONAL if name != "an address"}
        if dataset.narrowed and towns:
            patterns["a town, where only the province may be named"] = towns
        for row in dataset.rows:
            for column, cell in row.cells.items():
                for content, pattern in patterns.items():
                    if match := pattern.search(cell):
                        message = f"{column} holds {content} ({match[0]!r}): leave it out"
                        yield Problem(str(dataset.path), row.line, Rule.PERSONAL_DATA, message)
