"""The text of a chapter, apart from what stands in tables and lists of sources."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field
from itertools import accumulate

from sphinx_evidence.core.text import sentences


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence.

    :param text: its text, on one line
    :param line: its line on the page, from 1
    """

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or an item of a list.

    :param text: its text without citations, with what roles print or a word for it, on the lines
        on which it stands in the file
    :param line: its line on the page, from 1
    :param inferred: of each of its sentences whether it is marked as an inference
    """

    text: str
    line: int = field(default=0, compare=False)
    inferred: tuple[bool, ...] = field(default=(), compare=False)

    @property
    def sentences(self) -> list[Sentence]:
        """Its sentences, each on one line, with the line of the page on which it begins."""
        rows = [(at, row) for at, row in enumerate(self.text.split("\n"), self.line) if row]
        begins = [0, *accumulate(len(row) + 1 for _, row in rows)]
        texts = sentences(self.text)
        places = [0, *accumulate(len(text) + 1 for text in texts)]
        return [
            Sentence(text, rows[bisect(begins, place) - 1][0])
            for text, place in zip(texts, places, strict=False)
        ]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The text of a chapter.

    :param name: its file, from the folder of the pages
    :param text: its running text, without claims, tables and lists of sources, and without the
        sections on how it is known and what is not
    :param unknown: its section "What is not known"
    :param claims: its claims, each on one line, with the line of its statement
    """

    name: str
    text: tuple[Passage, ...] = ()
    unknown: tuple[Passage, ...] = ()
    claims: tuple[Sentence, ...] = ()

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences of its running text."""
        return [sentence for passage in self.text for sentence in passage.sentences]

    @property
    def inferences(self) -> int:
        """How many sentences are marked as inferences."""
        return sum(sum(passage.inferred) for passage in self.text)

    @property
    def opening(self) -> int:
        """How many paragraphs begin with one."""
        return sum(passage.inferred[:1] == (True,) for passage in self.text)

    @property
    def alone(self) -> int:
        """How many paragraphs are nothing else."""
        return sum(passage.inferred == (True,) for passage in self.text)
