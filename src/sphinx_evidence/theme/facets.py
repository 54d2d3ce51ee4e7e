"""Filters above tables and lists, and ways into a long list.

Each item has a class for each value that it can be filtered by. Without JavaScript a style sheet
hides the filters, and all items are visible.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from docutils import nodes
from markupsafe import escape

from .. import __version__
from ..core.features import load
from ..core.i18n import _, ngettext
from ..core.nodes import add_html_node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


def counted(noun: str, count: int) -> str:
    """Return how many items there are in words, such as ``136 claims``.

    :param noun: ``claim``, ``event`` or ``source``; anything else is an entry
    """
    match noun:
        case "claim":
            text = ngettext("{count} claim", "{count} claims", count)
        case "event":
            text = ngettext("{count} event", "{count} events", count)
        case "source":
            text = ngettext("{count} source", "{count} sources", count)
        case _:
            text = ngettext("{count} entry", "{count} entries", count)
    return text.format(count=count)


_PAGE = Path(__file__).parent / "page"

FACETS = (_PAGE / "facets.css", _PAGE / "facets.js")
"""Style sheet and script, for the ``assets`` of a domain that has filters."""


ITEM = "facet-item"
"""The class of an item that filters can hide."""


class facets(nodes.Special, nodes.Element):
    """The filters for the items within its parent node.

    Its attribute ``facets`` lists name, title and values of each filter; an item has the class
    :data:`ITEM` and a class :func:`token` for each of its values. ``labels`` has the words for
    values, by those classes; by default a value is its own. ``noun`` says what the items are, see
    :func:`~.words.counted`.
    """


def token(name: str, value: str) -> str:
    """Return the class of an item with a value, such as ``topic--law-and-policy``."""
    return f"{name}--{re.sub(r'[^a-z0-9]+', '-', value.lower()).strip('-')}"


def visit_facets_html(self: HTML5Translator, node: facets) -> None:
    """Write a drop-down list for each facet, and the number of items.

    The name of a list is that of its choice in the address of the page.
    """
    if self.builder.name == "epub":  # readers of EPUB run no scripts
        raise nodes.SkipNode
    number = list(self.document.findall(facets)).index(node) + 1
    group, every = escape(_("Filters")), escape(_("All"))
    self.body.append(f'<div class="facets pst-js-only" role="group" aria-label="{group}">\n')
    labels: dict[str, str] = node.get("labels", {})
    for name, title, values in node["facets"]:
        list_id = escape(f"choice-{number}-{name}")
        choice = escape(name if number == 1 else f"{name}-{number}")
        tokens = {value: token(name, value) for value in values}
        options = "".join(
            f'<option value="{escape(one)}">{escape(labels.get(one, value))}</option>'
            for value, one in tokens.items()
        )
        self.body.append(
            f'<div><label for="{list_id}">{escape(title)}</label>'
            f'<select id="{list_id}" name="{choice}" autocomplete="off">'
            f'<option value="">{every}</option>{options}</select></div>\n'
        )
    items = [item for item in node.parent.findall(nodes.Element) if ITEM in item["classes"]]
    count = counted(node.get("noun", ""), len(items))
    status = f'<span class="facet-status" role="status">{escape(count)}</span>'
    self.body.append(f"{status}\n</div>\n")
    raise nodes.SkipNode


def facet_messages() -> dict[str, str]:
    """Return the messages of the script, for the ``script_data`` of a domain that has facets."""
    return {"facetsShown": _("{shown} of {all}: {choices}")}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the nodes for filters and for jumps."""
    load(app)
    add_html_node(app, facets, visit_facets_html)
    add_html_node(app, jumps, visit_jumps_html)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


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
