"""The citation role, ``{cite:p}`key{para. 46}```, and the parser of its text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from docutils import nodes
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.roles import CiteRole as StockCiteRole

from ..core.diagnostics import Rule
from ..core.log import warn
from ..core.nodes import CITATIONS
from .model import Citation
from .pinpoints import MalformedPinpoint, parse_pinpoint

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.environment import BuildEnvironment


class MalformedCitation(ValueError):
    """A citation role whose text has no key, or has unbalanced braces."""


@lru_cache(maxsize=4096)
def parse_citations(text: str) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """Parse the text of a citation role: ``{see}key{para. 46}, key2``.

    :return: the citations, and a message for each pinpoint that is not understood
    :raises MalformedCitation: if the text is not a list of keys with balanced braces
    """
    try:
        targets = [*parse_citation_targets(text)]
    except (ValueError, RecursionError) as error:  # the parser recurses for each comma
        msg = (
            f"the citation {text.strip()[:80]!r} is not understood: "
            "write key, key{para. 46} or key1,key2{p. 12}"
        )
        raise MalformedCitation(msg) from error
    citations, problems = [], []
    for target in targets:
        pinpoint = None
        if target.post:
            try:
                pinpoint = parse_pinpoint(target.post)
            except MalformedPinpoint as error:
                problems.append(str(error))
        suffix = "" if pinpoint else target.post
        citations.append(Citation(target.key, pinpoint, target.pre, suffix))
    return tuple(citations), tuple(problems)


class CiteRole(StockCiteRole):
    """A citation role that is parsed at once; malformed text is left on the page as written."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        try:
            self.citations, problems = parse_citations(self.text)
        except MalformedCitation as error:
            warn(Rule.MALFORMED_CITATION, str(error), self._location())
            text = nodes.literal(self.rawtext, self.text or self.rawtext, citation=True)
            return [text], []
        for problem in problems:
            warn(Rule.MALFORMED_PINPOINT, problem, self._location())
        result: tuple[list[Node], list[system_message]] = super().run()
        return result

    def result_nodes(
        self,
        document: nodes.document,
        env: BuildEnvironment,
        node: nodes.Element,
        is_ref: bool,
    ) -> tuple[list[Node], list[system_message]]:
        """Return the cross-reference that the domain processes and resolves."""
        node["refdomain"] = "cite"
        node[CITATIONS] = self.citations
        if node["reftype"] == "cite":
            node["reftype"] = "p"
        return [node], []

    def _location(self) -> tuple[str, int]:
        return self.env.docname, self.lineno
