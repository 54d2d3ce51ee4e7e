"""The list of all pages for crawlers, and their typed links.

The list is as sitemaps.org describes it. sphinx-sitemap 2.9 lists the pages that a build writes,
and so loses the others when a second build writes only what has changed.

The typed links are in one file, as level 2 of FAIR Signposting asks. The format is that of RFC
9264, in JSON. Addresses are absolute, since the RFC advises against others and harvesters do not
resolve them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from xml.etree import ElementTree

from .tags import LINKSET, SCHEMA_TYPES, signposting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..core.edition import Edition
    from .tags import Page, PageLinks

SITEMAP = "sitemap.xml"
"""The name of the file, at the top of the site."""

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(pages: Iterable[tuple[str, tuple[tuple[str, str], ...]]]) -> str:
    """Return the sitemap of pages, in their order; each names the others that are its translations.

    :param pages: address of each, with language and address of what it is in other languages
    """
    urls = ElementTree.Element("urlset", xmlns=NAMESPACE)
    for address, alternates in pages:
        for place in dict.fromkeys((address, *(other for _language, other in alternates))):
            url = ElementTree.SubElement(urls, "url")
            ElementTree.SubElement(url, "loc").text = place
            for language, other in alternates:
                urls.set("xmlns:xhtml", "http://www.w3.org/1999/xhtml")
                link = {"rel": "alternate", "hreflang": language, "href": other}
                ElementTree.SubElement(url, "xhtml:link", link)
    ElementTree.indent(urls)
    text = ElementTree.tostring(urls, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


BACK = {"item": "collection", "describedby": "describes"}
"""The relation from the target of a link back to the page."""


def contexts(page: Page, edition: Edition, links: PageLinks) -> Iterator[dict[str, object]]:
    """Yield the links of a page, and those that lead back to it from its files."""
    address = links.address(page, edition)
    own: dict[str, list[dict[str, str]]] = {}
    back: list[dict[str, object]] = []
    for rel, target, media in signposting(page, edition, links):
        if target and rel != LINKSET:
            href = urljoin(address, target)
            own.setdefault(rel, []).append({"href": href} | ({"type": media} if media else {}))
            if rel in BACK and media != "text/html":
                back.append({"anchor": href, BACK[rel]: [{"href": address, "type": "text/html"}]})
    yield {"anchor": address, **own}
    yield from back


def to_linkset(pages: Iterable[tuple[Page, PageLinks]], edition: Edition) -> str:
    """Return the links of all pages that have a type in schema.org.

    :param edition: one with an address
    """
    links = [
        context
        for page, place in pages
        if page.kind in SCHEMA_TYPES
        for context in contexts(page, edition, place)
    ]
    return json.dumps({"linkset": links}, ensure_ascii=False, indent=1) + "\n"
