"""The tables of the book as data: each column is described here, and nowhere else.

The codebook, the data package and the database are made from :data:`TABLES`, whose meanings
:func:`tables_of` completes with the words of a book.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = 1
"""Version of the tables; to be raised when a column changes its name or meaning, or goes."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    :param name: its name, in CSV and SQL
    :param meaning: one or two sentences for readers
    :param type: ``string``, ``integer``, ``boolean`` or ``date``, as in Table Schema
    :param required: whether every row has a value
    :param to: the table whose key it holds, empty for none
    :param is_key: whether it is part of the primary key, and so required
    """

    name: str
    meaning: str
    type: str = "string"
    required: bool = False
    to: str = ""
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    :param name: its name: that of the CSV file and in SQL
    :param meaning: what a row is, in one sentence
    :param columns: its columns; those of the key come first
    :param links: foreign keys of several columns, each with the table whose key they hold
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    links: tuple[tuple[tuple[str, ...], str], ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the columns of its primary key."""
        return tuple(column.name for column in self.columns if column.is_key)

    @property
    def foreign_keys(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """All foreign keys: their columns, and the table whose primary key they hold."""
        single = tuple(((column.name,), column.to) for column in self.columns if column.to)
        return (*single, *self.links)


def _key(meaning: str, name: str = "id", *, type: str = "string", to: str = "") -> Column:
    return Column(name, meaning, type, required=True, to=to, is_key=True)


_ADDRESS = "Its address, from the top of the site."
_SHA256 = "SHA-256 of its text in NFC with white space collapsed, without citations."

TABLES = (
    Table(
        "book",
        "One row: the book and its edition.",
        (
            _key(
                "Version of the edition, such as 2026.1; a working copy has dev in it.", "version"
            ),
            Column("title", "Title of the book.", required=True),
            Column("author", "The body that is its author.", required=True),
            Column("date", "Date of the edition.", "date"),
            Column("language", "Language of the text, as a BCP 47 tag.", required=True),
            Column("licence", "Address of the licence of text and data."),
            Column("address", "Address of the site; empty if it has none of its own."),
        ),
    ),
    Table(
        "pages",
        "One row for each page of the book, in the order of its table of contents.",
        (
            _key("Path of the page in the source, such as part/chapter.", "page"),
            Column("id", "Permanent id of the page."),
            Column("title", "Its title.", required=True),
            Column("part", "Title of the part that a chapter belongs to."),
            Column("is_chapter", "Whether it is a chapter.", "boolean", required=True),
            Column("position", "Its place in the book, from 1.", "integer", required=True),
            Column("description", "One sentence about it."),
            Column("argument", "What a chapter argues, in a few sentences."),
            Column("abstract", "The short answer at the head of a chapter, without citations."),
            Column("reviewed", "When an editor last read it against the evidence.", "date"),
            Column("address", _ADDRESS, required=True),
        ),
    ),
    Table(
        "sections",
        "One row for each heading, the titles of pages among them.",
        (
            _key("Permanent id of the section."),
            Column("page", "Its page.", required=True, to="pages"),
            Column("parent", "The section that it is in; empty for a title.", to="sections"),
            Column("level", "Level of its heading; 1 is the title.", "integer", required=True),
            Column("position", "Its place in the page, from 1.", "integer", required=True),
            Column("title", "The text of its heading.", required=True),
            Column("address", _ADDRESS, required=True),
        ),
    ),
    Table(
        "replies",
        "One row for each reply: what one party, such as a state, says to what is said of it.",
        (
            _key("Permanent id of the reply."),
            Column("page", "Its page.", required=True, to="pages"),
            Column("section", "The section that it stands in.", to="sections"),
            Column("by", "Who replies.", required=True),
            Column("as_of", "Until when it was followed: a year, a month or a day."),
            Column("text", "The reply without citations.", required=True),
            Column("address", _ADDRESS, required=True),
        ),
    ),
    Table(
        "paragraphs",
        "One row for each numbered paragraph of a chapter; claims are numbered with them.",
        (
            _key("The id of the chapter and the number, such as fishing#p12; of this edition."),
            Column("page", "Its chapter.", required=True, to="pages"),
            Column("section", "The section that it stands in.", to="sections"),
            Column("reply", "The reply that it is a part of.", to="replies"),
            Column("number", "Its number in the chapter.", "integer", required=True),
            Column(
                "mark",
                "What follows its number in its address: four digits for its first eight words, "
                "four for all. It tells in a later edition what became of the paragraph.",
                required=True,
            ),
            Column("text", "Its text without citations.", required=True),
            Column("sha256", _SHA256, required=True),
            Column("address", _ADDRESS, required=True),
            Column(
                "unsupported",
                "Its sentences after the last that has a citation, a link or the mark of the "
                "authors’ own, a line for each.",
            ),
        ),
    ),
    Table(
        "sentences",
        "One row for each sentence, cell of a table and line of key works that has a citation, and "
        "for each claim.",
        (
            _key("The path of its page and its number there."),
            Column("page", "Its page.", required=True, to="pages"),
            Column("paragraph", "Its paragraph, if that is numbered.", to="paragraphs"),
            Column("kind", "sentence, claim, cell or key-work.", required=True),
            Column("text", "Its text without citations; a cell has its heads.", required=True),
            Column("sha256", _SHA256, required=True),
        ),
    ),
    Table(
        "claims",
        "One row for each claim: a statement of fact with its kind and its grade.",
        (
            _key("Permanent id of the claim."),
            Column("page", "Its page.", required=True, to="pages"),
            Column("section", "The section that it stands in.", to="sections"),
            Column("paragraph", "Its paragraph.", to="paragraphs"),
            Column("kind", "What kind of statement it is.", required=True),
            Column("text", "The statement without citations.", required=True),
            Column("sha256", _SHA256, required=True),
            Column("standing", "How well it is known, in the words of the page.", required=True),
            Column("evidence", "How much supports a graded claim: limited, medium or robust."),
            Column("agreement", "How far its several observers agree: low, medium or high."),
            Column("confidence", "Computed from the two: very low to very high."),
            Column("carried", "The most evidence that its sources would carry."),
            Column("reason", "Why it is graded so."),
            Column("as_of", "Date of the fact: a year, a month or a day."),
            Column(
                "shared_witnesses",
                "Whom all of its several observers asked, such as {witness}.",
            ),
            Column("main", "Its rank among the main claims of its chapter, from 1.", "integer"),
            Column("asserts", "Of an event or a practice: existence, frequency or cause."),
            Column("looked_in", "Of an absence: where it was looked for."),
            Column("dispute", "Who disputes this very statement, and how."),
            Column("reply", "What a party says beside it without disputing it."),
            Column("address", _ADDRESS, required=True),
        ),
    ),
    Table(
        "claim_tags",
        "One row for each tag of a claim.",
        (_key("The claim.", "claim", to="claims"), _key("The tag.", "tag")),
    ),
    Table(
        "publishers",
        "One row for each body that published a work or observed what one reports.",
        (_key("Its id."), Column("name", "Its name.")),
    ),
    Table(
        "works",
        "One row for each work of the bibliography.",
        (
            _key("Its key in the bibliography.", "key"),
            Column("label", "The words by which the text cites it.", required=True),
            Column("type", "Its type in the Citation Style Language.", required=True),
            Column("title", "Its title; in square brackets, a description by the editors."),
            Column("title_note", "What is added to the title, most often a translation."),
            Column("issued", "When it was issued: a year, a month or a day."),
            Column("container", "The journal, newspaper, book or site that it is in."),
            Column("number", "Its symbol or other official number."),
            Column("language", "Its language, as a BCP 47 tag."),
            Column("tier", "What kind of source it is.", required=True),
            Column("publisher", "Who published it.", to="publishers"),
            Column("basis", "What its statements rest on."),
            Column("doi", "Its DOI."),
            Column("url", "Its official address, if that may be linked."),
            Column("status", "contested, corrected or withdrawn, if it is one of these."),
            Column("status_note", "Who contests or corrected it, and how."),
            Column("address", "The address of its entry, from the top of the site."),
        ),
    ),
    Table(
        "work_authors",
        "One row for each author of a work.",
        (
            _key("The work.", "work", to="works"),
            _key(
                "The place of the author among those of the work, from 1.",
                "position",
                type="integer",
            ),
            Column("name", "The name in natural order.", required=True),
            Column("is_body", "Whether it is a body, not a person.", "boolean", required=True),
        ),
    ),
    Table(
        "copies",
        "One row for each copy of a work that the editors read.",
        (
            _key("Its id."),
            Column("work", "The work.", required=True, to="works"),
            Column("kind", "original, mirror, translation, excerpt or quotation.", required=True),
            Column("language", "Its language, as a BCP 47 tag."),
            Column("url", "Its address; empty if it is not linked."),
            Column("unlinked", "Why it is not linked."),
            Column("safety", "person or operation: whom its address could harm."),
            Column("read", "What of it was read.", required=True),
            Column("date", "When it was read.", "date"),
        ),
    ),
    Table(
        "accounts",
        "One row for each work that reports another.",
        (
            _key("The work that is reported.", "work", to="works"),
            _key("The work that reports it.", "by", to="works"),
        ),
    ),
    Table(
        "notes",
        "One row for each note: what a work says at a place, in the editors’ words.",
        (
            _key("Its id."),
            Column("work", "The work.", required=True, to="works"),
            Column("label", "The kind of place, as a locator in the Citation Style Language."),
            Column("locator", "The number of the place."),
            Column("says", "What the work says there.", required=True),
            Column("caveat", "What limits it."),
            Column("observer", "Who observed it, if not the publisher.", to="publishers"),
            Column("basis", "What it rests on, if not on what the work does."),
            Column("witnesses", "Whom the observer asked: {witnesses}."),
            Column("answer", "Where the caveat goes: sentence, shown, or waived with a reason."),
            Column("copy", "The copy in which it was read.", to="copies"),
            Column("account", "The work that reports it, if no copy was read.", to="works"),
            Column("date", "When it was read.", "date"),
        ),
    ),
    Table(
        "citations",
        "One row for each citation of a work: the place in the book, the work and the pinpoint.",
        (
            _key("A number, of this edition.", type="integer"),
            Column("page", "The page that cites.", required=True, to="pages"),
            Column(
                "section", "The section that cites, if its paragraph is numbered.", to="sections"
            ),
            Column("paragraph", "The paragraph that cites, if it is numbered.", to="paragraphs"),
            Column("sentence", "The sentence or other passage that cites.", to="sentences"),
            Column("claim", "The claim that cites.", to="claims"),
            Column(
                "role",
                "What the citation does in a claim: supports, disputes, replies to or explains it.",
            ),
            Column("work", "The work cited.", required=True, to="works"),
            Column("label", "The kind of place, as a locator in the Citation Style Language."),
            Column("locator", "The number of the place."),
            Column("prefix", "Words before the citation, such as see."),
            Column("suffix", "A place that is no kind with a number, as printed."),
            Column("reading", "How the place was read: original, copy or account.", required=True),
            Column("address", _ADDRESS, required=True),
        ),
    ),
    Table(
        "citation_notes",
        "One row for each note that a citation reaches.",
        (
            _key("The citation.", "citation", type="integer", to="citations"),
            _key("The note.", "note", to="notes"),
        ),
    ),
    Table(
        "to_read",
        "One row for each work that is cited for what was not read in the original; only such "
        "citations are counted in it.",
        (
            _key("The work.", "work", to="works"),
            Column("position", "Its place by weight, from 1.", "integer", required=True),
            Column("main_claims", "How many main claims rest on it.", "integer", required=True),
            Column("claims", "How many claims rest on it.", "integer", required=True),
            Column("citations", "How many citations there are.", "integer", required=True),
            Column("paragraphs", "How many paragraphs cite it.", "integer", required=True),
            Column("places", "The places to look at; empty if none is known."),
            Column("is_listed", "Whether it is on the list for readers.", "boolean", required=True),
        ),
    ),
    Table(
        "datasets",
        "One row for each dataset that has a page.",
        (
            _key("Its name."),
            Column("page", "Its page.", required=True, to="pages"),
            Column("title", "Its title.", required=True),
            Column("description", "What it counts, and what it cannot show.", required=True),
            Column("file", "Its own CSV file, from the top of the site.", required=True),
        ),
    ),
    Table(
        "dataset_columns",
        "One row for each column of a dataset.",
        (
            _key("The dataset.", "dataset", to="datasets"),
            _key("The name of the column.", "name"),
            Column("position", "Its place, from 1.", "integer", required=True),
            Column("title", "Its title for readers.", required=True),
            Column("type", "The type of its cells in Table Schema.", required=True),
            Column("description", "Its meaning.", required=True),
        ),
    ),
    Table(
        "dataset_rows",
        "One row for each row of a dataset.",
        (
            _key("The dataset.", "dataset", to="datasets"),
            _key("The key of the row; several columns are joined by commas.", "key"),
            Column("position", "Its place in the file, from 1.", "integer", required=True),
            Column("address", _ADDRESS, required=True),
        ),
    ),
    Table(
        "dataset_cells",
        "One row for each cell of a dataset that is not empty.",
        (
            _key("The dataset.", "dataset", to="datasets"),
            _key("The key of the row.", "key"),
            _key("The name of the column.", "name"),
            Column("value", "The cell as written.", required=True),
        ),
        (
            (("dataset", "key"), "dataset_rows"),
            (("dataset", "name"), "dataset_columns"),
        ),
    ),
    Table(
        "dataset_sources",
        "One row for each source of a row of a dataset.",
        (
            _key("The dataset.", "dataset", to="datasets"),
            _key("The key of the row.", "key"),
            _key("The work.", "work", to="works"),
            Column("position", "Its place among the sources, from 1.", "integer", required=True),
        ),
        ((("dataset", "key"), "dataset_rows"),),
    ),
    Table(
        "terms",
        "One row for each term of the glossary.",
        (
            _key("Its anchor on the page of the glossary."),
            Column("dataset", "The glossary, which is a dataset.", required=True, to="datasets"),
            Column("key", "The key of its row there.", required=True),
            Column("headword", "The term, in the language of the book.", required=True),
            Column("definition", "Its meaning.", required=True),
            Column("note", "What is said besides."),
            Column("address", _ADDRESS, required=True),
        ),
        ((("dataset", "key"), "dataset_rows"),),
    ),
    Table(
        "term_names",
        "One row for each name of a term.",
        (
            _key("The term.", "term", to="terms"),
            _key("The name.", "name"),
            Column("language", "Its language, as a BCP 47 tag; empty for a variant."),
        ),
    ),
    Table(
        "codebook",
        "One row for each column of these tables.",
        (
            _key("The table.", "table_name"),
            _key("The column.", "column_name"),
            Column("position", "Its place in the table, from 1.", "integer", required=True),
            Column("type", "Its type in Table Schema.", required=True),
            Column("is_key", "Whether it is part of the primary key.", "boolean", required=True),
            Column("refers_to", "The table whose key it holds."),
            Column("meaning", "What it holds.", required=True),
        ),
    ),
)
"""The tables, each after those that it refers to, but for references to itself."""


def tables_of(witnesses: Iterable[str]) -> tuple[Table, ...]:
    """Return the tables with their meanings in the words of a book.

    :param witnesses: the ids of the pools of people whom observers ask, one or more
    """
    first, *more = witnesses
    listed = f"{', '.join((first, *more[:-1]))} or {more[-1]}" if more else first

    def complete(column: Column) -> Column:
        return replace(column, meaning=column.meaning.format(witness=first, witnesses=listed))

    return tuple(replace(table, columns=tuple(map(complete, table.columns))) for table in TABLES)


def referred(table: Table, column: str) -> str:
    """Return the names of the tables that a column refers to, separated by commas."""
    names = [target for columns, target in table.foreign_keys if column in columns]
    return ", ".join(dict.fromkeys(names))
