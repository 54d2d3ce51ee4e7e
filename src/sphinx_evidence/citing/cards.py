"""What the cards beside links say: claims with their standing, terms with their meaning."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..claims.model import standing_facts, standing_words
from ..datasets.terms import LANGUAGES, is_glossary, term_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..claims.model import Claim
    from ..datasets.model import Dataset
    from ..sources.model import Source


def claim_cards(claims: Iterable[Claim], sources: Mapping[str, Source]) -> dict[str, list[str]]:
    """Return the lines of each claim's card by its id: statement, standing, reason."""
    found: dict[str, list[str]] = {}
    for claim in claims:
        words = standing_words(claim, sources)
        facts = [words[:1].upper() + words[1:], *standing_facts(claim)]
        found[claim.name] = [line for line in (claim.text, " · ".join(facts), claim.reason) if line]
    return found


def term_cards(glossary: Dataset) -> dict[str, list[str]]:
    """Return the lines of each term's card by the ids of its headwords, if there are terms."""
    found: dict[str, list[str]] = {}
    for row in glossary.rows if is_glossary(glossary) else ():
        lines = [row.cells["english"], row.cells["definition"]]
        for language in LANGUAGES.values():
            found[term_id(glossary, row, language)] = lines
    return found


def to_script(cards: Mapping[str, list[str]]) -> str:
    """Return the cards as a script, which a page may load from a disk too."""
    data = json.dumps(dict(sorted(cards.items())), ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.bookCards={data};\n"
