"""The domain that writes the cards of all domains to one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from ..core.domains import PageDomain, page_domains
from ..core.features import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

CARDS_DATA = "cards-data.js"
"""The text of all cards; scripts load it when the first card is opened."""

PAGE = Path(__file__).parent / "page"


class CardDomain(PageDomain):
    """Stores nothing: cards are made from the data of other domains."""

    name = "card"
    label = "Cards"
    assets = (PAGE / "cards.css", PAGE / "cards.js")

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield the text of all cards as one file."""
        cards: dict[str, list[str]] = {}
        for domain in page_domains(self.env):
            cards |= domain.cards()
        yield CARDS_DATA, to_script(cards)


def to_script(cards: Mapping[str, list[str]]) -> str:
    """Return cards as a script, since browsers refuse to fetch JSON from ``file:`` pages."""
    data = json.dumps(dict(sorted(cards.items())), ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.bookCards={data};\n"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain."""
    load(app)
    app.add_domain(CardDomain)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
