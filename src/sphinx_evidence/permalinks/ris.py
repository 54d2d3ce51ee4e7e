"""CSL-JSON to RIS.

Tags as in the RIS Format Specifications of Research Information Systems (2012).
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RIS_TYPES = {
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "document": "GEN",
    "graphic": "FIGURE",
    "legal_case": "CASE",
    "legislation": "STAT",
    "map": "MAP",
    "paper-conference": "CPAPER",
    "report": "RPRT",
    "thesis": "THES",
    "treaty": "STAT",
    "webpage": "ELEC",
}
"""The RIS type of each CSL type; all others have ``GEN``."""

RIS_TAGS = {
    "title-short": "ST",
    "collection-title": "T3",
    "publisher": "PB",
    "publisher-place": "CY",
    "genre": "M3",
    "volume": "VL",
    "issue": "IS",
    "edition": "ET",
    "version": "ET",
    "DOI": "DO",
    "language": "LA",
}
"""The RIS tag of each CSL variable whose value is copied unchanged."""

NUMBERS = {
    "book": "M1",
    "legal_case": "SV",
    "legislation": "M1",
    "report": "SN",
    "treaty": "M1",
}
"""The RIS tag of the number of a work by CSL type, as Zotero and EndNote read it: that of a series,
docket number, number of an act, report number. For all others it is the accession number."""

NOTED = {"report": ("edition", "volume"), "webpage": ("number",)}
"""The variables that stand in a note by CSL type, since Zotero refuses their tags for it.

Without a colon, since it reads ``Edition: 2nd`` in a note as the edition that it then refuses.
"""

_COMMA = re.compile(r"\s*,\s*")


def author(name: Mapping[str, str]) -> str:
    """Return a name: family, given, suffix.

    The name of a body ends in a comma, which makes all of it a family name; otherwise reference
    managers would take its last word for one. RIS cannot escape a comma within a part of a name,
    so a dash replaces it.
    """
    if "literal" in name:
        return _COMMA.sub(" – ", name["literal"]) + ","
    parts = (name.get(part, "") for part in ("family", "given", "suffix"))
    return ", ".join(_COMMA.sub(" – ", part) for part in parts if part)


def date(csl: Mapping[str, Any], variable: str) -> list[str]:
    """Return year, month and day, as far as they are known."""
    parts = csl.get(variable, {}).get("date-parts", [[]])[0]
    return [f"{part:02}" for part in parts]


def keep_addresses(text: str) -> str:
    """Return a text whose addresses are the same once HTML entities are decoded, as Zotero does.

    ``&section=1`` would become ``§ion=1``, so the letter after the sign is written by its code.
    """
    if unescape(text) == text:
        return text
    return re.sub(r"&(\w)", lambda match: f"&%{ord(match[1]):02X}", text)


def lines(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield tags and values; a value may be empty."""
    issued, accessed = date(csl, "issued"), date(csl, "accessed")
    yield "TY", RIS_TYPES.get(csl["type"], "GEN")
    yield "ID", csl["id"]
    for role, tag in (("author", "AU"), ("editor", "ED")):
        for name in csl.get(role, ()):
            yield tag, author(name)
    yield "TI", csl.get("title", "")
    yield "T2", csl.get("container-title", "")
    yield "PY", issued[0] if issued else ""
    yield "DA", "/".join([*issued, "", ""][:3]) + "/" if issued else ""
    noted = NOTED.get(csl["type"], ())
    for variable, tag in RIS_TAGS.items():
        yield tag, "" if variable in noted else csl.get(variable, "")
    first, _, last = csl.get("page", "").partition("–")
    yield from (("SP", first), ("EP", last))
    yield "AB", keep_addresses(csl.get("abstract", ""))
    yield "N1", keep_addresses(csl.get("note", ""))
    number = NUMBERS.get(csl["type"], "AN")
    yield number, "" if "number" in noted else csl.get("number", "")
    yield from (("N1", f"{name} {csl[name]}") for name in noted if name in csl)
    yield "N1" if number == "SN" and "number" in csl else "SN", csl.get("ISBN", "")
    for keyword in csl.get("keyword", "").split(", "):
        yield "KW", keyword
    yield "UR", keep_addresses(csl.get("URL", ""))
    yield "Y2", "/".join(accessed) + "/" if accessed else ""


def to_ris(csl: Mapping[str, Any]) -> str:
    """Return a record with CR LF line endings, as RIS requires.

    :param csl: an item from :func:`~sphinx_evidence.permalinks.csl.to_csl` or
        :func:`~sphinx_evidence.sources.formats.source_csl`
    """
    record = [f"{tag}  - {value}\r\n" for tag, value in lines(csl) if value]
    return "".join(record) + "ER  - \r\n"
