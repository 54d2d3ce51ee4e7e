"""Pinpoints, which locate a citation: ``para. 46``, ``art. 33``, ``p. 12``, ``§ 4``, ``ch. 2``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..core.text import N_

if TYPE_CHECKING:
    from ..core.text import Translate

_PATTERNS = {  # kind -> singular and plural, in which a language may have its own order
    "paragraph": (N_("para.\u00a0{place}"), N_("paras\u00a0{place}")),
    "article": (N_("art.\u00a0{place}"), N_("arts\u00a0{place}")),
    "page": (N_("p.\u00a0{place}"), N_("pp.\u00a0{place}")),
    "section": (N_("§\u00a0{place}"), N_("§§\u00a0{place}")),
    "chapter": (N_("ch.\u00a0{place}"), N_("chs\u00a0{place}")),
}
_AND = N_("{places} and {place}")
_SPELLINGS = {
    "paragraph": r"¶¶?|para(?:graph)?s?\.?",
    "article": r"art(?:icle)?s?\.?",
    "page": r"pp?\.?|pages?",
    "section": r"§§?|sec(?:tion)?s?\.?",
    "chapter": r"ch(?:ap(?:ter)?)?s?\.?",
}
_INSERTED = r"\u2011[0-9]+"
"""The end of an inserted article, after a non-breaking hyphen: ``22‑3`` is one article."""
_NUMBER = rf"(?:[0-9]{{1,5}}(?:[A-Za-z]|{_INSERTED})?|[ivxlcdm]+|[IVXLCDM]+)(?:\([0-9A-Za-z]+\))*"
"""A number; that of the Federal Register, with pages to 99,999, has the most digits."""
_SEPARATOR = r"\s*[-–]\s*|\s*,\s*|\s+and\s+"
_PINPOINT = re.compile(
    "(?:"
    + "|".join(f"(?P<{kind}>{spelling})" for kind, spelling in _SPELLINGS.items())
    + rf")\s*(?P<value>{_NUMBER}(?:(?:{_SEPARATOR}){_NUMBER})*)"
)

Number = tuple[tuple[int, str], ...]
"""A number and its parts, in an order that can be compared: ``7(a)`` is ((7, ""), (0, "a"))."""

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


class MalformedPinpoint(ValueError):
    """The text is not a kind of division followed by a number that a work can have."""


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A place in a source.

    :param kind: paragraph, article, page, section or chapter
    :param value: the number, range or list of numbers, with en dashes
    """

    kind: str
    value: str

    @property
    def label(self) -> str:
        """The locator label in CSL 1.0.2, where ``article`` is a type of item."""
        return "article-locator" if self.kind == "article" else self.kind

    def __str__(self) -> str:
        """Return the pinpoint as printed, with a no-break space: ``paras 46–48``."""
        return self.format(str)

    @property
    def spans(self) -> tuple[tuple[Number, Number], ...]:
        """First and last number of each range; both are equal for a single number."""
        return _spans(self.value)

    @property
    def parts(self) -> tuple[Pinpoint, ...]:
        """A pinpoint for each of its numbers and ranges."""
        return _parts(self.kind, self.value)

    def overlaps(self, other: Pinpoint) -> bool:
        """Return whether both are of one kind and have a number in common.

        A number contains its parts: paragraph 7 contains 7(a), but 7(a) and 7(b) differ.
        """
        return self.kind == other.kind and any(
            _is_before(first, end) and _is_before(start, last)
            for first, last in self.spans
            for start, end in other.spans
        )

    def holds(self, other: Pinpoint) -> bool:
        """Return whether every number of *other* is inside this one."""
        return self.kind == other.kind and all(
            any(first <= start and end[: len(last)] <= last for first, last in self.spans)
            for start, end in other.spans
        )

    def format(self, translate: Translate) -> str:
        """Return the pinpoint as printed, by a translated pattern."""
        singular, plural = _PATTERNS[self.kind]
        is_plural = any(separator in self.value for separator in ("–", ",", " and "))
        places, *others = self.value.split(" and ")
        for place in others:
            places = translate(_AND).format(places=places, place=place)
        return translate(plural if is_plural else singular).format(place=places)


def parse_pinpoint(text: str) -> Pinpoint:
    """Parse a pinpoint in any of the usual spellings.

    :raises MalformedPinpoint: if *text* is not a kind of division with a number, or a range ends
        before it begins
    """
    match = _PINPOINT.fullmatch(text.strip())
    if match is None:
        msg = (
            f"the pinpoint {{{text}}} is not understood: "
            "write {para. 46}, {art. 33}, {p. 12}, {§ 4} or {ch. 2}, with a range as {paras 46–48}"
        )
        raise MalformedPinpoint(msg)
    kind = next(kind for kind in _PATTERNS if match.group(kind))
    value = re.sub(r"\s*[-–]\s*", "–", match.group("value"))
    found = Pinpoint(kind, re.sub(r"\s*,\s*", ", ", value))
    for part in found.parts:
        ((first, last),) = part.spans
        if re.fullmatch(r"[0-9]+–[0-9]+", part.value) and last < first:
            msg = (
                f"the pinpoint {{{text}}} has a range that ends before it begins: "
                "write both numbers in full, the smaller first"
            )
            raise MalformedPinpoint(msg)
    return found


def parse_pinpoints(text: str) -> tuple[Pinpoint, ...]:
    """Parse pinpoints separated by semicolons.

    :raises MalformedPinpoint: if one of them is not understood
    """
    return tuple(parse_pinpoint(part) for part in text.split(";") if part.strip())


@cache
def _parts(kind: str, value: str) -> tuple[Pinpoint, ...]:
    """Return a pinpoint for each number and range; a book compares the same ones many times."""
    return tuple(Pinpoint(kind, part) for part in re.split(r", | and ", value))


@cache
def _spans(value: str) -> tuple[tuple[Number, Number], ...]:
    """Return first and last number of each range of a value."""
    ranges = (part.value.partition("–") for part in _parts("", value))
    return tuple((_number(first), _number(last or first)) for first, _dash, last in ranges)


def _is_before(one: Number, other: Number) -> bool:
    """Return whether one number is not after another, of which it may be a part."""
    depth = min(len(one), len(other))
    return one[:depth] <= other[:depth]


def _number(text: str) -> Number:
    head, *parts = text.replace(")", "").split("(")
    return tuple(map(_part, (head, *parts)))


def _part(text: str) -> tuple[int, str]:
    """Return a part of a number: its digits or its value as a Roman numeral, and its letters."""
    match = re.fullmatch(rf"([0-9]+)([A-Za-z]*|{_INSERTED})", text)
    if match:
        return int(match[1]), match[2].lower()
    if set(text.lower()) <= _ROMAN.keys():
        values = [_ROMAN[letter] for letter in text.lower()]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return sum(-one if one < after else one for one, after in pairs), ""
    return 0, text.lower()
