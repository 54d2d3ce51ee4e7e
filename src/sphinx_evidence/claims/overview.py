"""Replace overviews of claims: their number, a bar of dots, the table of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from ..core.contents import part_name
from ..core.i18n import _, ngettext
from ..core.nodes import find_nodes
from .domain import ClaimDomain, is_sign
from .model import (
    CONFIDENCE_LABELS,
    KIND_LABELS,
    grade_of,
    rank,
    standing_label,
    standings,
)
from .nodes import claim_bar, claim_count, claim_dots, claim_square
from .transforms import standing_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .model import Claim

ID = "claims-by-part"
"""The id of the table."""

NUMBER = " · "
"""What separates the number of a part from its name in the table of contents."""


class OverviewTransform(SphinxPostTransform):
    """Print what is counted of claims, once all are known; before links are resolved."""

    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        self.domain = ClaimDomain.of(self.env)
        for node in find_nodes(self.document, claim_count, claim_bar, claim_square, pending_xref):
            match node:
                case claim_count():
                    count = f"{len(self.domain.listed(node['query'])):,}"
                    node.replace_self(nodes.inline("", count, classes=["count"]))
                case claim_bar():
                    node.replace_self(self._bar(self.domain.listed(node["query"])))
                case claim_square():
                    claims = self.domain.listed(node["query"])
                    node.replace_self(self._square(claims) if claims else [])
                case pending_xref() if is_sign(node) and node["reftarget"] in self.domain.by_name:
                    node.replace_self(self._standing(self.domain.by_name[node["reftarget"]]))

    def _standing(self, record: Claim) -> nodes.inline:
        """Return the standing of one claim, and whether it is disputed."""
        text = standing_label(record, self.domain.sources.library, _)
        words = standing_words(text[:1].upper() + text[1:], grade_of(record))
        line = nodes.inline("", "", words, classes=["claim-sign"])
        if record.dispute:
            line += [nodes.Text(" "), nodes.inline("", _("Disputed"), classes=["claim-disputed"])]
        return line

    def _bar(self, claims: list[Claim]) -> nodes.inline:
        """Return a dot for each claim, how many are how well known, and links to the disputed."""
        bar = nodes.inline("", "", self._dots(claims), classes=["claim-bar"])
        if not claims:
            return bar
        text = ngettext("{count} claim: {standings}", "{count} claims: {standings}", len(claims))
        known = ", ".join(f"{_(label)} {count}" for label, count, _steps in standings(claims))
        bar += nodes.Text(text.format(count=len(claims), standings=known))
        for record in (one for one in claims if one.dispute):
            sign = nodes.inline("", _("Disputed:"), classes=["claim-disputed"])
            words = nodes.inline("", self.domain.shown(record).text)
            link = pending_xref("", words, refdomain="claim", reftype="ref", refexplicit=True)
            link["reftarget"], link["refdoc"] = record.name, self.env.docname
            line = nodes.inline("", "", sign, nodes.Text(" "), link, classes=["claim-bar-dispute"])
            bar += [nodes.Text(" "), line]
        return bar

    def _square(self, claims: list[Claim]) -> nodes.table:
        """Return a table: a row for each standing, a column for each part, a dot for each claim."""
        parts = dict.fromkeys(one.docname.partition("/")[0] for one in claims)
        columns = {
            part: [one for one in claims if one.docname.partition("/")[0] == part] for part in parts
        }
        heads = [_("How well known"), *(self._head(found[0]) for found in columns.values())]
        body = []
        for grade in dict.fromkeys(map(grade_of, sorted(claims, key=rank))):
            cells = [[one for one in found if grade_of(one) == grade] for found in columns.values()]
            label = _(CONFIDENCE_LABELS.get(grade) or KIND_LABELS[grade])
            body.append([standing_words(label, grade), *(self._cell(found) for found in cells)])
        disputed = sum(bool(one.dispute) for one in claims)
        text = _("All {count} claims by part and by how well they are known; {disputed} disputed.")
        title = nodes.title("", text.format(count=len(claims), disputed=disputed))
        return _table(title, heads, body)

    def _head(self, record: Claim) -> nodes.Element | str:
        """Return the name of the part of a claim, its number apart, as a link to its page."""
        name = part_name(self.env, record.docname)
        page = f"{record.docname.partition('/')[0]}/index"
        if not name or page not in self.env.found_docs:
            return name or record.docname
        number, dot, words = name.rpartition(NUMBER)
        label = nodes.inline("", number)
        label += nodes.inline("", f"{dot}{words}", classes=["claim-square-name"] if number else [])
        try:
            return make_refnode(self.domain.current_builder, self.env.docname, page, "", label)
        except NoUri:  # a format of single pages
            return label

    def _cell(self, claims: list[Claim]) -> nodes.inline:
        if not claims:
            return nodes.inline()
        return nodes.inline("", f"{len(claims)} ", self._dots(claims))

    def _dots(self, claims: Iterable[Claim]) -> claim_dots:
        """Return a dot for each claim, the surest first."""
        builder = self.domain.current_builder
        dots = []
        if builder.format == "html":
            for record in sorted(claims, key=rank):
                uri = builder.get_relative_uri(self.env.docname, record.docname)
                words = self.domain.shown(record).text
                classes = f"claim-dot claim-dot-{grade_of(record).replace(' ', '-')}"
                if record.dispute:
                    words = " · ".join((words, _("Disputed")))
                    classes += " claim-dot-disputed"
                dots.append((f"{uri}#{record.name}", words, classes))
        return claim_dots("", dots=dots)


def _table(title: nodes.title, heads: list[Any], body: list[list[nodes.inline]]) -> nodes.table:
    columns = [nodes.colspec(colwidth=1) for _head in heads]
    columns[0]["stub"] = 1
    group = nodes.tgroup("", *columns, cols=len(heads))
    group += nodes.thead(
        "", _row([nodes.Text(one) if isinstance(one, str) else one for one in heads])
    )
    group += nodes.tbody("", *map(_row, body))
    return nodes.table("", title, group, classes=["claim-square"], ids=[ID], whole=True)


def _row(cells: Iterable[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))
