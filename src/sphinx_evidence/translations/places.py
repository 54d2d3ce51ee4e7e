"""What a translator is told of each message: what it is, where it stands, and how early it is due.

Tier 1 is what a reader needs first: the cover, headings, what a page says of itself, short answers,
and claims with who disputes them. Tier 2 explains it: grounds, tables, figures and their captions.
Tier 3 is the running text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.util.nodes import extract_messages

from ..chapters.form import short_answer
from ..charts.nodes import chart, drawing
from ..claims.nodes import claim, claim_part
from ..permalinks.nodes import paragraph_number
from .nodes import front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = {
    "statement": ("claim", 1),
    "disputed-by": ("dispute of the claim", 1),
    "replied-by": ("reply to the claim", 1),
    "reason": ("grounds of the claim", 2),
}


def places(document: nodes.document, page: str, *, cover: bool) -> Iterator[tuple[str, str]]:
    """Yield each message of a page, with the comment on it.

    :param page: the address of the page
    :param cover: whether all of it is of the first tier
    """
    for node, message in extract_messages(document):
        kind, tier = _kind(node)
        name, number = _name(node), _number(node)
        words = f"{kind} {name}".strip()
        anchor = f"#{number.replace('¶ ', 'p') or name}".rstrip("#")
        tier = 1 if cover else tier
        yield message, " · ".join(filter(None, (words, number, page + anchor, f"tier {tier}")))


def _above(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield a node and what it stands in, from within."""
    found: nodes.Node | None = node
    while found is not None:
        yield found
        found = found.parent


def _kind(node: nodes.Node) -> tuple[str, int]:
    """Return what a message is, and its tier."""
    for one in _above(node):
        match one:
            case front_matter():
                return "front matter", 1
            case claim_part():
                return PARTS[one["part"]]
            case claim():
                return "where was looked for the claim", 1
            case short_answer():
                return "short answer in", 1
            case toctree():
                return "table of contents", 1
            case nodes.title() if isinstance(one.parent, nodes.section):
                return "heading", 1
            case nodes.entry():
                return "cell in", 2
            case chart() | drawing():
                return "figure", 2
            case nodes.title() | nodes.caption() | nodes.image():
                return "caption in", 2
    return "text in", 3


def _name(node: nodes.Node) -> str:
    """Return the id of what a message stands in: a claim, a figure or a section."""
    for one in _above(node):
        if isinstance(one, claim | chart):
            return str(one["name"])
        if isinstance(one, nodes.section):
            return str(one.get("anchor", next(iter(one["ids"]), "")))
    return ""


def _number(node: nodes.Node) -> str:
    """Return the number of a paragraph as pages print it, empty if it has none."""
    found = next(iter(node.findall(paragraph_number)), None)
    return f"¶ {found['number']}" if found is not None else ""
