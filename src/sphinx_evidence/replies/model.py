"""Replies and the boxes that show them as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..core.text import sentences

if TYPE_CHECKING:
    from ..sources.model import Citation


@dataclass(frozen=True, slots=True)
class Reply:
    """What one party says to what is said of it.

    :param name: the id that the author gave
    :param docname: its page
    :param line: line in that page's source, None where unknown
    :param by: the name of the party, such as a state
    :param as_of: ISO date to which it was followed, or a year or month
    :param text: its text without citations
    :param citations: its citations, in the order of the text
    :param markup: checksum of its text with its markup, as boxes copy it
    :param paragraphs: the numbers of its paragraphs in its chapter
    :param left_out: kinds of what stood in it with an id of its own, such as ``claim``

    Line and numbers are left out of ``repr``: pages that show the reply are rewritten when that
    changes.
    """

    name: str
    docname: str
    line: int | None = field(repr=False)
    by: str
    as_of: str
    text: str
    citations: tuple[Citation, ...]
    markup: str = ""
    paragraphs: tuple[int, ...] = field(default=(), repr=False, compare=False)
    left_out: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its title in citations: its first sentence, or else its id."""
        return next(iter(sentences(self.text)), self.name).rstrip(".")


@dataclass(frozen=True, slots=True)
class Box:
    """A box that shows a reply on another page.

    :param name: id of the reply
    :param line: line of the box on its page, None where unknown
    """

    name: str
    line: int | None = field(repr=False, compare=False)
