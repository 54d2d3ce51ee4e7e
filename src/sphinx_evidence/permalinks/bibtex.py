"""CSL-JSON to BibTeX, for both classic BibTeX and biblatex."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel import Locale

if TYPE_CHECKING:
    from collections.abc import Mapping

BIBTEX_TYPES = {"book": ("book", ""), "chapter": ("incollection", "booktitle")}
"""Entry type, and the field for the container, by CSL type."""

OTHER = ("misc", "publisher")
"""The same for all other types; Zotero discards an entry of the type ``dataset``."""

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
r"""TeX for its special characters. Braces have commands, since BibTeX counts even ``\{``."""


def escape_tex(text: str) -> str:
    """Return a text as TeX; characters that are not special are unchanged."""
    return text.translate(TEX)


def verbatim(text: str) -> str:
    """Return a text in an inner pair of braces, so that names are not split and case is kept."""
    return f"{{{escape_tex(text)}}}"


def language_name(tag: str) -> str:
    """Return the name of a language as biblatex knows it: that in English, in lower case."""
    name: str = Locale("en").languages.get(tag.partition("-")[0], tag)
    return name.lower()


def to_bibtex(csl: Mapping[str, Any]) -> str:
    """Return an entry that ends in a newline.

    biblatex reads ``date``, and BibTeX ``year``; BibTeX adds the word "edition" itself. Of data and
    drawings both print the note, which says book and edition, and Zotero and pandoc the publisher,
    which does so for them. DOI and address are not escaped, since both read them verbatim.

    :param csl: an item from :func:`~sphinx_evidence.permalinks.csl.to_csl`
    """
    entry, container = BIBTEX_TYPES.get(csl["type"], OTHER)
    date = csl["issued"]["date-parts"][0]
    book = csl.get("container-title", "")
    if "version" in csl:
        book += f", {csl['custom']['edition']}"
    fields = {
        "author": verbatim(csl["author"][0]["literal"]),
        "title": verbatim(csl["title"]),
        container: verbatim(book),
        "edition": escape_tex(csl.get("edition", "").removeprefix("edition ")),
        "note": verbatim(csl["note"]) if "note" in csl else "",
        "year": str(date[0]),
        "date": "-".join(f"{part:02}" for part in date),
        "language": escape_tex(language_name(csl["language"])),
        "abstract": escape_tex(csl.get("abstract", "")),
        "keywords": escape_tex(csl.get("keyword", "")),
        "doi": csl.get("DOI", ""),
        "url": csl.get("URL", ""),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if name and value]
    return f"@{entry}{{{csl['id']},\n{''.join(lines)}}}\n"
