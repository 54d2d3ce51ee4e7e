"""Sentences of a chapter that give a number or a date and after which nothing is cited."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref

from ..core.nodes import in_source, is_citation, sections_of
from ..core.text import INFERENCE, sentences

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
                yield from _uncited(node)


def _uncited(paragraph: nodes.paragraph) -> Iterator[tuple[int, str]]:
    """Yield the facts after the last support in a paragraph."""
    children = in_source(paragraph).children
    last = max((at for at, child in enumerate(children) if _supports(child)), default=-1)
    before = "".join(child.astext() for child in children[: last + 1])
    rest = "".join(child.astext() for child in children[last + 1 :])
    mark = "cited" if last >= 0 else ""  # the end of the sentence with the support
    end = 0
    for number, sentence in enumerate(sentences(f"{mark}{rest}")):
        words = sentence.removeprefix(mark).split() if number == 0 else sentence.split()
        begin = rest.index(words[0], end) if words else end
        for word in words:
            end = rest.index(word, end) + len(word)
        if (number or not mark) and _FACT.fullmatch(sentence):
            line = (paragraph.line or 0) + f"{before}{rest[:begin]}".count("\n")
            yield line, " ".join(words[:SHOWN])


def _supports(node: nodes.Node) -> bool:
    """Whether a node within a paragraph says where a fact comes from."""
    if is_citation(node) or isinstance(node, pending_xref | nodes.reference):
        return True
    return INFERENCE in node.astext()
