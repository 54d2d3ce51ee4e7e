"""CSL-JSON to RIS.

Tags as in the RIS Format Specifications of Research Information Systems (2012).
"""

from __future__ import annotations

import re
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
    "report": "RPRT",
    "thesis": "THES",
    "treaty": "GEN",
    "webpage": "ELEC",
}
"""The RIS type of each CSL type; all others have ``GEN``."""

RIS_TAGS = {
    "publisher": "PB",
    "volume": "VL",
    "number": "M1",
    "issue": "IS",
    "page": "SP",
    "ISBN": "SN",
    "DOI": "DO",
    "language": "LA",
    "note": "N1",
}
"""The RIS tag of each CSL variable whose value is copied unchanged."""

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


def lines(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield tags and values; a value may be empty."""
    issued, accessed = date(csl, "issued"), date(csl, "accessed")
    yield "TY", RIS_TYPES.get(csl["type"], "GEN")
    yield "ID", csl["id"]
    for name in csl.get("author", ()):
        yield "AU", author(name)
    yield "TI", csl.get("title", "")
    yield "T2", csl.get("container-title", "")
    yield "PY", issued[0] if issued else ""
    yield "DA", "/".join([*issued, "", ""][:3]) + "/" if issued else ""
    for variable, tag in RIS_TAGS.items():
        yield tag, csl.get(variable, "")
    for keyword in csl.get("keyword", "").split(", "):
        yield "KW", keyword
    yield "UR", csl.get("URL", "")
    yield "Y2", "/".join(accessed) + "/" if accessed else ""


def to_ris(csl: Mapping[str, Any]) -> str:
    """Return a record with CR LF line endings, as RIS requires.

    :param csl: an item from :func:`~sphinx_evidence.permalinks.formats.csl.to_csl` or
        :func:`~sphinx_evidence.sources.formats.source_csl`
    """
    record = [f"{tag}  - {value}\r\n" for tag, value in lines(csl) if value]
    return "".join(record) + "ER  - \r\n"
