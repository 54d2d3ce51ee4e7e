"""The domain that gathers the cards of all others into one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.domains import PageDomain, page_domains

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx

DATA = "cards-data.js"
"""File of the site with the text of all cards, loaded when the first is opened."""


PAGE = Path(__file__).parent / "page"
"""The styles and scripts that become part of those of every page."""


class CardDomain(PageDomain):
    """Keeps nothing: cards are made from what other domains keep."""

    name = "card"
    assets = (
        PAGE / "cards.css",
        PAGE / "cards.js",
    )
    label = "Cards"

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield the text of all cards as one file."""
        cards: dict[str, list[str]] = {}
        for domain in page_domains(self.env):
            cards |= domain.cards()
        yield DATA, to_script(cards)


def to_script(cards: Mapping[str, list[str]]) -> str:
    """Return cards as a script, which a page may load from a disk too."""
    data = json.dumps(dict(sorted(cards.items())), ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.bookCards={data};\n"
