"""What a translator is told of each message: what it is, where it stands, and how early it is due.

Tier 1 is what a reader needs first: some pages whole; of chapters the headings, the short answer,
the claims with who disputes them, and replies. Tier 2 explains it: grounds, tables, figures and
their captions. Tier 3 is the running text, and all of pages that are in English only.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.util.nodes import extract_messages

from ..chapters.form import short_answer
from ..charts.nodes import chart, drawing
from ..claims.nodes import claim, claim_part
from ..claims.replies import reply
from ..core.contents import part_index
from ..core.structure import is_chapter
from ..permalinks.nodes import paragraph_number
from .nodes import front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config

LAST = 3
"""The last tier."""

PARTS = {
    "statement": ("claim", 1),
    "disputed-by": ("dispute of the claim", 1),
    "replied-by": ("reply to the claim", 1),
    "reason": ("grounds of the claim", 2),
}


SETTING = "evidence_translated"
"""The setting with the pages that are translated whole, besides the cover and those of parts."""


class Extent(Enum):
    """How much of a page is of the first tier."""

    WHOLE = "whole"
    CHAPTER = "chapter"
    """What stands for a chapter: headings, short answer, claims, replies."""
    NOTHING = "nothing"
    """Readers of other languages are led to the page in English."""


def extent_of(docname: str, config: Config) -> Extent:
    """Return how much of a page is of the first tier."""
    parts = config.evidence_parts
    indexes = (part_index(f"{part}/") for part in parts)
    if docname in (config.root_doc, *config[SETTING], *indexes):
        return Extent.WHOLE
    return Extent.CHAPTER if not parts or is_chapter(docname, parts) else Extent.NOTHING


class Place(NamedTuple):
    """A message, and where it stands in its page.

    :param kind: what it is, such as ``heading``
    :param name: the id of what it stands in: a claim, a figure or a section
    :param number: of its paragraph as pages print it, empty if it has none
    :param tier: how early it is due, from 1 to 3
    """

    message: str
    kind: str
    name: str
    number: str
    tier: int

    def comment(self, page: str) -> str:
        """Return what a translator is told of it.

        :param page: the address of the page
        """
        anchor = f"#{self.number.replace('¶ ', 'p') or self.name}".rstrip("#")
        words = f"{self.kind} {self.name}".strip(), self.number, page + anchor, f"tier {self.tier}"
        return " · ".join(filter(None, words))


def places(document: nodes.document, extent: Extent) -> Iterator[Place]:
    """Yield each message of a page."""
    head = next(iter(document.children), None)  # Sphinx takes it out of the page
    for node, message in extract_messages(document):
        if isinstance(head, nodes.field_list | nodes.docinfo) and head in _above(node):
            continue
        kind, tier = _kind(node, message)
        if extent is not Extent.CHAPTER:
            tier = 1 if extent is Extent.WHOLE else LAST
        yield Place(message, kind, _name(node), _number(node), tier)


def _above(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield a node and what it stands in, from within."""
    found: nodes.Node | None = node
    while found is not None:
        yield found
        found = found.parent


def _kind(node: nodes.Element, message: str) -> tuple[str, int]:
    """Return what a message is, and its tier in a chapter."""
    for one in _above(node):
        match one:
            case front_matter():
                return "front matter", 1 if message == one.get("description") else 2
            case claim_part():
                return PARTS[one["part"]]
            case claim():
                return "where was looked for the claim", 1
            case short_answer():
                return "short answer in", 1
            case reply():
                return "reply", 1
            case toctree():
                return "table of contents", 1
            case nodes.title() if isinstance(one.parent, nodes.section):
                return "heading", 1
            case nodes.entry():
                return "cell in", 2
            case drawing():
                return f"drawing {one['name']} in", 2
            case chart():
                return "list" if one.get("listed") else "figure", 2
            case nodes.title() | nodes.caption() | nodes.image():
                return "caption in", 2
    return "text in", LAST


def _name(node: nodes.Node) -> str:
    """Return the id of what a message stands in: a claim, a figure or a section."""
    for one in _above(node):
        if isinstance(one, claim | chart):
            return str(one["name"])
        if isinstance(one, reply):
            return str(one["reply"])
        if isinstance(one, nodes.section):
            return str(one.get("anchor", next(iter(one["ids"]), "")))
    return ""


def _number(node: nodes.Node) -> str:
    """Return the number of a paragraph as pages print it, empty if it has none."""
    found = next(iter(node.findall(paragraph_number)), None)
    return f"¶ {found['number']}" if found is not None else ""
