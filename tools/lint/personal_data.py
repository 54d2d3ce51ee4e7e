"""Rules for tables: no sums, addresses or towns; ``harm.py`` has those for every text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_evidence.core.diagnostics import Problem, Rule
from sphinx_evidence.data.model import WORK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_evidence.data.model import Dataset

_ADDRESS = re.compile(r"https?://")


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
    """No table has sums or addresses, nor towns if its rows are about single groups.

    Tables of sources may have sums, which statutes and judgments give, and addresses of copies.

    :param places: towns and counties that would tell where a small group was
    :param currencies: words and symbols that mark a sum of money
    """
    sums = money(currencies)
    names = "|".join(map(re.escape, sorted(places)))
    towns = re.compile(rf"\b({names})\b") if names else None
    for dataset in datasets:
        patterns = {"an address": _ADDRESS} | ({"a sum of money": sums} if sums else {})
        if any(WORK in row.cells for row in dataset.rows[:1]):
            patterns = {}
        if dataset.narrowed and towns:
            patterns["a town, where only the province may be named"] = towns
        for row in dataset.rows:
            for column, cell in row.cells.items():
                for content, pattern in patterns.items():
                    if match := pattern.search(cell):
                        message = f"{column} holds {content} ({match[0]!r}): leave it out"
                        yield Problem(str(dataset.path), row.line, Rule.PERSONAL_DATA, message)
