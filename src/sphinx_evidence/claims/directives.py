"""The directives for claims, for lists of claims and for their filters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from ..core.markup import MarkupDomain
from .grading import ASSERTIONS, CLAIM_KINDS, CONFIDENCE, Agreement, Evidence
from .model import LAW_STANDINGS, ClaimQuery, RefusedClaim
from .nodes import TEXTS, claim, claim_filters, claim_list, claim_part
from .shape import option_lines, statement_of

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from .domain import ClaimDomain

GRADES = ("kind", "evidence", "agreement", "standing", "asserts")
"""The options that say how well a claim is known."""


def _kind(argument: str) -> str:
    return directives.choice(argument, tuple(CLAIM_KINDS))


def _standing(argument: str) -> str:
    return directives.choice(argument, tuple(LAW_STANDINGS))


def _asserts(argument: str) -> str:
    return directives.choice(argument, tuple(ASSERTIONS))


def _evidence(argument: str) -> Evidence:
    return Evidence[directives.choice(argument, ("limited", "medium", "robust")).upper()]


def _agreement(argument: str) -> Agreement:
    return Agreement[directives.choice(argument, ("low", "medium", "high")).upper()]


def _confidence(argument: str) -> str:
    levels = (level for row in CONFIDENCE.values() for level in row)
    return directives.choice(argument, tuple(dict.fromkeys(levels)))


def _main(argument: str) -> int:
    if not re.fullmatch("[1-9]", argument.strip()):
        msg = "write a number from 1 to 9, 1 for the weightiest"
        raise ValueError(msg)
    return int(argument)


def _words(argument: str | None) -> tuple[str, ...]:
    return tuple(word for word in re.split(r"[,\s]+", argument or "") if word)


class ClaimDirective(SphinxDirective):
    """A statement of fact with its kind and grade; its citations are part of the statement."""

    # docutils would drop the text of a claim without an id; here only the claim is refused
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "kind": _kind,
        "evidence": _evidence,
        "agreement": _agreement,
        "standing": _standing,
        "asserts": _asserts,
        "looked-in": directives.unchanged,
        "reason": directives.unchanged,
        "as-of": directives.unchanged,
        "tags": _words,
        "notes": _words,
        "disputed-by": directives.unchanged,
        "replied-by": directives.unchanged,
        "main": _main,
    }

    def run(self) -> list[nodes.Node]:
        docname = self.env.current_document.docname
        content = self.parse_content_to_nodes()
        name = " ".join(self.arguments)
        statement, error = statement_of(content)
        if len(name.split()) != 1:
            error = "has no id of one word: write one after {claim}, such as several-returned"
        rejected, option_error = self._check_options()
        is_reported = rejected or self._is_open()
        error = option_error or error
        if statement is None or error or is_reported:
            return [self._refuse(name, content, "" if is_reported else error)]
        node = claim("", name=name, docname=docname)
        for option in (*GRADES, "as-of", "tags", "notes", "main"):
            node[option] = self.options.get(option)
        places = self._paragraph("looked-in")
        node["looked-in"] = places.astext() if places else ""
        self.set_source_info(node)
        node["ids"] = [name]
        node += claim_part("", statement, part="statement")
        for part in TEXTS:
            if paragraph := self._paragraph(part):
                node += claim_part("", paragraph, part=part)
        return [node]

    def _paragraph(self, part: str) -> nodes.paragraph | None:
        """Return the text of an option as a paragraph, None if it is not given."""
        if not self.options.get(part):
            return None
        inline, messages = self.parse_inline(self.options[part])
        return nodes.paragraph("", "", *inline, *messages)

    def _is_open(self) -> bool:
        """Whether the fence is never closed, which is reported by the markup domain."""
        docname = self.env.current_document.docname
        return MarkupDomain.of(self.env).is_open(docname, self.lineno)

    def _check_options(self) -> tuple[bool, str]:
        """Return whether the parser has reported an option, and what else is wrong with them."""
        names, rest = option_lines(self.block_text)
        if rest.startswith("---"):
            message = "has its options between lines of hyphens: write each as ':kind: record'"
        elif names and rest:
            message = (
                f"has text right after its options ({rest[:40]!r}): write each option on one "
                "line, and leave an empty line before the statement"
            )
        else:
            message = ""
        return not set(names) <= self.options.keys(), message

    def _refuse(self, name: str, content: list[nodes.Node], reason: str) -> nodes.container:
        """Keep a claim as refused, and return its content as ordinary text."""
        docname = self.env.current_document.docname
        tags = self.options.get("tags") or ()
        domain = cast("ClaimDomain", self.env.domains["claim"])
        domain.refuse(RefusedClaim(name, docname, self.lineno, reason, tags))
        parts = (self._paragraph(part) for part in TEXTS)
        block = nodes.container("", *content, *(part for part in parts if part))
        if len(name.split()) == 1:
            block["ids"] = [name]
        self.set_source_info(block)
        return block


class ClaimList(SphinxDirective):
    """A list of copies of the claims that meet all of its options."""

    has_content = False
    option_spec: ClassVar[OptionSpec] = {
        "page": directives.unchanged,
        "tag": directives.unchanged,
        "kind": _kind,
        "confidence": _confidence,
        "disputed": directives.flag,
        "here": directives.flag,
        "main": directives.flag,
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
            main="main" in options,
            line=self.lineno,
        )
        node = claim_list("", query=query, docname=docname)
        self.set_source_info(node)
        return [node]


class ClaimFilters(SphinxDirective):
    """Filters for the lists of claims on the page: part, kind, confidence, tier, dispute."""

    def run(self) -> list[nodes.Node]:
        return [claim_filters()]
