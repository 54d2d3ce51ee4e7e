"""The domain of editions: their records, what changed, and the files that say so."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from ..claims.domain import ClaimDomain
from ..core.domains import PageDomain, page_abstract
from ..core.edition import edition_of
from ..core.i18n import _, ngettext
from ..core.nodes import find_nodes
from ..core.structure import former_names, is_chapter
from ..core.text import checksum
from ..datasets.domain import DatasetDomain
from ..permalinks.domain import PermalinkDomain
from ..permalinks.register import EDITION
from .changes import Changes, changed_claims, changed_sections, changed_tables, fates
from .datacite import to_json as to_datacite
from .feed import to_atom
from .model import Record, Statement, Table, version_order
from .nodes import edition_list
from .records import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..core.diagnostics import Problem
    from ..datasets.model import Dataset

PAGE = Path(__file__).parent / "page"
"""The folder of the style sheet."""

FORMER = "former"
"""The folder of the files on former paragraphs, from the top of the site."""

FEED = "editions.atom"
"""The feed of editions, from the top of the site."""


class Difference(NamedTuple):
    """An edition and what changed in it; nothing in the first."""

    record: Record
    sections: Changes = Changes()
    claims: Changes = Changes()
    tables: Changes = Changes()
    is_first: bool = False


class EditionDomain(PageDomain):
    """The pages that list the editions; the records are read at the start of each build."""

    name = "edition"
    label = "Editions"
    assets = (PAGE / "editions.css",)
    by_page: ClassVar[tuple[str, ...]] = ("lists",)
    initial_data: ClassVar[dict[str, Any]] = {"lists": {}}  # docname -> True

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.records: tuple[Record, ...] = ()
        self.unreadable: list[Problem] = []
        self._present: Record | None = None

    @property
    def lists(self) -> dict[str, bool]:
        """The pages with a list of editions."""
        return cast("dict[str, bool]", self.data["lists"])

    @property
    def is_frozen(self) -> bool:
        """Whether the build is that of an edition that never changes."""
        return bool(self.env.config.evidence_frozen)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note a page with a list of editions."""
        if find_nodes(document, edition_list):
            self.lists[docname] = True

    def gather(self) -> None:
        """Discard what the last build contained."""
        self._present = None

    def problems(self) -> Iterator[Problem]:
        """Yield the records that cannot be read."""
        yield from self.unreadable

    @property
    def present(self) -> Record:
        """What the book contains now."""
        if self._present is None:
            config = self.env.config
            permalinks, claims = PermalinkDomain.of(self.env), ClaimDomain.of(self.env)
            self._present = Record(
                config.version,
                config.evidence_edition_date,
                config.evidence_identifier,
                tuple(
                    section
                    for section in permalinks.all_sections()
                    if is_chapter(section.docname, config.evidence_parts)
                ),
                tuple(
                    Statement(claim.name, claim.docname, claim.text)
                    for docname in sorted(claims.claims)
                    for claim in claims.claims[docname]
                ),
                tuple(
                    Table(dataset.name, dataset.title, docname, tuple(_rows(dataset)))
                    for dataset, docname in DatasetDomain.of(self.env).with_page()
                ),
            )
        return self._present

    @property
    def earlier(self) -> tuple[Record, ...]:
        """The editions before the present one, the oldest first."""
        edition = edition_of(self.env.config)
        if edition.released and EDITION.fullmatch(edition.version):
            own = version_order(edition.version)
            return tuple(record for record in self.records if record.order < own)
        return self.records

    def differences(self) -> list[Difference]:
        """Return the present state and all earlier editions with their changes, newest first."""
        states = [*self.earlier, self.present]
        found = [Difference(states[0], is_first=True)]
        for old, new in pairwise(states):
            changes = changed_sections(old, new), changed_claims(old, new), changed_tables(old, new)
            found.append(Difference(new, *changes))
        return found[::-1]

    def fingerprint(self, docname: str) -> object:
        """Return what a list of editions displays."""
        return self.differences() if docname in self.lists else None

    def script_data(self) -> Mapping[str, object]:
        """Tell scripts that there are files on former paragraphs."""
        return {"former": True} if self.earlier else {}

    # files

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str | bytes]]:
        """Yield the files on former paragraphs, the feed, and what a frozen edition says of itself.

        The feed is that of the whole site, so frozen editions have none.
        """
        edition = edition_of(app.config)
        if self.earlier:
            yield from self._former_files(app)
        if self.is_frozen:
            root = app.config.root_doc
            yield "edition.json", to_json(self.present)
            description = page_abstract(app.env, root) or str(
                app.env.metadata[root].get("description", "")
            )
            yield "datacite.json", to_datacite(edition, app.config.evidence_identifier, description)
        elif edition.base and edition.date:
            yield FEED, to_atom(edition, self._entries())

    def _entries(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield version, date, title and summary of each published edition."""
        for difference in self.differences():
            record = difference.record
            if EDITION.fullmatch(record.version):
                title = _("Edition {version}").format(version=record.version)
                yield record.version, record.date, title, summary(difference)

    def _former_files(self, app: Sphinx) -> Iterator[tuple[str, str]]:
        """Yield a script for each chapter: what became of its former paragraphs."""
        renamed = {
            former: docname
            for docname, front_matter in app.env.metadata.items()
            for former in former_names(front_matter)
        }
        found = fates(self.earlier, self.present, renamed)
        builder = app.builder
        for docname in dict.fromkeys(section.docname for section in self.present.sections):
            data = {
                anchor: {
                    "version": fate.version,
                    "kind": fate.kind,
                    "page": ""
                    if fate.docname in ("", docname)
                    else builder.get_relative_uri(docname, fate.docname),
                    "id": fate.anchor,
                    "number": fate.number,
                    "words": fate.words,
                }
                for anchor, fate in found.get(docname, {}).items()
            }
            yield f"{FORMER}/{docname}.js", former_script(data)


def _rows(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield key and checksum of each row."""
    for row in dataset.rows:
        cells = json.dumps(row.cells, ensure_ascii=False, sort_keys=True)
        yield ",".join(dataset.key_of(row)), checksum(cells)[:16]


def former_script(data: Mapping[str, object]) -> str:
    """Return the script that gives a page what became of its former paragraphs."""
    text = json.dumps(data, ensure_ascii=False)
    return f'"use strict";\nglobalThis.formerParagraphs = {text};\n'


def summary(difference: Difference) -> str:
    """Return how much an edition contains, if it is the first, or else how much changed in it."""
    record, sections, claims, tables, is_first = difference
    if is_first:
        number, claim_count = sum(bool(one.label) for one in record.sections), len(record.claims)
        table_count = len(record.tables)
        parts = [
            ngettext("{number} section", "{number} sections", number).format(number=number),
            ngettext("{number} claim", "{number} claims", claim_count).format(number=claim_count),
            ngettext("{number} dataset", "{number} datasets", table_count).format(
                number=table_count
            ),
        ]
        return _("The first edition: {parts}.").format(parts=", ".join(parts))
    parts = [
        _("{kind}: {new} new, {changed} changed, {withdrawn} withdrawn").format(
            kind=kind,
            new=len(found.new),
            changed=len(found.changed),
            withdrawn=len(found.withdrawn),
        )
        for kind, found in (
            (_("Sections"), sections),
            (_("Claims"), claims),
            (_("Datasets"), tables),
        )
        if found
    ]
    if not parts:
        return _("No section, no claim and no dataset has changed.")
    return "; ".join(parts) + "."
