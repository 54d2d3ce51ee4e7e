"""The domain that collects the passages of all pages and compares them with the audits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes

from .. import __version__
from ..core.domains import PageDomain, all_read
from ..core.features import load
from ..core.nodes import find_nodes
from ..core.paths import AUDITS, data_file, data_path
from ..core.text import checksum, tidy
from ..sources.domain import CitationDomain
from ..sources.entries import address_nodes, reference_nodes
from .audit_model import CLAIM, ENTRY, numbered
from .audit_nodes import AuditRates, AuditRatesTransform, audit_rates
from .audit_reading import read_passages
from .audit_table import read_audits, stale_audit
from .domain import ClaimDomain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from ..core.diagnostics import Problem
    from ..sources.library import Library
    from ..sources.model import Citation, Source
    from ..sources.reference import Label
    from .audit_model import Audit, Passage
    from .model import Claim

VERSION = 2
"""Version of the format; to be raised when a field changes its name or meaning."""


def citation_data(
    citation: Citation, library: Library, chosen: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return a citation as an item of CSL, with how it was read and the notes that it reaches.

    :param chosen: ids of the notes that a claim rests on
    """
    notes = [note.id for note in library.notes_for(citation, chosen)]
    return {**citation.cite_item, "reading": library.reading(citation), "notes": notes}


def passage_data(
    passage: Passage, library: Library, claim: Claim | None = None, standing: str = ""
) -> dict[str, Any]:
    """Return a passage as plain data.

    :param claim: the claim, if it is one
    :param standing: how well the claim is known, as its page prints it
    """
    data: dict[str, Any] = {
        "sha256": passage.checksum,
        "kind": passage.kind,
        "page": passage.docname,
        "paragraph": passage.paragraph or None,
        "sentence": passage.text,
    }
    if len(passage.groups) > 1 or passage.asides:
        data["marked"] = numbered(passage.marked, passage.groups)
    if passage.kind == CLAIM:
        data |= {"claim": passage.claim, "standing": standing, "asides": [*_asides(passage)]}
    notes = claim.notes if claim else ()
    data["citations"] = [
        {
            **citation_data(citation, library, notes if part == "statement" else ()),
            **({"part": part} if passage.kind == CLAIM else {}),
        }
        for part, citation in passage.cited()
    ]
    return data


def _asides(passage: Passage) -> Iterator[dict[str, str]]:
    """Yield the other parts of a claim; the numbers of citations go on from its statement."""
    first = 1 + sum(map(len, passage.groups))
    for aside in passage.asides:
        yield {"part": aside.part, "marked": numbered(aside.marked, aside.groups, first)}
        first += sum(map(len, aside.groups))


def entry_text(source: Source, label: Label) -> str:
    """Return the entry of a work as the list of sources prints it: reference, address, remark."""
    text = "".join(node.astext() for node in reference_nodes(source, label))
    addresses = address_nodes(source.doi, source.url, "", whole=True)
    remark = f"{source.note}." if source.note else ""
    return tidy(" ".join(filter(None, (text, *(node.astext() for node in addresses), remark))))


def entry_data(source: Source, label: Label, page: str) -> dict[str, Any]:
    """Return an entry of the bibliography as plain data.

    :param page: docname of the page that lists it
    """
    text = entry_text(source, label)
    return {
        "sha256": checksum(text),
        "kind": ENTRY,
        "page": page,
        "work": source.key,
        "sentence": text,
    }


def to_json(passages: Iterable[dict[str, Any]], entries: Iterable[dict[str, Any]]) -> str:
    """Return passages and entries as a JSON text that ends in a newline."""
    data = {"version": VERSION, "sentences": [*passages], "entries": [*entries]}
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n"


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
                present.setdefault(checksum(entry_text(source, cite.own_labels[key])), "")
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
            entry_data(cite.sources[key], cite.own_labels[key], page)
            for key, page in sorted(cite.registered.items())
        )
        yield data_path("sentences.json"), to_json(passages, entries)

    def _claim(self, passage: Passage) -> Claim | None:
        return ClaimDomain.of(self.env).by_name.get(passage.claim)

    def _standing(self, passage: Passage) -> str:
        """Return the standing of a claim as its page prints it, empty for other passages."""
        claim = self._claim(passage)
        return ClaimDomain.of(self.env).standing(claim) if claim else ""


def read(app: Sphinx) -> None:
    """Read the table of audits when a build begins, if the book has one."""
    if path := data_file(app, AUDITS):
        SentenceDomain.of(app.env).read(path)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the table of draws."""
    load(app, "claims")
    app.add_node(audit_rates)
    app.add_domain(SentenceDomain)
    app.add_directive("audit-rates", AuditRates)
    app.add_post_transform(AuditRatesTransform)
    app.connect("builder-inited", read, priority=450)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
