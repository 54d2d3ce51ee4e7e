"""Boxes of the texts of a drawing, to find those that overlap."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

from sphinx_evidence.charts.frame import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator

ASCENT, DESCENT = 0.74, 0.22
SHARES = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Box(NamedTuple):
    """A line of text and where it is, in CSS pixels of the drawing."""

    text: str
    size: float
    left: float
    top: float
    right: float
    bottom: float


def boxes(svg: str) -> list[Box]:
    """Return the boxes of all texts that are seen."""
    return list(_boxes(ElementTree.fromstring(svg), 0, 0))


def overlaps(svg: str) -> list[tuple[str, str]]:
    """Return the pairs of texts that overlap, and each that leaves the drawing."""
    width, height = (float(size) for size in ElementTree.fromstring(svg).get("viewBox").split()[2:])
    found = boxes(svg)
    outside = [
        (box.text, "")
        for box in found
        if box.left < 0 or box.right > width or box.top < 0 or box.bottom > height
    ]
    pairs = [
        (one.text, other.text)
        for one, other in combinations(found, 2)
        if one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    ]
    return outside + pairs


def _boxes(node: ElementTree.Element, x: float, y: float) -> Iterator[Box]:
    if node.get("opacity") == "0":
        return
    transform = node.get("transform", "")
    assert "rotate" not in transform, "text is level"
    if move := re.search(r"translate\(([-\d.e]+),\s*([-\d.e]+)\)", transform):
        x, y = x + float(move[1]), y + float(move[2])
    if node.tag.endswith("}text") and node.text:
        x, y = x + float(node.get("x", 0)), y + float(node.get("y", 0))
        size = float(node.get("font-size").removesuffix("px"))
        width = text_width(node.text, size, bold=node.get("font-weight") == "bold")
        width += float(node.get("letter-spacing", 0)) * len(node.text)
        left = x - width * SHARES[node.get("text-anchor", "start")]
        yield Box(node.text, size, left, y - ASCENT * size, left + width, y + DESCENT * size)
    for child in node:
        yield from _boxes(child, x, y)
