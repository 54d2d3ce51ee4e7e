"""The tables of the book as files, and their descriptions for other programs.

These are a Data Package 2 (https://datapackage.org/) and an RO-Crate 1.1
(https://www.researchobject.org/ro-crate/).
"""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ..core.paths import data_path
from .book_schema import TABLES, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..core.edition import Edition
    from .book_rows import Row
    from .book_schema import Column, Table

SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT"}
"""The type in SQLite by that in Table Schema; a boolean is 0 or 1."""

KEYS = {table.name: table.key for table in TABLES}
"""The columns of the primary key of each table."""

EVIDENCE = """
CREATE VIEW evidence AS
SELECT claims.id AS claim, claims.text AS statement, claims.standing, citations.role,
  works.key AS work, works.label, works.title,
  replace(citations.label, 'article-locator', 'article') AS place, citations.locator,
  citations.reading, notes.id AS note, notes.says, notes.caveat
FROM claims
JOIN citations ON citations.claim = claims.id
JOIN works ON works.key = citations.work
LEFT JOIN citation_notes ON citation_notes.citation = citations.id
LEFT JOIN notes ON notes.id = citation_notes.note
ORDER BY citations.id, notes.id
"""
"""A view for those who look into the file: each claim with its works and what they say."""


CASTS = {"integer": "INTEGER", "year": "INTEGER", "number": "REAL"}
"""The type in SQLite of the columns of datasets that are numbers, by that in Table Schema."""


def view_statements(columns: Iterable[Row]) -> Iterator[str]:
    """Yield the SQL of a view for each dataset: its table as it is, with numbers as numbers.

    A boolean is 0 or 1. A hyphen in the name of a dataset is an underscore in that of its view.

    :param columns: the rows of the table ``dataset_columns``
    """
    for dataset, group in groupby(columns, key=itemgetter(0)):
        cells = []
        for _dataset, name, _position, _title, kind, *_ in group:
            cell = f"max(value) FILTER (WHERE name = '{name}')"
            if kind in CASTS:
                cell = f"CAST({cell} AS {CASTS[kind]})"
            elif kind == "boolean":
                cell = f"{cell} = 'true'"
            cells.append(f'{cell} AS "{name}"')
        body = ",\n  ".join(cells)
        yield (
            f'CREATE VIEW "data_{dataset.replace("-", "_")}" AS\nSELECT {body}\n'
            "FROM dataset_rows LEFT JOIN dataset_cells USING (dataset, key)\n"
            f"WHERE dataset = '{dataset}' GROUP BY key ORDER BY position"
        )


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


def _column(column: Column) -> str:
    parts = [f'"{column.name}"', SQL_TYPES[column.type]]
    if column.required:
        parts.append("NOT NULL")
    if column.type == "boolean":
        parts.append(f'CHECK ("{column.name}" IN (0, 1))')
    return " ".join(parts)


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def create_statement(table: Table) -> str:
    """Return the SQL that creates a table."""
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [
        f'FOREIGN KEY ({_names(columns)}) REFERENCES "{target}" ({_names(KEYS[target])})'
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
    """Return a database with all tables and a view of each dataset; equal rows give equal bytes.

    :param rows: those of each table by its name
    :raises sqlite3.IntegrityError: if a row has no key, or refers to a row that does not exist
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute(f"PRAGMA user_version = {VERSION}")
        database.execute("BEGIN")
        for table in TABLES:
            database.execute(create_statement(table))
            slots = ", ".join("?" * len(table.columns))
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({slots})', rows[table.name])
            for statement in index_statements(table):
                database.execute(statement)
        for statement in (EVIDENCE, *view_statements(rows["dataset_columns"])):
            database.execute(statement)
        database.execute("COMMIT")
        return database.serialize()


TITLE = "{book}: the book as data"
ABOUT = (
    "What the book says and rests on, as tables that refer to each other: pages, sections, "
    "paragraphs, cited sentences, claims and replies; works with their copies and the notes on "
    "them; every citation with its place and the notes that it reaches; datasets, their rows and "
    "the terms of the glossary."
)
FOLDER = data_path("book/")
"""The folder of the tables, from the top of the site."""

DATABASE = "book.sqlite"
"""The name of the file with all tables."""

PACKAGE, CRATE = "datapackage.json", "ro-crate-metadata.json"
"""The names of the files that describe the tables."""

CSV = "text/csv"
SQLITE = "application/vnd.sqlite3"
JSON = "application/json"
JSON_LD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class File:
    """A file of the folder.

    :param name: its path in the folder
    :param media: its media type
    :param title: what it is, in a few words
    :param about: the same in a sentence
    :param data: its content
    """

    name: str
    media: str
    title: str
    about: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The checksum of its content."""
        return sha256(self.data).hexdigest()


def to_text(data: object) -> bytes:
    """Return data as JSON in UTF-8, ending in a newline."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """Return an object without members that have no value."""
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}


def csv_name(table: Table) -> str:
    """Return the name of the CSV file of a table."""
    return f"{table.name}.csv"


# Frictionless


def _field(column: Column) -> dict[str, Any]:
    field = {"name": column.name, "type": column.type, "description": column.meaning}
    return field | ({"constraints": {"required": True}} if column.required else {})


def _schema(table: Table) -> dict[str, Any]:
    foreign = [
        {
            "fields": list(columns),
            "reference": {"resource": "" if to == table.name else to, "fields": list(KEYS[to])},
        }
        for columns, to in table.foreign_keys
    ]
    return without_empty(
        {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": foreign,
            "missingValues": [""],
        }
    )


def to_datapackage(edition: Edition, files: Mapping[Table, File]) -> dict[str, Any]:
    """Return the description of the tables as a Frictionless Data Package.

    :param files: the CSV file of each table, whose meanings are in the words of the book
    """
    return without_empty(
        {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "book",
            "title": TITLE.format(book=edition.title),
            "description": ABOUT,
            "version": edition.version,
            "created": f"{edition.date}T00:00:00Z",
            "homepage": edition.home,
            "licenses": [
                without_empty({"path": edition.licence_url, "title": edition.licence_name})
            ]
            if edition.licence_url
            else [],
            "contributors": [{"title": edition.author, "roles": ["creator"]}],
            "resources": [
                {
                    "name": table.name,
                    "type": "table",
                    "path": file.name,
                    "description": table.meaning,
                    "format": "csv",
                    "mediatype": CSV,
                    "encoding": "utf-8",
                    "bytes": len(file.data),
                    "hash": f"sha256:{file.sha256}",
                    "schema": _schema(table),
                }
                for table, file in files.items()
            ],
        }
    )


# RO-Crate


def to_ro_crate(edition: Edition, files: Sequence[File]) -> dict[str, Any]:
    """Return the description of the folder as an RO-Crate, which lists all other files.

    :param files: all files of the folder but this one
    """
    author = {"@id": "#author"}
    licence = {"@id": edition.licence_url} if edition.licence_url else None
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": TITLE.format(book=edition.title),
        "description": ABOUT,
        "datePublished": edition.date,
        "version": edition.version,
        "inLanguage": edition.language,
        "license": licence,
        "author": author,
        "publisher": author,
        "url": edition.home,
        "hasPart": [{"@id": file.name} for file in files],
    }
    graph = [
        {
            "@id": CRATE,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        without_empty(root),
        without_empty(
            {
                **author,
                "@type": "Organization",
                "name": edition.author,
                "url": edition.home,
            }
        ),
        *(
            {
                "@id": file.name,
                "@type": "File",
                "name": file.title,
                "description": file.about,
                "encodingFormat": file.media,
                "contentSize": str(len(file.data)),
                "sha256": file.sha256,
            }
            for file in files
        ),
    ]
    if licence:
        name = edition.licence_name or edition.licence_url
        graph.append({**licence, "@type": "CreativeWork", "name": name})
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}


def all_files(edition: Edition, tables: Mapping[Table, File], database: bytes) -> list[File]:
    """Return all files of the folder: the tables, the database, and what describes them.

    :param tables: the CSV file of each table, whose meanings are in the words of the book
    """
    about = "All tables with their keys, their codebook and a view of the evidence for each claim."
    files = [*tables.values(), File(DATABASE, SQLITE, "All tables in SQLite", about, database)]
    package = to_text(to_datapackage(edition, tables))
    about = "The tables, their columns and keys as a Frictionless Data Package."
    files.append(File(PACKAGE, JSON, "Data package", about, package))
    crate = to_text(to_ro_crate(edition, files))
    return [*files, File(CRATE, JSON_LD, "RO-Crate", "This folder as an RO-Crate.", crate)]
