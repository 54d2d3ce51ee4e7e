"""The plain records by which features offer what they have to citing, search and sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .paths import permalink_path

if TYPE_CHECKING:
    from .edition import Edition


@dataclass(frozen=True, slots=True)
class Citable:
    """An object with a permalink.

    :param id: the lasting id that its author gave
    :param kind: what it is, one of the ``citable_kinds`` of its domain
    :param title: title, caption or statement, without a full stop
    :param chapter: title of the chapter that it is part of; empty for book, chapter and dataset
    :param docname: the page
    :param anchor: where on the page
    :param keywords: words to find it by
    :param csl_type: the type of the Citation Style Language that it is cited as
    :param line: line on the page, from 1; 0 where unknown
    :param is_page: whether its page is about it alone, so that the title of the page has its id
    """

    id: str
    kind: str
    title: str
    chapter: str
    docname: str
    anchor: str
    keywords: tuple[str, ...] = ()
    csl_type: str = "chapter"
    line: int = field(default=0, repr=False, compare=False)  # else a moved line rewrites pages
    is_page: bool = False

    def permalink(self, edition: Edition) -> str:
        """Return the lasting address, or nothing where the site has no address."""
        return f"{edition.base}{permalink_path(self.id)}" if edition.base else ""


@dataclass(frozen=True, slots=True)
class SearchKind:
    """A kind of answer that search gives.

    :param name: short name, as in :attr:`SearchEntry.kind`
    :param label: what readers see
    :param weight: factor of its score; a section has 1
    :param order: its rank among the kinds, in the data and in the list of choices
    :param facet: name of the choice among the facets of its entries, empty for none
    """

    name: str
    label: str
    weight: float
    order: int
    facet: str = ""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One answer of search: a place in the book, and the words by which it is found.

    :param kind: name of its :class:`SearchKind`
    :param docname: its page
    :param anchor: its id on the page
    :param title: what it is called
    :param text: what it says; excerpts are taken from it
    :param names: other names and symbols of it, each as it is written
    :param related: ids of terms that mean nearly the same, for terms only
    :param facet: the word that it can be chosen by: the standing of a claim, the tier of a source,
        the dataset of a row
    :param lang: BCP 47 tag of the work, for sources only
    """

    kind: str
    docname: str
    anchor: str
    title: str
    text: str = ""
    names: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    facet: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Dependent:
    """A statement that rests on a source, listed in the entry of that source.

    :param key: key of the source
    :param docname: page of the statement
    :param anchor: its id on the page
    :param text: the statement
    :param standing: how well it is known, in words
    """

    key: str
    docname: str
    anchor: str
    text: str
    standing: str
