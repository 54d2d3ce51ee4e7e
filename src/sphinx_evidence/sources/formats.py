"""A source of the bibliography as CSL-JSON and as BibTeX.

The fields and types are those of the schema of the Citation Style Language, version 1.0.2, as in
:mod:`sphinx_evidence.permalinks.formats.csl`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pybtex.database import BibliographyData, Entry
from pybtex.database.output.bibtex import Writer

from ..core.dates import MONTHS, is_day
from ..permalinks.formats.bibtex import verbatim
from .model import languages, plain, plain_fields

if TYPE_CHECKING:
    from pybtex.database import Person

    from .model import Source

CSL_TYPES = {
    "article": "article-journal",
    "book": "book",
    "incollection": "chapter",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
}
"""The CSL type of an entry by its BibTeX type."""

CSL_TYPES_BY_TIER = {
    "treaty": "treaty",
    "law": "legislation",
    "court": "legal_case",
    "news": "article-newspaper",
}
"""The CSL type of other entries by their tier."""

CSL_VARIABLES = {
    "journal": "container-title",
    "booktitle": "container-title",
    "howpublished": "container-title",
    "institution": "publisher",
    "school": "publisher",
    "volume": "volume",
    "number": "number",
    "pages": "page",
    "isbn": "ISBN",
    "doi": "DOI",
    "note": "note",
}
"""The CSL variable of a BibTeX field; the first that has a value wins."""


class _PlainWriter(Writer):  # type: ignore[misc]
    """A writer that does not escape text, since fields are TeX already."""

    def _encode(self, text: str) -> str:
        return text


def _name(person: Person) -> dict[str, str]:
    given = [plain(part) for part in (*person.first_names, *person.middle_names)]
    family = [plain(part) for part in (*person.prelast_names, *person.last_names)]
    if not given:
        return {"literal": " ".join(family)}
    suffix = " ".join(plain(part) for part in person.lineage_names)
    name = {"family": " ".join(family), "given": " ".join(given), "suffix": suffix}
    return {part: text for part, text in name.items() if text}


def _issued(fields: dict[str, str]) -> list[int]:
    """Return year, month and day, as far as they are known."""
    month = fields.get("month", "")
    parts = [fields.get("year", ""), MONTHS.index(month) + 1 if month in MONTHS else ""]
    parts += [fields.get("day", "")]
    known: list[int] = []
    for part in parts:
        if not str(part).isdecimal():
            break
        known.append(int(part))
    return known


def source_csl(source: Source, entry: Entry, publisher: str = "") -> dict[str, Any]:
    """Return a CSL-JSON item without empty values.

    The day of access is ``urldate``, the day on which the editors read the source.

    :param entry: the entry that the source was read from
    :param publisher: name of the publisher, since the entry has only its id
    """
    fields = plain_fields(entry)
    kind = CSL_TYPES.get(
        entry.type, CSL_TYPES_BY_TIER.get(source.tier, "webpage" if source.url else "document")
    )
    authors = [_name(person) for person in entry.persons.get("author", [])]
    item: dict[str, Any] = {
        "id": source.key,
        "type": kind,
        "title": source.title,
        "author": [name for name in authors if any(name.values())],
    }
    for name, variable in CSL_VARIABLES.items():
        if value := fields.get(name):
            item.setdefault(variable, value)
    item.setdefault("publisher", publisher)
    if kind.startswith("article") and "number" in item:
        item["issue"] = item.pop("number")
    if date := _issued(fields):
        item["issued"] = {"date-parts": [date]}
    if is_day(source.urldate):
        item["accessed"] = {"date-parts": [[int(part) for part in source.urldate.split("-")]]}
    item |= {"URL": source.url, "language": languages().get(fields.get("langid", ""), "")}
    return {name: value for name, value in item.items() if value}


def source_bibtex(key: str, entry: Entry, publisher: str = "") -> str:
    """Return the entry in BibTeX as in the bibliography, with the name of its publisher."""
    fields = [*entry.fields.items()]
    named = [(name, verbatim(publisher) if name == "publisher" else text) for name, text in fields]
    data = BibliographyData({key: Entry(entry.type, named if publisher else fields, entry.persons)})
    return str(_PlainWriter(encoding="utf-8").to_string(data)).lstrip("\n")
