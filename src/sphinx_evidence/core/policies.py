"""The Content-Security-Policy and the referrer policy of every page."""

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
    """Put the policies first in the head of a page."""
    context["metatags"] = f"\n{POLICIES}{context.get('metatags', '')}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the policies after all other handlers, so that they come first in the head."""
    app.connect("html-page-context", add_policies, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
