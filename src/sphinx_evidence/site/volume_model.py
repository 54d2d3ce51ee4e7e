"""What a book to hold consists of: a volume is the whole book, or one of its chapters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.edition import Edition

BUILDER = "epub"
"""Name of the builder that writes volumes."""

FOLDER = "books"
"""Folder of the volumes, in the output of the builder and in the site."""

CHAPTERS = "chapters"
"""Folder of the chapters in :data:`FOLDER`."""

CONTENTS = "books.json"
"""What the builder has written into :data:`FOLDER`: the digest of the text of each volume."""

SUFFIXES = ("epub", "pdf")
"""The forms of a volume."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a table of contents.

    :param title: its words
    :param address: page, or page and anchor, from the root of the volume
    :param entries: the entries under it
    """

    title: str
    address: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands for ever, and how to cite it.

    :param address: its permalink from the root of the site, empty if it has none
    :param link: the whole permalink, empty if the site has no address
    :param citations: its citations as HTML, by the name of the style
    :param bibtex: the same for reference managers
    """

    address: str = ""
    link: str = ""
    citations: Mapping[str, str] = field(default_factory=dict)
    bibtex: str = ""

    @property
    def citation(self) -> str:
        """Its citation in the first style, empty if it has none."""
        return next(iter(self.citations.values()), "")


@dataclass(frozen=True, slots=True)
class Volume:
    """The whole book, or one chapter of it.

    :param path: the path of its files in :data:`FOLDER`, without suffix
    :param title: its title
    :param part: for a chapter the name of its part
    :param abstract: what it says, empty if that is not known
    :param made: how it was translated, empty in the language of the book
    :param edition: the edition of the book
    :param place: its lasting address, and how to cite it
    :param date: the date of the edition, for readers
    :param contents: its table of contents
    :param is_chapter: whether it is a chapter
    """

    path: str
    title: str
    edition: Edition
    contents: tuple[Entry, ...]
    place: Place
    part: str = ""
    abstract: str = ""
    made: tuple[str, ...] = ()
    date: str = ""
    is_chapter: bool = False

    @property
    def urn(self) -> str:
        """An identifier that another edition, or another volume, does not have."""
        book = self.edition.base or self.edition.title
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{book} {self.edition.version} {self.path}')}"


def file_name(project: str) -> str:
    """Return the name of the files of the whole book: ``a-small-book``."""
    words = "".join(c if c.isalnum() else " " for c in project.lower()).split()
    return "-".join(words) or "book"


def neutral_name(language: str) -> str:
    """Return the name of the files in another language, which says nothing of their subject.

    Who reads them may be asked what lies on their device.

    :param language: its folder
    """
    return f"book-{language}"
