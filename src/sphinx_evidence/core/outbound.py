"""Links to other sites: they learn neither who reads nor what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .. import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

REL = "noopener noreferrer"
"""Tells the browser to name no page where a reader comes from, nor to hand over its window."""


class OutboundTransform(SphinxPostTransform):
    """Mark each link to another site, once all links are made."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for link in self.document.findall(nodes.reference):
            if "://" in link.get("refuri", ""):
                link["rel"] = REL


def setup(app: Sphinx) -> ExtensionMetadata:
    """Mark links."""
    app.add_post_transform(OutboundTransform)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
