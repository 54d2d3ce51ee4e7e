"""Replace claims, lists of claims and their filters by nodes that every writer supports."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.contents import part_name
from ..core.i18n import _, ngettext
from ..core.nodes import find_nodes, is_citation, narrow_fold
from ..core.text import N_
from ..permalinks.nodes import CITE_HERE, copies
from ..sources.nodes import READINGS
from ..theme.facets import ITEM, facets, token
from .domain import ClaimDomain
from .grading import exclusion_reason, group_by_observer, shared_witnesses
from .model import (
    CONFIDENCE_LABELS,
    EVIDENCE_LABELS,
    KIND_LABELS,
    STEPS,
    grade_of,
    max_evidence_of,
    standing_details,
    standing_label,
)
from .nodes import (
    claim,
    claim_filters,
    claim_group,
    claim_list,
    claim_part,
    claim_permalink,
    grounds,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..sources.library import Testimony
    from ..sources.model import Source
    from .grading import Observer
    from .model import Claim

CONFIDENCE_ORDER = {level: CONFIDENCE_LABELS[level] for level in STEPS}
CONFIDENCE_ORDER["none"] = CONFIDENCE_LABELS[""]
"""The words of the filter by confidence, the highest first."""

RESPONSES = {
    "disputed-by": (N_("Disputed:"), "claim-disputed"),
    "replied-by": (N_("Reply:"), "claim-replied"),
}
"""Label and class of the lines below a claim, by the option that they come from."""

DISPUTED_LABELS = {"yes": N_("disputed"), "no": N_("not disputed")}


class ClaimTransform(SphinxPostTransform):
    """Add its grade to each claim, and copy claims into lists.

    Runs before citations become links. Copies have no ids, and their citations are not counted,
    since the domains have collected both from the pages as they were read.
    """

    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        self.domain = ClaimDomain.of(self.env)
        self.cite = self.domain.sources
        found = find_nodes(self.document, claim, claim_list, claim_filters)
        here = [node for node in found if isinstance(node, claim)]
        self.originals = {(node["docname"], node["name"]): node for node in here}
        listed: list[Claim] = []
        for placeholder in (node for node in found if isinstance(node, claim_list)):
            claims = self.domain.listed(placeholder["query"])
            listed += claims
            shown = map(self.domain.shown, claims)
            listed_here = [self._copy(one, placeholder["docname"]) for one in shown]
            items = nodes.bullet_list("", *listed_here, classes=["claim-list"])
            placeholder.replace_self(items if listed_here else [])
        for filters in (node for node in found if isinstance(node, claim_filters)):
            filters.replace_self(self._filters(listed))
        for node in here:
            on_page = self.domain.claims[node["docname"]]
            record = next(one for one in on_page if one.name == node["name"])
            node.replace_self(self._resolve(node, self.domain.shown(record)))

    def _resolve(self, node: claim, record: Claim) -> claim_group:
        """Return a claim with its statement, its standing and its grounds."""
        parts = {part["part"]: part for part in node.findall(claim_part)}
        classes = ["claim", f"claim-{record.kind}"]
        group = claim_group("", *parts["statement"].children, classes=classes, is_div=True)
        group["ids"], group["label"] = [record.name], self._label(record)
        standing = nodes.paragraph("", "", self._standing(record), classes=["claim-standing"])
        standing[CITE_HERE] = True
        for text in standing_details(record, self.env.config.evidence_search_reach, _):
            standing += nodes.Text(f" · {text}")
        standing += [nodes.Text(" "), self._permalink(record)]
        group += standing
        for name, (label, sign) in RESPONSES.items():
            if part := parts.get(name):
                group += _response(_(label), sign, cast("nodes.Element", part[0]))
        for source in record.sources(self.cite.sources):
            if source.status:
                group += nodes.paragraph("", self._status(source), classes=["claim-status"])
        if record.graded:
            group += self._grounds(record, parts.get("reason"))
        elif "reason" in parts:
            reason = cast("nodes.Element", parts["reason"][0])
            reason["classes"].append("claim-reason")
            group += narrow_fold("", reason, title=_("What it rests on"), label=_excerpt(record))
        return group

    def _copy(self, record: Claim, docname: str) -> nodes.list_item:
        """Return a claim for a list in *docname*: its statement, and its standing as a link.

        A list on the page of the claim leaves out its citations, which are at the claim.
        """
        original = self._original(record)
        part = next(part for part in original.findall(claim_part) if part["part"] == "statement")
        is_here = record.docname == docname
        uri = self.domain.current_builder.get_relative_uri
        home = "" if is_here else uri(docname, record.docname)
        item = nodes.list_item("", *copies(part.children, docname, home))
        item["classes"] = [ITEM, *(token(*pair) for pair in self._facets(record))]
        if is_here:
            _remove_citations(item)
        standing = self._standing(record)
        last = item.children[-1]
        link = pending_xref("", standing, refdomain="claim", reftype="ref", reftarget=record.name)
        link["refdoc"], link["refexplicit"], link["refwarn"] = docname, True, True
        cast("nodes.Element", last).extend([nodes.Text(" "), link])
        if record.dispute:
            label, sign = RESPONSES["disputed-by"]
            parts = {part["part"]: part for part in original.findall(claim_part)}
            classes = list(cast("nodes.Element", parts["disputed-by"][0])["classes"])
            text = nodes.paragraph("", record.dispute, classes=classes)
            item += _response(_(label), sign, text)
        return item

    def _facets(self, record: Claim) -> list[tuple[str, str]]:
        """Return the name and value of each facet of a claim."""
        tiers = dict.fromkeys(source.tier for source in record.sources(self.cite.sources))
        return [
            ("part", self._part(record)),
            ("kind", record.kind),
            ("confidence", record.confidence or "none"),
            *(("tier", tier) for tier in tiers),
            ("disputed", "yes" if record.dispute else "no"),
        ]

    def _part(self, record: Claim) -> str:
        return record.docname.partition("/")[0]

    def _filters(self, listed: list[Claim]) -> facets:
        """Return filters by what the listed claims have, in the words and the order of readers."""
        parts = {
            self._part(one): part_name(self.env, one.docname) or self._part(one) for one in listed
        }
        tiers = {tier: kind.name for tier, kind in self.cite.library.vocabulary.kinds.items()}
        words: dict[str, tuple[str, dict[str, str]]] = {
            "part": (_("Part"), parts),
            "kind": (_("Kind"), KIND_LABELS),
            "confidence": (_("Confidence"), CONFIDENCE_ORDER),
            "tier": (_("Kind of source"), tiers),
            "disputed": (_("Disputed"), DISPUTED_LABELS),
        }
        pairs = {pair for one in listed for pair in self._facets(one)}
        choices = [
            (name, title, tuple(value for value in labels if (name, value) in pairs))
            for name, (title, labels) in words.items()
        ]
        labels = {
            token(name, value): label if name == "part" else _(label)
            for name, (_title, labels) in words.items()
            for value, label in labels.items()
        }
        return facets("", facets=choices, labels=labels, noun="claim")

    def _original(self, record: Claim) -> claim:
        """Return the node of a claim, from this document or from the doctree of another page."""
        key = (record.docname, record.name)
        if key not in self.originals:
            doctree = self.env.get_doctree(record.docname)
            self.originals |= {(n["docname"], n["name"]): n for n in doctree.findall(claim)}
        return self.originals[key]

    def _standing(self, record: Claim) -> nodes.inline:
        text = standing_label(record, self.cite.library, _)
        return standing_words(text[:1].upper() + text[1:], grade_of(record))

    def _label(self, record: Claim) -> str:
        """Return the name of its group, which says that it is disputed if its standing does not."""
        standing = standing_label(record, self.cite.library, _)
        signed = record.dispute and "disputed" not in record.standing
        label = _("Claim, {standing}, disputed") if signed else _("Claim, {standing}")
        return label.format(standing=standing)

    def _permalink(self, record: Claim) -> claim_permalink:
        permalink = claim_permalink(
            "", "¶", refid=record.name, internal=True, label=_excerpt(record)
        )
        permalink["classes"] = ["claim-permalink"]
        return permalink

    def _status(self, source: Source) -> str:
        label = self.cite.labels[source.key]
        status, note = _(source.status), source.status_note
        if note:
            message = _("Rests on {source}, which is {status}: {note}.")
            return message.format(source=label, status=status, note=note.removesuffix("."))
        return _("Rests on {source}, which is {status}.").format(source=label, status=status)

    def _grounds(self, record: Claim, reason: claim_part | None) -> grounds:
        """Return the grounds of a grade: reason, observers, and sources that are not counted."""
        testimonies = record.testimonies(self.cite.library)
        node = grounds(label=_excerpt(record))
        if reason is not None:
            node += reason.children
        items = nodes.bullet_list()
        observers = group_by_observer(testimonies)
        for observer in observers:
            labels = "; ".join(self._marked(key, testimonies) for key in observer.keys)
            items += self._item(f"{self._name(observer.origin)}: {labels}")
        for testimony in testimonies:
            if exclusion := exclusion_reason(testimony, _):
                text = _("Not counted: {source}, for {reason}")
                label = self.cite.labels[testimony.key]
                items += self._item(text.format(source=label, reason=exclusion))
        count = len(observers)
        evidence = _(EVIDENCE_LABELS[max_evidence_of(record, self.cite.library)])
        text = ngettext(
            "One observer, which allows {evidence} at most:",
            "{count} independent observers, which allow {evidence} at most:",
            count,
        ).format(count=count, evidence=evidence)
        if not count:
            text = _("Nothing that is cited counts:")
        node += [nodes.paragraph("", text), items]
        if shared := self._shared(observers):
            node += nodes.paragraph("", shared)
        return node

    def _shared(self, observers: Iterable[Observer]) -> str:
        """Return the words on the people whom the observers share, empty if there are none."""
        pool, asked = shared_witnesses(observers)
        text = _(
            "Shared witnesses: {people}, asked by {observers}. Nobody counted here is known to "
            "have asked others, so what such people cannot know is missing."
        )
        names = "; ".join(self._name(observer.origin) for observer in asked)
        witnesses = self.cite.library.vocabulary.witnesses
        return text.format(observers=names, people=_(witnesses[pool])) if pool else ""

    def _item(self, text: str) -> nodes.list_item:
        return nodes.list_item("", nodes.paragraph("", text))

    def _name(self, origin: str) -> str:
        return self.cite.publishers.get(origin, origin)

    def _marked(self, key: str, testimonies: Iterable[Testimony]) -> str:
        """Return the label of a source, with the mark of a copy if it was read in one."""
        copied = any(one.key == key and one.reading == "copy" for one in testimonies)
        return f"{self.cite.labels[key]}{READINGS['copy'][0] if copied else ''}"


def standing_words(text: str, grade: str) -> nodes.inline:
    """Return words on how well something is known, with the sign of a grade or a kind."""
    classes = ["claim-words", f"claim-words-{grade.replace(' ', '-')}"]
    return nodes.inline("", text, classes=classes)


def _response(label: str, sign: str, text: nodes.Element) -> nodes.Element:
    """Return the line that says who disputes a claim, or what is said beside it."""
    text["classes"].append("claim-response")
    text.insert(0, [nodes.inline("", label, classes=[sign]), nodes.Text(" ")])
    return text


def _remove_citations(item: nodes.list_item) -> None:
    """Remove the citations of a copied claim, and the space before each."""
    for group in [node for node in item.findall(nodes.Element) if is_citation(node)]:
        siblings = group.parent
        at = siblings.index(group)
        before = siblings[at - 1] if at else None
        if isinstance(before, nodes.Text):
            siblings[at - 1] = nodes.Text(before.rstrip())
        siblings.remove(group)


def _excerpt(record: Claim) -> str:
    """Return the beginning of a claim, which identifies it in labels for screen readers."""
    return shorten(record.text, 60, placeholder=" …")
