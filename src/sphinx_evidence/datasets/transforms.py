"""Print how to cite a dataset."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.edition import edition_of
from ..core.i18n import _
from .nodes import dataset_citation


class DatasetCitation(SphinxPostTransform):
    """Print the citations on the pages of datasets.

    Pages are not read again when the title of the book changes, only written again.
    """

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        edition = edition_of(self.config)
        message = _("{author}, “{title}” ({name}), dataset in {book}, version {version}.")
        for node in list(self.document.findall(dataset_citation)):
            citation = message.format(
                author=edition.author,
                title=node["title"],
                name=node["name"],
                book=edition.title,
                version=edition.version,
            )
            text = _("Cite as: {citation}").format(citation=citation)
            node.replace_self(nodes.paragraph("", text))
