"""The plain pages of a permalink, right without scripts and from a disk. No Sphinx here."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from markupsafe import escape

from ..policies import POLICIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..edition import Edition
    from .model import Citable

_HEAD = """<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
$policies
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>$title</title>
$links<link rel="stylesheet" href="../../_static/cite.css">
</head>
<body>
<main>
"""
_FOOT = "</main>\n</body>\n</html>\n"


def _page(edition: Edition, title: str, body: str, links: str = "") -> str:
    head = Template(_HEAD).substitute(
        language=edition.language,
        title=escape(f"{title} — {edition.title}"),
        links=links,
        policies=POLICIES,
    )
    return head + body + _FOOT


def redirect(found: Citable, edition: Edition, target: str) -> str:
    """Return the page that leads to where a thing now stands.

    :param target: address relative to the page
    """
    links = f'<meta http-equiv="refresh" content="0; url={escape(target)}">\n'
    if address := found.permalink(edition):
        links += f'<link rel="canonical" href="{escape(address)}">\n'
    body = f'<h1><a href="{escape(target)}">{escape(found.title)}</a></h1>\n'
    return _page(edition, found.title, body, links)


def tombstone(name: str, edition: Edition, happened: str, target: str) -> str:
    """Return the page of an id that is no longer in use.

    :param happened: what became of it, in words
    :param target: relative address of what replaces it, empty if nothing does
    """
    body = f"<h1>{escape(name)}</h1>\n<p>{escape(happened)}</p>\n"
    if target:
        body += f'<p><a href="{escape(target)}">To what replaces it</a></p>\n'
    body += '<p><a href="../../index.html">To the cover</a></p>\n'
    return _page(edition, name, body)


def cite_page(
    found: Citable,
    edition: Edition,
    target: str,
    styles: Mapping[str, str],
    files: Mapping[str, str],
) -> str:
    """Return the page with all ways to cite a thing.

    :param target: relative address of the thing
    :param styles: formatted citations as HTML, by the name of the style
    :param files: texts for reference managers, by the name of the file
    """
    lines = [f"<h1>Cite: {escape(found.title)}</h1>"]
    within = f" in “{found.chapter}”" if found.chapter else ""
    lines.append(
        f'<p class="what">This {found.kind}{escape(within)}, {escape(edition.words)}. '
        f'<a href="{escape(target)}" target="_top">Back to the text</a></p>'
    )
    # without an address of the site, the id is what leads back to the place
    sign = "" if edition.base else f" [{found.id}]"
    for style, html in styles.items():
        lines.append(
            f'<section><h2>{escape(style)}</h2>\n<p class="citation">{html}{sign}</p></section>'
        )
    lines.append(
        "<section><h2>One paragraph</h2>\n<p>Give its number beside the citation in the text: "
        f"<span class='citation'>({escape(edition.author)} {edition.date[:4]}, ¶ 12)</span>.</p>"
        "</section>"
    )
    lines.append("<section><h2>For reference managers</h2>")
    for name, text in files.items():
        lines.append(
            f"<details><summary>{name}</summary>\n"
            f'<p><a href="{name}" download="{name.replace("cite", found.id, 1)}">Download</a></p>\n'
            f'<pre class="citation">{escape(text)}</pre></details>'
        )
    lines.append('</section>\n<script src="../../_static/cite.js" defer></script>')
    return _page(edition, f"Cite: {found.title}", "\n".join(lines) + "\n")
