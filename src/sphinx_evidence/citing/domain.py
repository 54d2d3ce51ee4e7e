"""What can be cited, and what cites it; made anew in each build from the other domains."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, cast

from ..core.domains import PageDomain
from ..core.structure import toctree_order
from ..sources.backrefs import Place, printed
from .collect import citables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from ..claims.domain import ClaimDomain
    from ..claims.model import Claim
    from ..core.citable import Citable
    from ..permalinks.domain import PermalinkDomain
    from ..sources.domain import CitationDomain
    from ..sources.model import Source


class CitableDomain(PageDomain):
    """All of it is derived from the other domains, so nothing is kept."""

    name = "citable"
    label = "What can be cited"
    data_version = 1

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.pages: dict[str, tuple[Citable, ...]] = {}
        self.citing: dict[str, list[Place]] = {}
        self.resting: dict[str, list[Claim]] = {}

    @property
    def sources(self) -> Mapping[str, Source]:
        """All sources by key."""
        return cast("CitationDomain", self.env.domains["cite"]).sources

    def all(self) -> Iterator[Citable]:
        """Yield everything that can be cited, page by page."""
        for found in self.pages.values():
            yield from found

    def collect(self) -> None:
        """Gather everything once all pages are read."""
        found = sorted(citables(self.env), key=lambda one: one.docname)
        pages = groupby(found, key=lambda one: one.docname)
        self.pages = {docname: tuple(group) for docname, group in pages}
        citations = cast("CitationDomain", self.env.domains["cite"])
        citing: defaultdict[str, list[Place]] = defaultdict(list)
        sections = {
            (section.docname, paragraph.number): section.title
            for section in cast("PermalinkDomain", self.env.domains["permalink"]).all_sections()
            for paragraph in section.paragraphs
            if section.level > 1
        }
        for docname in toctree_order(self.env):
            for place in citations.places.get(docname, ()):
                section = sections.get((docname, place.paragraph), "")
                for citation in place.citations:
                    citing[citation.key].append(Place(docname, section, place, citation))
        resting: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in cast("ClaimDomain", self.env.domains["claim"]).all_claims():
            for key in dict.fromkeys(citation.key for citation in claim.citations):
                resting[key].append(claim)
        self.citing, self.resting = dict(citing), dict(resting)
        shown: defaultdict[str, list[object]] = defaultdict(list)
        for key, docname in sorted(citations.registered.items()):
            shown[docname].append(printed(citing[key], resting[key], self.sources))
        self.shown = dict(shown)
