"""Rules against harm, for every text of the book: prose, front matter, notes, data and captions.

No message repeats what it found, since logs are public.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from sphinx_evidence.core.diagnostics import Problem, Rule

from .addresses import without_addresses
from .names import has_name, name_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_MESSENGERS = "WeChat|Weixin|QQ|KakaoTalk|Kakao|WhatsApp|Telegram|Signal|Viber|Skype"
_BORN = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"

PERSONAL = {
    "the age of a person": re.compile(
        r"(?i:\baged? \d|\d{1,3}[- ]years?[- ]old|\d{1,3} years of age)"
        r"|\b[A-Z][\w'’-]{1,30}+ [A-Z][\w'’-]{1,30}+(?:, \d\d,| \(\d\d\))"
    ),
    "a telephone number": re.compile(
        r"\+\d{1,3}[ -]\d[\d -]{6,}|(?<![\w-])(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
        r"|0\d{1,3}[ -]\d{3,4}[ -]\d{4})(?![\w-])"
    ),
    "an e-mail address": re.compile(r"[\w.+-]@(?:[\w-]++\.)++[A-Za-z]{2}"),
    "the name of an account": re.compile(
        rf"\b(?:{_MESSENGERS}) (?:ID|account|handle|number|name)\b ?:"
        rf"|\b(?:{_MESSENGERS})(?: (?:is|was|as|by|under|ID|account|handle|name)){{0,3}}"
        r" [\"'“‘`]?(?=[a-z_-]{0,30}\d)[a-z]\w{3,}"
        rf"|\b(?:{_MESSENGERS}) ?: ?@\w|微信号|카톡 ?아이디",
        re.I,
    ),
    "the number of an identity card or a passport": re.compile(
        rf"(?<!\w)[1-9]\d{{5}}{_BORN}\d{{3}}[\dX](?!\w)|(?<![\w-])\d{{6}}-[1-4]\d{{6}}(?![\w-])"
        r"|\bpassport (?:no|number)\b\.?+ ?[A-Z]{0,2}\d{5}",
        re.I,
    ),
    "coordinates": re.compile(
        r"\d{1,3}\.\d{3,}+(?:\s*+°)?+(?:\s*+[NSEW])?+(?:\s*+,\s*+|\s++)-?\d{1,3}\.\d{3,}"
        r"|\d{1,3}° ?\d{1,2}[′'’]"
    ),
    "the address of a house": re.compile(
        r"\b\d{1,5} (?:[A-Z][a-z]++ ){1,3}(?:Street|Road|Avenue|Lane|Alley|Boulevard)\b"
        r"|\b[Nn]o\. ?\d{1,5},? [A-Z][a-z]++ (?:Street|Road|Avenue|Lu|Jie)\b"
        r"|[路街巷]\d{1,5}号|[가-힣](?:로|길) ?\d{1,4}번"
    ),
}
"""What may lead to a person. Quantifiers are possessive or bounded, apart from the last one of a
pattern, so that the time to search a line is linear in its length."""


def review_words(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Return the pattern of words that need a second look, also in the plural; None for no words.

    :param phrases: words such as ``safe house``
    """
    words = "|".join(re.escape(phrase) for phrase in sorted(phrases))
    return re.compile(rf"\b(?:{words})s?\b", re.I) if words else None


def harmful_text(path: str, text: str, words: re.Pattern[str] | None) -> Iterator[Problem]:
    """No text leads to a person, and how people are moved or hidden is read twice.

    :param words: the pattern of :func:`review_words`
    """
    for number, line in enumerate(text.split("\n"), 1):
        bare = without_addresses(line)
        for what, pattern in PERSONAL.items():
            if pattern.search(bare):
                message = f"the line holds {what}: leave it out"
                yield Problem(path, number, Rule.PERSONAL_DATA, message)
        if words and (match := words.search(bare)):
            message = (
                f"the line says {match[0]!r}: leave out what would help to find people on their "
                "way, or name the line in the list of what is allowed"
            )
            yield Problem(path, number, Rule.PERSONAL_DATA, message)


def named_person(path: str, text: str, withheld: Container[str]) -> Iterator[Problem]:
    """No text has the name of a private person, of two words or more.

    Single words are compared in addresses only, since many are ordinary words too.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if has_name(name_words(without_addresses(line)), withheld, 2):
            message = "the line has a private person's name: take it out"
            yield Problem(path, number, Rule.PERSONAL_DATA, message)


def drawn_text(data: bytes) -> str:
    """Return the text of an SVG file, one line for each element; empty if it cannot be parsed."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return ""  # which svg_scripts reports
    return "\n".join(" ".join(text.split()) for text in root.itertext())
