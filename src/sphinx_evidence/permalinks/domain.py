"""The domain that knows every section of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref

from ..core.domains import PageDomain
from ..core.nodes import text_without_citations
from ..core.text import checksum
from .model import Paragraph, Section
from .numbers import paragraph_number
from .running import running_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from .register import Entry


def _level(section: nodes.section) -> int:
    level, node = 0, cast("nodes.Node", section)
    while isinstance(node, nodes.section):
        level, node = level + 1, node.parent
    return level


def _paragraphs(section: nodes.section) -> Iterator[Paragraph]:
    """Yield the numbered paragraphs and claims directly under a heading."""
    for paragraph, name in running_text(section):
        number = next(iter(paragraph.children), None)
        if isinstance(number, paragraph_number):
            yield Paragraph(number["number"], name, checksum(text_without_citations(paragraph)))


def _targets(document: nodes.document) -> Iterator[str]:
    """Yield the ids that a page leads to, by roles and by Markdown's ``[text](#id)``."""
    for xref in document.findall(pending_xref):
        if xref["refdomain"] in ("claim", "chart"):
            yield xref["reftarget"]
    for link in document.findall(nodes.reference):
        if link.get("id_link"):  # as MyST leaves them until after the domains have read the page
            yield link["refuri"].removeprefix("#")


class PermalinkDomain(PageDomain):
    """Sections by page. The names of roles and links stay those of Sphinx's own domain."""

    name = "permalink"
    label = "Lasting addresses"
    data_version = 3
    by_page: ClassVar[tuple[str, ...]] = ("sections", "links")
    initial_data: ClassVar[dict[str, Any]] = {
        "sections": {},  # docname -> tuple of Section
        "links": {},  # docname -> the ids that it leads to
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        # both are read at the start of each build
        self.register: dict[str, Entry] = {}
        self.register_is_sound = True

    @property
    def sections(self) -> dict[str, tuple[Section, ...]]:
        """The sections of each page, in the order of the text."""
        return cast("dict[str, tuple[Section, ...]]", self.data["sections"])

    @property
    def links(self) -> dict[str, frozenset[str]]:
        """The ids of all kinds that each page leads to."""
        return cast("dict[str, frozenset[str]]", self.data["links"])

    def all_sections(self) -> Iterator[Section]:
        """Yield the sections of all pages, page by page in the order of their names."""
        for docname in sorted(self.sections):
            yield from self.sections[docname]

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the sections of a page, and the ids that it leads to."""
        self.data["links"][docname] = frozenset(_targets(document))
        self.sections[docname] = tuple(
            Section(
                docname,
                section[0].astext(),
                section.get("label", ""),
                _level(section),
                section[0].line or section.line,
                tuple(_paragraphs(section)),
            )
            for section in document.findall(nodes.section)
        )
