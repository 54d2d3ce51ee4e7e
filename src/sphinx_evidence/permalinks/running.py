"""The running text of a section, whose paragraphs are numbered, and copies of it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref

from .numbers import Numbered, RunningText, paragraph_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def running_text(section: nodes.Element) -> Iterator[tuple[nodes.paragraph, str]]:
    """Yield the paragraphs directly under a heading, each with the id of the claim it states.

    Lists, tables, notes, captions and images are left out; the id is empty for prose.
    """
    for node in section.children:
        if isinstance(node, nodes.paragraph):
            if not all(isinstance(child, nodes.image) for child in node.children):
                yield node, ""
        elif isinstance(node, RunningText) and isinstance(node, nodes.Element):
            yield from running_text(node)
        elif isinstance(node, Numbered) and isinstance(node, nodes.Element):
            for paragraph in list(node.findall(nodes.paragraph))[:1]:
                yield paragraph, node["name"]


def copies(blocks: Iterable[nodes.Node], docname: str, home: str) -> list[nodes.Node]:
    """Return copies of blocks for the page *docname*, without ids and paragraph numbers.

    :param home: address of their own page from there, empty if it is that page
    """
    holder = nodes.container("", *(block.deepcopy() for block in blocks))
    for number in list(holder.findall(paragraph_number)):
        number.parent.remove(number)
    for node in holder.findall(nodes.Element):
        node["ids"] = []
        if isinstance(node, pending_xref):
            node["refdoc"] = docname
        elif home and "refid" in node:  # a link within their own page
            node["refuri"], node["internal"] = f"{home}#{node.attributes.pop('refid')}", True
    return list(holder.children)
