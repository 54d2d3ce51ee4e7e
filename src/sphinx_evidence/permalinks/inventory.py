"""Labels for claims and charts in ``objects.inv``, so that other books link to them by ``ref``.

Sphinx lists them under roles of this package, which a book without it does not have.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from ..core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADER_LINES = 4
"""The lines before the packed part of an inventory of version 2."""


def with_labels(inventory: bytes, objects: Iterable[tuple[str, str, str]]) -> bytes:
    """Return an inventory with a label for each object; it stays as it is if it has all of them.

    :param objects: id, address from the root of the site and title of each
    """
    *head, packed = inventory.split(b"\n", HEADER_LINES)
    text = zlib.decompress(packed).decode("utf-8")
    known = set(text.splitlines())
    labels = (f"{name} std:label -1 {uri} {one_line(title)}" for name, uri, title in objects)
    new = [label for label in labels if label not in known]
    if not new:
        return inventory
    text += "".join(f"{label}\n" for label in new)
    return b"\n".join([*head, zlib.compress(text.encode("utf-8"), 9)])
