"""``permalinks.csv``: every id that was ever published, and what became of it."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..core.files import replace_file
from ..core.tables import read_table
from ..core.text import N_
from .model import id_error

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

STATUSES = ("current", N_("moved"), N_("merged"), N_("withdrawn"))
"""The statuses of an id; all but the first have a tombstone page."""

EDITION = re.compile(r"[0-9](?:(?!\.dev)[\w.+-])*")
"""The version of an edition, such as ``2026.1`` or ``1.4``, and not that of a working copy."""

COLUMNS = ["id", "kind", "edition", "status", "replaced_by", "note"]

_ROW = re.compile(rf"[^,]*,[^,]*,{EDITION.pattern},({'|'.join(STATUSES)}),")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the register.

    :param id: the id
    :param kind: one of the kinds of object that can be cited
    :param edition: version in which it was first published
    :param status: one of :data:`STATUSES`
    :param replaced_by: the id that replaces it, for ``moved`` and ``merged``
    :param note: a note for readers
    :param line: line of the file on which the row begins, 0 if it is new
    """

    id: str
    kind: str
    edition: str
    status: str = "current"
    replaced_by: str = ""
    note: str = ""
    line: int = field(default=0, compare=False, kw_only=True)

    @property
    def cells(self) -> list[str]:
        """The row, in the order of :data:`COLUMNS`."""
        return [self.id, self.kind, self.edition, self.status, self.replaced_by, self.note]


def read_register(path: Path, kinds: Collection[str]) -> tuple[dict[str, Entry], list[Problem]]:
    """Return the entries of a register by id, and its problems.

    A row with another mistake still says that its id is published. A register that does not exist
    has no entries.

    :param kinds: the kinds of object that can be cited
    """
    if not path.exists():
        return {}, []
    records, problems = read_table(path, COLUMNS)
    entries: dict[str, Entry] = {}
    for record in records or ():
        entry = Entry(*record.cells, line=record.line)
        if message := _row_error(entry, entries, kinds):
            problems.append(Problem(str(path), entry.line, Rule.MALFORMED_TABLE, message))
        if not id_error(entry.id):
            entries.setdefault(entry.id, entry)
    return entries, sorted(problems)


def _row_error(entry: Entry, above: Mapping[str, Entry], kinds: Collection[str]) -> str:
    """Return the first problem of a row, or nothing.

    :param above: the rows above, by id
    """
    if error := id_error(entry.id):
        return f"the id {entry.id!r} {error}: correct it"
    if entry.id in above:
        line = above[entry.id].line
        return f"the id {entry.id!r} has a row in line {line} too: keep one of the two"
    if any(_ROW.match(line) for line in entry.note.splitlines()[1:]):
        return "the note includes the rows below it: close its quotation mark"
    if entry.kind not in kinds:
        return f"kind = {entry.kind!r} is unknown: use one of {', '.join(kinds)}"
    if not EDITION.fullmatch(entry.edition):
        return f"edition = {entry.edition!r} is not that of an edition, such as 2026.1"
    if entry.status not in STATUSES:
        return f"status = {entry.status!r} is unknown: use one of {', '.join(STATUSES)}"
    if (entry.status in ("moved", "merged")) != bool(entry.replaced_by):
        return "'replaced_by' goes with the status moved or merged, and with no other"
    return ""


def format_register(entries: Iterable[Entry]) -> str:
    """Return the text of a register, its rows sorted by id."""
    rows = [COLUMNS, *(entry.cells for entry in sorted(entries, key=lambda entry: entry.id))]
    return "".join(map(_format_row, rows))


def _format_row(cells: list[str]) -> str:
    """Return a row as text; with this terminator csv quotes cells that have CR or LF."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + "\n"


def with_new(entries: Mapping[str, Entry], present: Mapping[str, str], edition: str) -> list[Entry]:
    """Return all entries, and one for each id that is new in this edition.

    :param present: the kind of each id in the book
    :param edition: version in which the new ids are published
    """
    new = sorted(present.keys() - entries.keys())
    return [*entries.values(), *(Entry(name, present[name], edition) for name in new)]


def write_register(path: Path, text: str) -> None:
    """Write the register in one step; a symbolic link stays one.

    :raises OSError: if it may not be written
    """
    if path.exists():  # replacing a file needs no permission to write to it
        with path.open("r+b"):
            pass
    replace_file(path.resolve(), text.encode("utf-8"))


def lost_ids(
    path: Path, entries: Mapping[str, Entry], present: Mapping[str, str], coming: str = ""
) -> Iterator[Problem]:
    """A published id stays in the book, or its row says what became of it.

    :param present: the kind of each id in the book
    :param coming: the edition of which this is a working copy; its new ids are drafts
    """
    # a successor that is lost is named itself
    current = {name for name, entry in entries.items() if entry.status == "current"}
    for name, entry in entries.items():
        last = resolve_successor(entries, name)
        if entry.status == "current" and name not in present:
            message = _lost(entry, coming)
        elif entry.status == "current" and entry.kind != present[name]:
            message = f"the id {name!r} was a {entry.kind} and is a {present[name]} now: rename it"
        elif entry.status != "current" and name in present:
            message = f"the id {name!r} is {entry.status} and in use again: rename the new one"
        elif entry.replaced_by and last not in present.keys() | current:
            message = f"the id {name!r} is replaced by {last!r}, which no page has: name one in use"
        else:
            continue
        yield Problem(str(path), entry.line, Rule.LOST_ID, message)


def _lost(entry: Entry, coming: str) -> str:
    row = f"{entry.id},{entry.kind},{entry.edition}"
    draft = f"delete this row, as {coming} is not published yet, or " * (entry.edition == coming)
    return (
        f"the id {entry.id!r} ({entry.kind}) is registered and no page has it: give it back, or "
        f"{draft}"
        f"change this row to '{row},moved,NEW-ID,' (or merged) with the id that replaces it, or to "
        f"'{row},withdrawn,,WHY'. If you did not remove it, look above it for a ::: or ``` "
        "that is not closed"
    )


def resolve_successor(entries: Mapping[str, Entry], name: str) -> str:
    """Follow the replacements of an id to the last one; a circle ends where it began."""
    seen = set()
    while name not in seen and name in entries and entries[name].replaced_by:
        seen.add(name)
        name = entries[name].replaced_by
    return name


def missing_register(path: Path) -> Problem:
    """Return the one message of a register that does not exist."""
    message = (
        "the register of ids is not there: 'sphinx-build -b register' makes it; "
        "if it was there before, restore it from the history of the book"
    )
    return Problem(str(path), 0, Rule.MALFORMED_TABLE, message)


def unregistered_ids(
    path: Path, entries: Mapping[str, Entry], present: Mapping[str, str]
) -> Iterator[Problem]:
    """At a release, every object that can be cited is in the register."""
    for name in sorted(present.keys() - entries.keys()):
        message = (
            f"the id {name!r} is not registered: run 'sphinx-build -b register' before the release"
        )
        yield Problem(str(path), 0, Rule.UNREGISTERED_ID, message)
