"""Fill the list of editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.dates import format_date
from ..core.edition import edition_of
from ..core.i18n import _, ngettext
from ..core.nodes import find_nodes
from ..core.paths import EDITIONS
from ..permalinks.register import EDITION
from .domain import FEED, EditionDomain, summary
from .model import identifier_address
from .nodes import edition_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .changes import Change, Changes
    from .domain import Difference
    from .model import Record


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
        places = {item.label: item.docname for item in self.domain.present.sections if item.label}
        places |= {item.id: item.docname for item in self.domain.present.claims}
        self.places = places | {item.name: item.docname for item in self.domain.present.tables}
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
        if EDITION.fullmatch(record.version) or not difference.is_first:
            definition += nodes.paragraph("", summary(difference))
        else:
            definition += nodes.paragraph("", _("It becomes the first edition."))
        for words, found, details in (
            (
                (_("New sections"), _("Changed sections"), _("Withdrawn sections")),
                difference.sections,
                _paragraph_details,
            ),
            (
                (_("New claims"), _("Changed claims"), _("Withdrawn claims")),
                difference.claims,
                _paragraph_details,
            ),
            (
                (_("New datasets"), _("Changed datasets"), _("Withdrawn datasets")),
                difference.tables,
                _row_details,
            ),
        ):
            definition.extend(self._lists(words, found, details))
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
        self, words: tuple[str, ...], found: Changes, details: Callable[[Change], str]
    ) -> Iterator[nodes.Element]:
        groups = (found.new, found.changed, found.withdrawn)
        for title, changes in zip(words, groups, strict=True):
            if changes:
                yield nodes.paragraph("", f"{title}:")
                items = [self._change(change, details(change)) for change in changes]
                yield nodes.bullet_list("", *items)

    def _change(self, change: Change, details: str) -> nodes.list_item:
        """Return what changed, with a link to it where it stands now, and how much of it did."""
        text: nodes.Node = nodes.Text(change.text)
        if change.id in self.places:
            builder = self.domain.current_builder
            page = builder.get_relative_uri(self.docname, self.places[change.id])
            address = f"{page}#{change.id}"
            text = nodes.reference("", change.text, refuri=address, internal=True)
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
