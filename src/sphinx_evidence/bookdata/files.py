"""The tables as files: CSV, and one SQLite database with primary and foreign keys."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from io import StringIO
from typing import TYPE_CHECKING, Any

from .schema import TABLES, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .rows import Row
    from .schema import Column, Table

SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT"}
"""The type in SQLite by that in Table Schema; a boolean is 0 or 1."""

EVIDENCE = """
CREATE VIEW evidence AS
SELECT claims.id AS claim, claims.text AS statement, claims.standing, citations.role,
  works.key AS work, works.label, works.title, citations.label AS place, citations.locator,
  citations.reading, notes.id AS note, notes.says, notes.caveat
FROM claims
JOIN citations ON citations.claim = claims.id
JOIN works ON works.key = citations.work
LEFT JOIN citation_notes ON citation_notes.citation = citations.id
LEFT JOIN notes ON notes.id = citation_notes.note
ORDER BY citations.id, notes.id
"""
"""A view for those who look into the file: each claim with its works and what they say."""


def _text(cell: Any) -> str:
    """Return a cell as Table Schema writes it."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def to_csv(table: Table, rows: Iterable[Row]) -> str:
    """Return a table as CSV, with a header and LF at the end of each line."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(_text, row) for row in rows)
    return text.getvalue()


def _column(table: Table, column: Column) -> str:
    parts = [f'"{column.name}"', SQL_TYPES[column.type]]
    if table.is_required(column):
        parts.append("NOT NULL")
    if column.type == "boolean":
        parts.append(f'CHECK ("{column.name}" IN (0, 1))')
    return " ".join(parts)


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def create_statement(table: Table, keys: Mapping[str, Sequence[str]]) -> str:
    """Return the SQL that creates a table.

    :param keys: the columns of the primary key of each table
    """
    lines = [_column(table, column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [
        f'FOREIGN KEY ({_names(columns)}) REFERENCES "{target}" ({_names(keys[target])})'
        for columns, target in table.foreign_keys
    ]
    body = ",\n  ".join(lines)
    return f'CREATE TABLE "{table.name}" (\n  {body}\n)'


def index_statements(table: Table) -> Iterable[str]:
    """Yield the SQL that makes an index of each foreign key with which the key does not begin."""
    for columns, _target in table.foreign_keys:
        if table.key[: len(columns)] != columns:
            name = f"{table.name}_{'_'.join(columns)}"
            yield f'CREATE INDEX "{name}" ON "{table.name}" ({_names(columns)})'


def to_sqlite(rows: Mapping[str, Iterable[Row]]) -> bytes:
    """Return a database with all tables; the same rows give the same bytes.

    :param rows: those of each table by its name
    :raises sqlite3.IntegrityError: if a row has no key, or refers to a row that does not exist
    """
    keys = {table.name: table.key for table in TABLES}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute(f"PRAGMA user_version = {VERSION}")
        database.execute("BEGIN")
        for table in TABLES:
            database.execute(create_statement(table, keys))
            slots = ", ".join("?" * len(table.columns))
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({slots})', rows[table.name])
            for statement in index_statements(table):
                database.execute(statement)
        database.execute(EVIDENCE)
        database.execute("COMMIT")
        return database.serialize()
