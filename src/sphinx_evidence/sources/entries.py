"""Parts of the entry of a source: copies, notes, and what cites it."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from docutils import nodes

from ..core.dates import format_date
from ..core.i18n import _
from .copies import EXTENTS, KINDS, SAFETY
from .model import BASES, WITNESSES
from .nodes import to_nodes
from .reference import address_runs, plain_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..core.records import Dependent
    from .copies import Copy
    from .model import Occurrence
    from .notes import Note
    from .reference import Label

    Link = Callable[..., nodes.reference]
    """Returns a link to an anchor of a page, given docname, anchor and child nodes."""


def copy_lines(copies: Iterable[Copy]) -> Iterator[nodes.paragraph]:
    """Yield a line for each copy: its kind, what was read of it, when, and its address."""
    for copy in copies:
        kind = _(KINDS[copy.kind]) if copy.kind in KINDS else copy.kind
        places = (place.format(_) for place in copy.places)
        extent = "; ".join((*(_(EXTENTS[one]) for one in copy.extents), *places))
        text = _("Read: {kind} ({extent}), {date}").format(
            kind=kind, extent=extent, date=format_date(copy.date, _)
        )
        line = nodes.paragraph("", f"{text}.", classes=["source-copy"])
        for node in to_nodes(address_runs("", copy.url, copy.date, whole=True, translate=_)):
            line += [nodes.Text(" "), node]
        if copy.unlinked or copy.safety:
            reason = copy.unlinked or _(SAFETY.get(copy.safety, copy.safety))
            line += nodes.Text(" " + _("Not linked: {reason}.").format(reason=reason))
        yield line


def extent_words(copies: Sequence[Copy], reports: Sequence[Label]) -> str:
    """Return how much was read of a work, empty if nothing is recorded of it.

    :param copies: the copies of the work, the best first
    :param reports: the labels of the works through which it is known, if there is no copy
    """
    if whole := [copy for copy in copies if "whole" in copy.extents]:
        if all(copy.kind == "translation" for copy in whole):
            return _("read whole in a translation")
        return _("read whole")
    if copies:
        extents = [_(EXTENTS[one]) for copy in copies for one in copy.extents]
        places = [place.format(_) for copy in copies for place in copy.places]
        parts = "; ".join(dict.fromkeys((*extents, *places)))
        return _("read in part: {places}").format(places=parts)
    if reports:
        return _("known through {sources}").format(sources="; ".join(map(str, reports)))
    return ""


def note_list(notes: Iterable[Note], publishers: Mapping[str, str]) -> nodes.bullet_list:
    """Return the notes on a source: place, what it says there, its caveat, who observed it and how.

    :param publishers: names of publishers by their ids
    """
    items = nodes.bullet_list(classes=["source-notes"])
    for note in notes:
        line = nodes.paragraph()
        if note.place:
            line += [nodes.strong("", note.place.format(_)), nodes.Text(" ")]
        line += to_nodes(plain_runs(note.says, ""))
        if note.caveat:
            caveat = to_nodes(plain_runs(note.caveat, ""))
            line += [nodes.Text(" "), nodes.inline("", "", *caveat, classes=["note-caveat"])]
        facts = []
        if note.observer:
            name = publishers.get(note.observer, note.observer)
            facts.append(_("observed by {publisher}").format(publisher=name))
        if note.basis:
            facts.append(_("rests on {basis}").format(basis=_(BASES.get(note.basis, note.basis))))
        if note.witnesses:
            people = _(WITNESSES.get(note.witnesses, note.witnesses))
            facts.append(_("asked: {people}").format(people=people))
        if facts:
            text = f" ({'; '.join(facts)})"
            line += nodes.inline("", text, classes=["note-observer"])
        items += nodes.list_item("", line)
    return items


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
