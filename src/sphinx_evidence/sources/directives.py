"""Directives for lists made from the bibliography, and their filters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, cast

from babel import Locale, UnknownLocaleError
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from ..core.diagnostics import Rule
from ..core.i18n import _
from ..core.log import warn
from ..theme.facets import ITEM, facets, token
from .domain import CitationDomain
from .model import EARLIEST, LATEST, SourceList
from .nodes import first_citation, key_works, source_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.util.typing import OptionSpec

    from .model import Source

UNFILTERED = 8
"""Number of sources up to which a list has no filters."""

NO_DATE = "n.d."


def add_filters(
    items: Iterable[nodes.Node],
    sources: Sequence[Source],
    publishers: Mapping[str, str],
    language: str,
) -> facets | None:
    """Mark each item with what its source can be chosen by; return the filters.

    :param items: the entries of the sources, in the same order
    :param publishers: names of publishers by id
    :param language: that of the book, in which languages are named
    :return: None for a list so short that it needs none
    """
    if len(sources) <= UNFILTERED:
        return None
    for item, source in zip(items, sources, strict=True):
        cast("nodes.Element", item)["classes"] += [
            ITEM,
            *(token(*pair) for pair in _values(source)),
        ]
    found = dict.fromkeys(pair for source in sources for pair in _values(source))
    words = {
        "publisher": (_("Publisher"), publishers),
        "lang": (_("Language"), _language_names(language)),
        "years": (_("Years"), {NO_DATE: _("No date known")}),
    }
    choices: list[tuple[str, str, tuple[str, ...]]] = []
    labels: dict[str, str] = {}
    for name, (title, names) in words.items():
        known = {value: names.get(value, value) for key, value in found if key == name}
        labels |= {token(name, value): label for value, label in known.items()}
        values = sorted(known, key=lambda value: known[value].casefold(), reverse=name == "years")
        if len(values) > 1:
            choices.append((name, title, tuple(values)))
    return facets("", facets=choices, labels=labels, noun="source")


def _values(source: Source) -> Iterator[tuple[str, str]]:
    """Yield name and value of each facet; years are those of a decade."""
    if source.publisher:
        yield "publisher", source.publisher
    if source.lang:
        yield "lang", source.lang
    yield "years", f"{source.year[:3]}0–{source.year[:3]}9" if source.year else NO_DATE


def _language_names(language: str) -> Mapping[str, str]:
    """Return the names of languages by BCP 47 tag."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return {tag.replace("_", "-"): name for tag, name in locale.languages.items()}


def _by(argument: str) -> str:
    return directives.choice(argument, ("publisher", "year"))


def _initials(argument: str) -> tuple[str, str]:
    match = re.fullmatch(r"\s*([a-z])\s*-\s*([a-z])\s*", argument)
    if match is None or match.group(1) > match.group(2):
        msg = "write two letters in order, such as a-f"
        raise ValueError(msg)
    return match.group(1), match.group(2)


def _years(argument: str) -> tuple[str, str]:
    match = re.fullmatch(r"\s*(\d{4})?\s*-\s*(\d{4})?\s*", argument, re.ASCII)
    first, last = (match[1] or EARLIEST, match[2] or LATEST) if match else ("", "")
    if not first or first > last:
        msg = "write the first and the last year in order, such as 2001-2010, 2011- or -2000"
        raise ValueError(msg)
    return first, last


_KINDS = {
    "chapter-sources": "chapter",
    "source-register": "register",
    "flagged-sources": "flagged",
    "source-index": "index",
}
"""The kinds of list by directive, where they are not the name of the directive."""


class ListOfSources(SphinxDirective):
    """A list made from the bibliography, of the kind that its name says; it has no options."""

    def run(self) -> list[nodes.Node]:
        query = SourceList(_KINDS.get(self.name, self.name), **self.options)
        node = source_list("", query=query, docname=self.env.docname)
        self.set_source_info(node)
        return [node]


class SourceRegister(ListOfSources):
    """The sources of a tier, or of a range of initials, each with its permanent anchor."""

    option_spec: ClassVar[OptionSpec] = {"tier": directives.unchanged, "initials": _initials}

    def run(self) -> list[nodes.Node]:
        tier = self.options.get("tier", "")
        vocabulary = CitationDomain.of(self.env).library.vocabulary
        if tier and tier not in vocabulary.kinds and vocabulary.is_complete:
            known = ", ".join(vocabulary.kinds)
            message = f"no kind of source has the tier {tier!r}: use one of {known}"
            warn(Rule.UNLISTED_SOURCE, message, (self.env.current_document.docname, self.lineno))
        return super().run()


class SourceIndex(ListOfSources):
    """The labels of all sources, by publisher or by year, as links to their entries."""

    option_spec: ClassVar[OptionSpec] = {"by": _by, "years": _years}


class KeyWorks(SphinxDirective):
    """Works that are worth reading: a list whose items begin with the citation of one."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        node = key_works("", *self.parse_content_to_nodes(), classes=["key-works"])
        self.set_source_info(node)
        items = [item for child in node.findall(nodes.bullet_list) for item in child.children]
        if not items or not all(map(first_citation, items)):
            message = (
                "{key-works} holds a list of works: begin each item with the citation of one, as "
                "in '- {cite:t}`key` What it is.'"
            )
            warn(Rule.MALFORMED_CITATION, message, node)
        return [node]


class StockBibliography(SphinxDirective):
    """A directive of sphinxcontrib-bibtex: the works that the book cites, or that the page does.

    The works of the book have their entries there. Styles and labels are those of this package,
    and a filter is only asked whether it is for one page.
    """

    has_content = True
    optional_arguments = 10
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {
        "all": directives.flag,
        "filter": directives.unchanged,
        **dict.fromkeys(("cited", "notcited"), directives.flag),
        **dict.fromkeys(
            ("style", "encoding", "list", "enumtype", "start", "labelprefix", "keyprefix"),
            directives.unchanged,
        ),
    }

    def run(self) -> list[nodes.Node]:
        of_page = self.name == "footbibliography" or "docname" in self.options.get("filter", "")
        kind = "chapter" if of_page else "register" if "all" in self.options else "cited"
        node = source_list("", query=SourceList(kind), docname=self.env.docname)
        self.set_source_info(node)
        return [node]
