"""Turn claims and lists of claims into plain trees, when all grades and labels are known."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.i18n import _, ngettext
from ..core.messages import N_
from ..facets.extension import ITEM, facets, token
from ..permalinks.nodes import CITE_HERE
from ..permalinks.numbers import paragraph_number
from .domain import ClaimDomain
from .grading import exclusion_reason, group_by_observer
from .model import EVIDENCE_WORDS, max_evidence_of, standing_facts, standing_words
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
    from ..sources.model import Source
    from .model import Claim


class ClaimTransform(SphinxPostTransform):
    """Write the grade under each claim, and copy claims into lists.

    Runs before citations become links. Copies carry no ids and are no citing places, since the
    domains have collected both from the pages as they were read.
    """

    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        self.domain = ClaimDomain.of(self.env)
        self.cite = self.domain.sources
        self.originals = {(n["docname"], n["name"]): n for n in self.document.findall(claim)}
        listed: list[Claim] = []
        for placeholder in list(self.document.findall(claim_list)):
            claims = self.domain.listed(placeholder["query"])
            listed += claims
            copies = [self._copy(found, placeholder["docname"]) for found in claims]
            items = nodes.bullet_list("", *copies, classes=["claim-list"])
            placeholder.replace_self(items if copies else [])
        for box in list(self.document.findall(claim_filters)):
            box.replace_self(self._filters(listed))
        for node in list(self.document.findall(claim)):
            there = self.domain.claims[node["docname"]]
            found = next(found for found in there if found.name == node["name"])
            node.replace_self(self._resolved(node, found))

    def _resolved(self, node: claim, found: Claim) -> claim_group:
        """The statement in its place, with its standing and its grounds."""
        parts = {part["part"]: part for part in node.findall(claim_part)}
        classes = ["claim", f"claim-{found.kind}"]
        whole = claim_group("", *parts["statement"].children, classes=classes, is_div=True)
        whole["ids"], whole["label"] = [found.name], self._label(found)
        line = nodes.paragraph("", "", self._words(found), classes=["claim-standing"])
        line[CITE_HERE] = True
        for text in standing_facts(found, _):
            line += nodes.Text(f" · {text}")
        if "disputed-by" in parts:
            line += [nodes.Text(" · " + _("Disputed:") + " "), *parts["disputed-by"][0].children]
        line += [nodes.Text(" "), self._permalink(found)]
        whole += line
        for source in found.sources(self.cite.sources):
            if source.status:
                whole += nodes.paragraph("", self._status(source), classes=["claim-status"])
        if found.graded:
            whole += self._grounds(found, parts.get("reason"))
        elif "reason" in parts:
            reason = nodes.paragraph("", "", *parts["reason"][0].children, classes=["claim-reason"])
            whole += reason
        return whole

    def _copy(self, found: Claim, docname: str) -> nodes.list_item:
        """The statement and its standing, leading to its place; for a list in *docname*."""
        original = self._original(found)
        part = next(part for part in original.findall(claim_part) if part["part"] == "statement")
        item = nodes.list_item("", *(child.deepcopy() for child in part.children))
        item["classes"] = [ITEM, *(token(*pair) for pair in self._facets(found))]
        for sign in list(item.findall(paragraph_number)):
            sign.parent.remove(sign)
        for node in item.findall(nodes.Element):
            node["ids"] = []
            if isinstance(node, pending_xref):
                node["refdoc"] = docname
        last = item.children[-1]
        link = pending_xref(
            "", self._words(found), refdomain="claim", reftype="ref", reftarget=found.name
        )
        link["refdoc"], link["refexplicit"], link["refwarn"] = docname, True, True
        cast("nodes.Element", last).extend([nodes.Text(" "), link])
        return item

    def _facets(self, found: Claim) -> list[tuple[str, str]]:
        """What a reader may choose claims by."""
        tiers = dict.fromkeys(source.tier for source in found.sources(self.cite.sources))
        return [
            ("part", self._part(found)),
            ("kind", found.kind),
            ("confidence", found.confidence or N_("not graded")),
            *(("tier", tier) for tier in tiers),
            ("disputed", N_("disputed") if found.disputed else N_("not disputed")),
        ]

    def _part(self, found: Claim) -> str:
        folder = found.docname.partition("/")[0]
        title = self.env.titles.get(f"{folder}/index")
        return title.astext() if title is not None else folder

    def _filters(self, listed: list[Claim]) -> facets:
        pairs = [pair for found in listed for pair in self._facets(found)]
        titles = {
            "part": _("Part"),
            "kind": _("Kind"),
            "confidence": _("Confidence"),
            "tier": _("Kind of source"),
            "disputed": _("Disputed"),
        }
        choices = [
            (name, title, tuple(dict.fromkeys(value for key, value in pairs if key == name)))
            for name, title in titles.items()
        ]
        labels = {value: _(value) for key, value in pairs if key != "part"}
        return facets("", facets=choices, labels=labels)

    def _original(self, found: Claim) -> claim:
        """The node of a claim, in the document at hand or in another that is read once."""
        key = (found.docname, found.name)
        if key not in self.originals:
            doctree = self.env.get_doctree(found.docname)
            self.originals |= {(n["docname"], n["name"]): n for n in doctree.findall(claim)}
        return self.originals[key]

    def _words(self, found: Claim) -> nodes.inline:
        words = standing_words(found, self.cite.sources, _)
        grade = found.confidence or found.kind
        classes = ["claim-words", f"claim-words-{grade.replace(' ', '-')}"]
        return nodes.inline("", words[:1].upper() + words[1:], classes=classes)

    def _label(self, found: Claim) -> str:
        words = standing_words(found, self.cite.sources, _)
        name = _("Claim, {standing}, disputed") if found.disputed else _("Claim, {standing}")
        return name.format(standing=words)

    def _permalink(self, found: Claim) -> claim_permalink:
        sign = claim_permalink("", "¶", refid=found.name, internal=True, label=_opening(found))
        sign["classes"] = ["claim-permalink"]
        return sign

    def _status(self, source: Source) -> str:
        label = self.cite.labels[source.key]
        status, note = _(source.status), source.status_note
        if note:
            words = _("Rests on {source}, which is {status}: {note}.")
            return words.format(source=label, status=status, note=note)
        return _("Rests on {source}, which is {status}.").format(source=label, status=status)

    def _grounds(self, found: Claim, reason: claim_part | None) -> grounds:
        """Why the grade: the reason, who observed, who only relayed, and who does not count."""
        sources = found.sources(self.cite.sources)
        whole = grounds(label=_opening(found))
        if reason is not None:
            whole += reason.children
        items = nodes.bullet_list()
        for line in group_by_observer(sources):
            items += self._item(f"{self._name(line.origin)}: {self._labels(line.keys)}")
        for source in sources:
            if why := exclusion_reason(source, _):
                words = _("Not counted: {source}, for {reason}")
                label = self.cite.labels[source.key]
                items += self._item(words.format(source=label, reason=why))
        count = len(group_by_observer(sources))
        most = _(EVIDENCE_WORDS[max_evidence_of(found, self.cite.sources)])
        text = ngettext(
            "One observer carries {evidence} at most:",
            "{count} observers carry {evidence} at most:",
            count,
        ).format(count=count, evidence=most)
        if not count:
            text = _("Nothing that is cited counts:")
        whole += [nodes.paragraph("", text), items]
        return whole

    def _item(self, text: str) -> nodes.list_item:
        return nodes.list_item("", nodes.paragraph("", text))

    def _name(self, origin: str) -> str:
        return self.cite.publishers.get(origin, origin)

    def _labels(self, keys: tuple[str, ...]) -> str:
        return "; ".join(str(self.cite.labels[key]) for key in keys)


def _opening(found: Claim) -> str:
    """Return the first words of a claim, by which it is told from the others of its page."""
    return shorten(found.text, 60, placeholder=" …")
