"""CSL-JSON to a ContextObject of OpenURL, which COinS put into a page.

From a list of them Zotero lets its reader pick. The formats are those that ANSI/NISO Z39.88-2004
registers: journal, book, dissertation, and Dublin Core for all else. Its ``type`` is a type of
Zotero, as Zotero itself writes it (``openurl.js``, 2026).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORMAT = "info:ofi/fmt:kev:mtx:{name}"

FORMATS = {
    "article-journal": ("journal", "article", "atitle", "jtitle"),
    "book": ("book", "book", "btitle", ""),
    "chapter": ("book", "bookitem", "atitle", "btitle"),
    "paper-conference": ("book", "proceeding", "atitle", "btitle"),
    "report": ("book", "report", "btitle", ""),
    "thesis": ("dissertation", "", "title", ""),
}
"""Format, genre, and the keys of the title and of what it is in, by CSL type."""

ZOTERO_TYPES = {
    "article-newspaper": "newspaperArticle",
    "dataset": "dataset",
    "document": "document",
    "legal_case": "case",
    "legislation": "statute",
    "treaty": "statute",
    "webpage": "webpage",
}
"""The type in Zotero of the CSL types that have none of :data:`FORMATS`."""

VARIABLES = {
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "edition": "edition",
    "collection-title": "series",
    "publisher-place": "place",
    "ISBN": "isbn",
    "language": "language",
}
"""The key of each CSL variable that is copied unchanged."""


def _name(name: Mapping[str, str]) -> tuple[str, str]:
    """Return key and value of an author."""
    if "literal" in name:
        return "rft.aucorp", name["literal"]
    return "rft.au", ", ".join(filter(None, (name.get("family"), name.get("given"))))


def _pairs(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield keys and values; a value may be empty."""
    kind, (day,) = csl["type"], csl.get("issued", {}).get("date-parts", [[]])
    form, genre, title, container = FORMATS.get(kind, ("dc", "", "title", "source"))
    doi, url = csl.get("DOI", ""), csl.get("URL", "")
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", FORMAT.format(name=form)
    yield "rft.genre", genre
    if form == "dc":
        yield "rft.type", ZOTERO_TYPES.get(kind, "document")
        yield "rft.identifier", url or (f"urn:doi:{doi}" if doi else "")
    else:
        yield "rft_id", f"info:doi/{doi}" if doi else ""
        yield "rft_id", url
    yield f"rft.{title}", csl.get("title", "")
    if container:
        yield f"rft.{container}", csl.get("container-title", "")
    yield from map(_name, csl.get("author", ()))
    yield "rft.date", "-".join(f"{part:02}" for part in day)
    yield "rft.inst" if form == "dissertation" else "rft.publisher", csl.get("publisher", "")
    for variable, key in VARIABLES.items():
        yield f"rft.{key}", csl.get(variable, "")


def context_object(csl: Mapping[str, Any]) -> str:
    """Return an item as the query of an OpenURL, in the order of its parts.

    :param csl: an item from :func:`~sphinx_evidence.sources.formats.source_csl`
    """
    return urlencode([(key, value) for key, value in _pairs(csl) if value])
