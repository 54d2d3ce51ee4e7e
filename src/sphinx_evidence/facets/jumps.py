"""Ways into a long list: links to its letters or to its years, with a dot for each entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from docutils import nodes
from markupsafe import escape

from ..core.i18n import _
from .words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.writers.html5 import HTML5Translator


@dataclass(frozen=True, slots=True)
class Jump:
    """A part of a list.

    :param text: its letter or year
    :param target: id of its first entry, empty for a year without entries
    :param count: number of its entries; each has a dot if it is a year
    """

    text: str
    target: str
    count: int = 0


class jumps(nodes.Special, nodes.Element):
    """Links to the parts of a list, in HTML only; the list itself has their headings.

    Its attributes are ``jumps``, tuples of :class:`Jump`, and for years ``noun``, see
    :func:`~.words.counted`.
    """


def letters(heads: Mapping[str, str]) -> jumps:
    """Return links to the first entry of each letter, of a digit, and of another script.

    :param heads: the ids of all entries by the words that they are sorted by, in order
    """
    first: dict[str, str] = {}
    for head, target in heads.items():
        first.setdefault(_letter(head), target)
    return jumps("", jumps=tuple(Jump(*pair) for pair in first.items()))


def _letter(head: str) -> str:
    """Return the letter of an entry; letters with accents are those without."""
    letter = normalize("NFD", head)[:1].upper()
    if letter.isdecimal():
        return "0–9"
    return letter if "A" <= letter <= "Z" else _("Other scripts")


def years(counts: Mapping[int, int], noun: str) -> jumps:
    """Return a row for each decade, with links to the years that have entries.

    :param counts: number of entries by year
    :param noun: what the entries are
    """
    first, last = min(counts) // 10 * 10, max(counts)
    found = (
        Jump(str(year), year_id(year) if year in counts else "", counts.get(year, 0))
        for year in range(first, last + 1)
    )
    return jumps("", jumps=tuple(found), noun=noun)


def year_id(year: int) -> str:
    """Return the id of the entries of a year."""
    return f"year-{year}"


def visit_jumps_html(self: HTML5Translator, node: jumps) -> None:
    """Write a list of links; the dots of a year are drawn, and its link says how many they are."""
    noun = node.get("noun")
    kind, label = ("years", _("Years")) if noun else ("letters", _("Letters"))
    self.body.append(f'<nav class="jumps jumps-{kind}" aria-label="{escape(label)}"><ol>\n')
    for jump in node["jumps"]:
        text = escape(jump.text)
        if not jump.target:
            self.body.append(f"<li><span>{text}</span></li>\n")
            continue
        label = escape(f"{jump.text}: {counted(noun, jump.count)}") if noun else ""
        name = f' aria-label="{label}"' if noun else ""
        dots = f"<span>{'<i></i>' * jump.count}</span>" if jump.count else ""
        self.body.append(f'<li><a href="#{escape(jump.target)}"{name}>{text}{dots}</a></li>\n')
    self.body.append("</ol></nav>\n")
    raise nodes.SkipNode
