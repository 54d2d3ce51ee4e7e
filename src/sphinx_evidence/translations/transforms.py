"""What happens to a page before and after Sphinx puts translations into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.transforms import SphinxTransform
from sphinx.transforms.i18n import Locale
from sphinx.util.nodes import extract_messages

from ..charts.nodes import chart, drawing
from ..core.nodes import UNSEARCHED, UNTRANSLATED, Worded, forget_source, keep_source
from ..core.text import one_line
from ..data.nodes import rows_here
from .domain import TranslationDomain
from .nodes import OLDER, STALE, front_matter
from .places import extent_of, places
from .rules import words
from .standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGLISH = ["language-en"]
"""The class that docutils turns into ``lang``; the English of the engine and of books."""

DATA = "data-table"
"""The class of a table of data, which is in the language of its dataset."""


class SourceTransform(SphinxTransform):
    """Give all that readers see to translators, and keep its words in the language of the book.

    The cells of a table in a directive have no source in MyST, and Sphinx extracts and translates
    only what has one. The texts of front matter get a node, as MyST has them as fields.
    """

    default_priority = Locale.default_priority - 5

    def apply(self, **kwargs: Any) -> None:
        domain = TranslationDomain.of(self.env)
        extracts = isinstance(domain.current_builder, MessageCatalogBuilder)
        if not (extracts or domain.is_active or domain.languages):
            return
        self._add_front_matter()
        for table in self.document.findall(nodes.table):
            if DATA not in table["classes"]:
                self._add_sources(table)
        if domain.is_active:
            for text, _message in texts(self.document):
                keep_source(text)

    def _add_front_matter(self) -> None:
        """Add the node; the fields stay in English, and are read from the node for readers."""
        node = front_matter()
        node.source, node.line = self.document["source"], 1
        fields = next(iter(self.document.children), None)
        if not isinstance(fields, nodes.field_list):
            return
        for field in fields.findall(nodes.field):
            name, body = field.children
            for paragraph in body.findall(nodes.paragraph):
                paragraph["translatable"] = False
            if name.astext() in node.worded:
                node[name.astext()] = one_line(body.astext())
        self.document += node

    def _add_sources(self, table: nodes.table) -> None:
        for cell in table.findall(nodes.entry):
            for paragraph in cell.findall(nodes.paragraph):
                if not paragraph.source:
                    paragraph.source = table.source or self.document["source"]
                    paragraph.line = table.line


class UntranslatedTransform(SphinxTransform):
    """Say of what has no translation that it is in English, and forget the copies of it."""

    default_priority = Locale.default_priority + 1

    def apply(self, **kwargs: Any) -> None:
        domain = TranslationDomain.of(self.env)
        if not domain.is_active:
            return
        catalog = domain.catalog_of(self.env.docname)
        found = places(self.document, extent_of(self.env.docname, self.config))
        is_written = domain.is_offered and standing(found, catalog).is_written
        for text, message in texts(self.document):
            if text.get("translated"):
                text[STALE] = message in catalog.shown and catalog.shown[message].state == "stale"
                continue
            forget_source(text)
            text["classes"] += ENGLISH
            text[UNTRANSLATED] = True
            text[UNSEARCHED] = is_written  # what is in English is left out of the page
            older = catalog.older.get(message)
            if older and not older.is_prose and domain.parse:
                text[OLDER] = words(older.translation, domain.parse, {})
        for table in self.document.findall(nodes.table):
            if DATA in table["classes"]:
                table["classes"] += ENGLISH
                table[UNTRANSLATED] = True
        for rows in self.document.findall(rows_here):
            for text in rows.findall(nodes.inline):
                text["classes"] += ENGLISH
        for figure in self.document.findall(chart):
            figure[UNTRANSLATED] = figure.get("heading") not in figure.translations
        for again in self.document.findall(drawing):
            again[UNTRANSLATED] = again["alt"] not in again.translations


def texts(document: nodes.document) -> Iterator[tuple[nodes.TextElement, str]]:
    """Yield the texts of a page that can be translated, each with its message."""
    for node, message in extract_messages(document):
        if isinstance(node, nodes.TextElement) and not isinstance(node, Worded):
            yield node, message
