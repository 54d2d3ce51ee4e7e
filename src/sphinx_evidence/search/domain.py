"""The domain that keeps the words of every section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes

from ..core.domains import PageDomain
from .words import own_words

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class SearchDomain(PageDomain):
    """The words of sections by page, in the order of the permalink domain's sections."""

    name = "search"
    label = "Words to search"
    data_version = 1
    by_page: ClassVar[tuple[str, ...]] = ("words",)
    initial_data: ClassVar[dict[str, Any]] = {"words": {}}  # docname -> words of each section

    @property
    def words(self) -> dict[str, tuple[str, ...]]:
        """The words of each section of each page."""
        return cast("dict[str, tuple[str, ...]]", self.data["words"])

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the words of a page."""
        self.words[docname] = tuple(map(own_words, document.findall(nodes.section)))
