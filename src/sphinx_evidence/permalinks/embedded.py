"""CSL-JSON for reference managers that read pages: tags for the head, and COinS.

``citation_*`` are those of Highwire Press, as Google Scholar describes them. Zotero's translator
Embedded Metadata (2026-04-27) knows a part of a book by ``citation_inbook_title`` only, other types
by ``z:itemType``, and editions and versions by ``prism.edition``.

COinS put a ContextObject of OpenURL into a page. From a list of them Zotero lets its reader pick.
The formats are those that ANSI/NISO Z39.88-2004 registers: journal, book, dissertation, and Dublin
Core for all else. Its ``type`` is a type of Zotero, as Zotero itself writes it (``openurl.js``,
2026).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ZOTERO_TYPES = {
    "book": "book",
    "chapter": "bookSection",
    "dataset": "dataset",
    "graphic": "artwork",
    "map": "map",
}
"""The type in Zotero of each CSL type; all others have none."""


def highwire(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield names and values, none of them empty.

    The comma after the name of a body makes all of it a family name, as in RIS. A title of a book
    would make data and drawings a part of it as text.

    :param csl: an item from :func:`~sphinx_evidence.permalinks.csl.to_csl`
    """
    book = csl["container-title"] if csl["type"] == "chapter" else ""
    (date,) = csl["issued"]["date-parts"]
    tags = {
        "citation_title": csl["title"],
        "citation_book_title": book,
        "citation_inbook_title": book,
        "citation_author": f"{csl['author'][0]['literal']},",
        "citation_publication_date": "/".join(f"{part:02}" for part in date),
        "citation_language": csl["language"],
        "citation_doi": csl.get("DOI", ""),
        "citation_public_url": csl.get("URL", ""),
        "citation_keywords": csl.get("keyword", "").replace(", ", "; "),
        "prism.edition": csl.get("edition") or csl.get("version", ""),
        "z:itemType": ZOTERO_TYPES.get(csl["type"], ""),
    }
    yield from ((name, value) for name, value in tags.items() if value)


REFERENCE_TAGS = {
    "volume": "volume",
    "issue": "issue",
    "publisher": "publisher",
    "DOI": "doi",
    "ISBN": "isbn",
    "URL": "public_url",
}
"""The tag in a reference of each CSL variable that is copied unchanged."""


def reference(csl: Mapping[str, Any]) -> str:
    """Return a work that is cited as the value of ``citation_reference``.

    Its parts are separated by semicolons, so one within a part is replaced.

    :param csl: an item from :func:`~sphinx_evidence.sources.formats.source_csl`
    """
    names = (
        name.get("literal") or " ".join(filter(None, (name.get("given"), name.get("family"))))
        for name in csl.get("author", ())
    )
    (day,) = csl.get("issued", {}).get("date-parts", [[]])
    container = "journal_title" if csl["type"].startswith("article") else "inbook_title"
    parts = [
        ("title", csl["title"]),
        *(("author", name) for name in names),
        ("publication_date", "/".join(f"{part:02}" for part in day)),
        (container, csl.get("container-title", "")),
        *((tag, csl.get(variable, "")) for variable, tag in REFERENCE_TAGS.items()),
    ]
    return "; ".join(
        f"citation_{tag}={value.replace(';', '%3B' if tag == 'public_url' else ',')}"
        for tag, value in parts
        if value
    )


FORMATS = {
    "article-journal": ("journal", "article", "atitle", "jtitle"),
    "book": ("book", "book", "btitle", ""),
    "chapter": ("book", "bookitem", "atitle", "btitle"),
    "paper-conference": ("book", "proceeding", "atitle", "btitle"),
    "report": ("book", "report", "btitle", ""),
    "thesis": ("dissertation", "", "title", ""),
}
"""Format, genre, and the keys of the title and of what it is in, by CSL type."""

OPENURL_TYPES = {
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
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"
    yield "rft.genre", genre
    if form == "dc":
        yield "rft.type", OPENURL_TYPES.get(kind, "document")
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
