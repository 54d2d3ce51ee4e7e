"""What is written when the pages are: permalinks, files for reference managers, texts of cards."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from ..edition import edition_of
from ..permalinks.register import final
from .bibtex import to_bibtex
from .cache import Cache
from .cards import claim_cards, term_cards, to_script
from .csl import to_csl
from .nodes import FILES
from .pages import cite_page, redirect, tombstone
from .ris import to_ris
from .sources import source_bibtex, source_csl, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from ..citations.domain import CitationDomain
    from ..claims.domain import ClaimDomain
    from ..datasets.domain import DatasetDomain
    from ..permalinks.domain import PermalinkDomain
    from .domain import CitableDomain

FOLDER = "id"
"""Folder of the site that holds the permalinks."""

SOURCES = "sources"
"""Folder of the site that holds the files of sources."""

CACHE = "citations.json"
"""File beside the doctrees that keeps formatted citations."""


def write_pages(app: Sphinx, exception: Exception | None) -> None:
    """Write the pages and files of every permalink, and those of ids that are gone.

    A book without the date of its edition cannot be cited, so nothing is written for it.
    """
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    book = edition_of(app.config)
    if not book.date:
        return
    domain = cast("CitableDomain", app.env.domains["citable"])
    folder = Path(app.outdir, FOLDER)
    entries = cast("PermalinkDomain", app.env.domains["permalink"]).register
    kept = {found.id for found in domain.all()}
    for stale in folder.glob("*"):
        if stale.name not in kept:
            rmtree(stale)
    cache = Cache(Path(app.doctreedir, CACHE))
    for found in domain.all():
        target = f"../../{app.builder.get_target_uri(found.docname)}#{found.anchor}"
        csl = to_csl(found, book)
        files = _files("cite", to_bibtex(csl), [csl])
        pages = {
            "index.html": redirect(found, book, target),
            "cite.html": cite_page(found, book, target, cache.formatted(csl), files),
        }
        _write(folder / found.id, files | pages)
    cache.save()
    for name, entry in entries.items():
        if entry.status != "current":
            successor = final(entries, name) if entry.replaced_by else ""
            happened = f"This {entry.kind} was {entry.status}. {entry.note}".strip()
            target = f"../{successor}/index.html" if successor else ""
            _write(folder / name, {"index.html": tombstone(name, book, happened, target)})


def write_sources(app: Sphinx, exception: Exception | None) -> None:
    """Write the files of every source that has a place in a register.

    A book without the date of its edition is a draft, for which nothing is exported.
    """
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    if not app.config.evidence_edition_date:
        return
    citations = cast("CitationDomain", app.env.domains["cite"])
    sources = []
    for key in sorted(citations.registered):
        entry = citations.bibdata.data.entries[key]
        publisher = citations.publishers.get(citations.sources[key].publisher, "")
        sources.append((source_bibtex(key, entry, publisher), source_csl(key, entry, publisher)))
    if sources:
        each: dict[str, str] = {}
        for bibtex, csl in sources:
            each |= _files(stem(csl["id"]), bibtex, [csl])
        _write(Path(app.outdir, SOURCES), each)
        bibtexes, items = zip(*sources, strict=True)
        for name, text in _files("references", "\n".join(bibtexes), items).items():
            Path(app.outdir, name).write_text(text, "utf-8", newline="")


def write_cards(app: Sphinx, exception: Exception | None) -> None:
    """Write what the cards of claims and terms say into one file of the site."""
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        claims = cast("ClaimDomain", app.env.domains["claim"])
        cards = claim_cards(claims.all_claims(), claims.sources.sources)
        glossary = cast("DatasetDomain", app.env.domains["dataset"]).datasets.get("glossary")
        if glossary is not None:
            cards |= term_cards(glossary)
        Path(app.outdir, "cards-data.js").write_text(to_script(cards), "utf-8")


def _files(name: str, bibtex: str, items: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Return the texts for reference managers by the names of their files."""
    return {
        f"{name}.bib": bibtex,
        f"{name}.ris": "".join(map(to_ris, items)),
        f"{name}.json": json.dumps(items, ensure_ascii=False, indent=1) + "\n",
    }


def _write(folder: Path, files: dict[str, str]) -> None:
    """Have these files in a folder and no others for reference managers; leave equal ones alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.suffix in FILES and path.name not in files:
            path.unlink()
    for name, text in files.items():
        path, data = folder / name, text.encode()
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
