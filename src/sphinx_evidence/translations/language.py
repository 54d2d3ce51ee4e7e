"""The builder of the pages of a book in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from ..core.contents import toctree_order
from ..core.translated import TranslatedDomain

if TYPE_CHECKING:
    from collections.abc import Set


class LanguageBuilder(StandaloneHTMLBuilder):
    """Writes the pages that are translated, into a folder of the site of the book.

    To all else its pages lead there, by relative addresses: to other pages, to data and sources,
    and to permalinks, which are those of every language.
    """

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        uri = super().get_target_uri(docname, typ)
        return uri if TranslatedDomain.of(self.env).writes(docname) else f"../{uri}"

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Let each page lead to the one before and after it that is translated."""
        super().prepare_writing(docnames)
        writes = TranslatedDomain.of(self.env).writes
        order = [name for name in toctree_order(self.env) if writes(name)]
        before, after = [None, *order], [*order[1:], None]
        for name, previous, following in zip(order, before, after, strict=False):
            above = self.relations.get(name, [None])[0]
            self.relations[name] = [above, previous, following]

    def write_documents(self, docnames: Set[str]) -> None:
        writes = TranslatedDomain.of(self.env).writes
        if written := set(filter(writes, docnames)):
            super().write_documents(written)

    def handle_finish(self) -> None:
        """Write no inventory: an object has one address, in English."""
