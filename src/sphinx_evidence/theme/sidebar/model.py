"""The sidebar of the theme, split into pieces once and assembled for every page."""

from __future__ import annotations

import re
from collections import defaultdict
from urllib.parse import urljoin

from sphinx.util.osutil import relative_uri

TAG = re.compile(r"(<(?:ul|li|a|details)\b[^>]*>|</(?:ul|li)>)")
HREF = re.compile(r'(?<= href=")[^"]*')


def mark_current(tag: str) -> str:
    """Return a start tag with the classes that the theme gives ancestors of the current link."""
    if tag.startswith("<li"):
        return re.sub(r"toctree-l\d+", r"\g<0> current active", tag, count=1)
    if tag.startswith("<details"):
        return '<details open="open">'
    if ' class="' in tag:
        return tag.replace(' class="', ' class="current ', 1)
    return tag.replace(">", ' class="current">')


class Sidebar:
    """Nested lists of links, as pieces of HTML.

    What is folded below the second level is listed only on the pages below the same entry of the
    first level: a book has many such pages, and all others need only the one that lists them.

    :param html: the lists as the theme renders them for a page without a link in them
    :param page: URL of that page, relative to the root of the site
    """

    def __init__(self, html: str, page: str) -> None:
        self.pieces = TAG.split(html)
        self.links: dict[int, str] = {}  # index of a link in pieces -> its URL
        self.paths: defaultdict[str, list[int]] = defaultdict(list)  # URL -> tags to mark
        self.folders: dict[str, list[str]] = {}  # folder -> pieces with URLs relative to it
        self.folded: list[tuple[int, int, range]] = []  # entries of two levels, the fold between
        opened: list[int] = []  # lists and entries in turn
        details: dict[int, int] = {}
        for index, piece in enumerate(self.pieces):
            if piece.startswith("</"):
                entry = opened.pop()
                if len(opened) == 3 and self.pieces[details.get(entry, entry)] == "<details>":
                    self.folded.append((opened[1], entry, range(details[entry], index)))
            elif piece.startswith("<details"):
                details[opened[-1]] = index
            elif piece.startswith("<a "):
                href = HREF.search(piece)
                if href is not None and "external" not in piece:
                    self.links[index] = urljoin(f"/{page}", href[0])[1:]
                    self.paths[self.links[index]] += [*opened, index]
            elif piece.startswith(("<ul", "<li")):
                opened.append(index)
        for indexes in self.paths.values():
            indexes += [details[index] for index in indexes if index in details]

    def html(self, page: str) -> str:
        """Return the lists for a page: relative URLs, its own link and its ancestors marked.

        :param page: URL of the page, relative to the root of the site
        """
        folder = page[: page.rfind("/") + 1]
        if folder not in self.folders:
            self.folders[folder] = self.pieces.copy()
            for index, address in self.links.items():
                self._link(self.folders[folder], index, relative_uri(f"{folder}?", address))
        pieces = self.folders[folder].copy()
        current = dict.fromkeys(self.paths.get(page, ()))
        for index in current:
            if index in self.links:
                self._link(pieces, index, "#")
            pieces[index] = mark_current(pieces[index])
        for first, second, fold in self.folded:
            if first not in current:
                pieces[second] = pieces[second].replace(" has-children", "")
                pieces[fold.start : fold.stop] = [""] * len(fold)
        return "".join(pieces)

    def _link(self, pieces: list[str], index: int, href: str) -> None:
        pieces[index] = HREF.sub(href, pieces[index])
