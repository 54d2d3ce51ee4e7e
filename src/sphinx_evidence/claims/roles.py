"""The roles that show claims of the book in the text of any page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from ..core.diagnostics import Rule
from ..core.log import warn
from .model import KIND_LABELS, STEPS, ClaimQuery
from .nodes import claim_bar, claim_count

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message

EVERY, DISPUTED = "all", "disputed"
"""The words of ``claim:count`` besides the kinds and the levels of confidence."""


class CountRole(SphinxRole):
    """How many claims the book has: all, those that are disputed, or those of a kind or grade."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        words = (EVERY, DISPUTED, *KIND_LABELS, *STEPS)
        if self.text not in words:
            message = f"no claims are counted by {self.text!r}: use one of {', '.join(words)}"
            warn(Rule.EMPTY_LIST, message, (self.env.docname, self.lineno))
            return [nodes.literal(self.rawtext, self.text)], []
        query = ClaimQuery(
            kind=self.text if self.text in KIND_LABELS else "",
            confidence=self.text if self.text in STEPS else "",
            disputed=self.text == DISPUTED,
        )
        return [claim_count("", query=query)], []


class BarRole(SphinxRole):
    """How well the claims of a page or folder are known, and which of them are disputed."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        return [claim_bar("", query=ClaimQuery(page=self.text, line=self.lineno))], []
