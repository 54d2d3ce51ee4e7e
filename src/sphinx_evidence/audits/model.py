"""Cited sentences and the verdicts on them as plain data."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, TypeVar

from ..core.dates import is_day
from ..core.diagnostics import Problem, Rule
from ..core.messages import N_
from ..core.tables import read_table
from ..core.text import INFERENCE, checksum, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ..sources.model import Citation

VERDICTS = {
    "holds": N_("holds"),
    "overstated": N_("says more than the source"),
    "caveat-lost": N_("leaves out a caveat that matters"),
    "misleading": N_("misleads by what it leaves out"),
    "wrong-source": N_("is cited to a source that does not say it"),
    "wrong-fact": N_("states a wrong fact"),
    "not-found": N_("could not be checked: the source was not found"),
}
"""The verdicts on a sentence, in words; all but the first are faults."""

COLUMNS = ("sha256", "page", "sentence", "verdict", "remark", "date", "seed", "changed")

CITATION = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a citation group in the text of a paragraph."""

T = TypeVar("T")

_END = re.compile(
    rf"(?<=[.!?])[\"'”’)]*(?:\s*(?:{CITATION}|{INFERENCE}))*\s+(?=[\"'“‘(]?[^\W\d_a-z])"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with citations.

    :param docname: its page
    :param paragraph: number of its paragraph, 0 if that is not numbered
    :param line: line of the paragraph in the source, None if unknown
    :param text: the sentence without citations
    :param citations: its citations, in the order of the text
    :param anchors: the ids of its citation groups on its page
    """

    docname: str
    paragraph: int
    line: int | None = field(repr=False)
    text: str
    citations: tuple[Citation, ...]
    anchors: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @property
    def checksum(self) -> str:
        """SHA-256 of its text in NFC with white space collapsed."""
        return checksum(self.text)


@dataclass(frozen=True, slots=True)
class Audit:
    """A verdict on a sentence.

    :param sha256: checksum of the sentence when it was judged
    :param page: docname of its page
    :param sentence: its text then
    :param verdict: one of :data:`VERDICTS`
    :param remark: what was wrong
    :param date: the day of the verdict, in ISO format
    :param seed: the seed of the draw
    :param changed: the day on which the sentence was changed and compared with its notes again
    :param line: its line in the table
    """

    sha256: str
    page: str
    sentence: str
    verdict: str
    remark: str
    date: str
    seed: str
    changed: str = ""
    line: int = field(default=0, repr=False, compare=False)


def split_sentences(text: str, groups: Sequence[T]) -> Iterator[tuple[str, tuple[T, ...]]]:
    """Yield the cited sentences of a paragraph: text without citations, and its citation groups.

    :param text: its text, with :data:`CITATION` for each citation group
    """
    starts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    number = 0
    for start, end in pairwise(starts):
        part = text[start:end]
        count = part.count(CITATION)
        cited = tuple(groups[number : number + count])
        number += count
        if cited:
            yield tidy(part.replace(CITATION, "")), cited


def draw(sentences: Iterable[Sentence], number: int, seed: int) -> list[Sentence]:
    """Return a random sample of sentences, the same for the same seed and text.

    A sentence that stands on several pages is drawn at most once.
    """
    by_checksum = {sentence.checksum: sentence for sentence in sentences}
    pool = [by_checksum[key] for key in sorted(by_checksum)]
    return Random(seed).sample(pool, min(number, len(pool)))


def read_audits(path: Path) -> tuple[list[Audit], list[Problem]]:
    """Read the table of audits.

    :return: the rows without a mistake, and the problems of the file
    """
    audits = []
    records, problems = read_table(path, COLUMNS)
    for record in records or ():
        sha256, page, sentence, verdict, remark, date, seed, changed = record.cells
        audit = Audit(
            *(sha256, page, sentence, verdict, remark, date, seed, changed), line=record.line
        )
        message = ""
        if verdict not in VERDICTS:
            message = f"the verdict {verdict!r} is unknown: use one of {', '.join(VERDICTS)}"
        elif sha256 != checksum(sentence):
            message = "the checksum is not that of the sentence: record the verdict anew"
        elif not is_day(date) or (changed and not is_day(changed)):
            message = f"the date {date!r} or {changed!r} is not a day such as 2026-11-26"
        if message:
            problems.append(Problem(str(path), record.line, Rule.MALFORMED_TABLE, message))
        else:
            audits.append(audit)
    return audits, problems


def stale_audit(
    path: Path, audits: Iterable[Audit], sentences: Iterable[Sentence]
) -> Iterator[Problem]:
    """A sentence that held is unchanged, and one with a fault has been changed.

    The last verdict on a sentence counts.
    """
    present = {sentence.checksum for sentence in sentences}
    for audit in {audit.sha256: audit for audit in audits}.values():
        is_present = audit.sha256 in present
        if audit.verdict == "not-found" or is_present == (audit.verdict == "holds"):
            continue
        if audit.changed and not is_present:
            continue
        excerpt = f"{audit.sentence[:60]} …"
        if audit.verdict == "holds":
            message = (
                f"{excerpt!r} held on {audit.date}, but {audit.page} has no such sentence now: "
                "compare the new one with its notes, and write the day in the column 'changed'"
            )
        else:
            message = (
                f"{excerpt!r} was judged {audit.verdict!r} on {audit.date} and still stands on "
                f"{audit.page}: correct it ({audit.remark})"
            )
        yield Problem(str(path), audit.line, Rule.STALE_AUDIT, message)


def rates(audits: Iterable[Audit]) -> list[tuple[str, str, Counter[str]]]:
    """Return date, seed and the number of sentences with each verdict, for each draw."""
    draws: dict[tuple[str, str], Counter[str]] = {}
    for audit in audits:
        draws.setdefault((audit.date, audit.seed), Counter())[audit.verdict] += 1
    return [(date, seed, counts) for (date, seed), counts in draws.items()]
