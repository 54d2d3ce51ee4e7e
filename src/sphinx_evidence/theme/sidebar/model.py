"""The sidebar of the theme, taken apart once and put together for every page."""

from __future__ import annotations

import re
from collections import defaultdict
from urllib.parse import urljoin

from sphinx.util.osutil import relative_uri

TAG = re.compile(r"(<(?:ul|li|a|details)\b[^>]*>|</(?:ul|li)>)")
HREF = re.compile(r'(?<= href=")[^"]*')


def mark_current(tag: str) -> str:
    """Return a start tag as the theme has it on the way to the link of the page at hand."""
    if tag.startswith("<li"):
        return re.sub(r"toctree-l\d+", r"\g<0> current active", tag, count=1)
    if tag.startswith("<details"):
        return '<details open="open">'
    if ' class="' in tag:
        return tag.replace(' class="', ' class="current ', 1)
    return tag.replace(">", ' class="current">')


class Sidebar:
    """Nested lists of links, as pieces of HTML.

    :param html: the lists as the theme makes them for a page that has no link in them
    :param page: address of that page, from the top of the site
    """

    def __init__(self, html: str, page: str) -> None:
        self.pieces = TAG.split(html)
        self.links: dict[int, str] = {}  # the place of a link among the pieces -> its address
        self.ways: defaultdict[str, list[int]] = defaultdict(list)  # address -> tags to be marked
        self.folders: dict[str, list[str]] = {}  # folder of a page -> pieces with links from there
        opened: list[int] = []
        details: dict[int, int] = {}
        for place, piece in enumerate(self.pieces):
            if piece.startswith("</"):
                opened.pop()
            elif piece.startswith("<details"):
                details[opened[-1]] = place
            elif piece.startswith("<a "):
                href = HREF.search(piece)
                if href is not None and "external" not in piece:
                    self.links[place] = urljoin(f"/{page}", href[0])[1:]
                    self.ways[self.links[place]] += [*opened, place]
            elif piece.startswith(("<ul", "<li")):
                opened.append(place)
        for places in self.ways.values():
            places += [details[place] for place in places if place in details]

    def html(self, page: str) -> str:
        """Return the lists for a page: links from there, its own link and the way to it marked.

        :param page: address of the page, from the top of the site
        """
        folder = page[: page.rfind("/") + 1]
        if folder not in self.folders:
            self.folders[folder] = self.pieces.copy()
            for place, address in self.links.items():
                self._link(self.folders[folder], place, relative_uri(f"{folder}?", address))
        pieces = self.folders[folder].copy()
        for place in dict.fromkeys(self.ways.get(page, ())):
            if place in self.links:
                self._link(pieces, place, "#")
            pieces[place] = mark_current(pieces[place])
        return "".join(pieces)

    def _link(self, pieces: list[str], place: int, href: str) -> None:
        pieces[place] = HREF.sub(href, pieces[place])
