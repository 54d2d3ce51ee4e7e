"""The domain of all claims of the book: their pages, their sources, and links to them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains import ObjType
from sphinx.roles import XRefRole

from ..core.contents import part_name, toctree_order
from ..core.diagnostics import Problem, Rule
from ..core.domains import PageDomain, all_read
from ..core.edition import edition_of
from ..core.house import HouseRule, follows
from ..core.i18n import _, ngettext
from ..core.markup import MarkupDomain
from ..core.nodes import citations_in, find_nodes, is_citation, text_without_citations
from ..core.records import Citable, Dependent, LinkTarget, Measure, SearchEntry, SearchKind
from ..core.structure import is_chapter
from ..core.text import N_, checksum, one_line
from ..core.translated import TranslatedDomain
from ..permalinks.nodes import paragraph_number
from ..sources.domain import CitationDomain
from ..theme.facets import FACETS, facet_messages
from .export import all_data, to_json, to_schema
from .model import (
    Claim,
    ClaimQuery,
    dispute_of,
    responses,
    standing_details,
    standing_label,
    standings,
)
from .nodes import TEXTS, claim_bar, claim_count, claim_list, claim_part, claim_square
from .nodes import claim as claim_node
from .roles import BarRole, CountRole
from .rules import (
    CLAIM_RULES,
    NOTE_RULES,
    empty_list,
    overstated_claim,
    postdated_claim,
    uncited_claim,
    worded_claim,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..core.text import Translate


def _markup_checksum(statement: claim_part) -> str:
    """Return the checksum of a statement with its markup, without ids and paragraph number."""
    copy = statement.deepcopy()
    for number in list(copy.findall(paragraph_number)):
        number.parent.remove(number)
    for node in copy.findall(nodes.Element):
        node["ids"] = []
    return checksum(copy.pformat())


def _anchors(part: claim_part) -> Iterator[str]:
    """Yield the ids of the citation groups in a part of a claim."""
    for group in part.findall(is_citation):
        yield from cast("nodes.Element", group)["ids"]


def is_sign(link: pending_xref) -> bool:
    """Whether a link is the standing of a claim."""
    return (link.get("refdomain"), link["reftype"]) == ("claim", "standing")


def read_claim(node: claim_node, docname: str) -> Claim:
    """Return the claim of a node."""
    parts = {part["part"]: part for part in node.findall(claim_part)}
    reason, disputed, replied = (parts.get(name) for name in TEXTS)
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
        asserts=node["asserts"] or "",
        looked_in=node["looked-in"],
        tags=node["tags"] or (),
        dispute=text_without_citations(disputed) if disputed else "",
        disputed=tuple(citations_in(disputed)) if disputed else (),
        reply=text_without_citations(replied) if replied else "",
        replied=tuple(citations_in(replied)) if replied else (),
        notes=node["notes"] or (),
        main=int(node["main"] or 0),
        markup=_markup_checksum(parts["statement"]),
        anchors=tuple((anchor, name) for name in parts for anchor in _anchors(parts[name])),
    )


PAGE = Path(__file__).parent / "page"
"""The folder of its style sheet."""


class ClaimDomain(PageDomain):
    """Claims by page, in the order of the text."""

    name = "claim"
    plain_role = "ref"
    assets = (*FACETS, PAGE / "claims.css")
    label = "Claims"
    data_version = 7
    citable_kinds: ClassVar = {N_("claim"): "chapter"}
    search_kinds = (
        SearchKind("claim", N_("Claim"), 0.75, 1, N_("Standing of claim"), spoken=True),
    )
    by_page: ClassVar[tuple[str, ...]] = ("claims", "lists", "overviews", "signs")
    object_types: ClassVar[dict[str, ObjType]] = {
        "claim": ObjType("claim", "ref", "standing", searchprio=0)
    }
    roles: ClassVar[dict[str, Any]] = {
        "ref": XRefRole(innernodeclass=nodes.inline),
        "standing": XRefRole(innernodeclass=nodes.inline, warn_dangling=True),
        "bar": BarRole(),
        "count": CountRole(),
    }
    initial_data: ClassVar[dict[str, Any]] = {
        "claims": {},  # docname -> tuple of Claim
        "lists": {},  # docname -> tuple of ClaimQuery
        "overviews": {},  # docname -> tuple of ClaimQuery, of what is counted there
        "signs": {},  # docname -> ids of the claims whose standing is printed there
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
    def overviews(self) -> dict[str, tuple[ClaimQuery, ...]]:
        """What is counted of claims on each page."""
        return cast("dict[str, tuple[ClaimQuery, ...]]", self.data["overviews"])

    @property
    def sources(self) -> CitationDomain:
        """The domain of the sources."""
        return CitationDomain.of(self.env)

    # reading

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the claims and the lists of claims of a page."""
        found = find_nodes(
            document, claim_node, claim_list, claim_bar, claim_count, claim_square, pending_xref
        )
        claims = [node for node in found if isinstance(node, claim_node)]
        lists = [node for node in found if isinstance(node, claim_list)]
        counted = [
            node for node in found if isinstance(node, claim_bar | claim_count | claim_square)
        ]
        signs = [node for node in found if isinstance(node, pending_xref) and is_sign(node)]
        if claims:
            self.claims[docname] = tuple(read_claim(node, docname) for node in claims)
        if lists:
            self.lists[docname] = tuple(node["query"] for node in lists)
        if counted:
            self.overviews[docname] = tuple(node["query"] for node in counted)
        if signs:
            self.data["signs"][docname] = tuple(node["reftarget"] for node in signs)

    # all pages are read

    def gather(self) -> None:
        """Index the claims by id."""
        self.by_name = {claim.name: claim for claim in self.all_claims()}

    def problems(self) -> Iterator[Problem]:
        """Yield the problems of claims and of lists of claims."""
        claims = list(self.all_claims())
        known = self.sources.library
        for rule in (*CLAIM_RULES, *(NOTE_RULES if known.is_complete else ())):
            yield from rule(claims, known)
        # what seems to cite nothing may have the citation that could not be read
        unread = MarkupDomain.of(self.env).pages_with(Rule.UNREAD_MARKUP)
        unread |= self.sources.data["unread"].keys()
        cited = [claim for claim in claims if claim.citations or claim.docname not in unread]
        yield from uncited_claim(cited, known)
        if follows(self.env.config, HouseRule.WORDING):
            yield from worded_claim(claims)
        # a grade can be checked only if all sources of the claim could be read
        checkable = [claim for claim in cited if self.sources.has_read(claim.citations)]
        yield from overstated_claim(checkable, known)
        yield from postdated_claim(claims, self.env.config.evidence_edition_date)
        # a page of which a part was not read may have the claims that a list asks for
        if all_read(self.env):
            tags = {tag for claim in claims for tag in claim.tags}
            for lists in (self.lists, self.overviews):
                yield from empty_list(lists, tags, self.env.found_docs)

    def citables(self) -> Iterator[Citable]:
        """Yield every claim."""
        for claim in self.shown_claims():
            yield Citable(
                id=claim.name,
                kind="claim",
                csl_type=self.citable_kinds["claim"],
                title=claim.text.rstrip(".。"),
                chapter=self.env.titles[claim.docname].astext(),
                docname=claim.docname,
                anchor=claim.name,
                keywords=self.common_tags([claim]),
                works=self.works_behind(claim),
                abstract=" · ".join(self._standing_lines(claim, str)),
                standing=" · ".join(self._standing_lines(claim, _)),
                line=claim.line or 0,
            )

    def works_behind(self, claim: Claim) -> tuple[tuple[str, str], ...]:
        """Return title and address of each work that a claim cites, in the order of the text."""
        keys = dict.fromkeys(citation.key for citation in claim.citations)
        works = (self.sources.sources[key] for key in keys if key in self.sources.sources)
        return tuple((one_line(work.title), work.url) for work in works if work.title)

    def search_entries(self) -> Iterator[SearchEntry]:
        """Yield every claim, in the order of the book."""
        for claim in self.shown_claims():
            yield SearchEntry(
                *("claim", claim.docname, claim.name, claim.text),
                text=". ".join(
                    (*responses(claim, _), *self._details(claim, _), *filter(None, [claim.reason]))
                ),
                names=claim.tags,
                facet=standing_label(claim, self.sources.library, _),
            )

    def cards(self) -> dict[str, list[str]]:
        """Return the statement, standing, dispute, reply and reason of each claim."""
        return {
            claim.name: [claim.text, *self._standing_lines(claim, _), *filter(None, [claim.reason])]
            for claim in self.shown_claims()
        }

    def _standing_lines(self, claim: Claim, translate: Translate) -> Iterator[str]:
        """Yield how well a claim is known, then who disputes it and what is said beside it."""
        yield self.standing(claim, translate)
        yield from responses(claim, translate)

    def standing(self, claim: Claim, translate: Translate = str) -> str:
        """Return how well a claim is known, as its page prints it."""
        standing = standing_label(claim, self.sources.library, translate)
        details = self._details(claim, translate)
        return " · ".join((standing[:1].upper() + standing[1:], *details))

    def _details(self, claim: Claim, translate: Translate) -> Iterator[str]:
        return standing_details(claim, self.env.config.evidence_search_reach, translate)

    def keywords(self, docname: str) -> tuple[str, ...]:
        """Return the most frequent tags of the claims of a page."""
        return self.common_tags(self.claims.get(docname, ()))

    def measures(self, docname: str) -> Iterator[Measure]:
        """Yield how many claims of a page are disputed, then how many are how well known."""
        claims = self.claims.get(docname, ())
        if disputed := sum(bool(claim.dispute) for claim in claims):
            text = ngettext("{count} claim disputed", "{count} claims disputed", disputed)
            yield Measure(text.format(count=disputed), None)
        for standing, count, steps in standings(claims):
            text = ngettext("{count} claim: {standing}", "{count} claims: {standing}", count)
            yield Measure(text.format(count=count, standing=_(standing)), steps)

    def dependents(self) -> Iterator[Dependent]:
        """Yield each claim for each source that it cites."""
        for claim in self.shown_claims():
            label = standing_label(claim, self.sources.library, _)
            standing = "; ".join((label, *dispute_of(claim, _)))
            groups = tuple(anchor for anchor, part in claim.anchors if part == "statement")
            for key in dict.fromkeys(citation.key for citation in claim.citations):
                yield Dependent(
                    *(key, claim.docname, claim.name, claim.text, standing),
                    is_main=bool(claim.main),
                    groups=groups,
                )

    def script_data(self) -> dict[str, str]:
        """Return the messages of the script that filters claims."""
        return facet_messages()

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield ``claims.json`` and its schema."""
        claims, translated = self.exported(app.builder), TranslatedDomain.of(self.env)
        for claim in claims if translated.languages else ():
            claim["translations"] = translated.as_data(claim["id"])
        yield "claims.json", to_json(claims, edition_of(app.config))
        yield "claims.schema.json", to_schema(self.sources.library.vocabulary.witnesses)

    def fingerprint(self, docname: str) -> object:
        """Return the claims that a page displays, with what their citations print and tell."""
        library = self.sources.library
        displayed = list(self.claims.get(docname, ()))
        for query in (*self.lists.get(docname, ()), *self.overviews.get(docname, ())):
            displayed += self.listed(query)
        signs = self.data["signs"].get(docname, ())
        displayed += [self.by_name[name] for name in signs if name in self.by_name]
        printed = self.sources.printed
        others = {claim.docname for claim in displayed} - {docname}
        return sorted(part_name(self.env, name) for name in others), [
            (
                *(self.shown(claim), claim.testimonies(library)),
                [
                    printed(citation.key)
                    for citation in (*claim.citations, *claim.disputed, *claim.replied)
                ],
            )
            for claim in displayed
        ]

    # queries

    def all_claims(self) -> Iterator[Claim]:
        """Yield all claims, page by page in the order of the table of contents."""
        for docname in toctree_order(self.env):
            yield from self.claims.get(docname, ())

    def shown(self, claim: Claim) -> Claim:
        """Return a claim with its words as readers see them."""
        texts = TranslatedDomain.of(self.env).of_page(claim.docname)
        return claim.translated(texts) if texts else claim

    def shown_claims(self) -> Iterator[Claim]:
        """Yield all claims as readers see them."""
        return map(self.shown, self.all_claims())

    def borrowed_keys(self, docname: str) -> Iterator[str]:
        """Yield the sources of the claims of other pages that the lists of a page show."""
        for query in self.lists.get(docname, ()):
            for claim in self.listed(query):
                if claim.docname != docname:
                    yield from (citation.key for citation in claim.citations)

    def selecting_tags(self) -> frozenset[str]:
        """Return the tags by which pages other than chapters select claims.

        They are not used as keywords, since they do not say what a claim is about.
        """
        parts = self.env.config.evidence_parts
        return frozenset(
            query.tag
            for docname, queries in self.lists.items()
            if not is_chapter(docname, parts)
            for query in queries
        )

    def common_tags(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Return the ten most frequent tags of claims, without the selecting tags."""
        excluded = self.selecting_tags()
        counts = Counter(tag for claim in claims for tag in claim.tags if tag not in excluded)
        return tuple(tag for tag, count in counts.most_common(10))

    def listed(self, query: ClaimQuery) -> list[Claim]:
        """Return the claims that a query matches, in the order of the book.

        Main claims are in the order of their rank within their page.
        """
        found = [claim for claim in self.all_claims() if query.matches(claim)]
        if not query.main:
            return found
        pages = {name: number for number, name in enumerate(claim.docname for claim in found)}
        return sorted(found, key=lambda claim: (pages[claim.docname], claim.main))

    def exported(self, builder: Builder) -> list[dict[str, Any]]:
        """Return all claims as plain data for ``claims.json``."""
        uri = builder.get_target_uri
        return all_data(
            self.all_claims(),
            self.sources.library,
            lambda claim: f"{uri(claim.docname)}#{claim.name}",
        )

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every claim, for ``objects.inv`` and search."""
        for docname, claims in sorted(self.claims.items()):
            for claim in map(self.shown, claims):
                yield claim.name, claim.text, "claim", docname, claim.name, 0

    def link_target(self, name: str) -> LinkTarget | None:
        """Return the place of a claim; the default text of a link is its statement."""
        claim = self.by_name.get(name)
        return LinkTarget(claim.docname, name, self.shown(claim).text) if claim else None
