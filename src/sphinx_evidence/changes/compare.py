"""Compare the tables of two built books; see :mod:`sphinx_evidence.bookdata` for their columns."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Row = dict[str, str]
Table = dict[str, Row]
Book = dict[str, Table]

TABLES = {
    **dict.fromkeys(("claims", "notes", "copies", "citations", "paragraphs", "sections"), "id"),
    **{"works": "key", "pages": "page"},
}
"""The tables that are compared, with the column that identifies a row."""

GRADES = ("standing", "evidence", "agreement", "confidence")
"""The columns of a claim that say how sure it is."""

ALIKE = 0.5
"""From which share of equal words on a paragraph is the reworded form of another."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The rows of one table that differ between two books.

    :param added: rows that only the new book has
    :param removed: rows that only the old book has
    :param changed: old and new form of rows with one id
    """

    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]


def read_book(site: Path) -> Book:
    """Return the tables of a built book.

    :raises FileNotFoundError: if the site has no tables
    """
    csv.field_size_limit(10_000_000)
    book: Book = {}
    for name, key in TABLES.items():
        with (site / "data" / "book" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            book[name] = {row[key]: row for row in csv.DictReader(file)}
    return book


def pairs(old: Mapping[str, Row], new: Mapping[str, Row], *columns: str) -> Pairs:
    """Return the rows that differ.

    :param columns: the columns whose change counts
    """
    return Pairs(
        tuple(row for key, row in new.items() if key not in old),
        tuple(row for key, row in old.items() if key not in new),
        tuple(
            (old[key], row)
            for key, row in new.items()
            if key in old and any(old[key][name] != row[name] for name in columns)
        ),
    )


def paragraph_pairs(old: Mapping[str, Row], new: Mapping[str, Row]) -> Pairs:
    """Return the paragraphs that differ, page by page.

    Paragraphs are numbered, so that an insertion renumbers all that follow: they are told apart by
    their text, and one that went is paired with one that came on the same page if most of its
    words are in both.
    """
    texts = {(row["page"], row["text"]) for row in old.values()}
    came = [row for row in new.values() if (row["page"], row["text"]) not in texts]
    texts = {(row["page"], row["text"]) for row in new.values()}
    gone = [row for row in old.values() if (row["page"], row["text"]) not in texts]
    changed: list[tuple[Row, Row]] = []
    for row in list(came):
        near = [(_likeness(other, row), place) for place, other in enumerate(gone)]
        share, place = max(near, default=(0.0, 0))
        if share >= ALIKE:
            changed.append((gone.pop(place), row))
            came.remove(row)
    return Pairs(tuple(came), tuple(gone), tuple(changed))


def _likeness(one: Row, other: Row) -> float:
    if one["page"] != other["page"]:
        return 0.0
    return SequenceMatcher(None, one["text"].split(), other["text"].split(), False).ratio()


def word_diff(old: str, new: str) -> str:
    """Return a text as Markdown with ``~~deleted~~`` and ``**inserted**`` words.

    Of a long run of equal words only the six at either end are kept.
    """
    one, two = old.split(), new.split()
    parts: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, two, False).get_opcodes():
        if kind == "equal":
            same = one[a:b]
            parts.append(" ".join(same if len(same) < 14 else [*same[:6], "[…]", *same[-6:]]))
            continue
        if a < b:
            parts.append(f"~~{' '.join(one[a:b])}~~")
        if c < d:
            parts.append(f"**{' '.join(two[c:d])}**")
    return " ".join(parts)


def new_without_place(old: Book, new: Book) -> Iterator[Row]:
    """Yield the citations without a place whose work their paragraph did not cite so before."""
    known = {(row["page"], row["work"]) for row in old["citations"].values() if not row["locator"]}
    seen: set[tuple[str, str]] = set()
    for row in new["citations"].values():
        at = row["page"], row["work"]
        if not row["locator"] and at not in known | seen:
            seen.add(at)
            yield row
