"""Export datasets as JSON, as a data package, and as schema.org metadata."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..core.html import book_json_ld
from ..core.paths import data_path, relative_path
from .cells import CELL_TYPES, NUMERIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..core.edition import Edition
    from .cells import Field
    from .model import Dataset

VERSION = 1
"""Version of the JSON; to be raised when a field changes its name or meaning."""

MOST_CITED = 20
"""The number of cited works named in the metadata, which limits the size of the page."""


def to_json_value(field: Field, cell: str) -> Any:
    """Return a cell as a JSON value: number, boolean, list, string, or None if it is empty.

    A cell that is malformed for its type is returned as written.
    """
    if not cell:
        return None
    is_valid, _ = CELL_TYPES[field.type]
    if not is_valid(cell):
        return cell
    match field.type:
        case "integer" | "year":
            return int(cell)
        case "number":
            return float(cell)
        case "boolean":
            return cell == "true"
        case "list":
            return [part.strip() for part in cell.split(";") if part.strip()]
    return cell


def values(dataset: Dataset) -> list[dict[str, Any]]:
    """Return the rows of a dataset with typed cells."""
    return [
        {field.name: to_json_value(field, row.cells[field.name]) for field in dataset.fields}
        for row in dataset.rows
    ]


def to_json(dataset: Dataset, licence: str) -> str:
    """Return a dataset with its columns and rows as JSON.

    :param licence: address of the licence
    """
    data = {
        "version": VERSION,
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "license": licence,
        "fields": [
            {"name": field.name, "title": field.title, "description": field.description}
            for field in dataset.fields
        ],
        "rows": values(dataset),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def to_package(
    package: bytes,
    datasets: Iterable[Dataset],
    edition: Edition,
    sources: Callable[[Dataset], Iterable[dict[str, str]]],
) -> bytes:
    """Return a data package of an edition, with the paths that its files have in the site.

    :param sources: returns ``title`` and ``path`` of each work that a dataset rests on
    """
    data = json.loads(package.decode("utf-8-sig"))
    about = {
        "version": edition.version,
        "created": f"{edition.date}T00:00:00Z" if edition.date else "",
        "homepage": edition.home,
    }
    data |= {name: value for name, value in about.items() if value}
    by_name = {dataset.name: dataset for dataset in datasets}
    for resource in data["resources"]:
        if dataset := by_name.get(resource["name"]):
            resource["path"] = f"{dataset.name}.csv"
            if found := [*sources(dataset)]:
                resource["sources"] = found
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def years_covered(dataset: Dataset) -> str:
    """Return the first and the last year in cells of a year or a day, as an interval of ISO 8601.

    It is empty if there are none.
    """
    timed = [field.name for field in dataset.fields if field.type in ("year", "date")]
    years = {row.cells[name][:4] for row in dataset.rows for name in timed if row.cells[name]}
    return "/".join(sorted({min(years), max(years)})) if years else ""


def to_schema_org(
    dataset: Dataset,
    edition: Edition,
    *,
    path: str,
    book: str = "",
    cited: Iterable[str] = (),
) -> dict[str, Any]:
    """Return schema.org ``Dataset`` metadata for the page of a dataset.

    Where the book has no address of its own, those of files are relative to that page; the
    vocabulary is that of https://schema.org/Dataset.

    :param path: address of the page, relative to the top of the site
    :param book: permalink of the book, empty if there is none
    :param cited: titles of the works that its page cites, the most cited first
    """
    base, covered = edition.home, years_covered(dataset)
    works = [{"@type": "CreativeWork", "name": title} for title in islice(cited, MOST_CITED)]
    author = {"@type": "Organization", "name": edition.author}
    files = {"csv": "text/csv", "json": "application/json"}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": dataset.title,
        "description": dataset.description,
        "identifier": dataset.name,
        **({"@id": edition.permalink(dataset.name)} if base and edition.date else {}),
        **({"url": f"{base}{path}"} if base else {}),
        "inLanguage": edition.language,
        "version": edition.version,
        **({"datePublished": edition.date} if edition.date else {}),
        "license": edition.licence_url,
        "isAccessibleForFree": True,
        "creator": author,
        "publisher": author,
        **({"keywords": dataset.keywords} if dataset.keywords else {}),
        **({"temporalCoverage": covered} if covered else {}),
        **({"citation": works} if works else {}),
        "isPartOf": book_json_ld(edition, book),
        "variableMeasured": [
            {"@type": "PropertyValue", "name": field.title, "description": field.description}
            for field in dataset.fields
            if field.type in NUMERIC
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media,
                "contentUrl": base + file if base else relative_path(path, file),
            }
            for ending, media in files.items()
            for file in (data_path(f"{dataset.name}.{ending}"),)
        ],
    }
