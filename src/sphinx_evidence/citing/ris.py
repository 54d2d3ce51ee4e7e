"""CSL-JSON as RIS, for reference managers. No Sphinx here.

Tags as in the RIS Format Specifications of Research Information Systems (2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ENTRIES = {"book": "BOOK", "chapter": "CHAP", "graphic": "FIGURE", "dataset": "DATA"}
"""The type of reference for each CSL type."""


def lines(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield tags and values; a value may be empty.

    The comma after the author says that all before it is a family name, so that no reference
    manager takes the last word for one.
    """
    date = [f"{part:02}" for part in csl["issued"]["date-parts"][0]]
    yield "TY", ENTRIES[csl["type"]]
    yield "ID", csl["id"]
    yield "AU", f"{csl['author'][0]['literal']},"
    yield "TI", csl["title"]
    yield "T2", csl.get("container-title", "")
    yield "PY", date[0]
    yield "DA", "/".join(date) + "/"
    yield "PB", csl["publisher"]
    yield "LA", csl["language"]
    for keyword in csl.get("keyword", "").split(", "):
        yield "KW", keyword
    yield "UR", csl.get("URL", "")


def to_ris(csl: Mapping[str, Any]) -> str:
    """Return a record with the line ends that RIS asks for, CR and LF.

    :param csl: what :func:`~sphinx_evidence.citing.csl.to_csl` returned
    """
    record = [f"{tag}  - {value}\r\n" for tag, value in lines(csl) if value]
    return "".join(record) + "ER  - \r\n"
