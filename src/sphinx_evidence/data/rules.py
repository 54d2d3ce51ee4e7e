"""Rules for datasets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..core.text import formula_sign
from .book_schema import TABLES
from .cells import REFERABLE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from .book_rows import Row as BookRow
    from .cells import Field
    from .model import Dataset


def sourceless_row(datasets: Iterable[Dataset], sources: Container[str]) -> Iterator[Problem]:
    """Every row names its sources, and they are in the bibliography."""
    for dataset in datasets:
        for row in dataset.rows:
            where = (str(dataset.path), row.line)
            if not row.sources:
                message = "the row has no source: add the key of one to the column 'sources'"
                yield Problem(*where, Rule.SOURCELESS_ROW, message)
            for key in row.sources:
                if key not in sources:
                    message = f"no source has the key {key!r}: correct it or add the source"
                    yield Problem(*where, Rule.SOURCELESS_ROW, message)


def unknown_reference(
    datasets: Iterable[Dataset], known: Mapping[str, Container[str]]
) -> Iterator[Problem]:
    """Every id in a column that refers to something is that of such a thing.

    :param known: the ids that there are, by what a column may refer to; what is missing here could
        not be read, which was reported
    """
    for dataset in datasets:
        for column in dataset.fields:
            if column.refers in known:
                yield from _unknown(dataset, column, known[column.refers])


def _unknown(dataset: Dataset, column: Field, ids: Container[str]) -> Iterator[Problem]:
    for row in dataset.rows:
        for name in row.parts(column.name):
            if name not in ids:
                what = "" if column.refers in REFERABLE else "row of "
                message = (
                    f"{column.name!r} names {name!r}, which is no {what}{column.refers}: "
                    "correct it, or take it out"
                )
                yield Problem(str(dataset.path), row.line, Rule.UNKNOWN_DATA, message)


def scattered_rows(
    dataset: Dataset, anchors: Iterable[str], docname: str, line: int
) -> Iterator[Problem]:
    """A page with a dataset in several tables has each row in one of them.

    :param anchors: the anchors of the rows of all tables of the page
    """
    counts = Counter(anchors)
    lost = [row for row in dataset.rows if not counts[dataset.anchor(row)]]
    twice = [row for row in dataset.rows if counts[dataset.anchor(row)] > 1]
    for rows, message in (
        (lost, "in no data-table with :anchors: on the page of the dataset, so add them to one"),
        (twice, "in two data-tables with :anchors: on that page, so leave them out of one"),
    ):
        if rows:
            keys = ", ".join(dataset.name_of(row) for row in rows[:5])
            more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
            text = f"rows of {dataset.name!r} are {message}: {keys}{more}"
            yield Problem(docname, line, Rule.UNKNOWN_DATA, text)


WORDS = 3
"""How many of its first words a message gives of a text."""


def formula_text(rows: Mapping[str, Iterable[BookRow]]) -> Iterator[Problem]:
    """No text of a page begins a cell of the book's tables as a formula of a spreadsheet does.

    A text stands in several tables, and is named once.

    :param rows: those of each table of the book by its name
    """
    seen: set[tuple[str, str]] = set()
    for table in TABLES:
        names = [column.name for column in table.columns]
        if "page" not in names or table.name == "datasets":  # whose texts are in the package
            continue
        for row in rows[table.name]:
            page = row[names.index("page")]
            for cell in row:
                sign = formula_sign(cell) if isinstance(cell, str) else ""
                if sign and (page, start := " ".join(cell.split()[:WORDS])) not in seen:
                    seen.add((page, start))
                    message = (
                        f"the text {start!r}… begins with {sign!r}, as a formula of a spreadsheet "
                        f"does, and is in the table {table.name!r} of the book: begin with a word"
                    )
                    yield Problem(page, 0, Rule.MALFORMED_TABLE, message)
