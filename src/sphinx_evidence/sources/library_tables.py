"""Read the tables of a library, and check that they fit each other and the bibliography."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from ..core.diagnostics import Problem, Rule
from ..core.tables import read_table
from .copies import read_copies
from .library import Account, Library, Moved
from .notes import read_notes

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from .copies import Copy
    from .model import Source
    from .notes import Note


ACCOUNT_COLUMNS = ("work", "by")
MOVED_COLUMNS = ("key", "work", "page", "title")


class _OfWork(Protocol):
    @property
    def work(self) -> str: ...


T = TypeVar("T", bound=_OfWork)


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
) -> Iterator[Problem]:
    """Yield the rows that name unknown works, copies or publishers, and works without a copy.

    :param publishers: ids of all publishers, None if their table is incomplete
    :param broken: keys of works that could not be read, whose rows are taken as right
    """
    paths = table_paths(folder)

    def is_unknown(key: str) -> bool:
        return key not in library.works and key not in broken

    tables = (
        (paths.copies, library.copies),
        (paths.accounts, library.accounts),
        (paths.notes, library.notes),
        (paths.moved, {"": tuple(moved for moved in library.moved if moved.work)}),
    )
    for path, groups in tables:
        for rows in groups.values():
            for row in rows:
                if is_unknown(row.work):
                    yield _unknown(path, row.line, row.work, library)
    for accounts in library.accounts.values():
        for account in accounts:
            if is_unknown(account.by):
                yield _unknown(paths.accounts, account.line, account.by, library)
            elif account.by == account.work:
                message = f"{account.work!r} reports itself: name the work that reports it"
                yield Problem(str(paths.accounts), account.line, Rule.MALFORMED_TABLE, message)
    for moved in library.moved:
        if bool(moved.work) == bool(moved.title):
            message = (
                f"{moved.key}: write the key of the work that it leads to or, if the book no "
                "longer cites it, its author, title and year"
            )
            yield Problem(str(paths.moved), moved.line, Rule.MALFORMED_TABLE, message)
        elif moved.title and moved.key in library.works:
            message = f"{moved.key}: it is in the bibliography again: delete this row"
            yield Problem(str(paths.moved), moved.line, Rule.MALFORMED_TABLE, message)
    for notes in library.notes.values():
        for note in notes:
            for message in _note_mistakes(library, note, publishers):
                rule = Rule.MALFORMED_TABLE
                yield Problem(str(paths.notes), note.line, rule, f"{note.id}: {message}")
    for key in library.works:
        if key not in library.copies and key not in library.accounts:
            message = (
                f"{key}: nothing says how it was read: add a row for the copy, or in "
                f"{paths.accounts.name} the work that reports it"
            )
            yield Problem(str(paths.copies), 0, Rule.SOURCE_FIELD, message)


def _unknown(path: Path, line: int, key: str, library: Library) -> Problem:
    near = get_close_matches(key, library.works, 1, 0.7)
    advice = f"did you mean {near[0]!r}?" if near else "correct it or add the work"
    message = f"no work has the key {key!r}: {advice}"
    return Problem(str(path), line, Rule.UNKNOWN_SOURCE, message)


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
