"""Labels, addresses, and what readers are told of a source, as text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlsplit

from ..core.text import N_
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


def author_text(source: Source, translate: Translate = str) -> str:
    """Return all authors in natural order: ``A``, ``A and B``, ``A, B and C``."""
    names = [name.full for name in source.authors]
    if len(names) < 2:
        return "".join(names)
    return translate("{one} and {other}").format(one=", ".join(names[:-1]), other=names[-1])


def full_name(source: Source, translate: Translate = str) -> str:
    """Return what its shorthand stands for: its authors, or its journal if it is unsigned."""
    return author_text(source, translate) or source.journal


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


def standing(source: Source, publishers: dict[str, str], translate: Translate = str) -> str:
    """Return for readers the type of a source, its publisher and its basis.

    :param publishers: names of publishers by their ids
    """
    parts = [translate(source.kind.name)] if source.tier else []
    if source.publisher:
        name = publishers.get(source.publisher, source.publisher)
        parts.append(translate("published by {publisher}").format(publisher=name))
    if source.basis:
        basis = translate(BASES.get(source.basis, source.basis))
        parts.append(translate("rests on {basis}").format(basis=basis))
    return " · ".join(parts)
