"""What an edition contained, and the file by which later ones know it.

The words of each paragraph and a checksum of each row of a dataset are in the files
``editions/<version>.json``, so that no old site is needed to tell what changed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core.dates import is_day
from ..core.diagnostics import Problem, Rule
from ..permalinks.model import Paragraph, Section
from ..permalinks.register import EDITION

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim of an edition.

    :param label: its permanent id
    :param docname: its page
    :param title: the statement without citations
    """

    label: str
    docname: str
    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """A dataset of an edition.

    :param label: its permanent id
    :param docname: its page
    :param rows: key and checksum of each row
    """

    label: str
    title: str
    docname: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What an edition, or the working copy, contains.

    :param version: such as ``2026.1``; that of a working copy has ``.dev`` in it
    :param date: ISO date of the edition
    :param identifier: its DOI or another persistent identifier, empty for none
    :param sections: the sections of its chapters, with their paragraphs, in the order of the text
    :param claims: its claims
    :param tables: its datasets that have a page
    """

    version: str
    date: str
    identifier: str
    sections: tuple[Section, ...]
    claims: tuple[Statement, ...]
    tables: tuple[Table, ...] = ()

    @property
    def order(self) -> tuple[tuple[int, str], ...]:
        """A key by which editions sort: 2026.10 comes after 2026.9."""
        return version_order(self.version)


def version_order(version: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which versions such as ``2026.1`` sort; a ``.dev`` suffix is ignored.

    A part may end in letters, as in ``1.4.2rc1``.
    """
    parts = re.findall(r"(\d*)([^\d.]*)", version.partition(".dev")[0])
    return tuple((int(number or 0), letters) for number, letters in parts if number or letters)


def identifier_address(identifier: str) -> str:
    """Return the address of a persistent identifier: that of a DOI, or itself."""
    return f"https://doi.org/{identifier}" if identifier.startswith("10.") else identifier


VERSION = 1
"""Version of the format: increase it when a field changes its name or meaning."""


def to_json(record: Record) -> str:
    """Return a record as JSON, with a line for each section, claim and dataset, and at its end."""
    tables = ([table.label, table.title, table.docname, table.rows] for table in record.tables)
    lines = [
        f'{{"format": {VERSION}',
        f'"version": {_line(record.version)}',
        f'"date": {_line(record.date)}',
        f'"identifier": {_line(record.identifier or None)}',
        f'"sections": {_lines(map(_section_data, record.sections))}',
        f'"claims": {_lines([claim.label, claim.docname, claim.title] for claim in record.claims)}',
        f'"datasets": {_lines(tables)}}}',
    ]
    return ",\n".join(lines) + "\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: Any) -> str:
    return "[\n" + ",\n".join(map(_line, values)) + "\n]"


def _section_data(section: Section) -> list[object]:
    paragraphs = [[one.number, one.claim, one.text] for one in section.paragraphs]
    return [section.label, section.docname, section.level, section.title, paragraphs]


def from_json(text: str) -> Record:
    """Return a record from its JSON.

    :raises ValueError: if it is none, or of another format; the message says why
    """
    try:
        data = json.loads(text)
        if data["format"] != VERSION:
            msg = f"its format is {data['format']!r}, not {VERSION}"
            raise ValueError(msg)
        record = Record(
            data["version"],
            data["date"],
            data["identifier"] or "",
            tuple(_section(*row) for row in data["sections"]),
            tuple(Statement(*row) for row in data["claims"]),
            tuple(_table(*row) for row in data["datasets"]),
        )
        if not EDITION.fullmatch(record.version) or not is_day(record.date):
            msg = "its version or its date is malformed"
            raise ValueError(msg)
    except (KeyError, TypeError, RecursionError) as error:
        msg = f"it lacks a field or has one of another type ({error})"
        raise ValueError(msg) from error
    return record


def _table(label: str, title: str, docname: str, rows: list[tuple[str, str]]) -> Table:
    return Table(label, title, docname, tuple((key, digits) for key, digits in rows))


def _section(label: str, docname: str, level: int, title: str, rows: list[Any]) -> Section:
    paragraphs = tuple(Paragraph(number, claim, text) for number, claim, text in rows)
    return Section(docname, title, label, level, None, paragraphs)


def read_records(folder: Path) -> tuple[tuple[Record, ...], list[Problem]]:
    """Return the records of a folder, the oldest edition first, and what cannot be read.

    :param folder: it need not exist
    """
    records, problems = [], []
    for path in sorted(folder.glob("*.json")):
        try:
            record = from_json(path.read_text("utf-8"))
            if record.version != path.stem:
                msg = f"it is of edition {record.version}"
                raise ValueError(msg)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            message = (
                f"the record of an edition cannot be read: {reason}: restore it from the history "
                "of the book, since records never change"
            )
            problems.append(Problem(str(path), 0, Rule.MALFORMED_RECORD, message))
        else:
            records.append(record)
    return tuple(sorted(records, key=lambda record: record.order)), problems
