"""The form of a claim as written: options, and one paragraph with words of its own."""

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
"""Names of the blocks that a claim may contain by mistake."""


def option_lines(block: str) -> tuple[list[str], str]:
    """Return the names of the options of a directive, and the text right after them.

    :param block: the source of the whole directive
    """
    names: list[str] = []
    for line in (line.strip() for line in block.split("\n")[1:-2]):
        match = re.match(r":(?!::)([^:]*):", line)
        if match is None:
            return names, line
        names.append(match[1].strip())
    return names, ""


def statement_of(content: Iterable[nodes.Node]) -> tuple[nodes.paragraph | None, str]:
    """Return the paragraph of a claim, or None and why the content is no claim."""
    blocks = [
        node for node in content if not isinstance(node, (nodes.comment, nodes.system_message))
    ]
    if not blocks:
        return None, "has no statement: write it as one paragraph below the options"
    first = blocks[0]
    unexpected = first if not isinstance(first, nodes.paragraph) else next(iter(blocks[1:]), None)
    if unexpected is not None or not isinstance(first, nodes.paragraph):
        message = (
            f"holds {BLOCKS.get(type(unexpected), 'a block of its own')}, but a claim is one "
            "paragraph: end it with ::: after its statement, and write the rest below"
        )
        return None, message
    if not _has_words(first):
        return None, "has no words of its own but a citation, an image or code: say what is so"
    return first, ""


def _has_words(paragraph: nodes.paragraph) -> bool:
    """Whether it has words apart from citations, code and images."""
    copy = paragraph.deepcopy()
    wordless = (nodes.literal, nodes.image, nodes.math, nodes.raw)
    for node in [node for node in copy.findall(nodes.Element) if isinstance(node, wordless)]:
        node.parent.remove(node)
    return any(character.isalnum() for character in text_without_citations(copy))
