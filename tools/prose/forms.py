"""Forms that no editor of English would let stand, each with its cure.

The list is that of ``docs/contributing/writing.md``. Patterns err on single sentences, so what they
find is printed for an author and stops nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import Chapter

_NOUNS = (
    "account|review|count|estimate|newspaper|page|press|report|source|study|summary|survey|thesis"
)

FORMS = (
    (
        r"^(?:What|Who|Whom|Whether|How (?:many|much|often|long|far))\b[^?]*"
        r"\b(?:nobody|no one|no \w+|not known|unknown|cannot be|it is not|is known)\b[^?]*$",
        "opens with a question that is no question: subject first, 'Nobody has counted …'",
    ),
    (
        r"^(?:Sure|Certain|Clear|Unclear|Known|Unknown|Settled|Disputed) (?:is|are|was|were)\b",
        "opens with its predicate: 'The works are certain'",
    ),
    (
        r"\b(?:is|are|was|were) (?:not )?known to (?:have|be)\b",
        "says 'is known to': state it, or say what was looked for",
    ),
    (
        rf"\b[Bb]y (?:an?|one|its|the|another|that) (?:[\w-]+ ){{0,2}}(?:{_NOUNS})s?\b",
        "says 'by' for 'according to': who said it first, then the verb",
    ),
    (r"\b[Ww]ho(?:ever|m|mever)\b", "says 'whoever' or 'whom': 'anyone who', or leave it out"),
    (
        r"\bha(?:s|d|ve) (?:about |some |at least |up to |over )?\d[\d,]* "
        r"(?:people|persons|women|men|children|returned|held|arrested|killed)\b",
        "says 'has' for 'counted' or 'reported'",
    ),
    (r"\b(?:says?|said|so) to (?:19|20)\d\d\b", "says 'to' for 'until'"),
    (r"\bin print\b", "says 'in print': 'published'"),
    (r"\bof another kind\b", "says 'of another kind': say what differs"),
    (r"\bthe own side\b|\blets? stay\b", "is no English: 'its own side', 'lets them stay'"),
)
"""Patterns for one sentence, with what is wrong and what to do."""

_FORMS = tuple((re.compile(pattern), cure) for pattern, cure in FORMS)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that an author should read once more.

    :param line: line on the page, from 1
    :param text: what is wrong and what to do
    :param sentence: the sentence
    """

    line: int
    text: str
    sentence: str


def forbidden_forms(chapter: Chapter) -> Iterator[Remark]:
    """Yield the sentences of a chapter that have a forbidden form, in the order of the page."""
    for sentence in chapter.sentences:
        for pattern, cure in _FORMS:
            if pattern.search(sentence.text):
                yield Remark(sentence.line, cure, sentence.text)


def known_count(chapter: Chapter) -> int:
    """Return how often a chapter says *known*."""
    texts = (passage.text for passage in (*chapter.text, *chapter.unknown))
    return sum(len(re.findall(r"\bknown\b", text)) for text in texts)
