"""The directive ``edition-list``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from .nodes import edition_list

if TYPE_CHECKING:
    from docutils import nodes


class EditionListDirective(SphinxDirective):
    """The editions of the book, and what changed in each."""

    def run(self) -> list[nodes.Node]:
        node = edition_list("", docname=self.env.current_document.docname)
        self.set_source_info(node)
        return [node]
