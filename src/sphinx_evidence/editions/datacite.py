"""Metadata of an edition for DataCite, ready to deposit (schema 4.5)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..core.edition import Edition


def to_json(edition: Edition, identifier: str, description: str) -> str:
    """Return the metadata of an edition.

    Without an identifier, DataCite assigns a DOI when they are deposited.

    :param identifier: a DOI such as ``10.1234/abc``, the address of another identifier, or empty
    :param description: what the book is, empty if that is not known
    """
    data: dict[str, Any] = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Book", "resourceType": "Evidence book"},
        "creators": [{"name": edition.author, "nameType": "Organizational"}],
        "titles": [{"title": edition.title, "lang": edition.language}],
        "publisher": {"name": edition.author},
        "publicationYear": edition.date[:4],
        "dates": [{"date": edition.date, "dateType": "Issued"}],
        "language": edition.language,
        "version": edition.version,
        "formats": ["text/html"],
    }
    if identifier.startswith("10."):
        prefix, _slash, suffix = identifier.partition("/")
        data |= {"doi": identifier, "prefix": prefix, "suffix": suffix}
    elif identifier:
        other = {"alternateIdentifier": identifier, "alternateIdentifierType": "URL"}
        data["alternateIdentifiers"] = [other]
    if edition.base:
        data["url"] = f"{edition.base}editions/{edition.version}/"
    if edition.licence_name:
        rights = {"rights": edition.licence_name, "rightsUri": edition.licence_url}
        data["rightsList"] = [{name: value for name, value in rights.items() if value}]
    if description:
        data["descriptions"] = [{"description": description, "descriptionType": "Abstract"}]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
