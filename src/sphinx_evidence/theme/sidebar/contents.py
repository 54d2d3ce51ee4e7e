"""The list of the sections of a page, with the classes of the theme. No Sphinx here."""

from __future__ import annotations

import re

TAG = re.compile(r'(</?ul>|<li>|<a class="reference internal")')


def page_contents(html: str, levels: int) -> str:
    """Return the sections of a page as the theme lists them; empty if there are none.

    A page has one title, of which only the sections are listed; more than one are all listed.

    :param html: nested lists of links, as Sphinx makes them for a page
    :param levels: how many levels below the title are shown at all times
    """
    depth = titles = 0
    pieces: list[str] = []
    start, end = 0, 0  # of the list under the first title
    for piece in TAG.split(html):
        tag = piece
        if piece == "<ul>":
            depth += 1
            start = start or (len(pieces) if depth == 2 else 0)
            always = "pst-show_toc_level " if depth <= levels + 1 else ""
            tag = f'<ul class="{always}nav section-nav flex-column">'
        elif piece == "<li>":
            titles += depth == 1
            tag = f'<li class="toc-h{depth} nav-item toc-entry">'
        elif piece.startswith("<a "):
            tag = '<a class="reference internal nav-link"'
        elif piece == "</ul>":
            depth -= 1
            end = end or (len(pieces) + 1 if depth == 1 else 0)
        pieces.append(tag)
    return "".join(pieces[start:end] if titles == 1 else pieces)
