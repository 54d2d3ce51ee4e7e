"""The numbers that a text says, as figures of any of the languages that books are translated into.

``12,000``, ``12 thousand``, ``1만 2천`` and ``1.2万`` are one number; so are ``October`` and
``10월``. A book is written in English, so only there are words of numbers known.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from fractions import Fraction

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9}
TENFOLD = {
    **dict.fromkeys("십十", 10),
    **dict.fromkeys("백百", 100),
    **dict.fromkeys("천千", 1000),
}
"""What multiplies the number before it."""

MYRIADS = {
    **dict.fromkeys("만万萬", 10**4),
    **dict.fromkeys("억亿億", 10**8),
    "兆": 10**12,
}
"""What multiplies all before it, as far as the last of these.

The Korean trillion, 조, is not among them: it is written as the article of a law is.
"""

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth"),
)
WORDS = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: number for number, word in enumerate(_ORDINALS, 1)},
    **{word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)},
    **{"a": 1, "an": 1, "once": 1, "twice": 2, "both": 2, "dozen": 12, "half": 2},
}
"""What a word may become in figures."""

_FIGURES = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_UNITS = "".join((*TENFOLD, *MYRIADS))
_PART = rf"({_FIGURES})\s?[多余餘여]?([{_UNITS}]+)"
_EASTERN = re.compile(
    rf"{_PART}(?:\s?{_PART})*(?:\s?{_FIGURES}(?![0-9,.]*\s?[년월일年月日%{_UNITS}]))?"
)
_PARTS = re.compile(rf"({_FIGURES})\s?[多余餘여]?([{_UNITS}]*)")
_SCALED = re.compile(rf"({_FIGURES})[ \u00a0]({'|'.join(SCALES)})\b")
_PLAIN = re.compile(_FIGURES)
_VERBS = ("March", "May")
_MONTH = re.compile(
    rf"\b({'|'.join(month for month in MONTHS if month not in _VERBS)})\b"
    rf"|(?<=[a-z0-9,–(-] )({'|'.join(_VERBS)})\b|\b({'|'.join(_VERBS)})(?= [0-9])"
)
"""The name of a month; one that is a verb too, where no sentence begins with it."""
_WORD = re.compile(
    rf"\b({'|'.join(WORDS)})\b(?:[- ]({'|'.join(_ONES)})\b)?(?:[- ]({'|'.join(SCALES)}))?",
    re.IGNORECASE,
)


def numbers(text: str) -> Counter[Fraction]:
    """Return the numbers that a text has in figures, and its months, with how often each stands."""
    text, found = unicodedata.normalize("NFKC", text), Counter[Fraction]()

    def take(match: re.Match[str], value: Fraction) -> str:
        found[value] += 1
        return " " * len(match[0])

    text = _SCALED.sub(lambda one: take(one, _value(one[1]) * SCALES[one[2]]), text)
    text = _EASTERN.sub(lambda one: take(one, _eastern(one[0])), text)
    months = (next(filter(None, one.groups())) for one in _MONTH.finditer(text))
    found.update(Fraction(MONTHS.index(month) + 1) for month in months)
    found.update(_value(one[0]) for one in _PLAIN.finditer(text))
    return found


def spelled(text: str) -> set[Fraction]:
    """Return the numbers that an English text may have in words; figures may stand for these."""
    found = set[int]()
    for first, second, scale in _WORD.findall(text.lower()):
        parts = {WORDS[first], WORDS[first] + WORDS[second]} if second else {WORDS[first]}
        found |= parts | {part * SCALES[scale] for part in parts if scale}
    found |= {value for word, value in SCALES.items() if word in text.lower()}
    return set(map(Fraction, found))


def _value(figures: str) -> Fraction:
    return Fraction(figures.replace(",", ""))


def _eastern(text: str) -> Fraction:
    """Return the value of ``1억 2천만``: each part is figures and units."""
    total, section = Fraction(), Fraction()
    for figures, units in _PARTS.findall(text):
        value = _value(figures)
        for unit in units:
            if unit in TENFOLD:
                value *= TENFOLD[unit]
            else:
                total += (section + value) * MYRIADS[unit]
                section = value = Fraction()
        section += value
    return total + section
