"""Where the permalinks of a frozen edition lead: to a place in it, wherever it stands."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx_evidence.core.paths import PERMALINKS

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

_PAGE = re.compile(rf"{PERMALINKS}/[^/]+/index\.html")

_WAYS = re.compile(r'(?: data-target="|content="0; url=|<h1><a href=")([^"]*)"')
"""How a page of ``permalinks/plain/redirect.html`` leads on: by a script, without one, by hand.

Editions never change, so their pages must be known here in whatever form later ones have.
"""

_ID = re.compile(r'\sid="([^"]+)"')


def astray(files: Mapping[str, Path], listed: Container[str]) -> dict[str, str]:
    """Return what is wrong with the permalinks of an edition, by the paths of their pages.

    :param files: the files that are there, by path
    :param listed: the paths of all files of the edition
    """

    @cache
    def ids(page: str) -> set[str]:
        text = files[page].read_text("utf-8", "replace")
        return {unescape(name) for name in _ID.findall(text)}

    def is_place(page: str, address: str) -> bool:
        parts = urlsplit(address)
        target = normpath(join(dirname(page), unquote(parts.path)))
        if parts.scheme or parts.netloc or target not in listed:
            return False
        fragment = unquote(parts.fragment)
        return not fragment or target not in files or fragment in ids(target)

    wrong = {}
    for page in filter(_PAGE.fullmatch, files):
        text = files[page].read_text("utf-8", "replace")
        ways = [unescape(address) for address in _WAYS.findall(text)]
        if ways and not (len(ways) == 3 and len(set(ways)) == 1 and is_place(page, ways[0])):
            found = ", ".join(map(repr, dict.fromkeys(ways)))
            wrong[page] = f"does not lead in every way to one place in the edition: {found}"
    return wrong
