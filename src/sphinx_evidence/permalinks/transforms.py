"""One id for each heading, the one that its author gave, and a number for each paragraph."""

from __future__ import annotations

from itertools import count
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from ..core.structure import is_chapter
from .numbers import paragraph_number
from .running import running_text


class OneIdTransform(SphinxTransform):
    """Keep the id of the explicit label alone on each section, and note it as ``label``.

    Ids made from the words of a heading would break when the heading is reworded, and readers
    would cite them. Runs when docutils has moved the labels to their sections (priority 260).
    """

    default_priority = 270

    def apply(self, **kwargs: Any) -> None:
        labels = {
            anchor: name
            for name, anchor in self.document.nameids.items()
            if anchor and self.document.nametypes.get(name)
        }
        # docutils has warned of a label that stands twice, and left it on its targets alone
        for target in self.document.findall(nodes.target):
            if target.get("dupnames") and "refid" in target:
                labels[target["refid"]] = target["dupnames"][0]
        for section in self.document.findall(nodes.section):
            anchors = [anchor for anchor in section["ids"] if anchor in labels]
            if anchors:
                section["ids"] = anchors
                section["label"] = labels[anchors[0]]


class NumberTransform(SphinxTransform):
    """Number the paragraphs of a chapter that stand directly in a section, and its claims.

    Lists, tables, notes and captions have none, so that a number leads to running text. Runs when
    the labels are in place, and before the domains read the page.
    """

    default_priority = 280

    def apply(self, **kwargs: Any) -> None:
        if not is_chapter(self.env.current_document.docname, self.config.evidence_parts):
            return
        numbers = count(1)
        for section in self.document.findall(nodes.section):
            for paragraph, _ in running_text(section):
                paragraph.insert(0, paragraph_number(number=next(numbers)))
