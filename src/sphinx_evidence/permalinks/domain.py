"""The domain that knows every section of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain

from .model import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def _level(section: nodes.section) -> int:
    level, node = 0, cast("nodes.Node", section)
    while isinstance(node, nodes.section):
        level, node = level + 1, node.parent
    return level


class PermalinkDomain(Domain):
    """Sections by page. The names of roles and links stay those of Sphinx's own domain."""

    name = "permalink"
    label = "Lasting addresses"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"sections": {}}

    @property
    def sections(self) -> dict[str, tuple[Section, ...]]:
        """The sections of each page, in the order of the text."""
        return cast("dict[str, tuple[Section, ...]]", self.data["sections"])

    def all_sections(self) -> Iterator[Section]:
        """Yield the sections of all pages, page by page in the order of their names."""
        for docname in sorted(self.sections):
            yield from self.sections[docname]

    def clear_doc(self, docname: str) -> None:
        self.sections.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        pages = otherdata["sections"]
        self.sections.update({name: pages[name] for name in docnames if name in pages})

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        self.sections[docname] = tuple(
            Section(
                docname,
                section[0].astext(),
                section.get("label", ""),
                _level(section),
                section[0].line or section.line,
            )
            for section in document.findall(nodes.section)
        )

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Find nothing: labels are resolved by Sphinx's own domain."""
        return []
