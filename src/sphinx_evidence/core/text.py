"""Plain text: white space, checksums, runs of other scripts, and strings to translate.

A function that returns text for readers has a parameter ``translate``. By default the text is in
English, as in data for other programs. :func:`N_` marks strings in constants, which are translated
where they are used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufeff\ufffe\uffff]"
)
"""Control characters, line separators, invisible and bidirectional formatting characters, and
surrogates: none of them belongs in a table, a bibliography or a page."""

_FORMULA = re.compile(r"[=+@]|-(?![0-9.,]*$)")

_LANGUAGE = re.compile(
    r"[a-z]{2,3}([-_][a-z]{4})?([-_]([a-z]{2}|[0-9]{3}))?([-_]([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*",
    re.IGNORECASE,
)
"""A BCP 47 tag with script, region and variants, with underscores as in Sphinx or with hyphens."""

WORD_JOINER = "\N{WORD JOINER}"
"""Keeps a sign on the line of what is before it."""

INFERENCE = "◇"
"""The mark after a sentence that is the authors' own."""

_SENTENCE_END = re.compile(
    r"(?<!\b[A-Za-z]\.)(?<!\b(?:Dr|Mr|Ms|No|St)\.)(?<=[.!?…])[)”’\"']?"
    rf"(?:\s*{INFERENCE})?\s+(?=[^a-z\s{INFERENCE}])"
)
"""The end of a sentence before white space, but for initials and a few abbreviations within one."""


def formula_sign(text: str) -> str:
    """Return the first character of a text if spreadsheets take the text for a formula, or nothing.

    A CSV file cannot say that a cell is text, so such a cell can run what it says, see `CSV
    Injection`_. A plain negative number is none.

    .. _CSV Injection: https://owasp.org/www-community/attacks/CSV_Injection
    """
    match = _FORMULA.match(text)
    return match[0] if match else ""


def is_language(text: str) -> bool:
    """Return whether a text is a tag of a language, such as ``en`` or ``zh-Hant``."""
    return _LANGUAGE.fullmatch(text) is not None


def one_line(text: str) -> str:
    """Return a text on one line, with single spaces."""
    return " ".join(text.split())


def title_parts(title: str) -> tuple[str, str]:
    """Return a title and its subtitle, which follows a colon, of Chinese too; empty for none."""
    main, _colon, rest = title.replace("：", ": ").partition(": ")
    return main, rest


def visible(text: str) -> str:
    """Return a text for a terminal: what it would obey or not show is spelled out, as ``\\x1b``."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each on one line."""
    text = one_line(text)
    ends = (match.end() for match in _SENTENCE_END.finditer(text))
    places = [0, *ends, len(text)]
    return [part for start, end in pairwise(places) if (part := text[start:end].strip())]


def tidy(text: str) -> str:
    """Close the gaps that removed citations leave before punctuation, and collapse spaces."""
    return re.sub(r" ([.,;:!?。，、；：！？])", r"\1", one_line(text))


OPENING = 8
"""The number of words at the beginning of a text of which :func:`mark` has a checksum."""


def mark(text: str) -> str:
    """Return eight hexadecimal digits that tell what became of a text in another edition.

    Four are of its first words and four of all: if only the first four are those of another text,
    that is the same text in other words.
    """
    opening = " ".join(text.split()[:OPENING])
    return checksum(opening)[:4] + checksum(text)[:4]


def checksum(text: str) -> str:
    """Return the SHA-256 of a text in NFC with white space collapsed, in hexadecimal."""
    return sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()


Translate = Callable[[str], str]
"""A function that returns the translation of a message; ``str`` leaves it in English."""


def N_(message: str) -> str:
    """Return *message* unchanged; mark it for extraction into the catalog."""
    return message


_HANGUL = r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_KANA = r"\u3040-\u30ff"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_EAST_ASIAN = re.compile(rf"[{_HANGUL}{_KANA}{_HAN}](?:[\s·、。“”]*[{_HANGUL}{_KANA}{_HAN}])*")


_WORD = re.compile(rf"[{_HAN}{_KANA}]+|[^\s{_HAN}{_KANA}]+")
_SIGNS = 1.5
"""How many signs of Chinese and Japanese, which have no spaces, are taken for a word."""


def count_words(text: str) -> int:
    """Return how many words a text has, by spaces, or by signs where there are none."""
    words = _WORD.findall(text)
    long = (len(word) for word in words if re.match(f"[{_HAN}{_KANA}]", word))
    return len(words) + sum(round(length / _SIGNS) - 1 for length in long if length > 1)


def _is_encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def is_traditional(text: str) -> bool:
    """Return whether Chinese text is in traditional characters.

    That is the case if Big5 (Taiwan) can encode it and GB 2312 (mainland China) cannot. Many words
    are the same in both scripts; for those the answer is no.
    """
    characters = "".join(re.findall(f"[{_HAN}]", text))
    return _is_encodable(characters, "big5") and not _is_encodable(characters, "gb2312")


def language_of(text: str, hint: str) -> str:
    """Return the BCP 47 tag of a run of East Asian script.

    Hangul is Korean and kana is Japanese. Han alone has the language of *hint* if that is Korean
    or Japanese, otherwise Chinese; traditional Chinese has its own tag, for its own typeface.
    """
    if re.search(rf"[{_HANGUL}]", text):
        return "ko"
    if re.search(rf"[{_KANA}]", text):
        return "ja"
    if hint in ("ko", "ja"):
        return hint
    return "zh-Hant" if is_traditional(text) else "zh"


def split_scripts(text: str, hint: str = "") -> Iterator[tuple[str, str]]:
    """Yield the parts of *text* with their languages, empty for other scripts.

    :param hint: language of the work, used for runs of Han characters alone
    """
    end = 0
    for match in _EAST_ASIAN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], ""
        yield match.group(), language_of(match.group(), hint)
        end = match.end()
    if end < len(text):
        yield text[end:], ""
