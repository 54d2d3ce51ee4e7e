"""Editions: their records, what changed, the files that say so, and their list."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from .. import __version__
from ..claims.domain import ClaimDomain
from ..core.dates import format_date
from ..core.domains import PageDomain, page_abstract
from ..core.edition import edition_of
from ..core.features import load
from ..core.html import HEAD, element
from ..core.i18n import _, ngettext
from ..core.nodes import find_nodes
from ..core.paths import EDITIONS
from ..core.structure import former_names, has_permalinks
from ..core.text import checksum
from ..core.translated import shown
from ..data.domain import DatasetDomain
from ..permalinks.domain import PermalinkDomain
from ..permalinks.register import EDITION, resolve_successor
from .edition_changes import (
    Changes,
    changed_claims,
    changed_sections,
    changed_tables,
    changes_since,
    fates,
)
from .edition_files import to_atom
from .edition_files import to_json as to_datacite
from .edition_records import (
    Record,
    Statement,
    Table,
    identifier_address,
    read_records,
    to_json,
    version_order,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from ..core.diagnostics import Problem
    from ..data.model import Dataset
    from ..permalinks.model import Section
    from .edition_changes import Change, Since


class edition_list(nodes.General, nodes.Element):
    """Placeholder for the list of editions, which is known once all pages are read."""


class EditionListDirective(SphinxDirective):
    """The editions of the book, and what changed in each."""

    def run(self) -> list[nodes.Node]:
        node = edition_list("", docname=self.env.docname)
        self.set_source_info(node)
        return [node]


PAGE = Path(__file__).parent / "page"
"""The folder of the style sheet."""

FORMER = "former"
"""The folder of the files on former paragraphs, from the top of the site."""

FEED = "editions.atom"
"""The feed of editions, from the top of the site."""


class Difference(NamedTuple):
    """An edition, and the changes of sections, claims and datasets in it; none in the first."""

    record: Record
    changes: tuple[Changes, ...] = ()


class EditionDomain(PageDomain):
    """The pages that list the editions; the records are read at the start of each build."""

    name = "edition"
    label = "Editions"
    assets = (PAGE / "editions.css", PAGE / "editions.js")
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
                    if section.label and has_permalinks(section.docname, config)
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
        found = [Difference(states[0])]
        for old, new in pairwise(states):
            changes = changed_sections(old, new), changed_claims(old, new), changed_tables(old, new)
            found.append(Difference(new, changes))
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
        if edition.frozen:
            root = app.config.root_doc
            yield "edition.json", to_json(self.present)
            description = page_abstract(app.env, root) or str(
                app.env.metadata[root].get("description", "")
            )
            yield "datacite.json", to_datacite(edition, description)
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
        """Yield a script for each chapter: what became of all that it had in earlier editions."""
        renamed = {
            former: docname
            for docname, front_matter in app.env.metadata.items()
            for former in former_names(front_matter)
        }
        found = fates(self.earlier, self.present, renamed)
        register = PermalinkDomain.of(self.env).register
        successors = {name: resolve_successor(register, name) for name in register}
        since = {
            record.version: changes_since(record, self.present, renamed, successors)
            for record in self.earlier
        }
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
            text = json.dumps(data, ensure_ascii=False)
            things = {
                version: {
                    name: _since_data(what, version, docname, builder)
                    for name, what in pages.get(docname, {}).items()
                }
                for version, pages in since.items()
            }
            script = f'"use strict";\nglobalThis.formerParagraphs = {text};\n'
            script += f"globalThis.formerThings = {json.dumps(things, ensure_ascii=False)};\n"
            yield f"{FORMER}/{docname}.js", script


def _since_data(what: Since, version: str, docname: str, builder: Builder) -> dict[str, Any]:
    """Return what a script says of a section or a claim to whoever comes from an edition."""
    is_section = what.change is not None
    messages = {
        "same": _("The words are those of edition {version}."),
        "changed": _("What is under this heading has changed since edition {version}: {changes}.")
        if is_section
        else _("The words of this claim have changed since edition {version}:"),
        "moved": _("What stood here in edition {version} is in another chapter now:"),
        "replaced": _("What stood here in edition {version} has become part of this:"),
        "gone": _("What stood here in edition {version} is no longer in this book:"),
    }
    changes = (_paragraph_details(what.change) or _("another title")) if what.change else ""
    data: dict[str, Any] = {
        "text": messages[what.kind].format(version=version, changes=changes),
        "words": what.words,
    }
    if what.kind in ("moved", "replaced"):
        data["page"] = f"{builder.get_relative_uri(docname, what.docname)}#{what.id}"
    if what.kind in ("moved", "replaced", "gone"):
        data["title"] = what.text
    return data


def _rows(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield key and checksum of each row."""
    for row in dataset.rows:
        cells = json.dumps(row.cells, ensure_ascii=False, sort_keys=True)
        yield ",".join(dataset.key_of(row)), checksum(cells)[:16]


def summary(difference: Difference) -> str:
    """Return how much an edition contains, if it is the first, or else how much changed in it."""
    record, changes = difference
    if not changes:
        sections = sum(bool(one.label) for one in record.sections)
        claims, tables = len(record.claims), len(record.tables)
        parts = [
            ngettext("{number} section", "{number} sections", sections).format(number=sections),
            ngettext("{number} claim", "{number} claims", claims).format(number=claims),
            ngettext("{number} dataset", "{number} datasets", tables).format(number=tables),
        ]
        return _("The first edition: {parts}.").format(parts=", ".join(parts))
    parts = [
        _("{kind}: {new} new, {changed} changed, {withdrawn} withdrawn").format(
            kind=kind,
            new=len(found.new),
            changed=len(found.changed),
            withdrawn=len(found.withdrawn),
        )
        for kind, found in zip((_("Sections"), _("Claims"), _("Datasets")), changes, strict=True)
        if found
    ]
    if not parts:
        return _("No section, no claim and no dataset has changed.")
    return "; ".join(parts) + "."


class EditionListTransform(SphinxPostTransform):
    """Replace each placeholder by a definition list, the newest edition first."""

    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        self.domain = EditionDomain.of(self.env)
        for node in find_nodes(self.document, edition_list):
            self.docname = node["docname"]
            node.replace_self(list(self._list()))

    def _list(self) -> Iterator[nodes.Element]:
        if not self.domain.earlier and not edition_of(self.env.config).released:
            yield nodes.paragraph("", _("No edition has been published yet."))
        present = self.domain.present
        objects: tuple[Section | Statement | Table, ...]
        objects = (*present.sections, *present.claims, *present.tables)
        self.places = {one.label: one.docname for one in objects if one.label}
        items = [self._item(difference) for difference in self.domain.differences()]
        yield nodes.definition_list("", *items, classes=["edition-list"])
        edition = edition_of(self.env.config)
        if edition.base and edition.date:
            yield nodes.paragraph("", "", self._link(_("Feed of editions (Atom)"), FEED))

    def _link(self, text: str, target: str) -> nodes.reference:
        """Return a link to a file of the whole site."""
        page = self.domain.current_builder.get_target_uri(self.docname)
        address = edition_of(self.env.config).whole_site_path(page, target)
        return nodes.reference("", text, refuri=address, internal=True)

    def _item(self, difference: Difference) -> nodes.definition_list_item:
        record = difference.record
        term = nodes.term("", "", *self._title(record))
        definition = nodes.definition()
        if record.identifier:
            address = identifier_address(record.identifier)
            definition += nodes.paragraph("", "", nodes.reference("", address, refuri=address))
        if EDITION.fullmatch(record.version) or difference.changes:
            definition += nodes.paragraph("", summary(difference))
        else:
            definition += nodes.paragraph("", _("It becomes the first edition."))
        sections = (_("New sections"), _("Changed sections"), _("Withdrawn sections"))
        claims = (_("New claims"), _("Changed claims"), _("Withdrawn claims"))
        tables = (_("New datasets"), _("Changed datasets"), _("Withdrawn datasets"))
        kinds = (
            (sections, _paragraph_details),
            (claims, _paragraph_details),
            (tables, _row_details),
        )
        for (titles, details), found in zip(kinds, difference.changes, strict=False):
            definition.extend(self._lists(titles, found, details))
        return nodes.definition_list_item("", term, definition)

    def _title(self, record: Record) -> list[nodes.Node]:
        """Return the name and date of an edition, with a link to its pages if they are others."""
        if not EDITION.fullmatch(record.version):
            version = record.version.partition(".dev")[0]
            text = _("Working copy, towards edition {version}").format(version=version)
            return [nodes.Text(text)]
        name = _("Edition {version}").format(version=record.version)
        date = nodes.Text(f" · {format_date(record.date, _)}" if record.date else "")
        if record.version == self.env.config.version:
            return [nodes.Text(name), date]
        return [self._link(name, f"{EDITIONS}/{record.version}/index.html"), date]

    def _lists(
        self, titles: Iterable[str], found: Changes, details: Callable[[Change], str]
    ) -> Iterator[nodes.Element]:
        groups = (found.new, found.changed, found.withdrawn)
        for title, changes in zip(titles, groups, strict=True):
            if changes:
                yield nodes.paragraph("", f"{title}:")
                items = [self._change(change, details(change)) for change in changes]
                yield nodes.bullet_list("", *items)

    def _change(self, change: Change, details: str) -> nodes.list_item:
        """Return what changed, with a link to it where it stands now, and how much of it did."""
        text: nodes.Node = nodes.Text(change.text)
        if change.id in self.places:
            builder, docname = self.domain.current_builder, self.places[change.id]
            address = f"{builder.get_relative_uri(self.docname, docname)}#{change.id}"
            words = shown(self.env, docname, change.text)
            text = nodes.reference("", words, refuri=address, internal=True)
        after = nodes.Text(f" ({details})" if details else "")
        return nodes.list_item("", nodes.paragraph("", "", text, after))


def _paragraph_details(change: Change) -> str:
    """Return how many paragraphs of a section are new, changed and gone; a claim has none."""
    new, changed, gone = change.new, change.changed, change.gone
    return _joined(
        (new, ngettext("{number} paragraph new", "{number} paragraphs new", new)),
        (changed, ngettext("{number} paragraph changed", "{number} paragraphs changed", changed)),
        (gone, ngettext("{number} paragraph gone", "{number} paragraphs gone", gone)),
    )


def _row_details(change: Change) -> str:
    """Return how many rows of a dataset are new, changed and gone."""
    new, changed, gone = change.new, change.changed, change.gone
    return _joined(
        (new, ngettext("{number} row new", "{number} rows new", new)),
        (changed, ngettext("{number} row changed", "{number} rows changed", changed)),
        (gone, ngettext("{number} row gone", "{number} rows gone", gone)),
    )


def _joined(*counts: tuple[int, str]) -> str:
    """Return the counts that are not zero, with their words."""
    return ", ".join(words.format(number=number) for number, words in counts if number)


def read_editions(app: Sphinx) -> None:
    """Read the records of published editions."""
    if folder := app.config.evidence_editions:
        domain = EditionDomain.of(app.env)
        domain.records, domain.unreadable = read_records(Path(app.confdir, folder))


def add_edition(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the line of a frozen edition, with the way to the same page now, and the feed.

    Readers of feeds find that of the editions from the page that lists them.
    """
    edition, address = edition_of(app.config), app.builder.get_target_uri(pagename)
    if edition.frozen:
        newest = f"{edition.newest(address)}?since={edition.version}"
        line = {"text": edition.frozen_line(_), "newest": newest}
        context["frozen_edition"] = line
    if edition.base and edition.date and pagename in EditionDomain.of(app.env).lists:
        href = edition.whole_site_path(address, FEED)
        feed = element("link", rel="alternate", type="application/atom+xml", href=href)
        context["metatags"] = f"{context.get('metatags', '')}{feed}\n"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings, the domain and the list of editions."""
    load(app, "claims", "data")
    app.add_config_value("evidence_editions", "", "env", str, "Folder of the records of editions")
    app.add_node(edition_list)
    app.add_domain(EditionDomain)
    app.add_directive("edition-list", EditionListDirective)
    app.add_post_transform(EditionListTransform)
    app.connect("builder-inited", read_editions)
    app.connect("html-page-context", add_edition, priority=HEAD + 3)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
