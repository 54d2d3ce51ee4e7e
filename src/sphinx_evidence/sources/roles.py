"""The citation role: ``{cite:p}`key{para. 46}```."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinxcontrib.bibtex.roles import CiteRole as StockCiteRole

from ..core.diagnostics import Rule
from ..core.log import warn
from ..core.nodes import CITATIONS
from .citations import MalformedCitation, parse_citations

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.environment import BuildEnvironment


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
        return self.env.current_document.docname, self.lineno
