"""``permalinks.csv``: every id that was ever published, and what became of it. No Sphinx here."""

from __future__ import annotations

import csv
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..core.messages import N_
from ..core.tables import LONGEST_CELL
from .model import id_error

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

STATUSES = ("current", N_("moved"), N_("merged"), N_("withdrawn"))
"""What may have become of an id; all but the first are tombstones."""

EDITION = re.compile(r"[0-9]{4}\.[1-9][0-9]*")
"""The version of an edition, such as ``2026.1``."""

COLUMNS = ["id", "kind", "edition", "status", "replaced_by", "note"]

_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
_ROW = re.compile(rf"[^,]*,[^,]*,{EDITION.pattern},({'|'.join(STATUSES)}),")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the register.

    :param id: the id
    :param kind: what it is, one of the kinds of object that can be cited
    :param edition: version in which it was first published
    :param status: one of :data:`STATUSES`
    :param replaced_by: id that stands for it now, for ``moved`` and ``merged``
    :param note: what a reader should know
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
    """Return what :func:`parse_register` makes of a file; one that is missing is a problem.

    :param kinds: the kinds of object that can be cited
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        message = (
            "the register of ids is missing: bring it back from the history of the book, "
            f"or begin one with the line {','.join(COLUMNS)!r}"
        )
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = "the register is not UTF-8: save it with that encoding"
        return {}, [_problem(str(path), line, message)]
    except OSError as error:
        message = f"the register cannot be read ({error.strerror}): make it a file that can be"
    else:
        return parse_register(text, str(path), kinds)
    return {}, [_problem(str(path), 0, message)]


def parse_register(
    text: str, path: str, kinds: Collection[str]
) -> tuple[dict[str, Entry], list[Problem]]:
    """Return the rows that can be used, and what is wrong with the text.

    :param path: the file that the problems name
    :param kinds: the kinds of object that can be cited
    """
    lines = text.splitlines() or [""]
    if lines[0] != ",".join(COLUMNS):
        return {}, [_problem(path, 1, _header_error(lines[0]))]
    # line by line as csv counts them: a form feed or U+2028 ends no line
    for number, words in enumerate(StringIO(text), 1):
        if _CONFLICT.match(words.rstrip("\r\n")):
            message = "a conflict of git: keep the rows of both sides, and take its marks out"
            return {}, [_problem(path, number, message)]
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    next(reader)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
            if any(len(cell) > LONGEST_CELL for cell in cells or ()):
                raise csv.Error("field limit")
        except csv.Error as error:
            problems.append(_problem(path, line, _csv_error(str(error))))
            break
        if cells is None:
            break
        if message := _row_error(cells, entries, kinds):
            problems.append(_problem(path, line, message))
        # with another kind of mistake a row still says that its id was published
        if len(cells) == len(COLUMNS) and not id_error(cells[0]):
            entries.setdefault(cells[0], Entry(*cells, line=line))
    for entry in _circles(entries):
        message = f"{entry.id!r} replaces itself in a circle: name an id that is in use"
        problems.append(_problem(path, entry.line, message))
    return entries, problems


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(path, line, Rule.MALFORMED_TABLE, message)


def _header_error(line: str) -> str:
    header = ",".join(COLUMNS)
    if line == f"\ufeff{header}":
        return "the file begins with a byte order mark: save it as UTF-8 without BOM"
    if line.replace(";", ",") == header:
        return "the cells are separated by semicolons: save the file with commas"
    if _CONFLICT.match(line):
        return "a conflict of git: keep the rows of both sides, and take its marks out"
    if re.sub(r"\s*,\s*", ",", line.strip()) == header:
        return f"the first line must be {header!r}, without spaces"
    return f"the first line must be {header!r}"


def _csv_error(error: str) -> str:
    """Return what is wrong with a row that cannot be read, and with all below it."""
    if "limit" in error:
        return f"a cell has more than {LONGEST_CELL} characters: shorten the note"
    return (
        f"the row and all below it cannot be read ({error}): close the quotation mark of the "
        "note, and write one within it twice"
    )


def _row_error(cells: list[str], above: Mapping[str, Entry], kinds: Collection[str]) -> str:
    """Return the first thing that is wrong with a row; nothing if it is in order.

    :param above: the rows above by id
    """
    if not cells:
        return "an empty line: take it out"
    if len(cells) != len(COLUMNS):
        return (
            f"{len(cells)} cells instead of {len(COLUMNS)}: look for a comma, and put a note "
            "that has one in quotation marks"
        )
    entry = Entry(*cells)
    if error := id_error(entry.id):
        return f"the id {entry.id!r} {error}: correct it"
    if entry.id in above:
        line = above[entry.id].line
        return f"the id {entry.id!r} has a row in line {line} too: keep one of the two"
    if any(_ROW.match(line) for line in entry.note.splitlines()[1:]):
        return "the note has swallowed the rows below it: close its quotation mark"
    if entry.kind not in kinds:
        return f"kind = {entry.kind!r} is unknown: use one of {', '.join(kinds)}"
    if not EDITION.fullmatch(entry.edition):
        return f"edition = {entry.edition!r} is not that of an edition, such as 2026.1"
    if entry.status not in STATUSES:
        return f"status = {entry.status!r} is unknown: use one of {', '.join(STATUSES)}"
    if (entry.status in ("moved", "merged")) != bool(entry.replaced_by):
        return "'replaced_by' goes with the status moved or merged, and with no other"
    return ""


def _circles(entries: Mapping[str, Entry]) -> Iterator[Entry]:
    """Yield the first row of each circle of replacements."""
    seen: set[str] = set()
    for name in entries:
        chain: list[str] = []
        while name in entries and name not in seen:
            seen.add(name)
            chain.append(name)
            name = entries[name].replaced_by
        if name in chain:
            circle = (entries[one] for one in chain[chain.index(name) :])
            yield min(circle, key=lambda entry: entry.line)


def format_register(entries: Iterable[Entry]) -> str:
    """Return the text of a register, its rows sorted by id."""
    rows = [COLUMNS, *(entry.cells for entry in sorted(entries, key=lambda one: one.id))]
    return "".join(map(_format_row, rows))


def _format_row(cells: list[str]) -> str:
    """Return a row as text; csv quotes what is in its own end of line, and so \\r and \\n."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + "\n"


def add_new_ids(
    text: str, path: str, present: Mapping[str, str], edition: str, kinds: Collection[str]
) -> tuple[str, list[Problem]]:
    """Return a register with a row for each new id, or as it was and what is wrong with it.

    :param path: the file that the problems name
    :param present: the kind of each id in the book
    :param edition: version in which the new ids are published
    :param kinds: the kinds of object that can be cited
    """
    entries, problems = parse_register(text, path, kinds)
    if problems or present.keys() <= entries.keys():
        return text, problems
    return format_register(with_new(entries, present, edition)), []


def write_register(path: Path, text: str) -> None:
    """Replace the file in one step, so that it is never half written.

    :raises OSError: if it may not be written
    """
    with path.open("r+b"):  # a file that is read-only could still be replaced
        pass
    target = path.resolve()
    beside = target.with_name(f"{target.name}.new")
    try:
        beside.write_bytes(text.encode("utf-8"))
        os.replace(beside, target)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def lost_ids(
    path: Path, entries: Mapping[str, Entry], present: Mapping[str, str]
) -> Iterator[Problem]:
    """A published id is there for ever, or the register says what became of it.

    :param present: the kind of each id in the book
    """
    for name, entry in entries.items():
        last = resolve_successor(entries, name)
        if entry.status == "current" and name not in present:
            message = _lost(entry)
        elif entry.status == "current" and entry.kind != present[name]:
            message = f"the id {name!r} was a {entry.kind} and is a {present[name]} now: rename it"
        elif entry.status != "current" and name in present:
            message = f"the id {name!r} is {entry.status} and in use again: rename the new one"
        elif last == name or last in present or _said_elsewhere(entries, last):
            continue
        else:
            what = "is withdrawn" if last in entries else "does not exist"
            message = f"the id {name!r} is replaced by {last!r}, which {what}: name one in use"
        yield Problem(str(path), entry.line, Rule.LOST_ID, message)


def _lost(entry: Entry) -> str:
    row = f"{entry.id},{entry.kind},{entry.edition}"
    return (
        f"the id {entry.id!r} ({entry.kind}) is registered and no page has it: give it back, or "
        f"change this row to '{row},moved,NEW-ID,' (or merged) with the id that replaces it, or to "
        f"'{row},withdrawn,,WHY'. If you did not remove it, look above it for a ::: or ``` "
        "that is not closed"
    )


def _said_elsewhere(entries: Mapping[str, Entry], name: str) -> bool:
    """Whether a missing id has a message of its own, as it is lost or in a circle."""
    return name in entries and entries[name].status != "withdrawn"


def resolve_successor(entries: Mapping[str, Entry], name: str) -> str:
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
        yield Problem(str(path), 0, Rule.UNREGISTERED_ID, message)


def with_new(entries: Mapping[str, Entry], present: Mapping[str, str], edition: str) -> list[Entry]:
    """Return all entries, and one for each id that is new in this edition."""
    new = sorted(present.keys() - entries.keys())
    return [*entries.values(), *(Entry(name, present[name], edition) for name in new)]
