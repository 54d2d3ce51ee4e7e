"""The domain that collects the passages of all pages and compares them with the audits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes

from ..claims.domain import ClaimDomain
from ..claims.model import standing_details, standing_label
from ..core.domains import PageDomain, all_read
from ..core.nodes import find_nodes
from ..core.paths import data_path
from ..core.text import checksum
from ..sources.domain import CitationDomain
from .export import entry_data, entry_text, passage_data, to_json
from .model import ENTRY
from .nodes import audit_rates
from .reading import read_passages
from .rules import stale_audit
from .table import read_audits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..claims.model import Claim
    from ..core.diagnostics import Problem
    from .model import Audit, Passage


class SentenceDomain(PageDomain):
    """Passages by page."""

    name = "sentence"
    label = "Cited sentences"
    data_version = 3
    by_page: ClassVar[tuple[str, ...]] = ("passages", "shown")
    initial_data: ClassVar[dict[str, Any]] = {
        "passages": {},  # docname -> tuple of Passage
        "shown": {},  # docname -> True if it displays the rates of the audits
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.path: Path | None = None  # of the table, None if the book has none
        self.audits: list[Audit] = []  # read at the start of each build
        self.audit_problems: list[Problem] = []

    @property
    def passages(self) -> dict[str, tuple[Passage, ...]]:
        """The passages of each page."""
        return cast("dict[str, tuple[Passage, ...]]", self.data["passages"])

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Store the passages of a page, in a book that has data: notes and audits may be added."""
        if not env.config.evidence_data:
            return
        found: list[Passage] = []
        for node in find_nodes(document, nodes.paragraph, audit_rates):
            if isinstance(node, audit_rates):
                self.data["shown"][docname] = True
            else:
                found += read_passages(node, docname)
        if found:
            self.passages[docname] = tuple(found)

    def read(self, path: Path) -> None:
        """Read the table of audits."""
        self.path = path
        self.audits, self.audit_problems = read_audits(path)

    def problems(self) -> Iterator[Problem]:
        """Yield the problems of the table of audits, and the faults that still stand."""
        yield from self.audit_problems
        if self.path and all_read(self.env):
            yield from stale_audit(self.path, self.audits, self._present())

    def _present(self) -> dict[str, str]:
        """Return the standing of each text that can be judged, by its checksum."""
        present = {one.checksum: self._standing(one) for one in self.all_passages()}
        if any(audit.kind == ENTRY for audit in self.audits):
            cite = CitationDomain.of(self.env)
            for key, source in cite.sources.items():
                present.setdefault(checksum(entry_text(source, cite.labels[key])), "")
        return present

    def all_passages(self) -> Iterator[Passage]:
        """Yield the passages of all pages."""
        for docname in sorted(self.passages):
            yield from self.passages[docname]

    def fingerprint(self, docname: str) -> object:
        """Return the audits, for a page that displays their rates."""
        return self.audits if docname in self.data["shown"] else None

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield ``data/sentences.json``: every passage with its notes, and every entry.

        A book without notes has no such file, since there is nothing to compare passages with.
        """
        cite = CitationDomain.of(self.env)
        if not cite.library.has_tables:
            return
        passages = (
            passage_data(one, cite.library, self._claim(one), self._standing(one))
            for one in self.all_passages()
        )
        entries = (
            entry_data(cite.sources[key], cite.labels[key], page)
            for key, page in sorted(cite.registered.items())
        )
        yield data_path("sentences.json"), to_json(passages, entries)

    def _claim(self, passage: Passage) -> Claim | None:
        claims = ClaimDomain.of(self.env).claims.get(passage.docname, ())
        return next((one for one in claims if one.name == passage.claim), None)

    def _standing(self, passage: Passage) -> str:
        """Return the standing of a claim as its page prints it, empty for other passages."""
        claim = self._claim(passage)
        if claim is None:
            return ""
        label = standing_label(claim, CitationDomain.of(self.env).library)
        reach = self.env.config.evidence_search_reach
        return " · ".join((label[:1].upper() + label[1:], *standing_details(claim, reach)))
