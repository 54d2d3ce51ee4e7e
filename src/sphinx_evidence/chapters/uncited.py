"""Sentences of a chapter that give a number or a date and after which nothing is cited."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes

from ..core.nodes import sections_of
from ..core.support import unsupported

if TYPE_CHECKING:
    from collections.abc import Iterator

EXEMPT = ("how-known", "not-known", "key-works", "questions", "read-next", "sources")
"""The ends of the ids of sections that are about what is known, not about the world."""

_FACT = re.compile(r"(?!.*\bnot known\b).*\d.*")
"""A sentence with a number; that something is not known is no fact that a source could give."""

SHOWN = 8
"""How many words of a sentence a message repeats."""


def uncited_facts(document: nodes.document) -> Iterator[tuple[int, str]]:
    """Yield line and first words of each sentence of fact after which a paragraph cites nothing.

    A sentence may leave its source to a later one of its paragraph, or to the claim, table, list
    or drawing that follows the paragraph. Only numbers are taken for facts, since no program can
    tell what else needs a source.
    """
    for section in sections_of(document):
        if str(section["ids"][-1:]).rstrip("']").endswith(EXEMPT):
            continue
        for node, after in pairwise([*section.children, None]):
            ends = after is None or isinstance(
                after, nodes.paragraph | nodes.section | nodes.target
            )
            if isinstance(node, nodes.paragraph) and ends:
                for line, sentence in unsupported(node):
                    if _FACT.fullmatch(sentence):
                        yield line, " ".join(sentence.split()[:SHOWN])
