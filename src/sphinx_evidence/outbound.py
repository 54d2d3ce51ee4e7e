"""Links to other sites: they learn neither who reads nor what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from . import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

REFERRER = '<meta name="referrer" content="no-referrer">'
"""Tells the browser to name no page where a reader comes from, whatever is followed or loaded."""

REL = "noopener noreferrer"
"""The same for one link, and no handle on the window that it was opened from."""


class OutboundTransform(SphinxPostTransform):
    """Mark each link to another site, once all links are made."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for link in self.document.findall(nodes.reference):
            if "://" in link.get("refuri", ""):
                link["rel"] = REL


def add_referrer(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the policy to the head of every page."""
    context["metatags"] = f"{context.get('metatags', '')}\n{REFERRER}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Mark links and pages."""
    app.add_post_transform(OutboundTransform)
    app.connect("html-page-context", add_referrer)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
