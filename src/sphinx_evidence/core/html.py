"""HTML elements that several features write."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import escape


def element(tag: str, **attributes: str) -> str:
    """Return an empty element; attributes are escaped, and those without a value left out."""
    text = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<{tag}{text}>"


def json_ld(data: dict[str, Any]) -> str:
    """Return a script element with JSON-LD.

    ``<`` is escaped, since ``</script`` would end the element and ``<!--`` would hide its end tag.
    """
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
