"""Labels of a name and a year that are unambiguous in the whole book."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..core.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..core.messages import Translate
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
