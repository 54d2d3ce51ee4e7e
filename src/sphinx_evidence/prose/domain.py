"""The domain that measures the prose of chapters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from ..core.domains import PageDomain
from ..core.structure import argument_of, is_chapter
from .reading import read_chapter
from .rules import prose_budget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from ..core.diagnostics import Problem
    from .model import Chapter


class ProseDomain(PageDomain):
    """The text of each chapter that has an argument, as the meter reads it."""

    name = "prose"
    label = "Prose"
    data_version = 1
    by_page: ClassVar[tuple[str, ...]] = ("chapters",)
    initial_data: ClassVar[dict[str, Any]] = {"chapters": {}}  # docname -> Chapter

    @property
    def chapters(self) -> dict[str, Chapter]:
        """The text of each chapter."""
        return cast("dict[str, Chapter]", self.data["chapters"])

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Read the file of a chapter once more, as text."""
        if is_chapter(docname, env.config.evidence_parts) and argument_of(env.metadata[docname]):
            text = Path(env.doc2path(docname)).read_text("utf-8", errors="replace")
            self.chapters[docname] = read_chapter(docname, text)

    def problems(self) -> Iterator[Problem]:
        """Yield what is outside of a budget."""
        yield from prose_budget(self.chapters.values())
