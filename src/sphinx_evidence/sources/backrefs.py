"""The lines in the entry of a source that lead to all that cites it or rests on it."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from docutils import nodes

from ..core.i18n import _
from .nodes import to_nodes
from .reference import plain_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..core.records import Dependent
    from .model import Occurrence

    Link = Callable[..., nodes.reference]
    """Makes a link from page, anchor and words."""


def occurrences_line(
    occurrences: Sequence[Occurrence], title: Callable[[str], str], link: Link
) -> nodes.paragraph:
    """Return where a source is cited, page by page.

    :param title: gives the title of a page
    """
    before, _sign, after = _("Cited in {pages}.").partition("{pages}")
    line = nodes.paragraph("", before, classes=["source-places"])
    pages = groupby(occurrences, key=attrgetter("docname"))
    for number, (docname, group) in enumerate(pages):
        line += nodes.Text("; " if number else "")
        line += _page(title(docname), list(group), link)
    line += nodes.Text(after)
    return line


def _page(title: str, occurrences: list[Occurrence], link: Link) -> list[nodes.Node]:
    """A page by its title, with its numbered paragraphs, or its first place if none is."""
    numbered = [one for one in occurrences if one.paragraph]
    if not numbered:
        return [link(occurrences[0].docname, occurrences[0].anchor, nodes.Text(title))]
    found: list[nodes.Node] = [nodes.Text(f"{title} (")]
    for order, (section, group) in enumerate(groupby(numbered, key=attrgetter("section"))):
        found.append(nodes.Text("; " if order else ""))
        found += to_nodes(plain_runs(section, ""))
        spots = dict.fromkeys(
            (one.docname, one.paragraph, one.citation.locator_in(_)) for one in group
        )
        for position, (docname, number, pinpoint) in enumerate(spots):
            paragraph = link(docname, f"p{number}", nodes.Text(f"¶ {number}"))
            found += [nodes.Text(", " if position or section else ""), paragraph]
            found.append(nodes.Text(f" [{pinpoint}]" if pinpoint else ""))
    return [*found, nodes.Text(")")]


def dependents_line(dependents: Sequence[Dependent], link: Link) -> nodes.paragraph:
    """Return the statements that rest on a source, each with its standing."""
    line = nodes.paragraph("", _("Claims:") + " ", classes=["source-claims"])
    for number, found in enumerate(dependents):
        line += nodes.Text(" " if number else "")
        line += link(found.docname, found.anchor, *to_nodes(plain_runs(found.text, "")))
        line += nodes.Text(f" ({found.standing})")
    return line
