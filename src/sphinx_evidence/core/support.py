"""Sentences of a paragraph that say nothing of where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref

from .nodes import in_source, is_citation
from .text import INFERENCE, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator


def unsupported(paragraph: nodes.paragraph) -> Iterator[tuple[int, str]]:
    """Yield line and text of each sentence after which a paragraph gives no support.

    That is a citation, a link, or the mark of the authors' own sentences. A sentence may leave its
    source to a later one of its paragraph.
    """
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
        if number or not mark:
            yield (paragraph.line or 0) + f"{before}{rest[:begin]}".count("\n"), sentence


def _supports(node: nodes.Node) -> bool:
    """Whether a node within a paragraph says where a fact comes from."""
    if is_citation(node) or isinstance(node, pending_xref | nodes.reference):
        return True
    return INFERENCE in node.astext()
