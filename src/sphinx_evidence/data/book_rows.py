"""The rows of the tables, made from the records of the features."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..claims.grading import group_by_observer, shared_witnesses
from ..claims.model import max_evidence_of, standing_label
from ..core.paths import TERM, data_path
from ..sources.model import Citation
from .book_schema import TABLES, referred, tables_of
from .roles import languages, term_id

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from ..claims.audit_model import Passage
    from ..claims.model import Claim
    from ..claims.reply_model import Reply
    from ..core.edition import Edition
    from ..permalinks.model import Paragraph, Section
    from ..sources.library import Library
    from ..sources.model import CitationGroup
    from ..sources.pinpoints import Pinpoint
    from ..sources.unread import UnreadWork
    from .book_schema import Table
    from .model import Dataset
    from .roles import GlossaryColumns

Row = tuple[Any, ...]
"""The cells of a row in the order of the columns; None is empty."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book.

    :param name: its docname
    :param id: the id of its title, empty if it has none
    :param part: title of its part, for a chapter
    :param abstract: its short answer, for a chapter
    :param address: from the top of the site
    """

    name: str
    id: str
    title: str
    part: str
    is_chapter: bool
    description: str
    argument: str
    abstract: str
    reviewed: str
    address: str


@dataclass(frozen=True)
class Book:
    """All that the tables are made from.

    :param pages: in the order of the table of contents
    :param sections: the sections of each page by its name
    :param items: each work as CSL-JSON, by its key
    :param labels: the words by which the text cites a work, by its key
    :param entries: the address of the entry of a work, by its key
    :param publishers: names by id
    :param groups: the citation groups of each page by its name
    :param passages: the cited sentences, claims and cells of each page by its name
    :param datasets: those that have a page, with the name of that page
    :param unread: the works that are cited for what was not read in the original
    """

    edition: Edition
    pages: tuple[Page, ...]
    sections: Mapping[str, tuple[Section, ...]]
    library: Library
    items: Mapping[str, Mapping[str, Any]]
    labels: Mapping[str, str]
    entries: Mapping[str, str]
    publishers: Mapping[str, str]
    claims: tuple[Claim, ...]
    replies: tuple[Reply, ...]
    groups: Mapping[str, tuple[CitationGroup, ...]]
    passages: Mapping[str, tuple[Passage, ...]]
    datasets: tuple[tuple[Dataset, str], ...]
    unread: Sequence[UnreadWork]

    @cached_property
    def page(self) -> dict[str, Page]:
        """The pages by name."""
        return {page.name: page for page in self.pages}

    @cached_property
    def numbered(self) -> dict[tuple[str, int], tuple[str, Paragraph]]:
        """The section and the paragraph of each number of a page."""
        return {
            (page.name, paragraph.number): (section.label, paragraph)
            for page in self.pages
            for section in self.sections.get(page.name, ())
            for paragraph in section.paragraphs
        }

    @cached_property
    def claim_numbers(self) -> dict[str, int]:
        """The number of the paragraph of each claim that has one."""
        return {
            paragraph.claim: number
            for (_page, number), (_section, paragraph) in self.numbered.items()
            if paragraph.claim
        }

    def paragraph_id(self, page: str, number: int) -> str | None:
        """Return the id of a numbered paragraph: that of its chapter, and the number."""
        if (page, number) not in self.numbered:
            return None
        return f"{self.page[page].id or page}#p{number}"

    def section_of(self, page: str, number: int) -> str | None:
        """Return the id of the section of a numbered paragraph."""
        return self.numbered.get((page, number), ("", None))[0] or None

    def at(self, page: str, anchor: str) -> str:
        """Return the address of a place on a page."""
        return f"{self.page[page].address}#{anchor}"


def place(pinpoint: Pinpoint | None) -> tuple[str | None, str | None]:
    """Return label and number of a pinpoint as in the Citation Style Language."""
    return (pinpoint.label, pinpoint.value) if pinpoint else (None, None)


def book_rows(book: Book) -> Iterator[Row]:
    """Yield the one row of the book."""
    edition = book.edition
    yield (
        *(edition.version, edition.title, edition.author, edition.date, edition.language),
        *(edition.licence_url, edition.home),
    )


def page_rows(book: Book) -> Iterator[Row]:
    """Yield the pages."""
    for number, page in enumerate(book.pages, 1):
        yield (
            *(page.name, page.id, page.title, page.part, page.is_chapter, number),
            *(page.description, page.argument, page.abstract, page.reviewed, page.address),
        )


def section_rows(book: Book) -> Iterator[Row]:
    """Yield the sections, each after the one that it is in."""
    for page in book.pages:
        above: list[Section] = []
        for number, section in enumerate(book.sections.get(page.name, ()), 1):
            above = [*above[: section.level - 1], section]
            if section.label:
                parents = [one.label for one in above[:-1] if one.label]
                yield (
                    *(section.label, page.name, parents[-1] if parents else None, section.level),
                    *(number, section.title, book.at(page.name, section.label)),
                )


def reply_rows(book: Book) -> Iterator[Row]:
    """Yield the replies."""
    for reply in book.replies:
        page, number = reply.docname, next(iter(reply.paragraphs), 0)
        yield (
            *(reply.name, page, book.section_of(page, number)),
            *(reply.by, reply.as_of, reply.text, book.at(page, reply.name)),
        )


_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
"""What may be an id: the text of a link that gives a claim by its id is that id."""


def paragraph_rows(book: Book) -> Iterator[Row]:
    """Yield the numbered paragraphs."""
    statements = {claim.name: claim.text for claim in book.claims}
    replies = {
        (reply.docname, number): reply.name for reply in book.replies for number in reply.paragraphs
    }
    for (page, number), (section, paragraph) in book.numbered.items():
        yield (
            *(book.paragraph_id(page, number), page, section, replies.get((page, number)), number),
            paragraph.anchor.partition("-")[2],
            _ID.sub(lambda found: statements.get(found[0], found[0]), paragraph.text),
            paragraph.sha256,
            book.at(page, paragraph.anchor),
            "\n".join(paragraph.unsupported) or None,
        )


def _sentence_id(page: str, number: int) -> str:
    return f"{page}#s{number}"


def sentence_rows(book: Book) -> Iterator[Row]:
    """Yield the cited sentences, and what else is judged as one: claims, cells, key works."""
    for page in book.pages:
        for number, passage in enumerate(book.passages.get(page.name, ()), 1):
            yield (
                *(_sentence_id(page.name, number), page.name),
                book.paragraph_id(page.name, passage.paragraph),
                *(passage.kind, passage.text, passage.checksum),
            )


def claim_rows(book: Book) -> Iterator[Row]:
    """Yield the claims."""
    for claim in book.claims:
        page, number = claim.docname, book.claim_numbers.get(claim.name, 0)
        grade: tuple[str | None, ...] = (None,) * 4
        shared = shared_witnesses(group_by_observer(claim.testimonies(book.library)))[0]
        if claim.graded and claim.evidence:
            levels = (claim.evidence, claim.agreement)
            carried = max_evidence_of(claim, book.library).name.lower()
            names = (level.name.lower() if level else None for level in levels)
            grade = (*names, claim.confidence, carried)
        yield (
            *(claim.name, claim.docname, book.section_of(page, number)),
            *(book.paragraph_id(page, number), claim.kind, claim.text, claim.checksum),
            *(standing_label(claim, book.library), *grade, claim.reason, claim.as_of),
            *(shared if claim.graded else None, claim.main or None),
            *(claim.asserts, claim.looked_in, claim.dispute, claim.reply),
            book.at(claim.docname, claim.name),
        )


def claim_tag_rows(book: Book) -> Iterator[Row]:
    """Yield the tags of claims."""
    for claim in book.claims:
        yield from ((claim.name, tag) for tag in claim.tags)


def publisher_rows(book: Book) -> Iterator[Row]:
    """Yield the publishers, also those that only works and notes name."""
    used = {work.publisher for work in book.library.works.values()}
    used |= {note.observer for notes in book.library.notes.values() for note in notes}
    for name in sorted({*book.publishers, *used} - {""}):
        yield name, book.publishers.get(name)


def _iso(item: Mapping[str, Any]) -> str | None:
    """Return when an item was issued, as far as it is known."""
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return "-".join(f"{part:02}" for part in parts) or None


def work_rows(book: Book) -> Iterator[Row]:
    """Yield the works."""
    for key, work in sorted(book.library.works.items()):
        item = book.items[key]
        yield (
            *(key, book.labels[key], item["type"], work.title, work.titleaddon, _iso(item)),
            *(item.get("container-title"), item.get("number"), work.lang, work.tier),
            *(work.publisher, work.basis, work.doi, book.library.linked_address(key)[0]),
            *(work.status, work.status_note, book.entries.get(key)),
        )


def author_rows(book: Book) -> Iterator[Row]:
    """Yield the authors of works."""
    for key, work in sorted(book.library.works.items()):
        for number, name in enumerate(work.authors, 1):
            yield key, number, name.full, name.corporate


def copy_rows(book: Book) -> Iterator[Row]:
    """Yield the copies; one that is not to be linked has no address."""
    for key, copies in sorted(book.library.copies.items()):
        for copy in copies:
            url = "" if copy.safety or copy.unlinked else copy.url
            read = "; ".join((*copy.extents, *map(str, copy.places)))
            yield (
                *(copy.id, key, copy.kind, copy.language, url, copy.unlinked, copy.safety),
                *(read, copy.date),
            )


def account_rows(book: Book) -> Iterator[Row]:
    """Yield the works that report others."""
    for key, accounts in sorted(book.library.accounts.items()):
        yield from ((key, account.by) for account in accounts)


def note_rows(book: Book) -> Iterator[Row]:
    """Yield the notes."""
    library = book.library
    for key, notes in sorted(library.notes.items()):
        for note in notes:
            copy, account = (
                (note.copy, None) if note.copy not in library.works else (None, note.copy)
            )
            yield (
                *(note.id, key, *place(note.place), note.says, note.caveat, note.observer),
                *(note.basis, note.witnesses, note.answer, copy, account, note.date),
            )


def unread_rows(book: Book) -> Iterator[Row]:
    """Yield the works that are cited for what was not read in the original."""
    for number, work in enumerate(book.unread, 1):
        yield (
            *(work.key, number, *work.weight, work.paragraphs),
            "; ".join(map(str, work.pinpoints)),
            work.carries_weight,
        )


ROLES = {
    "statement": "supports",
    "disputed-by": "disputes",
    "replied-by": "replies",
    "reason": "explains",
}
"""What a citation does in a claim, by the part of the claim that it is in."""


def cited(book: Book) -> Iterator[tuple[Row, list[str]]]:
    """Yield all citations of known works, in the order of the book: the row, and ids of notes."""
    library, count = book.library, 0
    claims = {
        (claim.docname, anchor): (claim, ROLES[part])
        for claim in book.claims
        for anchor, part in claim.anchors
    }
    sentences = {
        (page.name, anchor): _sentence_id(page.name, number)
        for page in book.pages
        for number, passage in enumerate(book.passages.get(page.name, ()), 1)
        for anchor in passage.anchors
    }
    for page in (page.name for page in book.pages):
        for group in book.groups.get(page, ()):
            claim, role = claims.get((page, group.anchor), (None, None))
            number = group.paragraph or (book.claim_numbers.get(claim.name, 0) if claim else 0)
            for citation in group.citations:
                if citation.key not in library.works:
                    continue
                count += 1
                cells = (
                    *(count, page, book.section_of(page, number)),
                    book.paragraph_id(page, number),
                    *(sentences.get((page, group.anchor)), claim.name if claim else None, role),
                    *(citation.key, *place(citation.pinpoint), citation.prefix, citation.suffix),
                    *(library.reading(citation), book.at(page, group.anchor)),
                )
                chosen = claim.notes if claim and role == "supports" else ()
                notes = library.notes_for(citation, chosen)
                yield cells, [note.id for note in notes]


def citation_rows(book: Book) -> Iterator[Row]:
    """Yield the citations."""
    return (cells for cells, _notes in cited(book))


def citation_note_rows(book: Book) -> Iterator[Row]:
    """Yield the notes that citations reach."""
    for cells, notes in cited(book):
        yield from ((cells[0], note) for note in notes)


def dataset_rows(book: Book) -> Iterator[Row]:
    """Yield the datasets."""
    for dataset, page in book.datasets:
        file = data_path(f"{dataset.name}.csv")
        yield dataset.name, page, dataset.title, dataset.description, file


def column_rows(book: Book) -> Iterator[Row]:
    """Yield the columns of datasets."""
    for dataset, _page in book.datasets:
        for number, field in enumerate(dataset.fields, 1):
            yield dataset.name, field.name, number, field.title, field.type, field.description


def row_rows(book: Book) -> Iterator[Row]:
    """Yield the rows of datasets."""
    for dataset, page in book.datasets:
        for number, row in enumerate(dataset.rows, 1):
            anchor = term_id(dataset, row) if dataset.glossary else dataset.anchor(row)
            yield dataset.name, dataset.name_of(row), number, book.at(page, anchor)


def cell_rows(book: Book) -> Iterator[Row]:
    """Yield the cells of datasets."""
    for dataset, _page in book.datasets:
        for row in dataset.rows:
            key = dataset.name_of(row)
            yield from ((dataset.name, key, name, cell) for name, cell in row.cells.items() if cell)


def dataset_source_rows(book: Book) -> Iterator[Row]:
    """Yield the sources of rows of datasets."""
    for dataset, _page in book.datasets:
        for row in dataset.rows:
            key = dataset.name_of(row)
            for number, source in enumerate(row.sources, 1):
                yield dataset.name, key, book.library.canonical(Citation(source)).key, number


def _glossaries(book: Book) -> Iterator[tuple[Dataset, GlossaryColumns, str]]:
    """Yield the datasets that are glossaries, with the roles of their columns and their pages."""
    for dataset, page in book.datasets:
        if columns := dataset.glossary:
            yield dataset, columns, page


def term_rows(book: Book) -> Iterator[Row]:
    """Yield the terms of glossaries."""
    for dataset, columns, page in _glossaries(book):
        for row in dataset.rows:
            anchor, cells, key = term_id(dataset, row), row.cells, dataset.name_of(row)
            yield (
                *(anchor.removeprefix(TERM), dataset.name, key, cells[columns.headwords[0]]),
                *(cells[columns.definition], cells.get(columns.note), book.at(page, anchor)),
            )


def term_name_rows(book: Book) -> Iterator[Row]:
    """Yield the names of terms: the headwords, and then the variants."""
    for dataset, columns, _page in _glossaries(book):
        for row in dataset.rows:
            term = term_id(dataset, row).removeprefix(TERM)
            for name, language in languages(dataset):
                if row.cells[name]:
                    yield term, row.cells[name], language or book.edition.language
            yield from ((term, variant, None) for variant in row.parts(columns.variants))


def codebook_rows(book: Book) -> Iterator[Row]:
    """Yield the columns of all tables, this one among them."""
    for table in tables_of(book.library.vocabulary.witnesses):
        for number, column in enumerate(table.columns, 1):
            yield (
                *(table.name, column.name, number, column.type, column.is_key),
                *(referred(table, column.name), column.meaning),
            )


MAKERS: dict[str, Callable[[Book], Iterator[Row]]] = {
    "book": book_rows,
    "pages": page_rows,
    "sections": section_rows,
    "replies": reply_rows,
    "paragraphs": paragraph_rows,
    "sentences": sentence_rows,
    "claims": claim_rows,
    "claim_tags": claim_tag_rows,
    "publishers": publisher_rows,
    "works": work_rows,
    "work_authors": author_rows,
    "copies": copy_rows,
    "accounts": account_rows,
    "notes": note_rows,
    "citations": citation_rows,
    "citation_notes": citation_note_rows,
    "to_read": unread_rows,
    "datasets": dataset_rows,
    "dataset_columns": column_rows,
    "dataset_rows": row_rows,
    "dataset_cells": cell_rows,
    "dataset_sources": dataset_source_rows,
    "terms": term_rows,
    "term_names": term_name_rows,
    "codebook": codebook_rows,
}
"""What makes the rows of each table."""


def all_rows(book: Book) -> dict[str, list[Row]]:
    """Return the rows of each table by its name.

    An empty text is None, unless the column needs a value. Of several rows with one key the first
    is kept; a reference to a row that does not exist is left out, or its row if it must have one.
    A book without mistakes has neither.
    """
    keys: dict[str, set[Row]] = {}
    rows: dict[str, list[Row]] = {}
    for table in TABLES:
        keys[table.name], rows[table.name] = set(), []
        for cells in MAKERS[table.name](book):
            row = _sound(table, cells, keys)
            if row and (key := row[: len(table.key)]) not in keys[table.name]:
                keys[table.name].add(key)
                rows[table.name].append(row)
    return rows


def _sound(table: Table, cells: Row, keys: Mapping[str, Container[Row]]) -> Row | None:
    """Return a row whose references lead to rows, None if it must have one that does not."""
    row = {
        column.name: None if cell == "" and not column.required else cell
        for column, cell in zip(table.columns, cells, strict=True)
    }
    required = {column.name for column in table.columns if column.required}
    for columns, target in table.foreign_keys:
        value = tuple(row[name] for name in columns)
        if None not in value and value not in keys[target]:
            if required.issuperset(columns):
                return None
            row |= dict.fromkeys(columns)
    return tuple(row.values())
