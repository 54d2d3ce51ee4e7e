"""Read the tables of a library, and check that they fit each other and the bibliography.

Among them is the table of publishers: the short ids that sources use, and the names that readers
see.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from ..core.dates import is_day
from ..core.diagnostics import Problem, Rule
from ..core.paths import PUBLISHERS
from ..core.tables import read_keyed, read_table
from .copies import Copy, read_copies
from .library import Account, Library, Moved
from .notes import Note, read_notes
from .rules import KEY
from .vocabulary import GENERAL

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from .model import Source
    from .vocabulary import Vocabulary


def read_publishers(path: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the names of publishers by id from a CSV with the columns ``id`` and ``name``.

    :return: the names of all rows that can be read, and the problems of the file
    """
    rows, problems = read_keyed(path, ("id", "name"))
    return {key: row.cells[1] for key, row in rows.items()}, problems


ACCOUNT_COLUMNS = ("work", "by")
MOVED_COLUMNS = ("key", "work", "page", "title")

T = TypeVar("T", Copy, Account, Note)

_PAGE = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")

MOVED = "moved-sources.csv"
TABLES = ("copies.csv", "accounts.csv", "notes.csv", MOVED)
"""The tables of a library."""


def has_library(folder: Path) -> bool:
    """Whether a folder has any table of a library; a book without is a bibliography only."""
    return any((folder / name).exists() for name in TABLES)


def read_library(
    folder: Path, works: Mapping[str, Source], vocabulary: Vocabulary = GENERAL
) -> tuple[Library, list[Problem]]:
    """Read the tables in a folder.

    :param vocabulary: the words of the book
    :return: the library of all rows that can be read, and the problems of the files
    """
    copies_path, accounts_path, notes_path, moved_path = (folder / name for name in TABLES)
    copies, copy_problems = read_copies(copies_path)
    notes, note_problems = read_notes(notes_path, vocabulary)
    account_rows, account_problems = read_table(accounts_path, ACCOUNT_COLUMNS)
    moved_rows, moved_problems = read_table(moved_path, MOVED_COLUMNS)
    accounts = [Account(*row.cells, line=row.line) for row in account_rows or ()]
    moved = tuple(Moved(*row.cells, line=row.line) for row in moved_rows or ())
    problems = [*copy_problems, *account_problems, *note_problems, *moved_problems]
    library = Library(
        works,
        vocabulary=vocabulary,
        copies=_by_work(copies.values()),
        accounts=_by_work(accounts),
        notes={
            work: tuple(sorted(group, key=_place))
            for work, group in _by_work(notes.values()).items()
        },
        moved=moved,
        has_tables=True,
        is_complete=not problems,
    )
    return library, problems


def _by_work(items: Iterable[T]) -> dict[str, tuple[T, ...]]:
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[item.work].append(item)
    return {work: tuple(group) for work, group in groups.items()}


def _place(note: Note) -> tuple[str, tuple[object, ...]]:
    """Return what the notes on a work are ordered by; those without a place come first."""
    return (note.place.kind, note.place.spans) if note.place else ("", ())


def check_library(
    library: Library,
    folder: Path,
    publishers: Container[str] | None,
    broken: Container[str] = (),
    edition: str = "",
) -> Iterator[Problem]:
    """Yield the rows that name unknown works, copies or publishers, and works without a copy.

    :param publishers: ids of all publishers, None if their table is incomplete
    :param broken: keys of works that could not be read, whose rows are taken as right
    :param edition: ISO date of the edition, empty if unknown; only years are compared, since notes
        are added until its release
    """
    copies, accounts, notes, former = (folder / name for name in TABLES)
    dated: list[tuple[Path, Copy | Note]] = [
        *((copies, copy) for copy in _rows(library.copies)),
        *((notes, note) for note in _rows(library.notes)),
    ]
    for path, row in dated:
        yield from _unknown(path, row.line, row.work, library, broken)
        if is_day(edition) and row.date[:4] > edition[:4]:
            message = f"the date {row.date} is after {edition[:4]}, the year of the edition"
            yield _malformed(path, row.line, f"{row.id}: {message}: correct it")
    yield from _account_problems(accounts, library, broken)
    published: set[tuple[str, str]] = set()
    for moved in library.moved:
        if moved.work:
            yield from _unknown(former, moved.line, moved.work, library, broken)
        for message in _moved_mistakes(moved, library, published):
            yield _malformed(former, moved.line, message)
        published.add((moved.key, moved.page))
    for note in _rows(library.notes):
        for message in _note_mistakes(library, note, publishers):
            yield _malformed(notes, note.line, f"{note.id}: {message}")
    for key in library.works:
        if key not in library.copies and key not in library.accounts:
            message = (
                f"{key}: nothing says how it was read: add a row for the copy, or in "
                f"{accounts.name} the work that reports it"
            )
            yield Problem(str(copies), 0, Rule.SOURCE_FIELD, message)


def _rows(table: Mapping[str, tuple[T, ...]]) -> Iterator[T]:
    return chain.from_iterable(table.values())


def _malformed(path: Path, line: int, message: str) -> Problem:
    return Problem(str(path), line, Rule.MALFORMED_TABLE, message)


def _account_problems(path: Path, library: Library, broken: Container[str]) -> Iterator[Problem]:
    """Yield the rows that name an unknown work, or stand twice, and works known by themselves."""
    seen: set[tuple[str, str]] = set()
    for account in _rows(library.accounts):
        work, by = account.work, account.by
        if (work, by) in seen:
            message = f"that {by!r} reports {work!r} is there twice: delete one"
            yield _malformed(path, account.line, message)
        seen.add((work, by))
        for key in dict.fromkeys((work, by)):
            yield from _unknown(path, account.line, key, library, broken)
    reports = {work: [row.by for row in rows] for work, rows in library.accounts.items()}
    try:
        TopologicalSorter(reports).prepare()
    except CycleError as error:
        circle = error.args[1]
        rows = [row for key in circle for row in library.accounts.get(key, ()) if row.by in circle]
        message = f"{' < '.join(circle)} report each other in a circle: one was read, say which"
        yield _malformed(path, min(row.line for row in rows), message)


def _moved_mistakes(
    moved: Moved, library: Library, published: Container[tuple[str, str]]
) -> Iterator[str]:
    """Yield what is wrong with an address, which can never be taken back.

    :param published: key and page of the rows above
    """
    if not KEY.fullmatch(moved.key):
        yield f"the key {moved.key!r} is not a name, a year (or nd) and a word: hrw2008denied"
    if not _PAGE.fullmatch(moved.page):
        yield f"{moved.key}: {moved.page!r} is no page: write it as reference/sources"
    if (moved.key, moved.page) in published:
        yield f"{moved.key}: it has a row for {moved.page} above: delete one of the two"
    if moved.key in library.works and moved.work != moved.key:
        yield f"{moved.key}: it is in the bibliography: delete this row"
    elif bool(moved.work) == bool(moved.title):
        yield (
            f"{moved.key}: write the key of the work that it leads to or, if the book no "
            "longer cites it, its author, title and year"
        )


def _unknown(
    path: Path, line: int, key: str, library: Library, broken: Container[str]
) -> Iterator[Problem]:
    """Yield a row if no work has its key, with the key that is most like it."""
    if key not in library.works and key not in broken:
        near = get_close_matches(key, library.works, 1, 0.7)
        advice = f"did you mean {near[0]!r}?" if near else "correct it or add the work"
        message = f"no work has the key {key!r}: {advice}"
        yield Problem(str(path), line, Rule.UNKNOWN_SOURCE, message)


def _note_mistakes(
    library: Library, note: Note, publishers: Container[str] | None
) -> Iterator[str]:
    if note.observer and publishers is not None and note.observer not in publishers:
        yield f"the observer {note.observer!r} is not in the table {PUBLISHERS}: add it"
    copies: tuple[Copy, ...] = library.copies.get(note.work, ())
    reports = {account.by for account in library.accounts.get(note.work, ())}
    if note.copy and note.copy not in {copy.id for copy in copies} | reports:
        yield (
            f"{note.copy!r} is neither a copy of {note.work!r} nor a work that reports it: "
            "write the id of the copy in which it was read"
        )
    elif note.place and not library.has_read(note.work, note.place):
        yield f"no copy of {note.work!r} holds {note.place}: add it to what was read of one"
