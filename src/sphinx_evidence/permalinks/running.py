"""The running text of a section, whose paragraphs are numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .numbers import Numbered

if TYPE_CHECKING:
    from collections.abc import Iterator


def running_text(section: nodes.section) -> Iterator[tuple[nodes.paragraph, str]]:
    """Yield the paragraphs directly under a heading, each with the id of the claim it states.

    Lists, tables, notes, captions and images are left out; the id is empty for prose.
    """
    for node in section.children:
        if isinstance(node, nodes.paragraph):
            if not all(isinstance(child, nodes.image) for child in node.children):
                yield node, ""
        elif isinstance(node, Numbered) and isinstance(node, nodes.Element):
            for paragraph in list(node.findall(nodes.paragraph))[:1]:
                yield paragraph, node["name"]
