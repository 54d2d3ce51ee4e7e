"""CSL-JSON to tags for the head of a page, which reference managers read.

``citation_*`` are those of Highwire Press, as Google Scholar describes them. Zotero's translator
Embedded Metadata (2026-04-27) knows a part of a book by ``citation_inbook_title`` only, other types
by ``z:itemType``, and editions and versions by ``prism.edition``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

    :param csl: an item from :func:`~sphinx_evidence.permalinks.formats.csl.to_csl`
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
        "prism.edition": csl.get("edition") or csl["version"],
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
