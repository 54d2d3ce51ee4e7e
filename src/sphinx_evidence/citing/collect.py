"""Everything in a book that can be cited, gathered from the domains."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..core.citable import Citable
from ..permalinks.model import id_error, is_chapter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from ..charts.domain import ChartDomain
    from ..claims.domain import ClaimDomain
    from ..datasets.domain import DatasetDomain
    from ..permalinks.domain import PermalinkDomain


def citables(env: BuildEnvironment) -> Iterator[Citable]:
    """Yield the book, its chapters and their sections, then claims, charts and datasets.

    What has a malformed id has no permalink: the id would be the path of its files.
    """
    return (one for one in _everything(env) if not id_error(one.id))


def _everything(env: BuildEnvironment) -> Iterator[Citable]:
    permalinks = cast("PermalinkDomain", env.domains["permalink"])
    claims = cast("ClaimDomain", env.domains["claim"])
    charts = cast("ChartDomain", env.domains["chart"])
    datasets = cast("DatasetDomain", env.domains["dataset"])

    def title(docname: str) -> str:
        return env.titles[docname].astext()

    root = env.config.root_doc
    for section in permalinks.all_sections():
        name, docname = section.label, section.docname
        if docname == root and section.level == 1:
            yield Citable(name, "book", section.title, "", docname, name)
        elif is_chapter(docname, env.config.evidence_parts) and name:
            chapter = section.level == 1
            kind, within = ("chapter", "") if chapter else ("section", title(docname))
            tags = claims.keywords(claims.claims.get(docname, ())) if chapter else ()
            yield Citable(name, kind, section.title, within, docname, name, tags)
    for claim in claims.all_claims():
        text, docname = claim.text.rstrip("."), claim.docname
        tags = claims.keywords([claim])
        yield Citable(claim.name, "claim", text, title(docname), docname, claim.name, tags)
    for chart in charts.all_charts():
        within, docname = title(chart.docname), chart.docname
        yield Citable(chart.name, "chart", chart.title, within, docname, chart.name)
    for name, docname in sorted(datasets.pages.items()):
        found = datasets.datasets.get(name)
        text = found.title if found is not None else name  # the package could not be read
        yield Citable(name, "dataset", text, "", docname, name)
