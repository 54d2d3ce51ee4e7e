"""Findings that are said twice: sentences that share nearly all their words.

Two sentences are compared by their words of four letters and more and their numbers. They repeat
each other if the smaller set lies in the other for :data:`SHARE` or more.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .model import Chapter

SHARE = 0.75
"""The part of the words of the shorter sentence that the other has."""

FEWEST = 7
"""Fewer words than these say too little to be compared."""

_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its place."""

    page: str
    line: int
    text: str
    words: frozenset[str]


def said_in(chapters: Iterable[Chapter]) -> list[Said]:
    """Return the sentences of chapters and of their claims that say enough to be compared."""
    found = []
    for chapter in chapters:
        for one in (*chapter.sentences, *chapter.claims):
            words = frozenset(_WORD.findall(one.text.lower()))
            if len(words) >= FEWEST:
                found.append(Said(chapter.name, one.line, one.text, words))
    return found


def said_twice(sentences: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Yield the pairs of sentences that repeat each other, in the order of the book."""
    often = Counter(word for one in sentences for word in one.words)
    places = defaultdict[str, list[int]](list)
    for number, one in enumerate(sentences):
        # a sentence that shares most words with another shares one of its rarest with it
        kept = len(one.words) - int(SHARE * len(one.words)) + 1
        rarest = sorted(one.words, key=lambda word: (often[word], word))[:kept]
        near = sorted({place for word in rarest for place in places[word]})
        for place in near:
            other = sentences[place]
            least = min(len(one.words), len(other.words))
            if len(one.words & other.words) >= SHARE * least:
                yield other, one
        for word in one.words:
            places[word].append(number)
