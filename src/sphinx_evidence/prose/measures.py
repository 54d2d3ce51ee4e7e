"""The figures of the meter, and the budget of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..claims.wording import LONGEST, transmission
from .patterns import JOINT, PASSIVE, SIGNPOST, SOURCE_REMARK

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from .model import Chapter, Passage, Sentence

MOST_SOURCES = 4
"""The most sources of a paragraph."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a chapter.

    :param name: what is counted, in a word or two
    :param value: the figure; a share is per cent of the sentences
    :param least: the least that is in order, None for any
    :param most: the most that is in order, None for any
    :param advice: what is wrong outside of the budget and what to do, with ``{value}`` and
        ``{budget}``; empty if another rule of the build says it
    :param lines: the lines that make the figure too large
    """

    name: str
    value: int
    least: int | None = None
    most: int | None = None
    advice: str = ""
    lines: tuple[int, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether it is outside its budget."""
        below = self.least is not None and self.value < self.least
        return below or (self.most is not None and self.value > self.most)

    @property
    def text(self) -> str:
        """The figure, with a mark if it is outside its budget."""
        return f"{self.value}{'!' if self.is_over else ' '}"

    @property
    def budget(self) -> str:
        """The budget, empty if there is none."""
        if self.least is not None and self.most is not None:
            return f"{self.least}-{self.most}" if self.least < self.most else f"{self.least}"
        if self.least is not None:
            return f">={self.least}"
        return f"<={self.most}" if self.most is not None else ""

    @property
    def message(self) -> str:
        """What is wrong and what to do."""
        return self.advice.format(value=self.value, budget=self.budget)


def words(texts: Iterable[str]) -> int:
    """Return the number of words."""
    return sum(len(text.split()) for text in texts)


def measures(chapter: Chapter) -> tuple[Measure, ...]:
    """Return the figures of a chapter, always the same ones in the same order."""
    return (
        *_sentence_measures(chapter.sentences),
        *_source_measures(chapter.text),
        *_claim_measures(chapter),
        *_part_measures(chapter),
    )


def _sentence_measures(sentences: list[Sentence]) -> tuple[Measure, ...]:
    count = len(sentences) or 1
    each = round(words(sentence.text for sentence in sentences) / count)

    def share(
        name: str, pattern: re.Pattern[str], most: int | None, least: int | None, advice: str
    ) -> Measure:
        found = [sentence.line for sentence in sentences if pattern.search(sentence.text)]
        lines = tuple(dict.fromkeys(found)) if most is not None else ()
        return Measure(name, round(100 * len(found) / count), least, most, advice, lines)

    return (
        Measure("sentences", len(sentences)),
        Measure(
            *("words each", each, 15, 25),
            advice="its sentences have {value} words on average ({budget}): split or join some",
        ),
        share(
            *("remarks %", SOURCE_REMARK, 8, None),
            "{value} % of its sentences say how a source was read, passed on or not found "
            "({budget}): leave that to the marks, or move it to 'How this is known'",
        ),
        share(
            *("signposts %", SIGNPOST, 2, None),
            "{value} % of its sentences say where something is treated ({budget}): link the word",
        ),
        share(
            *("passives %", PASSIVE, 20, None),
            "{value} % of its sentences are passive ({budget}): say who does it, where it is known",
        ),
        share(
            *("joints %", JOINT, None, 20),
            "{value} % of its sentences have a because, so, but, although or yet ({budget}): join "
            "what belongs together",
        ),
    )


def _source_measures(text: Iterable[Passage]) -> tuple[Measure, ...]:
    sources = {passage.line: len(passage.sources) for passage in text}
    crowded = tuple(line for line, count in sources.items() if count > MOST_SOURCES)
    return (
        Measure(
            *("most sources", max(sources.values(), default=0), None, MOST_SOURCES),
            "a paragraph cites {value} sources ({budget}): keep the best, or make a table",
            lines=crowded,
        ),
        Measure("paras over 4", len(crowded), most=0),
    )


def _claim_measures(chapter: Chapter) -> tuple[Measure, ...]:
    statements = [claim.text for claim in chapter.claims]
    return (
        Measure("claims", len(statements)),
        Measure("main", sum(claim.is_main for claim in chapter.claims), 3, 5),
        Measure("told by", sum(bool(transmission(one)) for one in statements), most=0),
        Measure("long", sum(words([one]) > LONGEST for one in statements), most=0),
    )


def _part_measures(chapter: Chapter) -> tuple[Measure, ...]:
    return (
        Measure(
            *("figures", chapter.figures, 1),
            advice="it has no figure: add a chart, a diagram or a picture that shows a finding",
        ),
        Measure("answer", words(passage.text for passage in chapter.answer), 120, 180),
        Measure(
            *("known", words(passage.text for passage in chapter.known), 120, 200),
            "its section 'How this is known' has {value} words ({budget}): say what the chapter "
            "leans on and whom the samples miss, under the id of the chapter and '-how-known'",
        ),
        Measure("gaps", len(chapter.unknown), least=1),
        Measure(
            *("works", chapter.works, 5, 5),
            "it names {value} key works ({budget}): list five, with what each is, in 'key-works'",
        ),
    )
