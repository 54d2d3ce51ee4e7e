"""Labels, and full references as runs of text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlsplit

from ..core.dates import format_date, is_day
from ..core.text import N_, is_traditional, split_scripts
from .model import BASES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..core.text import Translate
    from .model import Source

LONGEST_BODY = 25
"""Maximum length of the name in a label, unless it is that of persons."""

NO_DATE = N_("n.d.")


@cache
def _folded(text: str) -> str:
    """Return a text without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a source in citations: ``HRW`` and ``2012a``."""

    name: str
    year: str

    def __str__(self) -> str:
        """Return name and year, apart by a comma if the name ends in a number: ``no. 4, 2014``."""
        ends_in_number = self.name[-1:].isdigit() and not self.name[-2:-1].isalpha()
        return f"{self.name}{',' if ends_in_number else ''} {self.year}"

    @property
    def sort_key(self) -> tuple[str, str]:
        """Key for alphabetical order, without case and accents."""
        return _folded(self.name), self.year

    @property
    def initial(self) -> str:
        """The letter a–z under which it is listed; digits are under a, other scripts under z."""
        return max("a", min(self.sort_key[0][:1] or "z", "z"))


def label_name(source: Source, translate: Translate = str) -> str:
    """Return the name in a label: of a work cited by its title, its author or its publication.

    The short title comes first, then the authors (their shorthand, one name, two names, or the
    first with ``et al.``), then the shorthand or name of the journal, and the title last.
    """
    if short := source.shorttitle or source.shorthand:
        return short
    names = [name.short for name in source.authors]
    match names:
        case []:
            return source.journal or source.title
        case [one]:
            return one
        case [one, two]:
            return translate("{one} and {other}").format(one=one, other=two)
    return translate("{first} et al.").format(first=names[0])


def alpha_suffix(number: int) -> str:
    """Return a, b, …, z, aa, ab, … for 0, 1, 2, …"""
    text = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("a") + digit) + text
    return text


def make_labels(sources: Iterable[Source], translate: Translate = str) -> dict[str, Label]:
    """Return the label of every source by its key.

    Where name and year coincide, the years get a, b, c in the order of the keys. A source
    without a year gets ``n.d.``; its letter follows a hyphen (``n.d.-a``).
    """
    alike, no_date = defaultdict(list), translate(NO_DATE)
    for source in sources:
        alike[label_name(source, translate), source.year or no_date].append(source.key)
    labels = {}
    for (name, year), keys in alike.items():
        for number, key in enumerate(sorted(keys)):
            letter = alpha_suffix(number) if len(keys) > 1 else ""
            dash = "-" if letter and year == no_date else ""
            labels[key] = Label(name, f"{year}{dash}{letter}")
    return labels


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a reference with one format.

    :param text: the text
    :param role: ``label``, ``title`` or empty for plain text
    :param lang: BCP 47 tag if it is not English
    :param uri: target of the link, empty for none
    """

    text: str
    role: str = ""
    lang: str = ""
    uri: str = ""


def author_text(source: Source, translate: Translate = str) -> str:
    """Return all authors in natural order: ``A``, ``A and B``, ``A, B and C``."""
    names = [name.full for name in source.authors]
    if len(names) < 2:
        return "".join(names)
    return translate("{one} and {other}").format(one=", ".join(names[:-1]), other=names[-1])


def full_name(source: Source, translate: Translate = str) -> str:
    """Return what its shorthand stands for: its authors, or its journal if it is unsigned."""
    return author_text(source, translate) or source.journal


def plain_runs(text: str, hint: str, role: str = "") -> list[Run]:
    """Return *text* as runs, with the language of each part in an East Asian script."""
    return [Run(part, role, lang) for part, lang in split_scripts(text, hint)]


@cache
def web_address(url: str) -> SplitResult | None:
    """Return the parts of an address that may be linked, otherwise None.

    It has the scheme http or https, a host and a valid port, and no user name or password.
    """
    try:
        parts = urlsplit(url)
        has_valid_port = parts.port != 0
    except ValueError:
        return None
    if not has_valid_port or "@" in parts.netloc or re.search(r"\s", url):
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None


def address_error(url: str) -> str:
    """Return what is wrong with the address of a work or of a copy, and what to do, or nothing.

    A password is not repeated.
    """
    if match := re.search(r"[\[\]{}|\\^`<>\"]", url):
        return f"the address {url} has {match[0]}: write %{ord(match[0]):02X} instead"
    if re.match(r"https?://[^/?#]*@", url):
        return "the address has a user name or a password before its host: delete it"
    if web_address(url) is None:
        return f"{url!r} is not an address that begins with http:// or https://"
    return ""


def host(url: str) -> str:
    """Return the host of an address without ``www.``; text that is not an address is unchanged."""
    parts = web_address(url)
    return ((parts and parts.hostname) or url).removeprefix("www.")


DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\x00-\x1f\x7f]+")
"""A DOI without a resolver's address."""


def doi_address(doi: str) -> str:
    """Return the address of a DOI, or nothing if it is malformed."""
    return f"https://doi.org/{quote(doi, safe='/:;().-_~')}" if DOI.fullmatch(doi) else ""


def archive(url: str, day: str) -> str:
    """Return the address of the archived copy of a page nearest to a day.

    The format is that of the Internet Archive's Wayback Machine: the day as eight digits, then
    the address of the page.

    :param day: in ISO format
    """
    return f"https://web.archive.org/web/{day.replace('-', '')}/{url}"


def _title_runs(source: Source) -> list[Run]:
    title = source.title or source.key
    if source.is_described:  # by the editors, in English
        return plain_runs(title, source.lang)
    if source.lang in ("", "en"):
        return plain_runs(title, source.lang, "title")
    traditional = source.lang == "zh" and is_traditional(title)
    return [Run(title, "title", "zh-Hant" if traditional else source.lang)]


def citation_runs(source: Source, label: Label, translate: Translate = str) -> tuple[Run, ...]:
    """Return the reference from its label to its date, without address.

    ``HRW 2002. Human Rights Watch, *The Invisible Exodus*, report, 19 November 2002.`` Of a work
    that is cited by its title, the authors follow the title: ``Refugee Convention 1951.
    *Convention relating to the Status of Refugees*, United Nations, 189 UNTS 137, 28 July 1951.``
    What the label has in full, authors, title or container, is left out, and so are authors after
    the title whom the container names.
    """
    runs = [Run(f"{str(label).rstrip('.')}. ", "label")]
    authors = author_text(source, translate)
    if authors not in ("", label.name) and not source.shorttitle:
        runs += plain_runs(f"{authors}, ", source.lang)
    rest = ""
    if source.title != label.name or source.titleaddon:
        runs += _title_runs(source)
        rest = f" [{source.titleaddon}], " if source.titleaddon else ", "
    parts = [
        authors if source.shorttitle and authors not in source.container else "",
        source.container if source.container != label.name else "",
        format_date(source.date, translate),  # of a work without one the label says so
    ]
    rest = (rest + ", ".join(filter(None, parts))).removesuffix(", ")
    return (*runs, *plain_runs(f"{rest}.", source.lang))


def address_runs(
    doi: str, url: str, day: str, *, whole: bool, translate: Translate = str
) -> tuple[Run, ...]:
    """Return links to a DOI, to an address, and to its archived copies.

    :param doi: the DOI, empty for none
    :param url: the address, empty for none
    :param day: ISO day on which the address was read, empty if it was not
    :param whole: whether to print the whole address, not only its host
    """
    runs = []
    if doi:
        runs.append(Run(f"doi:{doi}", uri=doi_address(doi)))
    linked = web_address(url) is not None
    if url:
        runs.append(Run(url if whole else host(url), uri=url if linked else ""))
    if linked and whole and is_day(day):
        runs.append(Run(translate("Archived copies"), uri=archive(url, day)))
    return tuple(runs)


def standing(
    source: Source,
    publishers: dict[str, str],
    tiers: dict[str, str],
    translate: Translate = str,
) -> str:
    """Return for readers the type of a source, its publisher and its basis.

    :param publishers: names of publishers by their ids
    :param tiers: headings of the tiers by their ids
    """
    parts = [translate(tiers[source.tier]) if source.tier in tiers else source.tier]
    if source.publisher:
        name = publishers.get(source.publisher, source.publisher)
        parts.append(translate("published by {publisher}").format(publisher=name))
    if source.basis:
        basis = translate(BASES[source.basis]) if source.basis in BASES else source.basis
        parts.append(translate("rests on {basis}").format(basis=basis))
    return " · ".join(parts)
