"""The words of a text, as ``search-engine.js`` divides and folds it.

Postings are made here and questions are read there, so both must agree on every word;
``tests/unit/test_search_shards.py`` compares them. The rules of English are in ``english.json``,
which both read.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .han import variants

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES: dict[str, Any] = json.loads(Path(__file__).with_name("english.json").read_text("utf-8"))
"""Stop words, other forms of words, and patterns of British spellings, as the browser gets them."""

_MARKS = "".join(map(chr, range(0x300, 0x10000)))
_MARKS = "".join(re.escape(one) for one in _MARKS if unicodedata.category(one).startswith("M"))
_LETTER = rf"[^\W\d_]|[{_MARKS}]"
_PART = rf"(?:[^\W_]|[{_MARKS}])"
WORD = re.compile(
    r"[0-9]{1,3}(?:[,\u00a0\u202f ][0-9]{3})+(?![0-9])"
    r"|[0-9]+\.[0-9]+(?![^\W_]|\.)"
    rf"|{_PART}+(?:['’ʼ‘`](?:{_LETTER})+)*"
)
CHUNK = re.compile(r"\S+(?:(?<=[0-9])\s[0-9]\S*)*")
EAST_ASIAN = re.compile(
    r"[\u1100-\u11ff\u3005\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    r"\uf900-\ufaff\U00020000-\U0003ffff]+"
)
JOINTS = frozenset("/.-‐‑")
_DIACRITICS = re.compile(r"[\u0300-\u036f'’ʼ‘`]")
_SPELLINGS = [
    (re.compile(pattern, re.ASCII), re.sub(r"\$(\d)", r"\\g<\1>", form))
    for pattern, form in RULES["spellings"]
]
_STOP = frozenset(" ".join(RULES["stop"]).split())


@cache
def fold(word: str) -> str:
    """Return the form of a word that is compared: no diacritics, lower case, American spelling."""
    text = _DIACRITICS.sub("", unicodedata.normalize("NFKD", word)).lower()
    text = unicodedata.normalize("NFC", text).translate(_han())
    if re.match("[0-9]", text):
        text = re.sub(r"[,\s]", "", text)
    if text in RULES["variants"]:
        return cast("str", RULES["variants"][text])
    for pattern, form in _SPELLINGS:
        text = pattern.sub(form, text)
    return text


@cache
def _han() -> dict[int, str]:
    return str.maketrans(variants())


def is_stop_word(word: str) -> bool:
    """Return whether a folded word is in every text, so that it has no postings."""
    return word in _STOP


def words(text: str) -> list[tuple[str, int]]:
    """Return the folded words of a text, each with its position, from 0.

    A symbol such as A/HRC/25/63 gives its parts, then all of them in one word at the position of
    the last. A run in an East Asian script gives each pair of neighbouring characters.
    """
    found: list[tuple[str, int]] = []
    start = 0
    for pieces, count in map(words_of_chunk, chunks(text)):
        found += [(word, start + position) for word, position in pieces]
        start += count
    return found


def chunks(text: str) -> list[str]:
    """Return the parts of a text that spaces divide, and so no word is in two of them.

    Spaces between digits divide nothing, as they may stand between the thousands of a number.
    """
    return CHUNK.findall(text)


@cache
def words_of_chunk(chunk: str) -> tuple[tuple[tuple[str, int], ...], int]:
    """Return what :func:`words` does of a text between spaces, and the number of its positions."""
    found: list[tuple[str, int]] = []
    position = 0
    symbol: list[tuple[str, int]] = []  # the parts of the current one
    end = 0
    for match in WORD.finditer(chunk):
        word = match.group()
        is_asian = EAST_ASIAN.search(word) is not None
        if symbol and (is_asian or chunk[end : match.start()] not in JOINTS):
            if len(symbol) > 1:
                found.append(_joined(symbol))
            symbol = []
        for piece in _pieces(word):
            found.append((piece, position))
            position += 1
        if not is_asian:
            symbol.append(found[-1])
            end = match.end()
    if len(symbol) > 1:
        found.append(_joined(symbol))
    return tuple(found), position


def _joined(symbol: list[tuple[str, int]]) -> tuple[str, int]:
    return "".join([part for part, _position in symbol]), symbol[-1][1]


def _pieces(word: str) -> Iterator[str]:
    at = 0
    for run in EAST_ASIAN.finditer(word):
        if run.start() > at:
            yield fold(word[at : run.start()])
        characters = run.group()
        for number in range(max(1, len(characters) - 1)):
            yield fold(characters[number : number + 2])
        at = run.end()
    if at < len(word):
        yield fold(word[at:])
