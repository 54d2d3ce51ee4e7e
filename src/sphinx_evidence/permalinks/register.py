"""``permalinks.csv``: every id that was ever published, and what became of it. No Sphinx here."""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

from ..problem import Problem, Slip
from .model import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

STATUSES = ("current", "moved", "merged", "withdrawn")
"""What may have become of an id; all but the first are tombstones."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the register.

    :param id: the id
    :param kind: what it stands for, one of :data:`~sphinx_evidence.permalinks.model.KINDS`
    :param edition: version in which it was first published
    :param status: one of :data:`STATUSES`
    :param replaced_by: id that stands for it now, for ``moved`` and ``merged``
    :param note: what a reader should know
    """

    id: str
    kind: str
    edition: str
    status: str = "current"
    replaced_by: str = ""
    note: str = ""


COLUMNS = [field.name for field in fields(Entry)]


def read_register(path: Path) -> tuple[dict[str, Entry], list[Problem]]:
    """Return the entries by id, and what is wrong with the file; a missing file has none."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []

    def note(line: int, message: str) -> None:
        problems.append(Problem(str(path), line, Slip.MALFORMED_TABLE, message))

    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError) as error:
        note(0, f"the register cannot be read: {error}")
        return {}, problems
    reader = csv.reader(text.splitlines(keepends=True))
    if next(reader, []) != COLUMNS:
        note(1, f"the first line must be {','.join(COLUMNS)!r}")
        return {}, problems
    for cells in reader:
        if len(cells) != len(COLUMNS):
            note(reader.line_num, f"{len(cells)} cells instead of {len(COLUMNS)}: look for a comma")
            continue
        entry = Entry(*cells)
        for message in _wrong(entry):
            note(reader.line_num, message)
        if entry.id in entries:
            note(reader.line_num, f"the id {entry.id!r} stands twice: keep one row")
        entries.setdefault(entry.id, entry)
    return entries, problems


def _wrong(entry: Entry) -> Iterator[str]:
    if entry.kind not in KINDS:
        yield f"kind = {entry.kind!r} is unknown: use one of {', '.join(KINDS)}"
    if entry.status not in STATUSES:
        yield f"status = {entry.status!r} is unknown: use one of {', '.join(STATUSES)}"
    if (entry.status in ("moved", "merged")) != bool(entry.replaced_by):
        yield "'replaced_by' goes with the status moved or merged, and with no other"


def write_register(path: Path, entries: Iterable[Entry]) -> None:
    """Write the entries, sorted by id."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(astuple(entry) for entry in sorted(entries, key=lambda one: one.id))


def lost_ids(
    path: Path, entries: Mapping[str, Entry], present: Mapping[str, str]
) -> Iterator[Problem]:
    """A published id is there for ever, or the register says what became of it.

    :param present: the kind of each id in the book
    """
    for line, entry in enumerate(entries.values(), 2):
        name = entry.id
        if entry.status == "current" and name not in present:
            message = (
                f"the id {name!r} ({entry.kind}) was published and is gone: give it back, or "
                "write here whether it was moved, merged or withdrawn, and what replaces it"
            )
        elif entry.status == "current" and entry.kind != present[name]:
            message = f"the id {name!r} was a {entry.kind} and is a {present[name]} now: rename it"
        elif entry.status != "current" and name in present:
            message = f"the id {name!r} is {entry.status} and in use again: rename the new one"
        elif entry.replaced_by and final(entries, name) not in present:
            message = f"the id {name!r} is replaced by {entry.replaced_by!r}, which does not exist"
        else:
            continue
        yield Problem(str(path), line, Slip.LOST_ID, message)


def final(entries: Mapping[str, Entry], name: str) -> str:
    """Return the id that stands for another one in the end; a circle ends where it began."""
    seen = set()
    while name not in seen and name in entries and entries[name].replaced_by:
        seen.add(name)
        name = entries[name].replaced_by
    return name


def unregistered_ids(
    path: Path, entries: Mapping[str, Entry], present: Mapping[str, str]
) -> Iterator[Problem]:
    """At a release, whatever can be cited stands in the register."""
    for name in sorted(present.keys() - entries.keys()):
        message = f"the id {name!r} is not registered: run 'nox -s register' before the release"
        yield Problem(str(path), 0, Slip.UNREGISTERED_ID, message)


def with_new(entries: Mapping[str, Entry], present: Mapping[str, str], edition: str) -> list[Entry]:
    """Return all entries, and one for each id that is new in this edition."""
    new = sorted(present.keys() - entries.keys())
    return [*entries.values(), *(Entry(name, present[name], edition) for name in new)]
