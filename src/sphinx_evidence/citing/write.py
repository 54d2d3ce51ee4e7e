"""What a site has besides its pages: permalinks, files for reference managers, texts of cards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..core.edition import edition_of
from ..permalinks.cite_page import cite_page, redirect, tombstone
from ..permalinks.formats.bibtex import to_bibtex
from ..permalinks.formats.cache import Cache
from ..permalinks.formats.csl import to_csl
from ..permalinks.formats.ris import to_ris
from ..permalinks.register import final
from ..sources.formats import source_bibtex, source_csl, stem
from .cards import claim_cards, term_cards, to_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx

    from ..claims.domain import ClaimDomain
    from ..datasets.domain import DatasetDomain
    from ..permalinks.domain import PermalinkDomain
    from ..sources.domain import CitationDomain
    from .domain import CitableDomain

FOLDER = "id"
"""Folder of the site that holds the permalinks."""

SOURCES = "sources"
"""Folder of the site that holds the files of sources."""

CACHE = "citations.json"
"""File beside the doctrees that keeps formatted citations."""


def pages(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield the pages and files of every permalink, and those of ids that are gone.

    A book without the date of its edition cannot be cited, so it has none.
    """
    book = edition_of(app.config)
    if not book.date:
        return
    entries = cast("PermalinkDomain", app.env.domains["permalink"]).register
    cache = Cache(Path(app.doctreedir, CACHE))
    citables = cast("CitableDomain", app.env.domains["citable"]).all()
    items = [(found, to_csl(found, book)) for found in citables]
    cache.make((csl for _, csl in items), app.parallel)
    for found, csl in items:
        folder = f"{FOLDER}/{found.id}"
        target = f"../../{app.builder.get_target_uri(found.docname)}#{found.anchor}"
        files = _files("cite", to_bibtex(csl), [csl])
        yield from ((f"{folder}/{name}", text) for name, text in files.items())
        yield f"{folder}/index.html", redirect(found, book, target)
        page = cite_page(found, book, target, cache.formatted(csl), files)
        yield f"{folder}/cite.html", page
    cache.save()
    present = {found.id for found, _ in items}
    for name, entry in entries.items():
        if entry.status != "current" and name not in present:
            successor = final(entries, name)
            happened = f"This {entry.kind} was {entry.status}. {entry.note}".strip()
            target = f"../{successor}/index.html" if successor in present else ""
            yield f"{FOLDER}/{name}/index.html", tombstone(name, book, happened, target)


def sources(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield the files of every source that has a place in a register, and of all together.

    A book without the date of its edition is a draft, for which nothing is exported.
    """
    if not app.config.evidence_edition_date:
        return
    citations = cast("CitationDomain", app.env.domains["cite"])
    found = []
    for key in sorted(citations.registered):
        entry = citations.bibdata.data.entries[key]
        source = citations.sources[key]
        publisher = citations.publishers.get(source.publisher, "")
        found.append((source_bibtex(key, entry, publisher), source_csl(source, entry, publisher)))
    for bibtex, csl in found:
        for name, text in _files(stem(csl["id"]), bibtex, [csl]).items():
            yield f"{SOURCES}/{name}", text
    if found:
        bibtexes, items = zip(*found, strict=True)
        yield from _files("references", "\n".join(bibtexes), items).items()


def cards(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield what the cards of claims and terms say, as one file."""
    claims = cast("ClaimDomain", app.env.domains["claim"])
    texts = claim_cards(claims.all_claims(), claims.sources.sources)
    glossary = cast("DatasetDomain", app.env.domains["dataset"]).datasets.get("glossary")
    if glossary is not None:
        texts |= term_cards(glossary)
    yield "cards-data.js", to_script(texts)


def _files(name: str, bibtex: str, items: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Return the texts for reference managers by the names of their files."""
    return {
        f"{name}.bib": bibtex,
        f"{name}.ris": "".join(map(to_ris, items)),
        f"{name}.json": json.dumps(items, ensure_ascii=False, indent=1) + "\n",
    }
