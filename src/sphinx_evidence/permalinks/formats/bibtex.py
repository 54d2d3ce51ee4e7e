"""CSL-JSON as BibTeX, for classic BibTeX and biblatex alike. No Sphinx here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ENTRIES = {"book": ("book", ""), "chapter": ("incollection", "booktitle")}
"""For a CSL type the entry type, and the field that its styles print the container from."""

OTHER = ("misc", "howpublished")
"""The same for all other types."""

TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{special: f"\\{special}" for special in "&%$#_"},
    }
)
r"""TeX for its special characters. BibTeX counts the braces even of ``\{``, hence the words."""


def escape_tex(text: str) -> str:
    """Return a text as TeX, with all other characters as they are."""
    return text.translate(TEX)


def verbatim(text: str) -> str:
    """Return a text in a second pair of braces: a name is not split, a title keeps its case."""
    return f"{{{escape_tex(text)}}}"


def to_bibtex(csl: Mapping[str, Any]) -> str:
    """Return an entry that ends in a newline.

    ``date`` is read by biblatex, ``year`` by BibTeX. The address is not escaped: both programs
    take it literally.

    :param csl: what :func:`~sphinx_evidence.permalinks.formats.csl.to_csl` returned
    """
    entry, container = ENTRIES.get(csl["type"], OTHER)
    date = csl["issued"]["date-parts"][0]
    fields = {
        "author": verbatim(csl["author"][0]["literal"]),
        "title": verbatim(csl["title"]),
        container: verbatim(csl.get("container-title", "")),
        "publisher": verbatim(csl["publisher"]),
        "year": str(date[0]),
        "date": "-".join(f"{part:02}" for part in date),
        "version": escape_tex(csl["custom"]["version"]),
        "keywords": escape_tex(csl.get("keyword", "")),
        "url": csl.get("URL", ""),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if name and value]
    return f"@{entry}{{{csl['id']},\n{''.join(lines)}}}\n"
