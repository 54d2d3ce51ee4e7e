"""A source of the bibliography as an entry of biblatex.

Types and fields are those of the data model of biblatex 3.20 (``blx-dm.def``), against which biber
checks entries with ``--validate-datamodel``, as far as Zotero reads them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..permalinks.bibtex import escape_tex, verbatim
from .formats import addition
from .model import language_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .model import Source

MANDATORY = {
    "article": {"title", "journaltitle"},
    "book": {"author", "title"},
    "collection": {"editor", "title"},
    "incollection": {"author", "editor", "title", "booktitle"},
    "inbook": {"author", "title", "booktitle"},
    "inproceedings": {"author", "title", "booktitle"},
    "report": {"author", "title", "type", "institution"},
    "thesis": {"author", "title", "type", "institution"},
    "online": {"title", "url"},
    "misc": {"title"},
}
"""The fields that each type must have, besides a date, which not every work has.

An article has an author too in the data model, but the manual of biblatex lets what was published
without one go without (2.3.2, "Missing and Omissible Data"), and any other type would tell
reference managers that it stands in no journal.
"""

_BOOK = {"editor", "isbn", "location", "number", "pages", "publisher", "series", "volume"}

OPTIONAL = {
    "article": {"author", "editor", "eid", "number", "pages", "series", "volume"},
    "book": {*_BOOK, "edition"},
    "collection": {*_BOOK, "edition"},
    "incollection": {*_BOOK, "edition"},
    "inbook": {*_BOOK, "edition"},
    "inproceedings": _BOOK,
    "report": {"location", "number", "pages"},
    "thesis": {"location", "pages"},
    "online": {"author", "editor", "organization"},
    "misc": {"author", "editor", "howpublished", "location", "organization", "type"},
}
"""Other fields that a type may have, as far as they are used here."""

COMMON = {
    *("annote", "date", "doi", "entrysubtype", "label", "langid", "language", "note"),
    *("shortauthor", "shorttitle", "titleaddon", "url", "urldate"),
}
"""The fields that every type used here may have."""

TYPES = {
    "article-journal": ("article",),
    "article-newspaper": ("article",),
    "book": ("book", "collection"),
    "chapter": ("incollection", "inbook"),
    "dataset": ("misc",),
    "legal_case": ("misc",),
    "legislation": ("misc",),
    "paper-conference": ("inproceedings",),
    "report": ("report",),
    "thesis": ("thesis",),
    "treaty": ("misc",),
}
"""Types by CSL type; the first whose mandatory fields are known is used, else ``online`` or
``misc``. In the data model, ``legislation`` and ``jurisdiction`` have not even a title, and Zotero
stops at ``dataset``; these works are told apart by their subtype."""

SUBTYPES = {
    "article-newspaper": "newspaper",
    "dataset": "dataset",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "treaty": "treaty",
}
"""The subtype by CSL type, for styles that make a difference."""

CONTAINERS = {
    "article": "journaltitle",
    **dict.fromkeys(("incollection", "inbook", "inproceedings"), "booktitle"),
    "online": "organization",
}
PUBLISHERS = {
    **dict.fromkeys(("report", "thesis"), "institution"),
    **dict.fromkeys(("online", "misc"), "organization"),
}
"""The fields for container and publisher, where they are not ``howpublished`` and ``publisher``."""

WORDS = {"isbn": "ISBN ", "pages": "pp. ", "visited": "visited on ", "volume": "vol. "}
"""What stands before a value in the note of a type that has no field for it."""

_VERBATIM = ("date", "doi", "entrysubtype", "langid", "language", "url", "urldate", "volume")
"""Fields in which nothing is escaped: biber reads them as they are, or they are numbers."""

_BRACES = {ord(character): f"%{ord(character):02X}" for character in "{}\\"}


def _names(names: Iterable[Mapping[str, str]]) -> str:
    texts = []
    for name in names:
        parts = (name.get(part, "") for part in ("family", "suffix", "given"))
        literal = name.get("literal")
        texts.append(
            verbatim(literal) if literal else ", ".join(map(escape_tex, filter(None, parts)))
        )
    return " and ".join(texts)


def _date(item: Mapping[str, Any], variable: str) -> str:
    parts = item.get(variable, {}).get("date-parts", [[]])[0]
    return "-".join(f"{part:0{width}}" for part, width in zip(parts, (4, 2, 2), strict=False))


def _fields(name: str, source: Source, item: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of an item as text in an entry of a type; values may be empty."""
    bodies = [author["literal"] for author in item.get("author", ()) if "literal" in author]
    number, container = item.get("number", ""), item.get("container-title", "")
    publisher = item.get("publisher", "")
    if name == "report":
        publisher = publisher or ", ".join(bodies)
    if name == "online":  # has one field for both
        container, publisher = ", ".join(filter(None, (container, publisher))), ""
    if name == "misc":
        container, number = "; ".join(filter(None, (container, number))), ""
    issued, accessed = _date(item, "issued"), _date(item, "accessed")
    language = language_names().get(source.lang, "")
    about = (source.titleaddon, item.get("note", ""))
    return {
        PUBLISHERS.get(name, "publisher"): publisher,
        **({CONTAINERS.get(name, "howpublished"): container} if container else {}),
        "title": source.title,
        "titleaddon": addition(source),
        "shorttitle": source.shorttitle,
        "shortauthor": source.shorthand if source.authors else "",
        # Styles by author and year cite it if there is no author; after it, the short title.
        "label": "" if source.authors or source.shorttitle else source.shorthand or source.journal,
        "series": item.get("collection-title", ""),
        "volume": item.get("volume", ""),
        "number": item.get("issue", number),
        "identifier": number if "issue" in item else "",  # for which no type has a field
        "edition": item.get("edition", ""),
        "eid": source.eid,
        "pages": "" if source.eid else item.get("page", "").replace("–", "--"),
        "location": item.get("publisher-place", ""),
        "isbn": item.get("ISBN", ""),
        "type": item.get("genre", "Report" if name == "report" else ""),
        "entrysubtype": SUBTYPES.get(item["type"], ""),
        "date": issued,
        "doi": item.get("DOI", "").translate(_BRACES),
        "url": item.get("URL", "").translate(_BRACES),
        # Of a work without a date, biblatex would print the year of this one as its year.
        "urldate": accessed if issued else "",
        "visited": "" if issued else accessed,  # for which no type has a field
        "langid": language,
        # biblatex leaves it out in documents in English; it has no word for most others.
        "language": language if language == "english" else language.capitalize(),
        "annote": ". ".join(text.rstrip(".") for text in about if text),
    }


def source_bibtex(source: Source, item: Mapping[str, Any]) -> str:
    """Return an entry that ends in a newline.

    What no field of its type can hold is in its note. What this book says of the work (through
    which copies it was read) is in ``annote``, which styles do not print.

    :param item: the source from :func:`~sphinx_evidence.sources.formats.source_csl`
    """
    people = {role: _names(item.get(role, ())) for role in ("author", "editor")}
    for name in (*TYPES.get(item["type"], ()), "online", "misc"):
        texts = _fields(name, source, item)
        known = {field for field, text in (*people.items(), *texts.items()) if text}
        if known >= MANDATORY[name]:
            break
    allowed = {*MANDATORY[name], *OPTIONAL[name], *COMMON}
    if not texts["volume"].isdecimal():
        allowed.discard("volume")
    rest = [
        WORDS.get(field, "") + text
        for field, text in texts.items()
        if text and field not in allowed
    ]
    texts["note"] = ", ".join(rest)
    values = {role: text for role, text in people.items() if role in allowed}
    for field, text in texts.items():
        if field in allowed:
            values[field] = text if field in _VERBATIM else verbatim(text)
    lines = [f"  {field} = {{{value}}},\n" for field, value in values.items() if value.strip("{}")]
    return f"@{name}{{{source.key},\n{''.join(lines)}}}\n"
