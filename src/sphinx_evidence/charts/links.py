"""The links of a drawing: a mark leads to what it stands for, and has its value as a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from .model import ChartError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..data.model import Dataset

ROW = "evidence_row"
"""The column that the engine adds to what a chart draws: where the marks of a row lead."""

MOST = 40
"""So many links of a drawing are stops of the keyboard and read aloud; more would be a flood.

Those of a drawing with more can be pointed at, but not by a finger, so that drawings for phones
have none; its table, which a link below it leads to, has all.
"""

TARGET = re.compile(r"[\w-]*#[\w.-]+")
"""Where a mark leads: ``arrivals-rok#row-2009``, a row of a dataset, or ``#id``, an object."""

_DRAWN = re.compile(
    r'<a xlink:href="[^"#]*?([\w-]*#[\w.-]+)"[^>]*>(<[^>]*?(?: aria-label="([^"]*)")[^>]*>)'
)
_NOWHERE = re.compile(r'<a xlink:href="[^"]*"[^>]*>(.*?)</a>')
_OPENING = re.compile(r'<a href="[^"]*"[^>]*>')
_OF_LINKS = re.compile(r'<a href="[^"]*"[^>]*>(?:<title>[^<]*</title>)?|</a>')
_SVG = "http://www.w3.org/2000/svg"


def linked_rows(rows: Iterable[dict[str, Any]], dataset: Dataset) -> list[dict[str, Any]]:
    """Return the rows of a dataset with the column :data:`ROW`."""
    places = [f"{dataset.name}#{dataset.anchor(row)}" for row in dataset.rows]
    return [{**row, ROW: place} for row, place in zip(rows, places, strict=True)]


def with_titles(svg: str) -> str:
    """Return a drawing of Vega with its links as they are kept here.

    Vega takes an address of a page of its own for the first part of one, and writes what a mark
    says as a label. A mark of no row, such as one that a transform made, leads nowhere.
    """
    return _NOWHERE.sub(r"\1", _DRAWN.sub(r'<a href="\1"><title>\3</title>\2', svg))


def without_links(svg: str) -> str:
    """Return a drawing as a file: its marks keep their titles, and lead nowhere."""
    return _OPENING.sub("<g>", svg).replace("</a>", "</g>")


def resolved(
    name: str, svg: str, address: Callable[[str, str], str | None], *, touch: bool = False
) -> str:
    """Return a drawing for a page: with addresses, and quiet for who does not see it.

    What has no link is not read aloud, since the name of the drawing says it. Of several links to
    one place the last, which no other of them covers, is a stop of the keyboard.

    :param name: the id of its figure
    :param address: returns the address of a dataset and an anchor, or of an object and its id
    :param touch: whether it is for a phone, where many links are too near each other
    :raises ChartError: if a link leads nowhere
    """
    if "<a " not in svg:
        return svg
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
    links = list(root.iter("a"))
    many = len({link.get("href") for link in links}) > MOST
    seen = set[str]()
    for link in reversed(links):
        target = link.get("href", "")
        dataset, _, anchor = target.partition("#")
        found = address(dataset, anchor)
        if found is None:
            msg = (
                f"a mark of {name!r} leads to {target!r}, which does not exist: "
                "correct it, or take it out"
            )
            raise ChartError(msg)
        link.set("href", found)
        if many or target in seen:
            link.set("tabindex", "-1")
            link.set("aria-hidden", "true")
        seen.add(target)
    if touch and len(links) > MOST:
        return _OF_LINKS.sub("", svg)
    _silence(root)
    root.set("xmlns", _SVG)
    return ElementTree.tostring(root, encoding="unicode").replace(" />", "/>")


def _silence(element: ElementTree.Element) -> bool:
    """Hide what is not a link from who listens, and return whether the element has a link."""
    if element.tag == "a":
        return True
    loud = [child for child in element if _silence(child)]
    for child in element:
        if (
            loud
            and child not in loud
            and (child.tag == "text" or child.find(".//text") is not None)
        ):
            child.set("aria-hidden", "true")
    return bool(loud)
