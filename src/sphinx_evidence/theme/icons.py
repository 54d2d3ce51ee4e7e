"""The icon of the book in the forms that browsers and phones ask for, from its SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from ..core.pictures import picture_cached

if TYPE_CHECKING:
    from pathlib import Path

SVG = "http://www.w3.org/2000/svg"
TOUCH_ICON, SMALL_ICON = "apple-touch-icon.png", "favicon.ico"
TOUCH, SMALL = 180, 32
"""Pixels of a side: on the screen of a phone, and in browsers that read no SVG."""


def icons(svg: bytes, cache: Path) -> dict[str, bytes]:
    """Return the icon as ``apple-touch-icon.png`` and ``favicon.ico``, by name of the file.

    :param cache: folder with the pictures of earlier builds
    :raises ValueError: if it is no SVG with a ``viewBox``
    """
    try:
        drawing = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        msg = f"it is no XML: {error}"
        raise ValueError(msg) from error
    if drawing.tag != f"{{{SVG}}}svg" or "viewBox" not in drawing.attrib:
        msg = "it is no SVG with a viewBox"
        raise ValueError(msg)
    touch, small = (_picture(drawing, side, cache) for side in (TOUCH, SMALL))
    return {TOUCH_ICON: touch, SMALL_ICON: _ico(small)}


def _picture(drawing: ElementTree.Element, side: int, cache: Path) -> bytes:
    drawing.attrib |= {"width": str(side), "height": str(side)}
    file = ElementTree.tostring(drawing, "unicode")
    return picture_cached(f"icon-{side}", file, cache, scale=1)


def _ico(png: bytes) -> bytes:
    """Return an icon file with one picture of :data:`SMALL` pixels, 32 bits each, as PNG."""
    head = (0).to_bytes(2, "little") + (1).to_bytes(2, "little") * 2
    entry = bytes((SMALL, SMALL, 0, 0)) + (1).to_bytes(2, "little") + (32).to_bytes(2, "little")
    place = len(png).to_bytes(4, "little") + (len(head) + 16).to_bytes(4, "little")
    return head + entry + place + png
