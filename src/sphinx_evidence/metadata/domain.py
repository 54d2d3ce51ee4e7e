"""What each page says of itself, gathered from all domains once every page is read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from ..core.domains import PageDomain
from ..core.structure import toctree_order
from ..core.text import one_line
from ..permalinks.model import id_error, is_chapter
from .tags import Page

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from ..claims.domain import ClaimDomain
    from ..datasets.domain import DatasetDomain
    from ..permalinks.domain import PermalinkDomain
    from ..sources.domain import CitationDomain
    from .tags import Kind


class MetadataDomain(PageDomain):
    """The metadata of all pages, made anew in each build."""

    name = "metadata"
    label = "Metadata"
    data_version = 1

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.pages: dict[str, Page] = {}
        self.chapters: tuple[str, ...] = ()

    def gather(self) -> None:
        """Gather the metadata of all pages."""
        order = toctree_order(self.env)
        parts = self.env.config.evidence_parts
        self.chapters = tuple(name for name in order if is_chapter(name, parts))
        positions = {name: number for number, name in enumerate(self.chapters, 1)}
        self.pages = {name: self._page(name, positions.get(name, 0)) for name in order}
        self.shown = {
            docname: (page, self.chapters if page.kind == "cover" else ())
            for docname, page in self.pages.items()
        }

    def _page(self, docname: str, position: int) -> Page:
        env = self.env
        labels = cast("PermalinkDomain", env.domains["permalink"]).sections.get(docname, ())
        datasets = cast("DatasetDomain", env.domains["dataset"]).data["pages"]
        part = env.titles.get(f"{docname.rpartition('/')[0]}/index") if position else None
        metadata = env.metadata[docname]
        kind: Kind = "dataset" if docname in datasets else "other"
        if docname == env.config.root_doc:
            kind = "cover"
        elif position:
            kind = "chapter"
        return Page(
            kind=kind,
            id=labels[0].label if labels and not id_error(labels[0].label) else "",
            title=one_line(env.titles[docname].astext()),
            description=one_line(metadata.get("description", "")),
            part=one_line(part.astext()) if part else "",
            position=position,
            keywords=self._keywords(docname),
            reviewed=metadata.get("reviewed", ""),
            cited=self._cited(docname),
        )

    def _keywords(self, docname: str) -> tuple[str, ...]:
        claims = cast("ClaimDomain", self.env.domains["claim"])
        return claims.keywords(claims.claims.get(docname, ()))

    def _cited(self, docname: str) -> tuple[str, ...]:
        citations = cast("CitationDomain", self.env.domains["cite"])
        counts = Counter(key for key in citations.cited_keys(docname) if key in citations.sources)
        titles = (citations.sources[key].title for key, _ in counts.most_common())
        return tuple(dict.fromkeys(one_line(title) for title in titles if title))
