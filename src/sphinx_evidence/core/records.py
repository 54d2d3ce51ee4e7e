"""Records that features exchange: for citation, for search and for the lists of sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .edition import Edition


@dataclass(frozen=True, slots=True)
class Citable:
    """An object with a permalink.

    :param id: the permanent id that its author gave
    :param kind: one of the ``citable_kinds`` of its domain
    :param title: title, caption or statement, without a full stop
    :param chapter: title of its chapter; empty for book, chapter and dataset
    :param docname: its page
    :param anchor: its id on the page
    :param keywords: its keywords
    :param csl_type: its type in the Citation Style Language
    :param line: line on the page, from 1; 0 where unknown
    :param is_page: whether its page is about it alone, so that the title of the page has its id
    :param abstract: its abstract; of a claim, in English, how well it is known and who disputes it
    :param standing: the same of a claim in the language of the book, for readers
    :param works: title and address of each work that a claim rests on; an address may be empty
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
    works: tuple[tuple[str, str], ...] = ()
    abstract: str = ""
    standing: str = ""

    def permalink(self, edition: Edition) -> str:
        """Return the permalink, or an empty string if the site has no base address."""
        return edition.permalink(self.id)


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """The place that a role or a Markdown link to an object leads to.

    :param docname: its page
    :param anchor: its id on the page
    :param title: the text of a link whose author gave none; if empty, the id is the text
    """

    docname: str
    anchor: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class SearchKind:
    """A kind of search result.

    :param name: short name, as in :attr:`SearchEntry.kind`
    :param label: its name for readers
    :param weight: factor of its score; a section has 1
    :param order: its position among the kinds, in the data and in the filter
    :param facet: label of a filter by the facets of its entries, empty for none
    :param early: whether the titles and names of its entries are loaded before all text
    :param spoken: whether its ids say in words what they are about, so that it is found by them
    """

    name: str
    label: str
    weight: float
    order: int
    facet: str = ""
    early: bool = False
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One search result: a place in the book, and the text by which it is found.

    :param kind: name of its :class:`SearchKind`
    :param docname: its page
    :param anchor: its id on the page
    :param title: its title
    :param text: its text; excerpts are taken from it
    :param cells: the cells of its tables, which it is found by too
    :param names: its other names and symbols, as written
    :param facet: its value for filtering: the standing of a claim, the tier of a source,
        the dataset of a row
    :param lang: BCP 47 tag of the work, for sources only
    :param section: id of the section that it stands in, for what is part of one
    :param questions: what readers ask it for, which it is found by too and which is not displayed
    """

    kind: str
    docname: str
    anchor: str
    title: str
    text: str = ""
    names: tuple[str, ...] = ()
    facet: str = ""
    lang: str = ""
    section: str = ""
    cells: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dependent:
    """A statement that depends on a source, listed in the entry of that source.

    :param key: key of the source
    :param docname: page of the statement
    :param anchor: its id on the page
    :param text: the statement
    :param standing: how well it is established, for readers
    :param is_main: whether it is one of the main statements of its page
    :param groups: ids of the citation groups on its page by which it rests on its sources
    """

    key: str
    docname: str
    anchor: str
    text: str
    standing: str
    is_main: bool = False
    groups: tuple[str, ...] = field(default=(), repr=False)  # else another citation rewrites pages


@dataclass(frozen=True, slots=True)
class Measure:
    """How many objects of a page are alike, for the picture by which a link to it is previewed.

    :param text: their number and what they have in common, for readers
    :param steps: how many of four steps of a scale that is; None for what is on no scale
    """

    text: str
    steps: int | None = None
