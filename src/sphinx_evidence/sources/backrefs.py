"""From a source to every place that cites it, and to the claims that rest on it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from ..claims.model import standing_words
from ..permalinks.nodes import source_files
from .formats import stem
from .nodes import to_nodes
from .reference import plain_runs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..citing.domain import CitableDomain
    from ..claims.model import Claim
    from .model import Citation, CitationGroup, Source


@dataclass(frozen=True, slots=True)
class Place:
    """One citation of a source, and where it stands.

    :param docname: the page
    :param section: the heading above it, empty right under the title of the page
    :param place: the group of citations
    :param citation: the citation itself
    """

    docname: str
    section: str
    place: CitationGroup
    citation: Citation


class BackrefTransform(SphinxPostTransform):
    """Complete the entries of the register of sources, when its lists are filled."""

    default_priority = 7

    def run(self, **kwargs: Any) -> None:
        self.domain = cast("CitableDomain", self.env.domains["citable"])
        here = self.app.builder.get_target_uri(self.env.current_document.docname)
        for item in list(self.document.findall(nodes.list_item)):
            if key := item.get("source"):
                if self.config.evidence_edition_date:
                    item += source_files(stem=relative_uri(here, f"sources/{stem(key)}"))
                if places := self.domain.citing.get(key):
                    item += self._places(places)
                if claims := self.domain.resting.get(key):
                    item += self._claims(claims)

    def _places(self, places: list[Place]) -> nodes.paragraph:
        line = nodes.paragraph("", "Cited in ", classes=["source-places"])
        pages = groupby(places, key=attrgetter("docname"))
        for number, (docname, group) in enumerate(pages):
            line += nodes.Text("; " if number else "")
            line += self._page(docname, list(group))
        line += nodes.Text(".")
        return line

    def _page(self, docname: str, places: list[Place]) -> list[nodes.Node]:
        """A page by its title, with its numbered paragraphs, or its first place if none is."""
        title = self.env.titles[docname].astext()
        numbered = [one for one in places if one.place.paragraph]
        if not numbered:
            return [self._link(docname, places[0].place.anchor, nodes.Text(title))]
        found: list[nodes.Node] = [nodes.Text(f"{title} (")]
        for order, (section, group) in enumerate(groupby(numbered, key=attrgetter("section"))):
            found.append(nodes.Text("; " if order else ""))
            found += to_nodes(plain_runs(section, ""))
            spots = dict.fromkeys((one.place.paragraph, one.citation.place) for one in group)
            for position, (number, pinpoint) in enumerate(spots):
                link = self._link(docname, f"p{number}", nodes.Text(f"¶ {number}"))
                found += [nodes.Text(", " if position or section else ""), link]
                found.append(nodes.Text(f" [{pinpoint}]" if pinpoint else ""))
        return [*found, nodes.Text(")")]

    def _claims(self, claims: list[Claim]) -> nodes.paragraph:
        known = self.domain.sources
        line = nodes.paragraph("", "Claims: ", classes=["source-claims"])
        for number, claim in enumerate(claims):
            line += nodes.Text(" " if number else "")
            words = to_nodes(plain_runs(claim.text, ""))
            line += self._link(claim.docname, claim.name, *words)
            line += nodes.Text(f" ({standing_words(claim, known)})")
        return line

    def _link(self, docname: str, anchor: str, *words: nodes.Node) -> nodes.reference:
        here = self.env.current_document.docname
        return make_refnode(self.app.builder, here, docname, anchor, list(words))


def printed(places: list[Place], claims: list[Claim], known: Mapping[str, Source]) -> object:
    """Return what the entry of a source prints, but for the titles of pages."""
    spots = [
        (one.docname, one.section, one.place.paragraph or one.place.anchor, one.citation.place)
        for one in places
    ]
    rest = [
        (claim.docname, claim.name, claim.text, standing_words(claim, known)) for claim in claims
    ]
    return spots, rest
