"""Compare the tables of two built books, as :mod:`sphinx_evidence.data.book_schema` has them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ..errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Row = dict[str, str]
Table = dict[str, Row]
Book = dict[str, Table]

TABLES = {
    **dict.fromkeys(("claims", "notes", "copies", "citations", "paragraphs", "sections"), "id"),
    **{"works": "key", "pages": "page"},
}
"""The tables that are compared, with the column that identifies a row."""

ROWS = "rows"
"""The table of the rows of all datasets."""

ABOUT = ("-dataset", "-key", "-page")
"""Where a row of a dataset stands; no column of one has a name that begins so."""

GRADES = ("standing", "evidence", "agreement", "confidence")
"""The columns of a claim that say how sure it is."""

ALIKE = 0.5
"""From which share of equal words on a paragraph is the reworded form of another."""

_MARKUP = re.compile(r"[\\`*~<]|(?<!\w)_|_(?!\w)")


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

    :raises ToolError: if the site lacks a table
    """
    csv.field_size_limit(10_000_000)
    folder = site / "data" / "book"
    book: Book = {}
    for name, key in TABLES.items():
        book[name] = {row[key]: row for row in _read_table(folder / f"{name}.csv")}
    book[ROWS] = _dataset_rows(folder)
    return book


def _read_table(path: Path) -> list[Row]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError:
        raise ToolError(f"{path} cannot be read: compare with a later commit") from None


def _dataset_rows(folder: Path) -> Table:
    """Return the rows of all datasets: their cells, and in :data:`ABOUT` where they stand."""
    rows: Table = {}
    for row in _read_table(folder / "dataset_rows.csv"):
        page = row["address"].partition("#")[0].removesuffix(".html")
        about = dict(zip(ABOUT, (row["dataset"], row["key"], page), strict=True))
        rows[f"{row['dataset']} {row['key']}"] = about
    for cell in _read_table(folder / "dataset_cells.csv"):
        rows[f"{cell['dataset']} {cell['key']}"][cell["name"]] = cell["value"]
    return rows


def changed_columns(old: Row, new: Row, columns: Sequence[str] = ()) -> list[str]:
    """Return the columns in which two rows differ.

    :param columns: the columns whose change counts, all but :data:`ABOUT` if none is given
    """
    names = columns or [name for name in {**old, **new} if name not in ABOUT]
    return [name for name in names if old.get(name, "") != new.get(name, "")]


def pairs(old: Table, new: Table, columns: Sequence[str] = ()) -> Pairs:
    """Return the rows that differ.

    :param columns: as for :func:`changed_columns`
    """
    both = [(old[key], row) for key, row in new.items() if key in old]
    return Pairs(
        tuple(row for key, row in new.items() if key not in old),
        tuple(row for key, row in old.items() if key not in new),
        tuple((one, other) for one, other in both if changed_columns(one, other, columns)),
    )


def paragraph_pairs(old: Table, new: Table) -> Pairs:
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


def cell_diff(old: Row, new: Row, columns: Sequence[str] = ()) -> str:
    """Return the cells of a row that differ, each with its name."""
    return "; ".join(
        f"{name}: {word_diff(old.get(name, ''), new.get(name, ''))}"
        for name in changed_columns(old, new, columns)
    )


def escape(text: str) -> str:
    """Return a text as it is written in Markdown."""
    return _MARKUP.sub(r"\\\g<0>", text)


def word_diff(old: str, new: str) -> str:
    """Return a text as Markdown with ``~~deleted~~`` and ``**inserted**`` words.

    Of a long run of equal words only the six at either end are kept.
    """
    one, two = escape(old).split(), escape(new).split()
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
