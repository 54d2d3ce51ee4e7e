"""The directives for a claim and for lists of claims."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from ..markup.domain import MarkupDomain
from .grading import CLAIM_KINDS, CONFIDENCE, Agreement, Evidence
from .model import LAW_STANDINGS, ClaimQuery, RefusedClaim
from .nodes import claim, claim_filters, claim_list, claim_part
from .shape import option_lines, statement_of

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from .domain import ClaimDomain


def _kind(argument: str) -> str:
    return directives.choice(argument, tuple(CLAIM_KINDS))


def _standing(argument: str) -> str:
    return directives.choice(argument, LAW_STANDINGS)


def _evidence(argument: str) -> Evidence:
    return Evidence[directives.choice(argument, ("limited", "medium", "robust")).upper()]


def _agreement(argument: str) -> Agreement:
    return Agreement[directives.choice(argument, ("low", "medium", "high")).upper()]


def _confidence(argument: str) -> str:
    words = (word for row in CONFIDENCE.values() for word in row)
    return directives.choice(argument, tuple(dict.fromkeys(words)))


def _words(argument: str | None) -> tuple[str, ...]:
    return tuple(word for word in re.split(r"[,\s]+", argument or "") if word)


class ClaimDirective(SphinxDirective):
    """A statement of fact with its kind and grade; its citations stand inside it."""

    # a claim without an id is refused with its text, which docutils would drop
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "kind": _kind,
        "evidence": _evidence,
        "agreement": _agreement,
        "standing": _standing,
        "reason": directives.unchanged,
        "as-of": directives.unchanged,
        "tags": _words,
        "disputed-by": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        docname = self.env.current_document.docname
        content = self.parse_content_to_nodes()
        name = " ".join(self.arguments)
        statement, wrong = statement_of(content)
        if len(name.split()) != 1:
            wrong = "has no id of one word: write one after {claim}, such as several-returned"
        rejected, options = self._options()
        known = rejected or self._open()
        wrong = options or wrong
        if statement is None or wrong or known:
            return [self._refused(name, content, "" if known else wrong)]
        node = claim("", name=name, docname=docname)
        for option in ("kind", "evidence", "agreement", "standing", "as-of", "tags"):
            node[option] = self.options.get(option)
        self.set_source_info(node)
        node["ids"] = [name]
        node += claim_part("", statement, part="statement")
        for part in ("reason", "disputed-by"):
            if paragraph := self._paragraph(part):
                node += claim_part("", paragraph, part=part)
        return [node]

    def _paragraph(self, part: str) -> nodes.paragraph | None:
        """The text of an option."""
        if not self.options.get(part):
            return None
        inline, messages = self.parse_inline(self.options[part])
        return nodes.paragraph("", "", *inline, *messages)

    def _open(self) -> bool:
        """Whether the fence is not closed; the page is named for that by itself."""
        docname = self.env.current_document.docname
        return MarkupDomain.of(self.env).is_open(docname, self.lineno)

    def _options(self) -> tuple[bool, str]:
        """Whether the parser has warned of an option, and what else is wrong with them."""
        names, rest = option_lines(self.block_text)
        twice = [name for name, count in Counter(names).items() if count > 1]
        if twice:
            message = f"has the option ':{twice[0]}:' twice: keep one"
        elif rest.startswith("---"):
            message = "has its options between lines of hyphens: write each as ':kind: record'"
        elif names and rest:
            message = (
                f"has text right after its options ({rest[:40]!r}): write each option on one "
                "line, and leave an empty line before the statement"
            )
        else:
            message = ""
        return not set(names) <= self.options.keys(), message

    def _refused(self, name: str, content: list[nodes.Node], reason: str) -> nodes.container:
        """All that the claim holds, as plain text."""
        docname = self.env.current_document.docname
        tags = self.options.get("tags") or ()
        domain = cast("ClaimDomain", self.env.domains["claim"])
        domain.refuse(RefusedClaim(name, docname, self.lineno, reason, tags))
        parts = (self._paragraph(part) for part in ("reason", "disputed-by"))
        block = nodes.container("", *content, *(part for part in parts if part))
        if len(name.split()) == 1:
            block["ids"] = [name]
        self.set_source_info(block)
        return block


class ClaimList(SphinxDirective):
    """Copies of claims from all pages, or from some."""

    has_content = False
    option_spec: ClassVar[OptionSpec] = {
        "page": directives.unchanged,
        "tag": directives.unchanged,
        "kind": _kind,
        "confidence": _confidence,
        "disputed": directives.flag,
        "here": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        options = self.options
        docname = self.env.current_document.docname
        query = ClaimQuery(
            page=docname if "here" in options else options.get("page", ""),
            tag=options.get("tag", ""),
            kind=options.get("kind", ""),
            confidence=options.get("confidence", ""),
            disputed="disputed" in options,
            line=self.lineno,
        )
        node = claim_list("", query=query, docname=docname)
        self.set_source_info(node)
        return [node]


class ClaimFilters(SphinxDirective):
    """Filters for the lists of claims on the page, by part, kind, confidence, tier, dispute."""

    def run(self) -> list[nodes.Node]:
        return [claim_filters()]
