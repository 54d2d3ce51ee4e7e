"""Links to files of the site, and links to other sites, which are sent no referrer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .translated import path_to_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx

REL = "noopener noreferrer"
"""Link types that withhold the referrer and ``window.opener`` from other sites."""

SITE_FILE = "site_file"
"""Attribute of a link whose address is a path from the root of the site."""


def site_link(text: str, path: str) -> nodes.reference:
    """Return a link to a file of the site; its address is made relative when the page is written.

    :param path: path from the root of the site
    """
    return nodes.reference("", text, refuri=path, **{SITE_FILE: True})


def complete_links(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make links to site files relative, and add link types to external ones; HTML only."""
    if app.builder.format != "html":
        return
    here = app.builder.get_target_uri(docname)
    for link in doctree.findall(nodes.reference):
        if link.get(SITE_FILE):
            link["refuri"] = path_to_book(app.env, here, link["refuri"])
        elif "://" in link.get("refuri", ""):
            link["rel"] = REL
