"""A source of the bibliography as CSL-JSON, from which its other citation files are made.

The fields and types are those of the schema of the Citation Style Language, version 1.0.2, as in
:mod:`sphinx_evidence.permalinks.csl`. An item describes the work; through which copies it
was read is said in its note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..core.dates import is_date, is_day
from .copies import KINDS
from .model import GENRES, plain, plain_fields
from .vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pybtex.database import Entry, Person

    from .copies import Copy
    from .library import Library
    from .model import Source

CSL_TYPES = {
    "article": "article-journal",
    "book": "book",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "report": "report",
    "thesis": "thesis",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "online": "webpage",
    "dataset": "dataset",
    "misc": "document",
}
"""The CSL type of an entry by its type."""

CSL_TYPES_BY_ROLE = {
    ("article", Role.PRESS): "article-newspaper",
    ("legislation", Role.TREATY): "treaty",
}
"""The CSL type of an entry by its type and the role of its source, where that matters."""

LEGAL = ("legislation", "legal_case", "treaty")
"""CSL types whose author is an authority, and which no publication contains."""

CSL_VARIABLES = {
    "volume": "volume",
    "edition": "edition",
    "series": "collection-title",
    "location": "publisher-place",
    "isbn": "ISBN",
    "doi": "DOI",
}
"""The CSL variable of a field whose value is copied unchanged."""

ZOTERO_TYPES = {"treaty": "document"}
"""The CSL type by which Zotero takes in an item of a type that it does not have."""

ZOTERO_LACKS = {"report": ("edition", "volume"), "treaty": ("number",), "webpage": ("number",)}
"""Variables for which Zotero has no field, by CSL type."""

_LANGUAGE = re.compile(r"^English(?: \([^()]*\))?: ")
"""What says of an addition to a title that it is a translation, and whose."""


def _name(person: Person) -> dict[str, str]:
    given = [plain(part) for part in (*person.first_names, *person.middle_names)]
    family = [plain(part) for part in (*person.prelast_names, *person.last_names)]
    if not given:
        return {"literal": " ".join(family)}
    suffix = " ".join(plain(part) for part in person.lineage_names)
    name = {"family": " ".join(family), "given": " ".join(given), "suffix": suffix}
    return {part: text for part, text in name.items() if text}


def _names(entry: Entry, role: str) -> list[dict[str, str]]:
    names = map(_name, entry.persons.get(role, []))
    return [name for name in names if any(name.values())]


def _issued(source: Source) -> list[int]:
    """Return year, month and day, as far as they are known."""
    date = source.date if is_date(source.date) else source.year
    return [int(part) for part in date.split("-") if part.isdecimal()]


def addition(source: Source) -> str:
    """Return the addition to the title of a source, which most often translates it."""
    return _LANGUAGE.sub("", source.titleaddon)


def _number(source: Source, fields: Mapping[str, str], kind: str) -> str:
    numbers = [source.symbol, source.neutral, source.statute]
    if not kind.startswith("article"):  # its number is that of an issue
        numbers.append(fields.get("number", ""))
    return "; ".join(filter(None, numbers))


def _places(fields: Mapping[str, str], kind: str, publisher: str) -> tuple[str, str]:
    """Return what contains a work, and who published it."""
    found = fields.get("howpublished", "")
    body = fields.get("institution") or fields.get("school") or ""
    if kind.startswith("article"):
        return fields.get("journal", ""), ""
    if kind in LEGAL:
        return "", ""
    if kind == "webpage":
        return found, body or publisher
    return fields.get("booktitle", ""), body or found or publisher


def _remarks(source: Source, howpublished: str, library: Library) -> Iterator[str]:
    """Yield what is said of a work, and through what it was read if not in the original."""
    yield howpublished
    yield source.note
    for copy in library.copies.get(source.key, ()):
        if copy.kind != "original":
            language = f" ({copy.language})" if copy.language not in ("", source.lang) else ""
            address = f", {copy.url}" if copy.url else ""
            yield f"Read in {KINDS.get(copy.kind, copy.kind)}{language}{address}"
    for work in library.reports_of(source.key):
        yield f"Known only as reported in {work.title}"


def _day(text: str) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in text.split("-")]]} if is_day(text) else None


def source_csl(
    source: Source, entry: Entry, library: Library, publisher: str = ""
) -> dict[str, Any]:
    """Return a CSL-JSON item without empty values.

    The address is the official one, or that of the original that was read, never that of a copy
    elsewhere. A publisher that is named as the author or the container is left out. Values for
    which CSL has no variable are in ``custom``.

    :param entry: the entry that the source was read from
    :param publisher: name of the publisher, since the entry has only its id
    """
    fields = plain_fields(entry)
    role = source.kind.role
    kind = CSL_TYPES_BY_ROLE.get((entry.type, role)) or CSL_TYPES.get(entry.type, "document")
    author = _names(entry, "author")
    bodies = [name["literal"] for name in author if "literal" in name]
    container, publisher = _places(fields, kind, publisher)
    number = _number(source, fields, kind)
    if kind == "legislation":  # whose number styles print as that of an American public law
        container, number = number, ""
    genre = fields.get("type", "")
    issued = _issued(source)
    url, day = library.address(source.key)
    remarks = _remarks(source, fields.get("howpublished", "") if kind in LEGAL else "", library)
    item: dict[str, Any] = {
        "id": source.key,
        "type": kind,
        "title": f"{source.title} [{addition(source)}]" if source.titleaddon else source.title,
        "title-short": source.shorttitle,
        "author": author,
        "editor": _names(entry, "editor"),
        "authority": ", ".join(bodies) if kind in LEGAL else "",
        "genre": GENRES.get(genre, genre),
        "number": number,
        "issue": fields.get("number") if kind.startswith("article") else "",
        "page": fields.get("pages") or fields.get("eid", ""),  # as in Zotero; CSL has no other
        "container-title": "" if kind == "webpage" and container in bodies else container,
        "publisher": "" if publisher in (*bodies, container) else publisher,
        **{variable: fields.get(name) for name, variable in CSL_VARIABLES.items()},
        "issued": {"date-parts": [issued]} if issued else None,
        "accessed": _day(day) if url else None,
        "URL": url,
        "language": source.lang,
        "note": ". ".join(text.rstrip(".") for text in remarks if text),
        "custom": _record(source, library),
    }
    return {name: value for name, value in item.items() if value}


def for_zotero(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item of which Zotero loses nothing.

    What it has no type or field for stands in the first lines of the note, as ``type: treaty``.
    Zotero and citeproc-js read such lines as variables and print the same as without them; see
    "Citing Fields from Extra" in Zotero's documentation.
    """
    kind = item["type"]
    held = {"type": kind} if kind in ZOTERO_TYPES else {}
    held |= {name: item[name] for name in ZOTERO_LACKS.get(kind, ()) if name in item}
    if not held:
        return item
    lines = [f"{name}: {value}" for name, value in held.items()]
    note = "\n".join(filter(None, (*lines, item.get("note", ""))))
    return {**item, "type": ZOTERO_TYPES.get(kind, kind), "note": note}


def _record(source: Source, library: Library) -> dict[str, Any]:
    """Return what this book says of a source, and no citation does."""
    record = {
        "tier": source.tier,
        "basis": source.basis,
        "observer": source.publisher,
        "shorthand": source.shorthand,
        "status": source.status,
        "status-note": source.status_note,
        "copies": [*map(_copy_record, library.copies.get(source.key, ()))],
        "known-from": [work.key for work in library.reports_of(source.key)],
    }
    return {name: value for name, value in record.items() if value}


def _copy_record(copy: Copy) -> dict[str, str]:
    record = {
        "kind": copy.kind,
        "language": copy.language,
        "URL": copy.url,
        "unlinked": copy.unlinked,
        "read": "; ".join((*copy.extents, *map(str, copy.places))),
        "date": copy.date,
    }
    return {name: value for name, value in record.items() if value}
