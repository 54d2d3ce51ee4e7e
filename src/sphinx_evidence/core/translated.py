"""What the words of a page are in the language of a build, where that is not the book's.

Domains keep what is said in the language of the book, since rules, checksums and exports are of
that; for readers they look it up here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from .domains import PageDomain
from .nodes import Worded, in_source, shown_text, text_without_citations
from .text import INFERENCE, one_line, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment


def without_mark(text: str) -> str:
    """Return a text without the marks of inferences."""
    return tidy(text.replace(INFERENCE, ""))


class TranslatedDomain(PageDomain):
    """The translated texts of each page, without citations, by their words in the book."""

    name = "translated"
    label = "Translated texts"
    data_version = 1
    by_page: ClassVar[tuple[str, ...]] = ("texts",)
    initial_data: ClassVar[dict[str, Any]] = {"texts": {}}  # docname -> translation by text

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the texts of a page that were translated."""
        found: dict[str, str] = {}
        for node in document.findall(nodes.Element):
            if isinstance(node, Worded):
                found |= node.translations
            elif in_source(node) is not node:
                source, shown = text_without_citations(node), shown_text(node)
                found[without_mark(source)] = without_mark(shown)
                found[source] = shown
        if found:
            self.data["texts"][docname] = found

    def of_page(self, docname: str) -> Mapping[str, str]:
        """Return the translations of a page by text; empty for one that is not translated."""
        found: dict[str, str] = self.data["texts"].get(docname, {})
        return found


def shown(env: BuildEnvironment, docname: str, text: str) -> str:
    """Return a text of a page as readers see it."""
    return TranslatedDomain.of(env).of_page(docname).get(text, text)


def shown_head(env: BuildEnvironment, docname: str) -> Mapping[str, Any]:
    """Return the front matter of a page, with its texts as readers see them."""
    head = env.metadata.get(docname, {})
    if not (texts := TranslatedDomain.of(env).of_page(docname)):
        return head
    return {name: texts.get(one_line(str(value)), value) for name, value in head.items()}
