"""Voices: what one person told in public, with whose it is and what it does not show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from .. import __version__
from ..core.dates import format_date
from ..core.domains import PageDomain, all_read
from ..core.features import load
from ..core.i18n import _
from ..core.nodes import block, citations_in, text_without_citations
from ..core.records import Citable, LinkTarget
from ..core.text import N_, count_words
from ..permalinks.nodes import CITE_HERE
from .domain import DatasetDomain
from .voice_model import Voice, foot, head, malformed_voice, unanswered_risk, unused_voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from ..core.diagnostics import Problem
    from .model import Dataset


class voice(block):
    """What one person told; it is no running text, so it has no number and no audit draws it."""


class VoiceDirective(SphinxDirective):
    """What one person told in public; the argument is the id of its row in the table of voices."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        node = voice("", *self.parse_content_to_nodes(), ids=[name], classes=["voice"])
        node["voice"] = name
        self.set_source_info(node)
        return [node]


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
                words=count_words(text_without_citations(node)),
                works=tuple(citation.key for citation in citations_in(node)),
            )
            for node in document.findall(voice)
        )
        if found:
            self.voices[docname] = found

    def problems(self) -> Iterator[Problem]:
        """Yield the problems of voices and of their table."""
        table = self.table
        if table is None and not DatasetDomain.of(self.env).is_complete():
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


class VoiceTransform(SphinxPostTransform):
    """Complete voices from their rows, before citations become links."""

    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        table = VoiceDomain.of(self.env).table
        for node in self.document.findall(voice):
            row = table.row(node["voice"]) if table else None
            if row is None:
                continue
            if withdrawn := row.cells["withdrawn"]:
                date = format_date(withdrawn, _)
                text = _("An account that stood here was withdrawn on {date}.").format(date=date)
                node.children = []
                node += nodes.paragraph("", text, classes=["voice-foot"])
                continue
            who = head(row, format_date(row.cells["date"], _), _)
            node.insert(0, nodes.paragraph("", who, classes=["voice-head"]))
            line = nodes.paragraph("", foot(row, _), classes=["voice-foot"])
            line[CITE_HERE] = True
            node += line


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node, the domain, the directive and the transform of voices."""
    load(app, "data")
    name = "Name of the dataset that says whose each voice is"
    app.add_config_value("evidence_voices", "voices", "env", str, name)
    app.add_node(voice)
    app.add_domain(VoiceDomain)
    app.add_directive("voice", VoiceDirective)
    app.add_post_transform(VoiceTransform)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
