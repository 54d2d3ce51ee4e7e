"""The domain that collects the cited sentences of all pages and compares them with the audits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes

from ..core.domains import PageDomain, all_read
from ..core.nodes import CHECKED, CITATIONS, find_nodes, is_citation
from ..core.paths import data_path
from ..permalinks.numbers import paragraph_number
from ..sources.domain import CitationDomain
from .model import CITATION, Audit, Sentence, read_audits, split_sentences, stale_audit
from .nodes import audit_rates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..core.diagnostics import Problem


class SentenceDomain(PageDomain):
    """Cited sentences by page; its name sorts after that of citations, whose keys it stores."""

    name = "sentence"
    label = "Cited sentences"
    data_version = 2
    by_page: ClassVar[tuple[str, ...]] = ("sentences", "shown")
    initial_data: ClassVar[dict[str, Any]] = {
        "sentences": {},  # docname -> tuple of Sentence
        "shown": {},  # docname -> True if it displays the rates of the audits
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.path: Path | None = None  # of the table, None if the book has none
        self.audits: list[Audit] = []  # read at the start of each build
        self.audit_problems: list[Problem] = []

    @property
    def sentences(self) -> dict[str, tuple[Sentence, ...]]:
        """The cited sentences of each page."""
        return cast("dict[str, tuple[Sentence, ...]]", self.data["sentences"])

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Store the cited sentences of a page, in a book that has notes or audits."""
        if self.path is None and not CitationDomain.of(env).library.has_tables:
            return
        found: list[Sentence] = []
        for node in find_nodes(document, nodes.paragraph, audit_rates):
            if isinstance(node, audit_rates):
                self.data["shown"][docname] = True
            else:
                found += _sentences(node, docname)
        if found:
            self.sentences[docname] = tuple(found)

    def read(self, path: Path) -> None:
        """Read the table of audits."""
        self.path = path
        self.audits, self.audit_problems = read_audits(path)

    def problems(self) -> Iterator[Problem]:
        """Yield the problems of the table of audits, and the audits that no longer hold."""
        yield from self.audit_problems
        if self.path and all_read(self.env):
            yield from stale_audit(self.path, self.audits, self.all_sentences())

    def all_sentences(self) -> Iterator[Sentence]:
        """Yield the cited sentences of all pages."""
        for docname in sorted(self.sentences):
            yield from self.sentences[docname]

    def fingerprint(self, docname: str) -> object:
        """Return the audits, for a page that displays their rates."""
        return self.audits if docname in self.data["shown"] else None

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield ``data/sentences.json``: every cited sentence with the notes that it reaches.

        A book without notes has no such file, since there is nothing to compare sentences with.
        """
        library = CitationDomain.of(self.env).library
        if not library.has_tables:
            return
        data = [
            {
                "sha256": sentence.checksum,
                "page": sentence.docname,
                "paragraph": sentence.paragraph or None,
                "sentence": sentence.text,
                "citations": [
                    {
                        **citation.cite_item,
                        "reading": library.reading(citation),
                        "notes": [note.id for note in library.notes_for(citation)],
                    }
                    for citation in sentence.citations
                ],
            }
            for sentence in self.all_sentences()
        ]
        text = json.dumps({"version": 1, "sentences": data}, ensure_ascii=False, indent=1)
        yield data_path("sentences.json"), f"{text}\n"


def _sentences(paragraph: nodes.paragraph, docname: str) -> Iterator[Sentence]:
    if isinstance(paragraph.parent, nodes.entry):  # a cell is no sentence
        return
    groups = [
        (next(iter(node["ids"]), ""), node[CITATIONS])
        for node in paragraph.findall(nodes.Element)
        if CITATIONS in node and not node.get(CHECKED)
    ]
    if not groups:
        return
    first = paragraph.children[0]
    number = int(first["number"]) if isinstance(first, paragraph_number) else 0
    for text, cited in split_sentences(_marked(paragraph), groups):
        citations = tuple(one for _anchor, group in cited for one in group)
        anchors = tuple(anchor for anchor, _group in cited)
        yield Sentence(docname, number, paragraph.line, text, citations, anchors)


def _marked(node: nodes.Node) -> str:
    """Return the text of a node with a mark for each citation group."""
    if is_citation(node):
        return CITATION
    if not isinstance(node, nodes.Element) or not node.children:
        return node.astext()
    return node.child_text_separator.join(map(_marked, node.children))
