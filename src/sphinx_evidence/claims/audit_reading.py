"""Find the passages of a page: what is cited, and what kind of passage it is."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar, cast

from docutils import nodes

from ..core.nodes import CHECKED, CITATIONS, in_source, is_citation, source_elements, source_text
from ..core.text import INFERENCE
from ..permalinks.nodes import paragraph_number
from .audit_model import CELL, CITATION, CLAIM, KEY_WORK, Aside, Passage, without_citations
from .nodes import claim, claim_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .audit_model import Group

KEY_WORKS = "-key-works"
"""The end of the id of the section with the key works of a chapter."""

T = TypeVar("T")

_END = re.compile(
    rf"(?<=[.!?])[\"'”’)]*(?:\s*(?:{CITATION}|{INFERENCE}))*\s+(?=[\"'“‘(]?[^\W\d_a-z])"
)


def split_sentences(text: str, groups: Sequence[T]) -> Iterator[tuple[str, tuple[T, ...]]]:
    """Yield the cited sentences of a paragraph, each with its citation groups.

    :param text: its text, with :data:`~sphinx_evidence.claims.audit_model.CITATION` for each group
    """
    starts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    number = 0
    for start, end in pairwise(starts):
        part = text[start:end]
        count = part.count(CITATION)
        cited = tuple(groups[number : number + count])
        number += count
        if cited:
            yield part.strip(), cited


def read_passages(paragraph: nodes.paragraph, docname: str) -> Iterator[Passage]:
    """Yield the passages of a paragraph.

    That is a claim with all that is printed with it, cited or not; else, if the paragraph has
    citations, the cell or the line of key works that it fills, or each of its cited sentences.
    What a table prints from a dataset is no passage, since its rows are data.
    """
    parent = paragraph.parent
    if isinstance(parent, claim_part):
        if isinstance(parent.parent, claim) and parent["part"] == "statement":
            yield _claim(paragraph, parent.parent, docname)
        return
    found = _groups(paragraph)
    if not found:
        return
    place = (docname, _number(paragraph), paragraph.line)
    groups = tuple(group for _anchor, group in found)
    anchors = tuple(anchor for anchor, _group in found)
    if isinstance(parent, nodes.entry):
        yield Passage(*place, _cell(parent), groups, CELL, anchors=anchors)
    elif isinstance(parent, nodes.list_item) and _section(paragraph).endswith(KEY_WORKS):
        yield Passage(*place, _marked(paragraph), groups, KEY_WORK, anchors=anchors)
    else:
        for text, cited in split_sentences(_marked(paragraph), found):
            yield Passage(
                *(*place, text, tuple(group for _anchor, group in cited)),
                anchors=tuple(anchor for anchor, _group in cited),
            )


def _claim(statement: nodes.paragraph, node: claim, docname: str) -> Passage:
    """Return a claim with its reason, its dispute and its reply."""
    asides, anchors = [], []
    for part in node.findall(claim_part):
        found = _groups(part)
        anchors += [anchor for anchor, _group in found]
        if part["part"] != "statement":
            groups = tuple(group for _anchor, group in found)
            asides.append(Aside(part["part"], _marked(part), groups))
    return Passage(
        *(docname, _number(statement), statement.line, _marked(statement)),
        tuple(group for _anchor, group in _groups(statement)),
        CLAIM,
        node["name"],
        tuple(asides),
        tuple(anchors),
    )


def _groups(node: nodes.Element) -> list[tuple[str, Group]]:
    """Return anchor and citations of each citation group that was typed in the text."""
    return [
        (next(iter(one["ids"]), ""), one[CITATIONS])
        for one in source_elements(node)
        if CITATIONS in one and not one.get(CHECKED)
    ]


def _number(paragraph: nodes.paragraph) -> int:
    first = paragraph.children[0]
    return int(first["number"]) if isinstance(first, paragraph_number) else 0


def _section(node: nodes.Element) -> str:
    """Return the label of the section that a node is in, empty if it has none."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        parent = parent.parent
    return str(parent.get("label", "")) if parent is not None else ""


def _cell(cell: nodes.entry) -> str:
    """Return the marked text of a cell, with what tells what it is about.

    A cell with words of its own has the head of its row and of its column before it. One that only
    cites has the rest of its row, each cell with its head: what is cited is that.
    """
    row = cell.parent
    cells = cast("list[nodes.Element]", row.children)
    heads = _heads(row)
    at = cells.index(cell)
    if _has_words(cell):
        before = [without_citations(_marked(cells[0]))] if at else []
        return " | ".join(filter(None, (*before, _headed(heads, at, _marked(cell)))))
    others = [
        _headed(heads, number, without_citations(_marked(one)))
        for number, one in enumerate(cells)
        if one is not cell and _has_words(one)
    ]
    return f"{' | '.join(others)} {_marked(cell)}"


def _has_words(cell: nodes.Element) -> bool:
    return any(character.isalnum() for character in without_citations(_marked(cell)))


def _heads(row: nodes.Node) -> list[str]:
    """Return the heads of the columns of the table of a row, if it has any."""
    group = cast("nodes.Element", row.parent.parent)
    rows = [one for head in group.children if isinstance(head, nodes.thead) for one in head]
    return [source_text(cell) for cell in rows[-1].children] if rows else []


def _headed(heads: Sequence[str], at: int, text: str) -> str:
    head = heads[at] if at < len(heads) else ""
    return f"{head}: {text}" if head else text


def _marked(node: nodes.Node) -> str:
    """Return the text of a node with a mark for each citation group."""
    node = in_source(node)
    if is_citation(node):
        return CITATION
    if not isinstance(node, nodes.Element) or not node.children:
        return node.astext()
    return node.child_text_separator.join(map(_marked, node.children))
