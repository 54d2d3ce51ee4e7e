"""Parts of the entry of a source: its reference, addresses, copies, notes, and what cites it."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from docutils import nodes

from ..core.dates import LOCALE, format_date, is_day, locale_of
from ..core.i18n import _
from ..core.text import is_traditional, split_scripts
from .copies import EXTENTS, KINDS, SAFETY
from .model import BASES
from .nodes import language_class, text_nodes
from .reference import author_text, doi_address, host, web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..core.records import Dependent
    from ..core.text import Translate
    from .copies import Copy
    from .model import Occurrence, Source
    from .notes import Note
    from .reference import Label

    Link = Callable[..., nodes.reference]
    """Returns a link to an anchor of a page, given docname, anchor and child nodes."""


def _title(source: Source, translate: Translate) -> list[nodes.Node]:
    title = source.title or source.key
    if source.is_described:  # by the editors, in English
        return text_nodes(f"{title} ({_supplied(source, translate)})", source.lang)
    if source.lang in ("", "en"):
        parts = [*split_scripts(title, source.lang)]
    else:
        traditional = source.lang == "zh" and is_traditional(title)
        parts = [(title, "zh-Hant" if traditional else source.lang)]
    return [nodes.emphasis("", part, classes=language_class(lang)) for part, lang in parts]


def _supplied(source: Source, translate: Translate) -> str:
    """Return that a title is the editors’, and in which language the text is, if not in English."""
    language = locale_of(translate(LOCALE)).languages.get(source.lang.replace("-", "_"))
    if source.lang in ("", "en") or not language:
        return translate("title supplied")
    return translate("title supplied; text in {language}").format(language=language)


def reference_nodes(source: Source, label: Label, translate: Translate = str) -> list[nodes.Node]:
    """Return the reference from its label to its date, without address.

    ``HRW 2002. Human Rights Watch, *The Invisible Exodus*, report, 19 November 2002.`` Of a work
    that is cited by its title, the authors follow the title: ``Refugee Convention 1951.
    *Convention relating to the Status of Refugees*, United Nations, 189 UNTS 137, 28 July 1951.``
    What the label has in full, authors, title or container, is left out, and so are authors after
    the title whom the container names.
    """
    result: list[nodes.Node] = []
    result.append(nodes.strong("", f"{str(label).rstrip('.')}. ", classes=["source-label"]))
    authors = author_text(source, translate)
    if authors not in ("", label.name) and not source.shorttitle:
        result += text_nodes(f"{authors}, ", source.lang)
    rest = ""
    if source.title != label.name or source.titleaddon:
        result += _title(source, translate)
        rest = f" [{source.titleaddon}], " if source.titleaddon else ", "
    parts = [
        authors if source.shorttitle and authors not in source.container else "",
        translate(source.genre) if source.genre else "",
        source.container if source.container != label.name else "",
        format_date(source.date, translate),  # of a work without one the label says so
    ]
    rest = (rest + ", ".join(filter(None, parts))).removesuffix(", ")
    return [*result, *text_nodes(f"{rest}.", source.lang)]


def address_nodes(
    doi: str, url: str, day: str, *, whole: bool, translate: Translate = str
) -> list[nodes.Node]:
    """Return links to a DOI, to an address, and to its archived copies.

    :param doi: the DOI, empty for none
    :param url: the address, empty for none
    :param day: ISO day on which the address was read, empty if it was not
    :param whole: whether to print the whole address, not only its host
    """
    linked = web_address(url) is not None
    links = []
    if doi:
        links.append((f"doi:{doi}", doi_address(doi)))
    if url:
        links.append((url if whole else host(url), url if linked else ""))
    if linked and whole and is_day(day):
        copies = f"https://web.archive.org/web/{day.replace('-', '')}/{url}"  # nearest to the day
        links.append((translate("Archived copies"), copies))
    return [
        nodes.reference("", text, refuri=uri, internal=False) if uri else nodes.Text(text)
        for text, uri in links
    ]


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
        for node in address_nodes("", copy.url, copy.date, whole=True, translate=_):
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


def note_list(
    notes: Iterable[Note], publishers: Mapping[str, str], witnesses: Mapping[str, str]
) -> nodes.bullet_list:
    """Return the notes on a source: place, what it says there, its caveat, who observed it and how.

    :param publishers: names of publishers by their ids
    :param witnesses: names of the pools of people who were asked, by their ids
    """
    items = nodes.bullet_list(classes=["source-notes"])
    for note in notes:
        line = nodes.paragraph()
        if note.place:
            line += [nodes.strong("", note.place.format(_)), nodes.Text(" ")]
        line += text_nodes(note.says)
        if note.caveat:
            caveat = text_nodes(note.caveat)
            line += [nodes.Text(" "), nodes.inline("", "", *caveat, classes=["note-caveat"])]
        facts = []
        if note.observer:
            name = publishers.get(note.observer, note.observer)
            facts.append(_("observed by {publisher}").format(publisher=name))
        if note.basis:
            facts.append(_("rests on {basis}").format(basis=_(BASES.get(note.basis, note.basis))))
        if note.witnesses:
            people = _(witnesses.get(note.witnesses, note.witnesses))
            facts.append(_("asked: {people}").format(people=people))
        if facts:
            text = f" ({'; '.join(facts)})"
            line += nodes.inline("", text, classes=["note-observer"])
        items += nodes.list_item("", line)
    return items


def occurrences_line(
    occurrences: Sequence[Occurrence], titles: Mapping[str, nodes.title], link: Link
) -> nodes.paragraph:
    """Return the places that cite a source, grouped by page.

    :param titles: the title of each page
    """
    before, _field, after = _("Cited in {pages}.").partition("{pages}")
    line = nodes.paragraph("", before, classes=["source-places"])
    pages = groupby(occurrences, key=attrgetter("docname"))
    for number, (docname, group) in enumerate(pages):
        line += nodes.Text("; " if number else "")
        line += _page(titles[docname].astext(), list(group), link)
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
        result += text_nodes(section)
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
        text = text_nodes(dependent.text)
        line += link(dependent.docname, dependent.anchor, *text)
        line += nodes.Text(f" ({dependent.standing})")
    return line
