"""The shards of the index: a question loads those that have its words, or the texts it displays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..core.records import SearchEntry

SHARD_SIZE = 1_000
"""Numbers in the posting lists of a shard, about: a larger book has more shards."""

DIGITS = 5
"""Binary digits of the number of shards that are not 0. So an edit seldom changes it, and with it
all shards."""

ASIAN_SHARE = 8
"""For so many shards of other words there is one in East Asian scripts. A question in them needs
many, so they are small."""

ASIAN_FROM = "\u1100"
"""The first character of those scripts."""

INITIAL = 3
"""Characters of a word that decide on its shard, so that a beginning of it does as well."""

PRIME = 65_521
TEXT_SIZE = 8_000
"""Characters of text that are loaded together, unless a single entry has more."""


Shard = dict[str, list[str]]
"""Words, and their posting lists in titles and names (``heads``) and in texts."""


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


def shard_count(numbers: int) -> int:
    """Return into how many shards words are divided, without those in East Asian scripts.

    :param numbers: how many numbers are in all posting lists
    """
    count = max(1, numbers // SHARD_SIZE)
    step = 1 << max(0, count.bit_length() - DIGITS)
    return -(-count // step) * step


def to_shards(
    lists: Iterable[tuple[str, str, str]], count: int, wanted: Iterable[int]
) -> dict[int, Shard]:
    """Return shards by number, each with its words and their posting lists.

    The browser reduces words to stems: other versions of Snowball make other stems.

    :param lists: words in order, each with its posting list in titles and names and that in texts
    :param count: the number of shards, by :func:`shard_count`
    :param wanted: the numbers of the shards that these words are in, and of others, which are empty
    """
    shards: dict[int, Shard] = {
        number: {"words": [], "heads": [], "texts": []} for number in wanted
    }
    for word, heads, texts in lists:
        shard = shards[shard_of(word, count)]
        shard["words"].append(word)
        shard["heads"].append(heads)
        shard["texts"].append(texts)
    return shards


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
