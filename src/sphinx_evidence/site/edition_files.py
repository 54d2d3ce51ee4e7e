"""An edition for DataCite, and the Atom feed of editions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..core.edition import Edition


def to_json(edition: Edition, description: str) -> str:
    """Return the metadata of an edition.

    Without an identifier, DataCite assigns a DOI when they are deposited.

    :param description: what the book is, empty if that is not known
    """
    identifier = edition.identifier
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
    if edition.home:
        data["url"] = edition.home
    if edition.licence_name:
        rights = {"rights": edition.licence_name, "rightsUri": edition.licence_url}
        data["rightsList"] = [{name: value for name, value in rights.items() if value}]
    if description:
        data["descriptions"] = [{"description": description, "descriptionType": "Abstract"}]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


NAMESPACE = "http://www.w3.org/2005/Atom"


def to_atom(edition: Edition, entries: Iterable[tuple[str, str, str, str]]) -> bytes:
    """Return the feed, with the newest entry first.

    :param edition: the present edition, whose site has an address
    :param entries: version, ISO date, title and summary of each edition, the newest first
    """
    entries = list(entries)
    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": edition.language})
    address = f"{edition.base}editions.atom"
    SubElement(feed, "id").text = address
    SubElement(feed, "title").text = edition.title
    SubElement(feed, "updated").text = _moment(entries[0][1] if entries else edition.date)
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=address)
    SubElement(feed, "link", rel="alternate", type="text/html", href=edition.base)
    SubElement(SubElement(feed, "author"), "name").text = edition.author
    for version, date, title, summary in entries:
        entry = SubElement(feed, "entry")
        home = f"{edition.base}editions/{version}/"
        SubElement(entry, "id").text = home
        SubElement(entry, "title").text = title
        SubElement(entry, "updated").text = _moment(date)
        SubElement(entry, "published").text = _moment(date)
        SubElement(entry, "link", rel="alternate", type="text/html", href=home)
        SubElement(entry, "summary").text = summary
    indent(feed)
    text: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _moment(day: str) -> str:
    """Return the beginning of a day in UTC; Atom has no dates without a time."""
    return f"{day}T00:00:00Z"
