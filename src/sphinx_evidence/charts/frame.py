"""The words around a drawing, their width, and the drawing as a file of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import east_asian_width

from markupsafe import escape

from .links import without_links
from .style import (
    AREA,
    ESTABLISHED,
    GROUND,
    HARM,
    INK,
    NARROWEST,
    PARTIAL,
    RULE,
    UNKNOWN,
    text_size,
)

_ADVANCES = {
    0.191: "'",
    0.222: "ijl‘’",
    0.26: "|",
    0.278: "!,./:;I[\\]ft \xa0·",
    0.333: "()-`r{}“”",
    0.355: '"',
    0.389: "*",
    0.5: "Jckvsxyz",
    0.584: "+<=>~^×",
    0.611: "FTZ",
    0.667: "&ABEKPSVXY",
    0.722: "CDHNRUw",
    0.778: "GOQ",
    0.833: "Mm",
    0.889: "%",
    0.944: "W",
    1.0: "—…@",
}
"""Advances of Arial, in ems, by the characters that have them; others are as wide as a digit."""

_ADVANCE = {character: advance for advance, text in _ADVANCES.items() for character in text}
_DIGIT = 0.556
_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff"
_HAN_PIECE = rf"[（「『《〈“‘(]*(?:[0-9][0-9,.–]*)?[{_HAN}]"
_PIECE = re.compile(
    rf"([ \t\n]*)({_HAN_PIECE}[、。，．：；？！）」』》〉”’·)%％]*"
    rf"|[^ \t\n{_HAN}]+?(?={_HAN_PIECE}|[ \t\n]|$))"
)
"""The space before a piece that lines are not broken in, and the piece: a word, or one Chinese
character with the number before it and the marks that belong to it."""
_BOLD = 1.08
"""No more than this is bold text wider."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line in Arial, or in Liberation Sans, in CSS pixels."""
    ems = sum(
        1.0 if east_asian_width(character) in "WF" else _ADVANCE.get(character, _DIGIT)
        for character in text
    )
    return ems * size * (_BOLD if bold else 1)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a text that fit a width, broken at spaces but for no-break spaces.

    They are broken between Chinese characters too, and not before a mark that closes or after one
    that opens. A word that is wider has a line of its own.
    """
    lines: list[str] = []
    for space, word in _PIECE.findall(text):
        longer = f"{lines[-1]}{' ' if space else ''}{word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return as many lines as :func:`wrap`, none of which is longer than it has to be."""
    lines = wrap(text, width, size, bold=bold)
    while lines:
        longest = max(text_width(line, size, bold=bold) for line in lines)
        shorter = wrap(text, longest - 0.1, size, bold=bold)
        if len(shorter) > len(lines) or shorter == lines:
            break
        lines = shorter
    return lines


MARGIN = 4
TITLE_SIZE = 15
FOOT_SIZE = 11
GAP = 10
SAFETY = 0.87
"""The share of the width that lines are broken to, for readers whose sans-serif is wider.

DejaVu Sans, which stands in for Arial on many systems, is wider by that much.
"""
SAFETY_BOLD = 0.82
"""The same for bold text, of which DejaVu Sans is wider still."""

_LEADING = 1.3
_OPENING = re.compile(r'<svg xmlns="[^"]*" viewBox="0 0 ([\d.]+) ([\d.]+)">')
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

LIGHT = {
    INK: "#26211c",
    GROUND: "#fffdfa",
    RULE: "#ddd5c9",
    HARM: "#7a3b2e",
    UNKNOWN: "#6f675d",
    ESTABLISHED: "#2f5d62",
    AREA: "#6f9497",
    PARTIAL: "#9a6b12",
}
"""The colours of the light page, for files that have no page around them."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is printed around a drawing.

    :param title: what it shows, as a sentence
    :param unit: what its numbers are
    :param foot: its source and its licence
    """

    title: str = ""
    unit: str = ""
    foot: str = ""


def frame(svg: str, words: Words) -> str:
    """Return a drawing with its title and unit above it, and its source and licence below."""
    opening = _OPENING.match(svg)
    assert opening is not None, "a drawing of vl-convert starts at 0 0"
    width, height = float(opening[1]), float(opening[2])
    room = width - 2 * MARGIN
    lines: list[str] = []
    top = 0.0
    small = text_size(width)
    foot = small if width < NARROWEST else FOOT_SIZE
    for text, size, bold in ((words.title, TITLE_SIZE, True), (words.unit, small, False)):
        for line in balanced(text, room * (SAFETY_BOLD if bold else SAFETY), size, bold=bold):
            top += round(size * _LEADING, 1)
            lines.append(_line(line, top, size, bold=bold))
    top += GAP if lines else 0
    bottom = top + height + (GAP if words.foot else 0)
    for line in wrap(words.foot, room * SAFETY, foot):
        bottom += round(foot * _LEADING, 1)
        lines.append(_line(line, bottom, foot, bold=False))
    bottom += MARGIN if words.foot else 0
    plot = svg[opening.end() :].removesuffix("</svg>")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {bottom:g}">'
        f'{"".join(lines)}<g transform="translate(0,{top:g})">{plot}</g></svg>'
    )


def _line(text: str, baseline: float, size: int, *, bold: bool) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{MARGIN}" y="{baseline:g}" font-family="sans-serif" font-size="{size}px"'
        f'{weight} fill="{INK}">{_escape(text)}</text>'
    )


def _escape(text: str) -> str:
    return str(escape(_NO_XML.sub("", text)))


def standalone(svg: str, title: str, alt: str) -> str:
    """Return a drawing as a file: with a size, a ground, and what needs no page.

    :param title: its title, and *alt* its text alternative, for those who do not see it
    """
    svg = without_links(svg)
    for name, colour in LIGHT.items():
        svg = svg.replace(name, colour)
    opening = _OPENING.match(svg)
    assert opening is not None, "a framed drawing starts at 0 0"
    size = f'width="{opening[1]}" height="{opening[2]}"'
    words = f"<title>{_escape(title)}</title><desc>{_escape(alt)}</desc>"
    ground = f'<rect {size} fill="{LIGHT[GROUND]}"/>'
    start = opening[0].replace(" viewBox", f" {size} viewBox")
    fonts = 'font-family="Arial, Liberation Sans, Helvetica, sans-serif"'
    body = svg[opening.end() :].replace('font-family="sans-serif"', fonts)
    return f"{start}{words}{ground}{body}\n"
