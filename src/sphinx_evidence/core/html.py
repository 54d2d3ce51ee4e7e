"""HTML elements that several features write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import escape

if TYPE_CHECKING:
    from .edition import Edition


def element(tag: str, **attributes: str) -> str:
    """Return an empty element; attributes are escaped, and those without a value left out."""
    text = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<{tag}{text}>"


def book_json_ld(edition: Edition, permalink: str) -> dict[str, str]:
    """Return the book as schema.org names it in what is part of it.

    :param permalink: that of the book, empty if there is none
    """
    data = {"@type": "Book", "@id": permalink, "name": edition.title, "url": edition.base}
    return {name: value for name, value in data.items() if value}


def json_ld(data: dict[str, Any]) -> str:
    """Return a script element with JSON-LD.

    ``<`` is escaped, since ``</script`` would end the element and ``<!--`` would hide its end tag.
    """
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
