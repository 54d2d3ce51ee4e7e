"""Citing: permalinks, citations in all styles, and files for reference managers."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from .. import __version__
from ..edition import edition_of
from ..log import warn_of
from ..permalinks.register import final, lost_ids, unregistered_ids
from .backrefs import BackrefTransform
from .bibtex import to_bibtex
from .builder import RegisterBuilder
from .cache import Cache
from .cards import claim_cards, term_cards, to_script
from .csl import to_csl
from .domain import CitableDomain
from .nodes import cite_link, skip_cite, source_files, visit_cite_html, visit_files_html
from .pages import cite_page, redirect, tombstone
from .ris import to_ris
from .sources import source_bibtex, source_csl
from .transforms import CiteTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from ..citations.domain import CitationDomain
    from ..claims.domain import ClaimDomain
    from ..datasets.domain import DatasetDomain
    from ..permalinks.domain import PermalinkDomain

FOLDER = "id"
"""Folder of the site that holds the permalinks."""

CACHE = "citations.json"
"""File beside the doctrees that keeps formatted citations."""


def collect(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Gather what can be cited, and have the pages of sources written again that show it."""
    return cast("CitableDomain", env.domains["citable"]).collect()


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
    kept = {found.id for found in domain.all()} | entries.keys()
    for stale in folder.glob("*"):
        if stale.name not in kept:
            rmtree(stale)
    cache = Cache(Path(app.doctreedir, CACHE))
    for found in domain.all():
        target = f"../../{app.builder.get_target_uri(found.docname)}#{found.anchor}"
        csl = to_csl(found, book)
        files = {
            "cite.bib": to_bibtex(csl),
            "cite.ris": to_ris(csl),
            "cite.json": json.dumps([csl], ensure_ascii=False, indent=1) + "\n",
        }
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
    """Write the files of every source that has a place in a register."""
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    citations = cast("CitationDomain", app.env.domains["cite"])
    files = {}
    for key in sorted(citations.registered):
        source = citations.bibdata.data.entries[key]
        publisher = citations.publishers.get(citations.sources[key].publisher, "")
        csl = source_csl(key, source, publisher)
        files[f"{key}.bib"] = source_bibtex(key, source, publisher)
        files[f"{key}.ris"] = to_ris(csl)
        files[f"{key}.json"] = json.dumps([csl], ensure_ascii=False, indent=1) + "\n"
    folder = Path(app.outdir, "sources")
    for stale in folder.glob("*"):
        if stale.name not in files:
            stale.unlink()
    if files:
        _write(folder, files)


def write_cards(app: Sphinx, exception: Exception | None) -> None:
    """Write what the cards of claims and terms say into one file of the site."""
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        claims = cast("ClaimDomain", app.env.domains["claim"])
        cards = claim_cards(claims.all_claims(), claims.sources.sources)
        glossary = cast("DatasetDomain", app.env.domains["dataset"]).datasets.get("glossary")
        if glossary is not None:
            cards |= term_cards(glossary)
        Path(app.outdir, "cards-data.js").write_text(to_script(cards), "utf-8")


def check_ids(app: Sphinx, env: BuildEnvironment) -> None:
    """Check that no published id is lost and, at a release, that all are registered."""
    if not app.config.evidence_register:
        return
    path = Path(app.confdir, app.config.evidence_register)
    entries = cast("PermalinkDomain", env.domains["permalink"]).register
    kinds = {one.id: one.kind for one in cast("CitableDomain", env.domains["citable"]).all()}
    problems = list(lost_ids(path, entries, kinds))
    if edition_of(app.config).released and app.builder.name != RegisterBuilder.name:
        problems += unregistered_ids(path, entries, kinds)
    for problem in problems:
        warn_of(problem)


def _write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what can be cited, and the writing of its pages."""
    for name in ("claims", "charts", "datasets", "permalinks", "checks", "edition"):
        app.setup_extension(f"sphinx_evidence.{name}")
    skip = (skip_cite, None)
    app.add_node(cite_link, html=(visit_cite_html, None), latex=skip, text=skip)
    app.add_node(source_files, html=(visit_files_html, None), latex=skip, text=skip)
    app.add_domain(CitableDomain)
    app.add_builder(RegisterBuilder)
    app.add_post_transform(CiteTransform)
    app.add_post_transform(BackrefTransform)
    app.connect("env-updated", collect, priority=800)
    app.connect("env-check-consistency", check_ids)
    app.connect("build-finished", write_pages)
    app.connect("build-finished", write_sources)
    app.connect("build-finished", write_cards)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
