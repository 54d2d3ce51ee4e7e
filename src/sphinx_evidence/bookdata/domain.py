"""The domain that gathers what all features know, and gives it as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..audits.domain import SentenceDomain
from ..claims.domain import ClaimDomain
from ..core.domains import PageDomain, page_abstract
from ..core.edition import edition_of
from ..core.structure import (
    argument_of,
    description_of,
    is_chapter,
    part_title,
    toctree_order,
)
from ..core.text import one_line
from ..datasets.domain import DatasetDomain
from ..permalinks.domain import PermalinkDomain
from ..replies.domain import ReplyDomain
from ..sources.domain import CitationDomain
from .files import to_csv, to_sqlite
from .packages import CSV, FOLDER, File, all_files, csv_name
from .rows import Book, Page, all_rows
from .schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


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
        tables = [
            File(
                *(csv_name(table), CSV, f"Table {table.name}", table.meaning),
                to_csv(table, rows[table.name]).encode(),
            )
            for table in TABLES
        ]
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
        sections = PermalinkDomain.of(env).sections.get(name, ())
        is_in_part = is_chapter(name, env.config.evidence_parts)
        return Page(
            name=name,
            id=sections[0].label if sections else "",
            title=one_line(env.titles[name].astext()),
            part=part_title(env, name) if is_in_part else "",
            is_chapter=is_in_part,
            description=description_of(front_matter),
            argument=argument_of(front_matter),
            abstract=page_abstract(env, name),
            reviewed=front_matter.get("reviewed", ""),
            address=address,
        )
