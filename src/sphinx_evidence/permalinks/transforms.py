"""One id for each heading, numbers of paragraphs, and links to citation pages."""

from __future__ import annotations

from itertools import count
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.house import HouseRule, follows
from ..core.nodes import READING, sections_of, text_without_citations
from ..core.paths import citation_path
from ..core.structure import is_numbered
from ..core.translated import path_to_book
from .domain import PermalinkDomain
from .model import Paragraph
from .nodes import CITE_HERE, cite_link, paragraph_number, running_text


class OneIdTransform(SphinxTransform):
    """Store the explicit label of each section as ``label``, and its id as ``anchor``.

    Ids made from the text of a heading break when the heading is reworded, and readers would cite
    them; so a book whose headings all have labels keeps no other. Runs after docutils has moved
    labels to their sections (priority 260).
    """

    default_priority = 270

    def apply(self, **kwargs: Any) -> None:
        only_labels = follows(self.config, HouseRule.LABELS)
        labels = {
            anchor: name
            for name, anchor in self.document.nameids.items()
            if anchor and self.document.nametypes.get(name)
        }
        # docutils has warned of a duplicate label, and left it on its targets only
        for target in self.document.findall(nodes.target):
            if target.get("dupnames") and "refid" in target:
                labels[target["refid"]] = target["dupnames"][0]
        for section in sections_of(self.document):
            anchors = [anchor for anchor in section["ids"] if anchor in labels]
            if anchors:
                if only_labels:
                    section["ids"] = anchors
                section["label"], section["anchor"] = labels[anchors[0]], anchors[0]
        if only_labels:
            self._free_labels(labels)

    def _free_labels(self, labels: dict[str, str]) -> None:
        """Give a label its own id, which docutils had made from the text of another heading."""
        for section in sections_of(self.document):
            label, made = section.get("label", ""), next(iter(section["ids"]), "")
            wanted = nodes.make_id(label)
            if made not in labels or made == wanted or wanted in labels:
                continue
            section["ids"][0] = section["anchor"] = wanted
            self.document.nameids[label] = wanted
            self.document.ids[wanted] = section
            for node in self.document.findall(nodes.Element):
                if node.get("refid") == made:
                    node["refid"] = wanted


class NumberTransform(SphinxTransform):
    """Number the claims of a page, and its paragraphs that are directly in a section.

    Lists, tables, notes and captions have no numbers, so that a number refers to running text.
    Each paragraph gets the id that is right in this edition only as well. Runs when the words of
    the page are final, and before the domains process it.
    """

    default_priority = READING - 10

    def apply(self, **kwargs: Any) -> None:
        if not is_numbered(self.env.docname, self.config):
            return
        numbers = count(1)
        for section in sections_of(self.document):
            for paragraph, _ in running_text(section):
                found = Paragraph(next(numbers), "", text_without_citations(paragraph))
                paragraph.insert(0, paragraph_number(number=found.number, anchor=found.anchor))
                paragraph["ids"].append(found.anchor)


class CiteTransform(SphinxPostTransform):
    """Add links to headings and other objects, once claims have their final form."""

    default_priority = 6
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        if not self.config.evidence_edition_date:
            return
        docname = self.env.docname
        domain = PermalinkDomain.of(self.env)
        found = {citable.anchor: citable for citable in domain.citables_of(docname)}
        here = domain.current_builder.get_target_uri(docname)
        for node in list(self.document.findall(nodes.Element)) if found else ():
            ids: list[str] = node.get("ids", [])
            first = node.get("anchor", next(iter(ids), ""))
            for citable in (found[name] for name in [first] if name in found):
                address = path_to_book(self.env, here, citation_path(citable.id))
                _add(node, cite_link(address=address, title=citable.title))


def _add(node: nodes.Element, link: cite_link) -> None:
    """Add a link after a heading, not to its text, or to the paragraph marked for it."""
    if isinstance(node, nodes.section):
        if (index := node.first_child_matching_class(nodes.title)) is not None:
            node.insert(index + 1, link)
    elif line := next((line for line in node.findall(nodes.paragraph) if CITE_HERE in line), None):
        line += link
