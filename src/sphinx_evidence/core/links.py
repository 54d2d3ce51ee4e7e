"""Links to files of the site, and to other sites, which learn neither who reads nor what."""

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
"""Tells the browser to name no page where a reader comes from, nor to hand over its window."""

SITE_FILE = "site_file"
"""The attribute of a link whose address is that of a file from the top of the site."""


def site_link(word: str, path: str) -> nodes.reference:
    """Return a link to a file of the site, made relative to its page when that is written.

    :param path: path from the top of the site
    """
    return nodes.reference("", word, refuri=path, **{SITE_FILE: True})


class LinkTransform(SphinxPostTransform):
    """Complete the addresses of links, and mark those to other sites, once all links are made."""

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
    """Complete links."""
    app.add_post_transform(LinkTransform)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
