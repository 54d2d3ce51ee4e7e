"""Descriptions of the tables for other programs: Frictionless, RO-Crate and Croissant.

The first is a Data Package 2 (https://datapackage.org/), the second an RO-Crate 1.1
(https://www.researchobject.org/ro-crate/), the third Croissant 1.0
(https://docs.mlcommons.org/croissant/docs/croissant-spec.html).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ..core.paths import data_path
from .schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..core.edition import Edition
    from .schema import Column, Table

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

PACKAGE, CRATE, CROISSANT = "datapackage.json", "ro-crate-metadata.json", "croissant.json"
"""The names of the files that describe the tables."""

CSV = "text/csv"
SQLITE = "application/vnd.sqlite3"
JSON = "application/json"


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


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.meaning,
    }
    return field | ({"constraints": {"required": True}} if table.is_required(column) else {})


def _schema(table: Table, tables: Sequence[Table]) -> dict[str, Any]:
    keys = {other.name: list(other.key) for other in tables}
    foreign = [
        {
            "fields": list(columns),
            "reference": {"resource": "" if to == table.name else to, "fields": keys[to]},
        }
        for columns, to in table.foreign_keys
    ]
    return without_empty(
        {
            "fields": [_field(table, column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": foreign,
            "missingValues": [""],
        }
    )


def to_datapackage(edition: Edition, files: Iterable[File]) -> dict[str, Any]:
    """Return the description of the tables as a Frictionless Data Package.

    :param files: those with the tables
    """
    by_name = {file.name: file for file in files}
    return without_empty(
        {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "book",
            "title": TITLE.format(book=edition.title),
            "description": ABOUT,
            "version": edition.version,
            "created": f"{edition.date}T00:00:00Z",
            "homepage": edition.base,
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
                    "path": csv_name(table),
                    "description": table.meaning,
                    "format": "csv",
                    "mediatype": CSV,
                    "encoding": "utf-8",
                    "bytes": len(by_name[csv_name(table)].data),
                    "hash": f"sha256:{by_name[csv_name(table)].sha256}",
                    "schema": _schema(table, TABLES),
                }
                for table in TABLES
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
        "url": edition.base,
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
                "url": edition.base,
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


# Croissant

CROISSANT_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification prescribes."""

CROISSANT_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}


def _croissant_field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.meaning,
        "dataType": CROISSANT_TYPES[column.type],
        "source": {"fileObject": {"@id": csv_name(table)}, "extract": {"column": column.name}},
    }
    if column.to:
        (key,) = next(other.key for other in TABLES if other.name == column.to)
        field["references"] = {"field": {"@id": f"{column.to}/{key}"}}
    return field


def to_croissant(edition: Edition, files: Iterable[File]) -> dict[str, Any]:
    """Return the description of the tables in Croissant, which knows keys of one column only.

    :param files: those with the tables
    """
    return without_empty(
        {
            "@context": CROISSANT_CONTEXT,
            "@type": "sc:Dataset",
            "conformsTo": "http://mlcommons.org/croissant/1.0",
            "name": "book",
            "description": ABOUT,
            "alternateName": TITLE.format(book=edition.title),
            "url": f"{edition.base}{FOLDER}" if edition.base else "./",
            "version": edition.version,
            "datePublished": edition.date,
            "inLanguage": edition.language,
            "license": edition.licence_url,
            "citeAs": f"{edition.author} ({edition.date[:4]}): {edition.title}, "
            f"{edition.designation()}. {edition.base}".rstrip(" ."),
            "creator": {"@type": "sc:Organization", "name": edition.author},
            "distribution": [
                {
                    "@type": "cr:FileObject",
                    "@id": file.name,
                    "name": file.name,
                    "description": file.about,
                    "contentUrl": file.name,
                    "contentSize": f"{len(file.data)} B",
                    "encodingFormat": file.media,
                    "sha256": file.sha256,
                }
                for file in files
            ],
            "recordSet": [
                {
                    "@type": "cr:RecordSet",
                    "@id": table.name,
                    "name": table.name,
                    "description": table.meaning,
                    "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
                    "field": [_croissant_field(table, column) for column in table.columns],
                }
                for table in TABLES
            ],
        }
    )


def all_files(edition: Edition, tables: Sequence[File], database: bytes) -> list[File]:
    """Return all files of the folder: the tables, the database, and what describes them.

    :param tables: the CSV file of each table
    """
    about = "All tables with their keys, their codebook and a view of the evidence for each claim."
    files = [*tables, File(DATABASE, SQLITE, "All tables in SQLite", about, database)]
    package, croissant = to_datapackage(edition, tables), to_croissant(edition, tables)
    about = "The tables, their columns and keys as a Frictionless Data Package."
    files.append(File(PACKAGE, JSON, "Data package", about, to_text(package)))
    about = "The tables and their columns in Croissant."
    media = "application/ld+json"
    files.append(File(CROISSANT, media, "Croissant", about, to_text(croissant)))
    about = "This folder as an RO-Crate."
    crate = to_ro_crate(edition, files)
    return [*files, File(CRATE, media, "RO-Crate", about, to_text(crate))]
