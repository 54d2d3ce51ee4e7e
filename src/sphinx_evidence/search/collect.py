"""Everything that can be found, gathered from the domains when all pages are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..claims.model import standing_facts, standing_words
from ..core.dates import day_in_words
from ..core.structure import toctree_order
from ..datasets.model import SOURCES, shown
from ..datasets.terms import is_glossary, term_id
from ..permalinks.model import is_chapter
from ..sources.model import TIERS
from ..sources.reference import author_text
from .model import Entry, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from ..claims.domain import ClaimDomain
    from ..datasets.domain import DatasetDomain
    from ..datasets.model import Dataset, Row
    from ..permalinks.domain import PermalinkDomain
    from ..sources.domain import CitationDomain
    from .domain import SearchDomain

FORMS = ("korean", "romanised", "chinese", "traditional", "hanja", "pinyin")
"""The columns of the glossary with other forms of a term."""

NAMING = ("title", "name", "offence", "recommendation", "summary", "what", "whom", "country")
"""The columns that say what a row is about, the best first."""


def pages(env: BuildEnvironment) -> dict[str, Page]:
    """Return the title of each page, and that of its part: the first page of its folder."""
    found = {}
    for docname, title in env.titles.items():
        part = env.titles.get(f"{docname.partition('/')[0]}/index")
        found[docname] = Page(
            title.astext(),
            part.astext() if part is not None else "",
            is_chapter(docname, env.config.evidence_parts),
        )
    return found


def entries(env: BuildEnvironment) -> Iterator[Entry]:
    """Yield sections, claims, terms, sources and rows, each in the order of the book."""
    yield from sections(env)
    yield from claims(env)
    yield from terms(env)
    yield from _rows(env)
    yield from _sources(env)


def sections(env: BuildEnvironment) -> Iterator[Entry]:
    """Yield every section that an author gave an id, in the order of the book."""
    permalinks = cast("PermalinkDomain", env.domains["permalink"])
    words = cast("SearchDomain", env.domains["search"]).words
    for docname in toctree_order(env):
        about = env.metadata.get(docname, {}).get("description", "")
        listed = zip(permalinks.sections.get(docname, ()), words.get(docname, ()), strict=True)
        for section, text in listed:
            if section.label:
                lead = f"{about} " if section.level == 1 and about else ""
                yield Entry("section", docname, section.label, section.title, lead + text)


def claims(env: BuildEnvironment) -> Iterator[Entry]:
    """Yield every claim, in the order of the book."""
    domain = cast("ClaimDomain", env.domains["claim"])
    for claim in domain.all_claims():
        standing = standing_words(claim, domain.sources.sources)
        text = ". ".join(filter(None, (*standing_facts(claim), claim.reason)))
        yield Entry(
            *("claim", claim.docname, claim.name, claim.text, text),
            names=claim.tags,
            facet=standing,
        )


def terms(env: BuildEnvironment) -> Iterator[Entry]:
    """Yield every term of the glossary."""
    for dataset, docname in _datasets(env):
        if is_glossary(dataset):
            yield from (_term(dataset, row, docname) for row in dataset.rows)


def _rows(env: BuildEnvironment) -> Iterator[Entry]:
    for dataset, docname in _datasets(env):
        if not is_glossary(dataset):
            yield from (_row(dataset, row, docname) for row in dataset.rows)


def _datasets(env: BuildEnvironment) -> Iterator[tuple[Dataset, str]]:
    """Yield each dataset that has a page, with that page."""
    domain = cast("DatasetDomain", env.domains["dataset"])
    for name, docname in sorted(domain.pages.items()):
        if name in domain.datasets:
            yield domain.datasets[name], docname


def _term(dataset: Dataset, row: Row, docname: str) -> Entry:
    cells = row.cells
    english = cells["english"].partition(",")[0]
    variants = (part.strip() for part in cells["variants"].split(";"))
    names = (english, *(cells.get(name, "") for name in FORMS), *variants)
    related = (f"term-{name.strip()}" for name in cells.get("related", "").split(";") if name)
    return Entry(
        *("term", docname, term_id(dataset, row), cells["english"], cells["definition"]),
        names=tuple(dict.fromkeys(filter(None, names))),
        related=tuple(related),
    )


def _row(dataset: Dataset, row: Row, docname: str) -> Entry:
    cells = {name: day_in_words(cell) for name, cell in row.cells.items()}
    title = next((name for name in NAMING if cells.get(name)), "")
    parts = []
    for field in dataset.fields:
        if cells[field.name] and field.name not in (*dataset.key, title, SOURCES):
            number = field.type in ("integer", "number")
            said = shown(field, cells[field.name])
            parts.append(f"{field.title} {said}" if number else said)
    named = cells[title] if title else ", ".join(row.cells[name] for name in dataset.key)
    return Entry(
        *("row", docname, dataset.anchor(row), named, " · ".join(parts)),
        names=(symbol,) if (symbol := cells.get("symbol", "")) else (),
        facet=dataset.title,
    )


def _sources(env: BuildEnvironment) -> Iterator[Entry]:
    domain = cast("CitationDomain", env.domains["cite"])
    for key, docname in sorted(domain.registered.items()):
        source, label = domain.sources[key], domain.labels[key]
        publisher = domain.publishers.get(source.publisher, "")
        parts = (author_text(source), source.titleaddon, source.container, source.date)
        text = ", ".join(filter(None, parts))
        yield Entry(
            *("source", docname, domain.anchor(key), source.title or key, text),
            names=tuple(filter(None, (str(label), publisher, source.doi))),
            facet=TIERS.get(source.tier, source.tier),
            lang=source.lang,
        )
