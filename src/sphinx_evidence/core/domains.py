"""What all domains of this package share: data by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class PageDomain(Domain):
    """A domain whose data are forgotten with their page, and merged page by page.

    * ``by_page``: parts of the data that reading fills, by the name of the page;
    * ``shown``: what each page shows of things that stand elsewhere, made when all pages are
      read; a page is written again when the ``repr`` of it has changed;
    * ``plain_role``: the role that a plain link ``[text](#id)`` stands for, if there is one.
    """

    by_page: ClassVar[tuple[str, ...]] = ()
    plain_role: ClassVar[str] = ""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.shown: dict[str, object] = {}

    def clear_doc(self, docname: str) -> None:
        for part in self.by_page:
            self.data[part].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for part in self.by_page:
            pages = otherdata[part]
            self.data[part].update({name: pages[name] for name in docnames if name in pages})

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Find what a plain link names, in a domain whose objects it may name."""
        if not self.plain_role:
            return []
        role = self.plain_role
        link = self.resolve_xref(env, fromdocname, builder, role, target, node, contnode)
        return [(f"{self.name}:{role}", link)] if link is not None else []
