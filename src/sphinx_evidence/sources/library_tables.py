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
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from ..core.dates import is_day
from ..core.diagnostics import Problem, Rule
from ..core.tables import read_table
from ..core.text import UNSEEN, one_line
from .copies import read_copies
from .library import Account, Library, Moved
from .notes import read_notes
from .rules import KEY

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from .copies import Copy
    from .model import Source
    from .notes import Note

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_publishers(path: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the names of publishers by id from a CSV with the columns ``id`` and ``name``.

    :return: the names of all rows that can be read, and the problems of the file
    """
    names: dict[str, str] = {}
    records, problems = read_table(path, ("id", "name"))
    for record in records or ():
        key, name = (one_line(UNSEEN.sub("", cell)) for cell in record.cells)
        message = ""
        if not key or not name:
            message = "the id or the name is missing: add it"
        elif key in names:
            message = f"the id {key!r} is used twice: delete one of the rows"
        else:
            names[key] = name
            if not ID.fullmatch(key):
                message = (
                    f"the id {key!r} is not lower-case words with hyphens, such as river-board"
                )
        if message:
            problems.append(Problem(str(path), record.line, Rule.MALFORMED_TABLE, message))
    return names, sorted(problems)


ACCOUNT_COLUMNS = ("work", "by")
MOVED_COLUMNS = ("key", "work", "page", "title")


class _OfWork(Protocol):
    @property
    def work(self) -> str: ...

    @property
    def line(self) -> int: ...


T = TypeVar("T", bound=_OfWork)

_PAGE = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")


class Paths(NamedTuple):
    """The paths of the tables of a library."""

    copies: Path
    accounts: Path
    notes: Path
    moved: Path


def table_paths(folder: Path) -> Paths:
    """Return the paths of the tables of the library in a folder."""
    names = ("copies.csv", "accounts.csv", "notes.csv", "moved-sources.csv")
    return Paths(*(folder / name for name in names))


def has_library(folder: Path) -> bool:
    """Whether a folder has any table of a library; a book without is a bibliography only."""
    return any(path.exists() for path in table_paths(folder))


def read_library(folder: Path, works: Mapping[str, Source]) -> tuple[Library, list[Problem]]:
    """Read the tables in a folder.

    :return: the library of all rows that can be read, and the problems of the files
    """
    paths = table_paths(folder)
    copies, copy_problems = read_copies(paths.copies)
    notes, note_problems = read_notes(paths.notes)
    account_rows, account_problems = read_table(paths.accounts, ACCOUNT_COLUMNS)
    moved_rows, moved_problems = read_table(paths.moved, MOVED_COLUMNS)
    accounts = [Account(row.cells[0], row.cells[1], row.line) for row in account_rows or ()]
    moved = tuple(
        Moved(key, work, page, title, row.line)
        for row in moved_rows or ()
        for key, work, page, title in [row.cells]
    )
    problems = [*copy_problems, *account_problems, *note_problems, *moved_problems]
    library = Library(
        works,
        copies=_by_work(copies.values()),
        accounts=_by_work(accounts),
        notes={work: _in_order(group) for work, group in _by_work(notes.values()).items()},
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


def _in_order(notes: tuple[Note, ...]) -> tuple[Note, ...]:
    """Return the notes on a work in the order of their places, those without a place first."""
    return tuple(
        sorted(
            notes,
            key=lambda note: (note.place.kind, note.place.spans) if note.place else ("", ()),
        )
    )


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
    paths = table_paths(folder)
    yield from _unknown_works(paths, library, broken)
    yield from _late_rows(paths, library, edition)
    yield from _circles(paths.accounts, library)
    yield from _account_problems(paths.accounts, library, broken)
    published: set[tuple[str, str]] = set()
    for moved in library.moved:
        for message in _moved_mistakes(moved, library, published):
            yield _malformed(paths.moved, moved.line, message)
        published.add((moved.key, moved.page))
    for note in _rows(library.notes):
        for message in _note_mistakes(library, note, publishers):
            yield _malformed(paths.notes, note.line, f"{note.id}: {message}")
    for key in library.works:
        if key not in library.copies and key not in library.accounts:
            message = (
                f"{key}: nothing says how it was read: add a row for the copy, or in "
                f"{paths.accounts.name} the work that reports it"
            )
            yield Problem(str(paths.copies), 0, Rule.SOURCE_FIELD, message)


def _rows(table: Mapping[str, tuple[T, ...]]) -> Iterator[T]:
    return chain.from_iterable(table.values())


def _malformed(path: Path, line: int, message: str) -> Problem:
    return Problem(str(path), line, Rule.MALFORMED_TABLE, message)


def _unknown_works(paths: Paths, library: Library, broken: Container[str]) -> Iterator[Problem]:
    """Yield the rows of all tables that are on a work which is not there."""
    tables: tuple[tuple[Path, Iterable[_OfWork]], ...] = (
        (paths.copies, _rows(library.copies)),
        (paths.accounts, _rows(library.accounts)),
        (paths.notes, _rows(library.notes)),
        (paths.moved, (moved for moved in library.moved if moved.work)),
    )
    for path, rows in tables:
        for row in rows:
            yield from _unknown(path, row.line, row.work, library, broken)


def _late_rows(paths: Paths, library: Library, edition: str) -> Iterator[Problem]:
    """Yield the copies and notes of a year after that of the edition."""
    tables: tuple[tuple[Path, Iterable[Copy | Note]], ...] = (
        (paths.copies, _rows(library.copies)),
        (paths.notes, _rows(library.notes)),
    )
    for path, rows in tables:
        for row in rows:
            if is_day(edition) and is_day(row.date) and row.date[:4] > edition[:4]:
                message = (
                    f"{row.id}: the date {row.date} is after {edition[:4]}, the year of the "
                    "edition: correct it"
                )
                yield _malformed(path, row.line, message)


def _account_problems(path: Path, library: Library, broken: Container[str]) -> Iterator[Problem]:
    """Yield the rows that name the work that reports another one twice, wrongly, or as itself."""
    seen: set[tuple[str, str]] = set()
    for account in _rows(library.accounts):
        work, by = account.work, account.by
        if (work, by) in seen:
            message = f"that {by!r} reports {work!r} is there twice: delete one"
            yield _malformed(path, account.line, message)
        seen.add((work, by))
        unknown = [*_unknown(path, account.line, by, library, broken)]
        yield from unknown
        if by == work and not unknown:
            message = f"{work!r} reports itself: name the work that reports it"
            yield _malformed(path, account.line, message)


def _circles(path: Path, library: Library) -> Iterator[Problem]:
    """Yield the first row of a circle of works that are known from each other only."""
    reports = {
        work: [account.by for account in accounts if account.by != work]
        for work, accounts in library.accounts.items()
    }
    try:
        TopologicalSorter(reports).prepare()
    except CycleError as error:
        circle = error.args[1]
        rows = [row for key in circle for row in library.accounts.get(key, ()) if row.by in circle]
        first = min(rows, key=lambda row: row.line)
        names = ", ".join(dict.fromkeys(circle))
        message = f"{names} report each other in a circle: one of them was read, say which"
        yield _malformed(path, first.line, message)


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
    if moved.key in library.works and moved.work not in ("", moved.key):
        yield f"{moved.key}: it is in the bibliography and needs no other work: delete this row"
    if bool(moved.work) == bool(moved.title):
        yield (
            f"{moved.key}: write the key of the work that it leads to or, if the book no "
            "longer cites it, its author, title and year"
        )
    elif moved.title and moved.key in library.works:
        yield f"{moved.key}: it is in the bibliography again: delete this row"


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
        yield f"the observer {note.observer!r} is not in the table of publishers: add it"
    copies: tuple[Copy, ...] = library.copies.get(note.work, ())
    reports = {account.by for account in library.accounts.get(note.work, ())}
    if note.copy and note.copy not in {copy.id for copy in copies} | reports:
        yield (
            f"{note.copy!r} is neither a copy of {note.work!r} nor a work that reports it: "
            "write the id of the copy in which it was read"
        )
    elif note.place and not library.has_read(note.work, note.place):
        yield f"no copy of {note.work!r} holds {note.place}: add it to what was read of one"
