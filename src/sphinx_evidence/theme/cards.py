"""The domain that writes the cards of all domains to one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from ..core.domains import PageDomain, page_domains
from ..core.features import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PAGE = Path(__file__).parent / "page"


class CardDomain(PageDomain):
    """Stores nothing: cards are made from the data of other domains."""

    name = "card"
    label = "Cards"
    assets = (PAGE / "cards.css", PAGE / "cards.js")

    def page_files(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield the text of all cards as one file, which scripts load when a card is opened.

        It is a script, since browsers refuse to fetch JSON from ``file:`` pages.
        """
        cards: dict[str, list[str]] = {}
        for domain in page_domains(self.env):
            cards |= domain.cards()
        data = json.dumps(dict(sorted(cards.items())), ensure_ascii=False, separators=(",", ":"))
        yield "cards-data.js", f"globalThis.bookCards={data};\n"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain."""
    load(app)
    app.add_domain(CardDomain)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
