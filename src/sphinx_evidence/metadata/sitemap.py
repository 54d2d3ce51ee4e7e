"""The list of all pages that crawlers read, as sitemaps.org describes it.

sphinx-sitemap 2.9 lists the pages that a build writes, and so loses the others when a second build
writes only what has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterable

SITEMAP = "sitemap.xml"
"""The name of the file, at the top of the site."""

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(addresses: Iterable[str]) -> str:
    """Return the sitemap of the pages at these addresses, in their order."""
    urls = ElementTree.Element("urlset", xmlns=NAMESPACE)
    for address in addresses:
        ElementTree.SubElement(ElementTree.SubElement(urls, "url"), "loc").text = address
    ElementTree.indent(urls)
    text = ElementTree.tostring(urls, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
