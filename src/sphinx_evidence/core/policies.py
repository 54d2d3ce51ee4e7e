"""What every page tells the browser: whom it may talk to, and what it says to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import __version__

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

RULES = {
    "default-src": "'self'",
    "img-src": "'self' data:",  # icons within a style sheet
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""Content-Security-Policy: only files of this site, and neither script nor style within a page."""

CONTENT_SECURITY = "; ".join(f"{name} {sources}" for name, sources in RULES.items())

POLICIES = f"""<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY}">
<meta name="referrer" content="no-referrer">"""
"""Both policies for the head of a page, before anything that is loaded. The second has the browser
name no page where a reader comes from, whatever is followed or loaded."""


def add_policies(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Begin the head of every page with the policies."""
    context["metatags"] = f"\n{POLICIES}{context.get('metatags', '')}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the policies once all else that goes into the head is there."""
    app.connect("html-page-context", add_policies, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
