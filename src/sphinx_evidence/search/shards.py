"""The index of all text, in shards of which a question loads those that hold its words.

A posting list is a string: for each entry its number, less that of the one before, how often the
word is in it, and the positions of the word, each less the one before. A number is the character
whose code is :data:`FIRST` more, so that JSON escapes none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .tokens import is_stop_word, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..core.records import SearchEntry

SHARD_SIZE = 1_000
"""Numbers in the posting lists of a shard, about: a larger book has more shards."""

ASIAN_SHARE = 8
"""For so many shards of other words there is one in East Asian scripts. A question in them needs
many, so they are small."""

ASIAN_FROM = "\u1100"
"""The first character of those scripts."""

INITIAL = 3
"""Characters of a word that decide on its shard, so that a beginning of it does as well."""

PRIME = 65_521
FIRST = 0x5D
"""Code of the character for 0: the first behind all that JSON escapes."""

LAST = 0xD7FF
"""Code of the last character that can be used: the one before the surrogates."""

TEXT_SIZE = 8_000
"""Characters of text that are loaded together, unless a single entry has more."""

GAP = 2
"""What is added to the position of a word where another name begins."""

QUESTIONS_AT = 50_000
"""Added to positions in what an entry is asked for; its text has fewer words."""

SHORTEST = 4
"""Characters of the words that are kept to correct typing errors by."""


def shard_of(word: str, shards: int) -> int:
    """Return which of *shards* holds the postings of a word, or of all words with a beginning.

    Those of words in East Asian scripts follow, as many as :func:`asian_shards` says.
    """
    if word >= ASIAN_FROM:
        return shards + ord(word[0]) % asian_shards(shards)
    number = 0
    for character in word[:INITIAL]:
        number = (number * 31 + ord(character)) % PRIME
    return number % shards


def asian_shards(shards: int) -> int:
    """Return how many shards have words in East Asian scripts."""
    return shards // ASIAN_SHARE + 1


def encode(numbers: Iterable[int]) -> str:
    """Return numbers as characters; one that is too large is the largest that can be written."""
    return "".join([chr(min(FIRST + number, LAST)) for number in numbers])


@dataclass(slots=True)
class PostingList:
    """Where a word is, in the numbers that are written: no objects for each entry that has it."""

    numbers: list[int] = field(default_factory=list)
    entry: int = 0
    position: int = 0
    count_at: int = 0

    def add(self, entry: int, position: int) -> None:
        """Add a place; entries, and the positions in each, come in ascending order."""
        numbers = self.numbers
        if not numbers or entry != self.entry:
            self.count_at = len(numbers) + 1
            numbers += (entry - self.entry, 1, position)
            self.entry = entry
        else:
            numbers[self.count_at] += 1
            numbers.append(position - self.position)
        self.position = position


@dataclass(slots=True)
class Postings:
    """Where a word is in titles and names, and where in texts."""

    heads: PostingList = field(default_factory=PostingList)
    texts: PostingList = field(default_factory=PostingList)


Words = list[tuple[str, int]]
"""The words of a text, as :func:`~.tokens.words` returns them."""


def index(
    heads: Iterable[str], texts: Iterable[Words], questions: Iterable[str]
) -> tuple[dict[str, Postings], list[int]]:
    """Return the postings of each word, and the number of words in the text of each entry.

    :param heads: of each entry its title and names, one a line; empty where the browser has them
    :param texts: of each entry the words of its text
    :param questions: of each entry what it is asked for, one a line; their positions are behind
        those of the text, from :data:`QUESTIONS_AT`
    """
    found: defaultdict[str, Postings] = defaultdict(Postings)
    lengths = []
    for number, (head, text, asked) in enumerate(zip(heads, texts, questions, strict=True)):
        for word, position in _words_of_lines(head):
            found[word].heads.add(number, position)
        for word, position in text:
            if word and not is_stop_word(word):
                found[word].texts.add(number, position)
        lengths.append(text[-1][1] + 1 if text else 0)
        for word, position in _words_of_lines(asked):
            found[word].texts.add(number, QUESTIONS_AT + position)
    return found, lengths


def _words_of_lines(head: str) -> Iterator[tuple[str, int]]:
    start = 0
    for line in filter(None, head.split("\n")):
        last = 0
        for word, position in words(line):
            last = max(last, position)
            if word and not is_stop_word(word):
                yield word, start + position
        start += last + GAP


def to_shards(postings: dict[str, Postings]) -> tuple[int, list[dict[str, list[str]]]]:
    """Return into how many shards words are divided, and all shards, East Asian ones last.

    A shard has lists of words and of their posting lists. The browser reduces words to stems: other
    versions of Snowball make other stems.
    """
    lists = [
        (word, encode(found.heads.numbers), encode(found.texts.numbers))
        for word, found in sorted(postings.items())
    ]
    count = max(1, sum(len(heads) + len(texts) for _word, heads, texts in lists) // SHARD_SIZE)
    shards: list[dict[str, list[str]]] = [
        {"words": [], "heads": [], "texts": []} for _number in range(count + asian_shards(count))
    ]
    for word, heads, texts in lists:
        shard = shards[shard_of(word, count)]
        shard["words"].append(word)
        shard["heads"].append(heads)
        shard["texts"].append(texts)
    return count, shards


def vocabulary(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the words by which typing errors are corrected, each with its count.

    :param counts: of each word the number of entries that have it
    """
    return sorted((word, count) for word, count in counts.items() if _corrects(word))


def _corrects(word: str) -> bool:
    return len(word) >= SHORTEST and word.isascii() and word.isalpha() and not is_stop_word(word)


def text_groups(entries: Sequence[SearchEntry]) -> list[int]:
    """Return the number of the first entry of each group whose text is loaded together."""
    starts: list[int] = []
    size = TEXT_SIZE
    for number, entry in enumerate(entries):
        length = len(entry.text) + len(entry.title)
        if size + length > TEXT_SIZE:
            starts.append(number)
            size = 0
        size += length
    return starts
