"""The filters of a list of sources: who published a work, in which language and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from ..core.i18n import _
from ..facets.extension import ITEM, facets, token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from docutils import nodes

    from .model import Source

UNFILTERED = 8
"""Number of sources up to which a list has no filters."""

NO_DATE = "n.d."


def add_filters(
    items: Iterable[nodes.Element],
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
        item["classes"] += [ITEM, *(token(*pair) for pair in _values(source))]
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
