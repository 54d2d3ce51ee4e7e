"""Put the way to its citation beside each thing that can be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from ..charts.nodes import chart
from .nodes import cite_link

if TYPE_CHECKING:
    from ..citing.domain import CitableDomain


class CiteTransform(SphinxPostTransform):
    """Add links to headings, claims and charts, when claims are written out."""

    default_priority = 6
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        if not self.config.evidence_edition_date:
            return
        docname = self.env.current_document.docname
        found = cast("CitableDomain", self.env.domains["citable"]).pages.get(docname, ())
        titles = {one.id: one.title for one in found}
        here = self.app.builder.get_target_uri(docname)
        for node in list(self.document.findall(nodes.Element)) if titles else ():
            ids: list[str] = node.get("ids", [])
            for name in ids[:1]:
                if name in titles:
                    address = relative_uri(here, f"id/{name}/cite.html")
                    _add(node, cite_link(address=address, title=titles[name]))


def _add(node: nodes.Element, link: cite_link) -> None:
    """Put the link of a thing after its heading, whose name it would double, or on a line of it."""
    if isinstance(node, nodes.section):
        if (at := node.first_child_matching_class(nodes.title)) is not None:
            node.insert(at + 1, link)
        return
    mark = "chart-ways" if isinstance(node, chart) else "claim-standing"
    lines = node.findall(nodes.paragraph)
    if line := next((line for line in lines if mark in line["classes"]), None):
        line += link
