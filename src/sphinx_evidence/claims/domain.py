"""All claims of the book: where they stand, what they rest on, and links to them."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from ..core.domains import PageDomain
from ..core.i18n import _
from ..core.messages import N_
from ..core.nodes import citations_in, text_without_citations
from ..core.records import Citable, Dependent, SearchEntry, SearchKind
from ..core.structure import is_chapter, toctree_order
from ..core.text import checksum
from ..facets import FACETS
from ..facets.extension import facet_data
from ..permalinks.domain import PermalinkDomain
from ..permalinks.numbers import paragraph_number
from ..sources.domain import CitationDomain
from .export import all_data, to_json
from .model import Claim, standing_facts, standing_words
from .nodes import claim, claim_list, claim_part
from .rules import (
    CLAIM_RULES,
    claim_id,
    empty_list,
    malformed_claim,
    overstated_claim,
    postdated_claim,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..core.diagnostics import Problem
    from .model import ClaimQuery, RefusedClaim


def _markup(statement: claim_part) -> str:
    """Return the checksum of a statement, but for the numbers that it has in its page."""
    copy = statement.deepcopy()
    for sign in list(copy.findall(paragraph_number)):
        sign.parent.remove(sign)
    for node in copy.findall(nodes.Element):
        node["ids"] = []
    return checksum(copy.pformat())


def read_claim(node: claim, docname: str) -> Claim:
    """Return the claim that a node describes."""
    parts = {part["part"]: part for part in node.findall(claim_part)}
    reason, disputed = parts.get("reason"), parts.get("disputed-by")
    return Claim(
        name=node["name"],
        docname=docname,
        line=node.line,
        kind=node["kind"] or "",
        text=text_without_citations(parts["statement"]),
        citations=tuple(citations_in(parts["statement"])),
        as_of=node["as-of"] or "",
        reason=text_without_citations(reason) if reason else "",
        evidence=node["evidence"],
        agreement=node["agreement"],
        standing=node["standing"] or "",
        tags=node["tags"] or (),
        disputed=tuple(citations_in(disputed)) if disputed else (),
        markup=_markup(parts["statement"]),
    )


PAGE = Path(__file__).parent / "page"
"""The styles and scripts that become part of those of every page."""


class ClaimDomain(PageDomain):
    """Claims by page, in the order of the text."""

    name = "claim"
    plain_role = "ref"
    assets = (*FACETS, PAGE / "claims.css")
    label = "Claims"
    data_version = 3
    citable_kinds: ClassVar = {N_("claim"): "chapter"}
    search_kinds = (SearchKind("claim", N_("Claim"), 0.8, 1, facet=N_("Standing of claim")),)
    by_page: ClassVar[tuple[str, ...]] = ("claims", "lists", "refused")
    object_types: ClassVar[dict[str, ObjType]] = {"claim": ObjType("claim", "ref", searchprio=0)}
    roles: ClassVar[dict[str, Any]] = {"ref": XRefRole(innernodeclass=nodes.inline)}
    initial_data: ClassVar[dict[str, Any]] = {
        "claims": {},  # docname -> tuple of Claim
        "lists": {},  # docname -> tuple of ClaimQuery
        "refused": {},  # docname -> tuple of RefusedClaim
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.by_name: dict[str, Claim] = {}

    @property
    def claims(self) -> dict[str, tuple[Claim, ...]]:
        """The claims of each page."""
        return cast("dict[str, tuple[Claim, ...]]", self.data["claims"])

    @property
    def lists(self) -> dict[str, tuple[ClaimQuery, ...]]:
        """The lists of claims of each page."""
        return cast("dict[str, tuple[ClaimQuery, ...]]", self.data["lists"])

    @property
    def sources(self) -> CitationDomain:
        """The domain that knows the sources."""
        return CitationDomain.of(self.env)

    # reading

    def refuse(self, found: RefusedClaim) -> None:
        """Keep that a claim is not certain enough to be one."""
        refused = self.data["refused"]
        refused[found.docname] = (*refused.get(found.docname, ()), found)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the claims and the lists of claims of a page."""
        if found := tuple(read_claim(node, docname) for node in document.findall(claim)):
            self.claims[docname] = found
        if lists := tuple(node["query"] for node in document.findall(claim_list)):
            self.lists[docname] = lists

    # all pages are read

    def gather(self) -> None:
        """Make the table of claims."""
        self.by_name = {found.name: found for found in self.all_claims()}

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with claims and lists of claims."""
        claims, refused = list(self.all_claims()), list(self.all_refused())
        known = self.sources.sources
        for rule in CLAIM_RULES:
            yield from rule(claims, known)
        # what a claim rests on is not known before all that it cites is read
        weighed = [found for found in claims if self.sources.has_read(found.citations)]
        yield from overstated_claim(weighed, known)
        yield from claim_id(claims, PermalinkDomain.of(self.env).all_sections())
        yield from postdated_claim(claims, self.env.config.evidence_edition_date)
        yield from malformed_claim(refused)
        tags = {tag for found in claims for tag in found.tags}
        tags |= {tag for found in refused for tag in found.tags}
        yield from empty_list(self.lists, tags, self.env.found_docs)

    def refused_ids(self) -> dict[str, str]:
        """Return the ids of what was written as a claim and is none."""
        return {refused.name: "claim" for refused in self.all_refused()}

    def citables(self) -> Iterator[Citable]:
        """Yield every claim."""
        for found in self.all_claims():
            yield Citable(
                id=found.name,
                kind="claim",
                csl_type=self.citable_kinds["claim"],
                title=found.text.rstrip("."),
                chapter=self.env.titles[found.docname].astext(),
                docname=found.docname,
                anchor=found.name,
                keywords=self.common_tags([found]),
            )

    def search_entries(self) -> Iterator[SearchEntry]:
        """Yield every claim, in the order of the book."""
        for found in self.all_claims():
            yield SearchEntry(
                *("claim", found.docname, found.name, found.text),
                text=". ".join(filter(None, (*standing_facts(found, _), found.reason))),
                names=found.tags,
                facet=standing_words(found, self.sources.sources, _),
            )

    def cards(self) -> dict[str, list[str]]:
        """Return statement, standing and reason of each claim."""
        return {found.name: self._card(found) for found in self.all_claims()}

    def _card(self, found: Claim) -> list[str]:
        words = standing_words(found, self.sources.sources, _)
        facts = [words[:1].upper() + words[1:], *standing_facts(found, _)]
        return [line for line in (found.text, " · ".join(facts), found.reason) if line]

    def keywords(self, docname: str) -> tuple[str, ...]:
        """Return the commonest tags of the claims of a page."""
        return self.common_tags(self.claims.get(docname, ()))

    def dependents(self) -> Iterator[Dependent]:
        """Yield each claim for each source that it cites."""
        for found in self.all_claims():
            words = standing_words(found, self.sources.sources, _)
            for key in dict.fromkeys(citation.key for citation in found.citations):
                yield Dependent(key, found.docname, found.name, found.text, words)

    def script_data(self) -> dict[str, str]:
        """Return the words of the filters of claims."""
        return facet_data()

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield ``claims.json`` and its schema."""
        yield "claims.json", to_json(self.exported(app.builder))
        schema = files(__package__).joinpath("claims.schema.json")
        yield "claims.schema.json", schema.read_text("utf-8")

    def fingerprint(self, docname: str) -> object:
        """Return the claims that a page shows, with their sources."""
        known = self.sources.sources
        shown = list(self.claims.get(docname, ()))
        for query in self.lists.get(docname, ()):
            shown += self.listed(query)
        return [(found, found.sources(known)) for found in shown]

    # queries

    def all_claims(self) -> Iterator[Claim]:
        """Yield all claims, page by page in the order of the table of contents."""
        for docname in toctree_order(self.env):
            yield from self.claims.get(docname, ())

    def all_refused(self) -> Iterator[RefusedClaim]:
        """Yield what was written as a claim and is none, page by page."""
        for refused in self.data["refused"].values():
            yield from refused

    def marks(self) -> frozenset[str]:
        """Return the tags by which pages that are no chapters pick claims: no words to search."""
        parts = self.env.config.evidence_parts
        return frozenset(
            query.tag
            for docname, found in self.lists.items()
            if not is_chapter(docname, parts)
            for query in found
        )

    def common_tags(self, claims: Iterable[Claim], most: int = 10) -> tuple[str, ...]:
        """Return the commonest tags of claims, without marks."""
        marks = self.marks()
        counts = Counter(tag for claim in claims for tag in claim.tags if tag not in marks)
        return tuple(tag for tag, count in counts.most_common(most))

    def listed(self, query: ClaimQuery) -> list[Claim]:
        """Return the claims of a list."""
        return [found for found in self.all_claims() if query.holds(found)]

    def exported(self, builder: Builder) -> list[dict[str, Any]]:
        """Return all claims as other programs read them."""
        uri = builder.get_target_uri
        return all_data(
            self.all_claims(),
            self.sources.sources,
            lambda found: f"{uri(found.docname)}#{found.name}",
        )

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every claim, for ``objects.inv`` and search."""
        for docname, claims in sorted(self.claims.items()):
            for found in claims:
                yield found.name, found.text, "claim", docname, found.name, 0

    # writing

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Link to a claim; its statement stands for a missing text."""
        found = self.by_name.get(target)
        if found is None:
            for refused in self.all_refused():
                if refused.name == target:
                    return make_refnode(builder, fromdocname, refused.docname, target, contnode)
            return None
        if not node.get("refexplicit"):
            contnode = nodes.inline("", found.text)
        return make_refnode(builder, fromdocname, found.docname, found.name, contnode)
