"""Put a link to its citations beside each object that can be cited."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.paths import citation_path, relative_path
from .domain import PermalinkDomain
from .nodes import CITE_HERE, cite_link


class CiteTransform(SphinxPostTransform):
    """Add links to headings and other objects, when claims are written out."""

    default_priority = 6
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        if not self.config.evidence_edition_date:
            return
        docname = self.env.current_document.docname
        domain = PermalinkDomain.of(self.env)
        titles = {found.id: found.title for found in domain.citables_of(docname)}
        here = domain.current_builder.get_target_uri(docname)
        for node in list(self.document.findall(nodes.Element)) if titles else ():
            ids: list[str] = node.get("ids", [])
            for name in ids[:1]:
                if name in titles:
                    address = relative_path(here, citation_path(name))
                    _add(node, cite_link(address=address, title=titles[name]))


def _add(node: nodes.Element, link: cite_link) -> None:
    """Put a link after the heading, whose name it would double, or on the line that asks for it."""
    if isinstance(node, nodes.section):
        if (at := node.first_child_matching_class(nodes.title)) is not None:
            node.insert(at + 1, link)
    elif line := next((line for line in node.findall(nodes.paragraph) if CITE_HERE in line), None):
        line += link
