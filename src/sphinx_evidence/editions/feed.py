"""The Atom feed of editions (RFC 4287)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..core.edition import Edition

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
