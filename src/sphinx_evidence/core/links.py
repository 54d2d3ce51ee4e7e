"""Links to files of the site, and links to other sites, which are sent no referrer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .. import __version__
from .domains import builder_of
from .paths import relative_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

REL = "noopener noreferrer"
"""Link types that withhold the referrer and ``window.opener`` from other sites."""

SITE_FILE = "site_file"
"""Attribute of a link whose address is a path from the root of the site."""


def site_link(text: str, path: str) -> nodes.reference:
    """Return a link to a file of the site; its address is made relative when the page is written.

    :param path: path from the root of the site
    """
    return nodes.reference("", text, refuri=path, **{SITE_FILE: True})


class LinkTransform(SphinxPostTransform):
    """Make links to site files relative, and add link types to external ones; runs last."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        here = builder_of(self.env).get_target_uri(self.env.current_document.docname)
        for link in self.document.findall(nodes.reference):
            if link.get(SITE_FILE):
                link["refuri"] = relative_path(here, link["refuri"])
            elif "://" in link.get("refuri", ""):
                link["rel"] = REL


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform of links."""
    app.add_post_transform(LinkTransform)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
