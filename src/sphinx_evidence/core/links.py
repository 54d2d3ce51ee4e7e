"""Links to files of the site, and links to other sites, which are sent no referrer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole

from .. import __version__
from .domains import builder_of
from .paths import relative_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

REL = "noopener noreferrer"
"""Link types that withhold the referrer and ``window.opener`` from other sites."""

SITE_FILE = "site_file"
"""Attribute of a link to a file of the site: its path from the root."""

BY_AUTHOR = "by_author"
"""Attribute of such a link that an author wrote, so that the site may lack the file."""

SITE_FILES = "site_files"
"""Attribute of a page to write: the paths of the files that authors link to, each with a line."""


def site_link(text: str, path: str) -> nodes.reference:
    """Return a link to a file of the site; its address is made relative when the page is written.

    :param path: path from the root of the site
    """
    return nodes.reference("", text, refuri=path, **{SITE_FILE: path})


class SiteFileRole(SphinxRole):
    """The name of a file of the site, as a link to it; a draft, which lacks many, only names it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        name = nodes.literal(self.rawtext, self.text)
        if not self.config.evidence_edition_date:
            return [name], []
        link = site_link("", self.text)
        link[BY_AUTHOR] = True
        link += name
        self.set_source_info(link)
        return [link], []


class LinkTransform(SphinxPostTransform):
    """Make links to site files relative, and add link types to external ones; runs last."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        here = builder_of(self.env).get_target_uri(self.env.current_document.docname)
        files = self.document[SITE_FILES] = {}
        for link in self.document.findall(nodes.reference):
            if path := link.get(SITE_FILE):
                if link.get(BY_AUTHOR):
                    files[path] = link.line or 0
                link["refuri"] = relative_path(here, path)
            elif "://" in link.get("refuri", ""):
                link["rel"] = REL


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the role and the transform of links."""
    app.add_role("site-file", SiteFileRole())
    app.add_post_transform(LinkTransform)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
