"""The back-references of a source: the places that cite it, and the claims that depend on it."""

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
    """Returns a link to an anchor of a page, given docname, anchor and child nodes."""


def occurrences_line(
    occurrences: Sequence[Occurrence], title: Callable[[str], str], link: Link
) -> nodes.paragraph:
    """Return the places that cite a source, grouped by page.

    :param title: returns the title of a page
    """
    before, _field, after = _("Cited in {pages}.").partition("{pages}")
    line = nodes.paragraph("", before, classes=["source-places"])
    pages = groupby(occurrences, key=attrgetter("docname"))
    for number, (docname, group) in enumerate(pages):
        line += nodes.Text("; " if number else "")
        line += _page(title(docname), list(group), link)
    line += nodes.Text(after)
    return line


def _page(title: str, occurrences: list[Occurrence], link: Link) -> list[nodes.Node]:
    """Return the title of a page, with links to the numbered paragraphs that cite the source.

    If no citation is in a numbered paragraph, the title links to the first one.
    """
    numbered = [occurrence for occurrence in occurrences if occurrence.paragraph]
    if not numbered:
        return [link(occurrences[0].docname, occurrences[0].anchor, nodes.Text(title))]
    result: list[nodes.Node] = [nodes.Text(f"{title} (")]
    for order, (section, group) in enumerate(groupby(numbered, key=attrgetter("section"))):
        result.append(nodes.Text("; " if order else ""))
        result += to_nodes(plain_runs(section, ""))
        targets = dict.fromkeys(
            (occurrence.docname, occurrence.paragraph, occurrence.citation.format_locator(_))
            for occurrence in group
        )
        for position, (docname, number, locator) in enumerate(targets):
            paragraph = link(docname, f"p{number}", nodes.Text(f"¶ {number}"))
            result += [nodes.Text(", " if position or section else ""), paragraph]
            result.append(nodes.Text(f" [{locator}]" if locator else ""))
    return [*result, nodes.Text(")")]


def dependents_line(dependents: Sequence[Dependent], link: Link) -> nodes.paragraph:
    """Return the statements that depend on a source, each with its standing."""
    line = nodes.paragraph("", _("Claims:") + " ", classes=["source-claims"])
    for number, dependent in enumerate(dependents):
        line += nodes.Text(" " if number else "")
        text = to_nodes(plain_runs(dependent.text, ""))
        line += link(dependent.docname, dependent.anchor, *text)
        line += nodes.Text(f" ({dependent.standing})")
    return line
