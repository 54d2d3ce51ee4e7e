"""The index of the entries of a page, its segment, and how all segments are merged.

As in Lucene, a segment is made by itself, with numbers that begin at 0, and the index of the book
is merged from all of them. So an edit makes only the segments of its page again.

A posting list is a string: for each entry its number, less that of the one before, how often the
word is in it, and the positions of the word, each less the one before. A number is the character
whose code is :data:`FIRST` more, so that JSON escapes none.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from .tokens import chunks, is_stop_word, words, words_of_chunk

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

FIRST = 0x5D
"""Code of the character for 0: the first behind all that JSON escapes."""

LAST = 0xD7FF
"""Code of the last character that can be used: the one before the surrogates."""

GAP = 2
"""What is added to the position of a word where another name begins."""

QUESTIONS_AT = 50_000
"""Added to positions in what an entry is asked for; its text has fewer words."""

SHORTEST = 4
"""Characters of the words by which typing errors are corrected."""

Places = dict[str, list[int]]
"""The positions of each word, in ascending order."""


def encode(numbers: Iterable[int]) -> str:
    """Return numbers as characters; one that is too large is the largest that can be written."""
    return "".join([chr(min(FIRST + number, LAST)) for number in numbers])


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


class Found(NamedTuple):
    """The texts by which an entry is found.

    :param head: its title and names, one a line; empty where the browser has them
    :param text: its text
    :param questions: what it is asked for, one a line
    :param corrects: its title and names, if their words and those of the text correct typing
        errors, else None
    """

    head: str
    text: str
    questions: str = ""
    corrects: str | None = None


class Lists(NamedTuple):
    """The posting lists of words, in strings, since a build reads those of all pages.

    :param words: the words, divided by line feeds
    :param lists: the posting list of each, divided by line feeds
    :param last: the number of the last entry in each, encoded
    """

    words: str
    lists: str
    last: str

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Return each word with its posting list and the number of the last entry in it."""
        return zip(_lines(self.words), _lines(self.lists), self.last, strict=True)


class Segment(NamedTuple):
    """The index of entries that follow each other.

    :param lengths: of each entry the number of words in its text, encoded
    :param heads: where words are in titles and names
    :param texts: where words are in texts, and in questions behind them, from :data:`QUESTIONS_AT`
    :param correcting: the words by which typing errors are corrected, divided by line feeds, each
        once for each entry that has it
    """

    lengths: str
    heads: Lists
    texts: Lists
    correcting: str


class _Growing:
    """Posting lists that grow at their ends."""

    def __init__(self) -> None:
        self.parts: dict[str, list[str]] = {}
        self.last: dict[str, int] = {}

    def add(self, word: str, entry: int, rest: str, last: int) -> None:
        """Add entries to the list of a word.

        :param entry: the number of the first
        :param rest: what follows this number
        :param last: the number of the last
        """
        if word in self.parts:
            step = entry - self.last[word]
            self.parts[word].append(chr(min(FIRST + step, LAST)) + rest)
        else:
            self.parts[word] = [chr(min(FIRST + entry, LAST)) + rest]
        self.last[word] = last

    def add_entry(self, entry: int, places: Places) -> None:
        """Add an entry to the lists of its words."""
        for word, positions in places.items():
            numbers = [len(positions), positions[0]]
            if len(positions) > 1:
                numbers += [position - before for before, position in pairwise(positions)]
            self.add(word, entry, encode(numbers), entry)

    def joined(self) -> Lists:
        """Return the lists as strings."""
        lists = "\n".join(map("".join, self.parts.values()))
        return Lists("\n".join(self.parts), lists, encode(self.last.values()))


def make_segment(entries: Iterable[Found]) -> Segment:
    """Return the index of entries."""
    heads, texts = _Growing(), _Growing()
    correcting: list[str] = []
    lengths = []
    for number, entry in enumerate(entries):
        places: Places = {}
        add_lines(places, entry.head)
        heads.add_entry(number, places)
        places = {}
        lengths.append(add_words(places, entry.text))
        if entry.corrects is not None:
            named = {word: [position] for word, position in words(entry.corrects)}
            correcting += filter(_corrects, places | named)
        add_lines(places, entry.questions, QUESTIONS_AT)
        texts.add_entry(number, places)
    return Segment(encode(lengths), heads.joined(), texts.joined(), "\n".join(correcting))


def _corrects(word: str) -> bool:
    """Return whether typing errors are corrected by a word."""
    return len(word) >= SHORTEST and word.isascii() and word.isalpha() and not is_stop_word(word)


def add_words(places: Places, text: str, start: int = 0) -> int:
    """Add the places of the words of a text, but for words that are in every text.

    :param start: the position of the first
    :return: the number of its positions
    """
    end = start
    for found, count in map(words_of_chunk, chunks(text)):
        for word, position in found:
            if word in places:
                places[word].append(end + position)
            elif word and not is_stop_word(word):
                places[word] = [end + position]
        end += count
    return end - start


def add_lines(places: Places, text: str, start: int = 0) -> None:
    """Add the places of the words of lines, with a gap between the positions of two lines."""
    for line in filter(None, text.split("\n")):
        start += max(add_words(places, line, start) - 1, 0) + GAP


def merge(
    segments: Sequence[Segment], wanted: Container[str] | None = None
) -> Iterator[tuple[str, str, str]]:
    """Yield words in order, each with its posting list in titles and names and that in texts.

    :param wanted: the words that are yielded; all if it is None
    """
    starts = list(accumulate((len(segment.lengths) for segment in segments), initial=0))[:-1]
    heads = _merged(zip(starts, [segment.heads for segment in segments], strict=True), wanted)
    texts = _merged(zip(starts, [segment.texts for segment in segments], strict=True), wanted)
    for word in sorted(heads.keys() | texts.keys()):
        yield word, heads.get(word, ""), texts.get(word, "")


def _merged(segments: Iterable[tuple[int, Lists]], wanted: Container[str] | None) -> dict[str, str]:
    """Return the posting lists of words in segments, each given with the number of its first."""
    every = _Growing()
    for start, lists in segments:
        for word, postings, last in lists.rows():
            if wanted is None or word in wanted:
                first, end = start + ord(postings[0]) - FIRST, start + ord(last) - FIRST
                every.add(word, first, postings[1:], end)
    return {word: "".join(parts) for word, parts in every.parts.items()}


def numbers_of(segments: Iterable[Segment]) -> int:
    """Return how many numbers are in the posting lists of all segments."""
    every = (lists.lists for segment in segments for lists in (segment.heads, segment.texts))
    return sum(len(lists) - lists.count("\n") for lists in every)


def changed_words(old: Sequence[Segment], new: Sequence[Segment]) -> set[str] | None:
    """Return the words whose posting lists differ; None if that may be all of them.

    It may be if entries were added or removed, as the others have other numbers then.
    """
    if [len(one.lengths) for one in old] != [len(one.lengths) for one in new]:
        return None
    return {
        word
        for before, after in zip(old, new, strict=True)
        if before != after
        for one, other in ((before.heads, after.heads), (before.texts, after.texts))
        for word, *_list in set(one.rows()) ^ set(other.rows())
    }


def vocabulary(segments: Iterable[Segment]) -> list[tuple[str, int]]:
    """Return the words by which typing errors are corrected, each with the number of entries."""
    counts: Counter[str] = Counter()
    for segment in segments:
        counts.update(_lines(segment.correcting))
    return sorted(counts.items())
