"""What an edition contained: its sections, paragraphs and claims, and when it appeared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..permalinks.model import Section


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim of an edition.

    :param id: its permanent id
    :param docname: its page
    :param text: the statement without citations
    """

    id: str
    docname: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A dataset of an edition.

    :param name: its permanent id
    :param docname: its page
    :param rows: key and checksum of each row
    """

    name: str
    title: str
    docname: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What an edition, or the working copy, contains.

    :param version: such as ``2026.1``; that of a working copy has ``.dev`` in it
    :param date: ISO date of the edition
    :param identifier: its DOI or another persistent identifier, empty for none
    :param sections: the sections of its chapters, with their paragraphs, in the order of the text
    :param claims: its claims
    :param tables: its datasets that have a page
    """

    version: str
    date: str
    identifier: str
    sections: tuple[Section, ...]
    claims: tuple[Statement, ...]
    tables: tuple[Table, ...] = ()

    @property
    def order(self) -> tuple[int, ...]:
        """A key by which editions sort: 2026.10 comes after 2026.9."""
        return version_order(self.version)


def version_order(version: str) -> tuple[int, ...]:
    """Return a key by which versions such as ``2026.1`` sort; a ``.dev`` suffix is ignored."""
    return tuple(int(part) for part in version.partition(".dev")[0].split("."))


def identifier_address(identifier: str) -> str:
    """Return the address of a persistent identifier: that of a DOI, or itself."""
    return f"https://doi.org/{identifier}" if identifier.startswith("10.") else identifier
