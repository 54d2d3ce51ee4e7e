"""HTML elements that several features write, and the policies of every page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from .house import HouseRule, follows

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from .edition import Edition


def element(tag: str, **attributes: str) -> str:
    """Return an empty element; attributes are escaped, and those without a value left out."""
    text = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<{tag}{text}>"


def book_json_ld(edition: Edition, permalink: str) -> dict[str, str]:
    """Return the book as schema.org names it in what is part of it.

    :param permalink: that of the book, empty if there is none
    """
    data = {"@type": "Book", "@id": permalink, "name": edition.title, "url": edition.home}
    return {name: value for name, value in data.items() if value}


def json_ld(data: dict[str, Any]) -> str:
    """Return a script element with JSON-LD.

    ``<`` is escaped, since ``</script`` would end the element and ``<!--`` would hide its end tag.
    """
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


RULES = {
    "default-src": "'self'",
    "img-src": "'self' data:",  # icons within a style sheet
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""Content-Security-Policy: only files of this site, no inline scripts and no inline styles."""

CONTENT_SECURITY = "; ".join(f"{name} {sources}" for name, sources in RULES.items())

POLICIES = f"""<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY}">
<meta name="referrer" content="no-referrer">"""
"""Both policies as ``meta`` elements; they precede everything that the page loads, since they
only apply to what follows them. No referrer is sent with any link or request."""


HEAD = 510
"""The priority of the first handler that adds to the head of a page. Each has one of its own above
it, so that what they add has one order, whatever was registered first."""


def add_policies(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put the policies first in the head of a page, if the book has that rule."""
    if follows(app.config, HouseRule.POLICIES):
        context["metatags"] = f"\n{POLICIES}{context.get('metatags', '')}"
