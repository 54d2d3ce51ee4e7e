"""The domain of all voices of the book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole

from ..core.domains import PageDomain, all_read
from ..core.i18n import _
from ..core.messages import N_
from ..core.nodes import citations_in, text_without_citations
from ..core.records import Citable, LinkTarget
from ..datasets.domain import DatasetDomain
from .model import Voice
from .nodes import voice
from .rules import malformed_voice, unanswered_risk, unused_voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from ..core.diagnostics import Problem
    from ..datasets.model import Dataset

PAGE = Path(__file__).parent / "page"
"""The folder of its style sheet."""


class VoiceDomain(PageDomain):
    """Voices by page; whose they are stands in a dataset.

    It offers no cards and no answers of the search: a voice is read where it stands.
    """

    name = "voice"
    plain_role = "ref"
    assets = (PAGE / "voices.css",)
    label = "Voices"
    data_version = 1
    citable_kinds: ClassVar = {N_("voice"): "chapter"}
    by_page: ClassVar[tuple[str, ...]] = ("voices",)
    object_types: ClassVar[dict[str, ObjType]] = {"voice": ObjType("voice", "ref")}
    roles: ClassVar[dict[str, Any]] = {"ref": XRefRole(innernodeclass=nodes.inline)}
    initial_data: ClassVar[dict[str, Any]] = {"voices": {}}  # docname -> tuple of Voice

    @property
    def voices(self) -> dict[str, tuple[Voice, ...]]:
        """The voices of each page."""
        return cast("dict[str, tuple[Voice, ...]]", self.data["voices"])

    @property
    def table(self) -> Dataset | None:
        """The dataset of voices, None for a book without one."""
        return DatasetDomain.of(self.env).datasets.get(self.env.config.evidence_voices)

    def all_voices(self) -> Iterator[Voice]:
        """Yield the voices of all pages, page by page in the order of their names."""
        for docname in sorted(self.voices):
            yield from self.voices[docname]

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the voices of a page."""
        found = tuple(
            Voice(
                name=node["voice"],
                docname=docname,
                line=node.line,
                words=len(text_without_citations(node).split()),
                works=tuple(citation.key for citation in citations_in(node)),
            )
            for node in document.findall(voice)
        )
        if found:
            self.voices[docname] = found

    def problems(self) -> Iterator[Problem]:
        """Yield the problems of voices and of their table."""
        table = self.table
        if table is None and DatasetDomain.of(self.env).is_lost(self.env.config.evidence_voices):
            return
        voices = list(self.all_voices())
        yield from malformed_voice(voices, table)
        if table is not None:
            yield from unanswered_risk(table)
            if all_read(self.env):
                yield from unused_voice(voices, table)

    def title_of(self, name: str) -> str:
        """Return the title of a voice in citations: whose account it is."""
        row = self.table.row(name) if self.table else None
        person = row.cells["name"] if row else ""
        return _("Account of {person}").format(person=person) if person else _("Account withdrawn")

    def citables(self) -> Iterator[Citable]:
        """Yield every voice."""
        for found in self.all_voices():
            yield Citable(
                id=found.name,
                kind="voice",
                csl_type=self.citable_kinds["voice"],
                title=self.title_of(found.name),
                chapter=self.env.titles[found.docname].astext(),
                docname=found.docname,
                anchor=found.name,
                line=found.line or 0,
            )

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every voice, for ``objects.inv``."""
        for found in self.all_voices():
            yield found.name, self.title_of(found.name), "voice", found.docname, found.name, -1

    def link_target(self, name: str) -> LinkTarget | None:
        """Return the place of a voice; the default text of a link is whose account it is."""
        place = next((one for one in self.all_voices() if one.name == name), None)
        return LinkTarget(place.docname, name, self.title_of(name)) if place else None

    def fingerprint(self, docname: str) -> object:
        """Return the rows that the voices of a page print."""
        table = self.table
        if table is None:
            return None
        return [table.row(found.name) for found in self.voices.get(docname, ())] or None
