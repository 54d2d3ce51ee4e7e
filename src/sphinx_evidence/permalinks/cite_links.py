"""Add to each citable object a link to its citation page."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.paths import citation_path, relative_path
from .domain import PermalinkDomain
from .nodes import CITE_HERE, cite_link


class CiteTransform(SphinxPostTransform):
    """Add links to headings and other objects, once claims have their final form."""

    default_priority = 6
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        if not self.config.evidence_edition_date:
            return
        docname = self.env.current_document.docname
        domain = PermalinkDomain.of(self.env)
        titles = {citable.id: citable.title for citable in domain.citables_of(docname)}
        here = domain.current_builder.get_target_uri(docname)
        for node in list(self.document.findall(nodes.Element)) if titles else ():
            ids: list[str] = node.get("ids", [])
            for name in ids[:1]:
                if name in titles:
                    address = relative_path(here, citation_path(name))
                    _add(node, cite_link(address=address, title=titles[name]))


def _add(node: nodes.Element, link: cite_link) -> None:
    """Add a link after a heading, not to its text, or to the paragraph marked for it."""
    if isinstance(node, nodes.section):
        if (index := node.first_child_matching_class(nodes.title)) is not None:
            node.insert(index + 1, link)
    elif line := next((line for line in node.findall(nodes.paragraph) if CITE_HERE in line), None):
        line += link
