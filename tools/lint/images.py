"""Rules for what an image carries besides its picture: places, devices, programs and names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".svg", ".ico"})
"""The endings of images that can be checked."""

OTHERS = frozenset({".gif", ".webp", ".tif", ".tiff", ".heic", ".avif", ".bmp", ".pdf"})
"""Those of images that cannot."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TEXT = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_JPEG = b"\xff\xd8"
_JPEG_TEXT = frozenset({*range(0xE1, 0xF0), 0xFE}) - {0xE2, 0xEE}  # not colours
_SVG_TEXT = re.compile(rb"<(?:\w+:)?metadata\b|<!--|\b(?:inkscape|sodipodi):")


def image_metadata(ending: str, data: bytes) -> Iterator[str]:
    """Yield what is wrong with an image, once for each kind.

    :param ending: that of its name, in lower case, such as ``.png``
    """
    if ending in OTHERS:
        yield "has a format whose metadata is not checked: save it as PNG or SVG"
    elif ending == ".png":
        yield from _png(data)
    elif ending in (".jpg", ".jpeg"):
        yield from _jpeg(data)
    elif ending == ".svg" and _SVG_TEXT.search(data):
        yield "has metadata or remarks of a drawing program: save it as plain SVG"


def _png(data: bytes) -> Iterator[str]:
    if not data.startswith(_PNG):
        yield "is not a PNG file: save it as one"
        return
    at, found = len(_PNG), set[bytes]()
    while at + 8 <= len(data):
        found.add(data[at + 4 : at + 8])
        at += 12 + int.from_bytes(data[at : at + 4])
    if found & _PNG_TEXT:
        kinds = ", ".join(sorted(kind.decode() for kind in found & _PNG_TEXT))
        yield f"has metadata ({kinds}): save it without"


def _jpeg(data: bytes) -> Iterator[str]:
    if not data.startswith(_JPEG):
        yield "is not a JPEG file: save it as one"
        return
    at = len(_JPEG)
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:  # the picture begins
        if data[at + 1] in _JPEG_TEXT:
            yield "has metadata of a camera or a program: save it without"
            return
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
