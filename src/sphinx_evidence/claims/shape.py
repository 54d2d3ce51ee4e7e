"""What makes a claim: its options, and one paragraph with words of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from ..core.nodes import text_without_citations
from .nodes import claim

if TYPE_CHECKING:
    from collections.abc import Iterable

BLOCKS: dict[type, str] = {
    nodes.bullet_list: "a list",
    nodes.enumerated_list: "a list",
    nodes.definition_list: "a list",
    nodes.table: "a table",
    nodes.literal_block: "a block of code",
    nodes.block_quote: "a quotation",
    nodes.rubric: "a heading",
    nodes.section: "a heading",
    nodes.target: "a label",
    nodes.paragraph: "a second paragraph",
    nodes.container: "another claim",
    claim: "another claim",
}
"""What stands in a claim by mistake, in words."""


def option_lines(block: str) -> tuple[list[str], str]:
    """Return the names of the options of a directive, and the text right after them.

    :param block: the whole directive as it is written
    """
    names: list[str] = []
    for line in (line.strip() for line in block.split("\n")[1:-2]):
        match = re.match(r":(?!::)([^:]*):", line)
        if match is None:
            return names, line
        names.append(match[1].strip())
    return names, ""


def statement_of(content: Iterable[nodes.Node]) -> tuple[nodes.paragraph | None, str]:
    """Return the one paragraph that a claim is, or None and why there is none."""
    blocks = [
        node for node in content if not isinstance(node, (nodes.comment, nodes.system_message))
    ]
    if not blocks:
        return None, "has no statement: write it as one paragraph below the options"
    first = blocks[0]
    wrong = first if not isinstance(first, nodes.paragraph) else next(iter(blocks[1:]), None)
    if wrong is not None or not isinstance(first, nodes.paragraph):
        message = (
            f"holds {BLOCKS.get(type(wrong), 'a block of its own')}, but a claim is one "
            "paragraph: end it with ::: after its statement, and write the rest below"
        )
        return None, message
    if not _has_words(first):
        return None, "has no words of its own but a citation, an image or code: say what is so"
    return first, ""


def _has_words(paragraph: nodes.paragraph) -> bool:
    """Whether a reader would find words in it, citations, code and images left out."""
    copy = paragraph.deepcopy()
    wordless = (nodes.literal, nodes.image, nodes.math, nodes.raw)
    for node in [node for node in copy.findall(nodes.Element) if isinstance(node, wordless)]:
        node.parent.remove(node)
    return any(sign.isalnum() for sign in text_without_citations(copy))
