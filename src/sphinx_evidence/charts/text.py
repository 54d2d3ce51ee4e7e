"""The width of text in a drawing, which has no line breaks of its own."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

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
_WORD = re.compile(r"[^ \t\n]+")
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

    A word that is wider has a line of its own.
    """
    lines: list[str] = []
    for word in _WORD.findall(text):
        longer = f"{lines[-1]} {word}" if lines else word
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
