"""The domain that gathers what all features know, and gives it as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .. import __version__
from ..claims.audits import SentenceDomain
from ..claims.domain import ClaimDomain
from ..claims.replies import ReplyDomain
from ..core.contents import part_index, toctree_order
from ..core.domains import PageDomain, page_abstract
from ..core.edition import edition_of
from ..core.features import load
from ..core.i18n import _
from ..core.links import site_link
from ..core.log import warn_of
from ..core.nodes import UNSEARCHED
from ..core.structure import argument_of, description_of, is_chapter
from ..permalinks.domain import PermalinkDomain
from ..sources.domain import CitationDomain
from .book_files import (
    CRATE,
    CSV,
    DATABASE,
    FOLDER,
    PACKAGE,
    File,
    all_files,
    csv_name,
    to_csv,
    to_sqlite,
)
from .book_rows import Book, Page, all_rows
from .book_schema import referred, tables_of
from .domain import DatasetDomain
from .rules import formula_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from .book_schema import Column, Table


class BookDataDomain(PageDomain):
    """The book as tables; it keeps nothing of its own."""

    name = "bookdata"
    label = "Book as data"
    data_version = 1

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str | bytes]]:
        """Yield the tables, the database and what describes them.

        There are none without the date of the edition, since the book is then a draft.
        """
        if not app.config.evidence_edition_date:
            return
        book = self._book(app)
        rows = all_rows(book)
        for problem in formula_text(rows):
            warn_of(problem, self.env.found_docs)
        tables = {
            table: File(
                *(csv_name(table), CSV, f"Table {table.name}", table.meaning),
                to_csv(table, rows[table.name]).encode(),
            )
            for table in tables_of(book.library.vocabulary.witnesses)
        }
        for file in all_files(book.edition, tables, to_sqlite(rows)):
            yield FOLDER + file.name, file.data

    def _book(self, app: Sphinx) -> Book:
        cite, uri = CitationDomain.of(self.env), app.builder.get_target_uri
        pages = tuple(self._page(name, uri(name)) for name in toctree_order(self.env))
        return Book(
            edition=edition_of(app.config),
            pages=pages,
            sections=PermalinkDomain.of(self.env).sections,
            library=cite.library,
            items={key: cite.item(key) for key in cite.library.works},
            labels={key: str(label) for key, label in cite.labels.items()},
            entries={
                key: f"{uri(page)}#{cite.anchor(key)}" for key, page in cite.registered.items()
            },
            publishers=cite.publishers,
            claims=tuple(ClaimDomain.of(self.env).all_claims()),
            replies=tuple(ReplyDomain.of(self.env).all_replies()),
            groups=cite.groups,
            passages=SentenceDomain.of(self.env).passages,
            datasets=tuple(DatasetDomain.of(self.env).with_page()),
            unread=cite.unread,
        )

    def _page(self, name: str, address: str) -> Page:
        env, front_matter = self.env, self.env.metadata[name]
        permalinks = PermalinkDomain.of(env)
        sections = permalinks.sections.get(name, ())
        is_in_part = is_chapter(name, env.config.evidence_parts)
        return Page(
            name=name,
            id=sections[0].label if sections else "",
            title=permalinks.title_of(name),
            part=permalinks.title_of(part_index(name)) if is_in_part else "",
            is_chapter=is_in_part,
            description=description_of(front_matter),
            argument=argument_of(front_matter),
            abstract=page_abstract(env, name),
            reviewed=front_matter.get("reviewed", ""),
            address=address,
        )


class Codebook(SphinxDirective):
    """All tables of the book as data, each with the names, types and meanings of its columns."""

    def run(self) -> list[nodes.Node]:
        witnesses = CitationDomain.of(self.env).library.vocabulary.witnesses
        tables = [self._table(table) for table in tables_of(witnesses)]
        return [self._files(), *tables] if self.has_files else [*tables]

    @property
    def has_files(self) -> bool:
        """Whether there are files to link to; a draft has none."""
        return bool(self.config.evidence_edition_date)

    def _files(self) -> nodes.bullet_list:
        """Return links to the files that have or describe all tables, and to those in JSON."""
        files = {
            FOLDER + DATABASE: _("All tables in one SQLite database"),
            FOLDER + PACKAGE: _("Frictionless Data Package: columns, keys and checksums"),
            FOLDER + CRATE: _("RO-Crate: all files of the folder"),
            "claims.json": _("Claims with their grades and citations, in one JSON file"),
            "sections.json": _("Sections and paragraphs with what they cite, in one JSON file"),
        }
        return nodes.bullet_list(
            "",
            *(
                nodes.list_item("", nodes.paragraph("", "", site_link(title, path)))
                for path, title in files.items()
            ),
        )

    def _table(self, table: Table) -> nodes.table:
        group = nodes.tgroup(cols=3)
        group += [nodes.colspec(colwidth=width) for width in (20, 20, 60)]
        group += nodes.thead("", _row(map(nodes.Text, (_("Column"), _("Type"), _("Meaning")))))
        group += nodes.tbody("", *(self._column(table, column) for column in table.columns))
        file = FOLDER + csv_name(table)
        name = site_link(table.name, file) if self.has_files else nodes.Text(table.name)
        title = nodes.title("", "", name, nodes.Text(f": {table.meaning}"))
        node = nodes.table("", title, group, classes=["codebook"], ids=[_anchor(table.name)])
        node[UNSEARCHED] = True  # words of data, for those who have the files
        self.set_source_info(node)
        return node

    def _column(self, table: Table, column: Column) -> nodes.row:
        name = nodes.literal("", column.name)
        marks = [nodes.Text(column.type)]
        meaning: list[nodes.Node] = [nodes.Text(column.meaning)]
        if column.is_key:
            marks.append(nodes.Text(", " + _("key")))
        for other in filter(None, referred(table, column.name).split(", ")):
            link = nodes.reference("", other, internal=True, refid=_anchor(other))
            meaning += [nodes.Text(" → "), link]
        kind, text = nodes.inline("", "", *marks), nodes.inline("", "", *meaning)
        return _row((name, kind, text))


def _anchor(name: str) -> str:
    return f"codebook-{name.replace('_', '-')}"


def _row(cells: Iterable[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the directive of the codebook."""
    load(app, "claims.audits", "data", "claims.replies")
    app.add_domain(BookDataDomain)
    app.add_directive("codebook", Codebook)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
