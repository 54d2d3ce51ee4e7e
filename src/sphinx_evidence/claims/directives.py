"""The directives for a claim and for lists of claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from .grading import KINDS, Agreement, Evidence
from .model import LAW, Wanted
from .nodes import claim, claim_filters, claim_list, claim_part

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec


def _kind(argument: str) -> str:
    return directives.choice(argument, tuple(KINDS))


def _standing(argument: str) -> str:
    return directives.choice(argument, tuple(LAW))


def _evidence(argument: str) -> Evidence:
    return Evidence[directives.choice(argument, ("limited", "medium", "robust")).upper()]


def _agreement(argument: str) -> Agreement:
    return Agreement[directives.choice(argument, ("low", "medium", "high")).upper()]


def _words(argument: str) -> tuple[str, ...]:
    return tuple(word for word in re.split(r"[,\s]+", argument.strip()) if word)


class ClaimDirective(SphinxDirective):
    """A statement of fact with its kind and grade; its citations stand inside it."""

    required_arguments = 1
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
        node = claim("", name=self.arguments[0], docname=docname)
        for name in ("kind", "evidence", "agreement", "standing", "as-of", "tags"):
            node[name] = self.options.get(name)
        self.set_source_info(node)
        node["ids"] = [self.arguments[0]]
        node += claim_part("", *self.parse_content_to_nodes(), part="statement")
        for part in ("reason", "disputed-by"):
            if text := self.options.get(part):
                inline, messages = self.parse_inline(text)
                node += claim_part("", nodes.paragraph("", "", *inline, *messages), part=part)
        return [node]


class ClaimList(SphinxDirective):
    """Copies of claims from all pages, or from some."""

    has_content = False
    option_spec: ClassVar[OptionSpec] = {
        "page": directives.unchanged,
        "tag": directives.unchanged,
        "kind": _kind,
        "confidence": directives.unchanged,
        "disputed": directives.flag,
        "here": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        options = self.options
        docname = self.env.current_document.docname
        wanted = Wanted(
            page=docname if "here" in options else options.get("page", ""),
            tag=options.get("tag", ""),
            kind=options.get("kind", ""),
            confidence=options.get("confidence", ""),
            disputed="disputed" in options,
        )
        node = claim_list("", wanted=wanted, docname=docname)
        self.set_source_info(node)
        return [node]


class ClaimFilters(SphinxDirective):
    """Filters for the lists of claims on the page, by part, kind, confidence, tier, dispute."""

    def run(self) -> list[nodes.Node]:
        return [claim_filters()]
