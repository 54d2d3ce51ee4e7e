"""The search page, which lists sections, claims and terms where scripts do not run."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from ..core.text import split_scripts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..core.records import SearchEntry
    from ..core.text import Translate
    from .index import Page


def search_context(
    entries: Iterable[SearchEntry], pages: Mapping[str, Page], translate: Translate = str
) -> dict[str, Any]:
    """Return the context of the template: sections and claims by page, then the terms."""
    by_page = attrgetter("docname")
    kinds: dict[str, list[SearchEntry]] = {}
    for entry in entries:
        kinds.setdefault(entry.kind, []).append(entry)
    claims = {
        docname: _named(group) for docname, group in groupby(kinds.get("claim", ()), key=by_page)
    }
    index = [
        {
            "docname": docname,
            "title": with_languages(pages[docname].title),
            "english": pages[docname].english,
            "sections": _named(group),
            "claims": claims.get(docname, []),
        }
        for docname, group in groupby(kinds.get("section", ()), key=by_page)
    ]
    terms = sorted(kinds.get("term", ()), key=lambda entry: entry.title.casefold())
    english = any(pages[entry.docname].english for entry in terms)
    return {
        "title": translate("Search"),
        "index": index,
        "terms": _named(terms),
        "english_terms": english,
    }


def with_languages(text: str) -> Markup:
    """Return a text as HTML, with ``lang`` on each run in an East Asian script."""
    pieces = (
        Markup('<span lang="{}">{}</span>').format(lang, piece) if lang else escape(piece)
        for piece, lang in split_scripts(text, "")
    )
    return Markup("").join(pieces)


def _named(entries: Iterable[SearchEntry]) -> list[dict[str, str]]:
    """Return page, anchor and title as HTML of each entry, as the template needs them."""
    return [
        {"docname": entry.docname, "anchor": entry.anchor, "title": with_languages(entry.title)}
        for entry in entries
    ]
