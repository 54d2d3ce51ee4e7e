"""The list of the sections of a page, with the classes of the theme."""

from __future__ import annotations

import re

TAG = re.compile(r'(</?ul>|<li>|<a class="reference internal")')


def page_contents(html: str, levels: int) -> str:
    """Return the list of sections as the theme renders it; empty if there are none.

    The title is left out if there is one; several titles are all listed.

    :param html: nested lists of links, as Sphinx renders them for a page
    :param levels: the number of levels below the title that are always displayed
    """
    depth = titles = 0
    pieces: list[str] = []
    start, end = 0, 0  # slice of pieces: the list under the first title
    for piece in TAG.split(html):
        tag = piece
        if piece == "<ul>":
            depth += 1
            start = start or (len(pieces) if depth == 2 else 0)
            expanded = "pst-show_toc_level " if depth <= levels + 1 else ""
            tag = f'<ul class="{expanded}nav section-nav flex-column">'
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
