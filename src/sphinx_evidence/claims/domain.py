"""All claims of the book: where they stand, what they rest on, and links to them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from ..core.domains import PageDomain
from ..core.nodes import text_without_citations
from ..core.structure import toctree_order
from ..core.text import checksum
from ..permalinks.model import is_chapter
from ..permalinks.numbers import paragraph_number
from ..sources.model import Citation, parse_citations
from .export import all_data
from .model import Claim
from .nodes import claim, claim_list, claim_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..sources.domain import CitationDomain
    from .model import ClaimQuery, RefusedClaim


def _citations(node: nodes.Element) -> tuple[Citation, ...]:
    return tuple(
        citation
        for xref in node.findall(pending_xref)
        if xref["refdomain"] == "cite"
        for citation in parse_citations(xref["reftarget"])[0]
    )


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
        citations=_citations(parts["statement"]),
        as_of=node["as-of"] or "",
        reason=text_without_citations(reason) if reason else "",
        evidence=node["evidence"],
        agreement=node["agreement"],
        standing=node["standing"] or "",
        tags=node["tags"] or (),
        disputed=_citations(disputed) if disputed else (),
        markup=_markup(parts["statement"]),
    )


class ClaimDomain(PageDomain):
    """Claims by page, in the order of the text."""

    name = "claim"
    plain_role = "ref"
    label = "Claims"
    data_version = 3
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
        return cast("CitationDomain", self.env.domains["cite"])

    # reading

    def refuse(self, found: RefusedClaim) -> None:
        """Keep that a claim is not certain enough to be one."""
        refused = self.data["refused"]
        refused[found.docname] = (*refused.get(found.docname, ()), found)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the claims and the lists of claims of a page."""
        if found := tuple(read_claim(node, docname) for node in document.findall(claim)):
            self.claims[docname] = found
        if lists := tuple(node["wanted"] for node in document.findall(claim_list)):
            self.lists[docname] = lists

    # all pages are read

    def gather(self) -> None:
        """Make the table of claims, and of the claims that each page shows."""
        known = self.sources.sources
        self.by_name = {found.name: found for found in self.all_claims()}
        for docname in {*self.claims, *self.lists}:
            shown = list(self.claims.get(docname, ()))
            for wanted in self.lists.get(docname, ()):
                shown += self.listed(wanted)
            self.shown[docname] = [(found, found.sources(known)) for found in shown]

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
            wanted.tag
            for docname, found in self.lists.items()
            if not is_chapter(docname, parts)
            for wanted in found
        )

    def keywords(self, claims: Iterable[Claim], most: int = 10) -> tuple[str, ...]:
        """Return the commonest tags of claims, without marks."""
        marks = self.marks()
        counts = Counter(tag for claim in claims for tag in claim.tags if tag not in marks)
        return tuple(tag for tag, _ in counts.most_common(most))

    def listed(self, wanted: ClaimQuery) -> list[Claim]:
        """Return the claims of a list."""
        return [found for found in self.all_claims() if wanted.holds(found)]

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
