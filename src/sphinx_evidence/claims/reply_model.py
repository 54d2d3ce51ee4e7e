"""Replies and the boxes that show them as plain data, and their rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ..core.dates import is_date
from ..core.diagnostics import Problem, Rule
from ..core.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
    :param shown_by: the name of the party as readers see it
    :param shown_text: its text as readers see it

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
    shown_by: str = ""
    shown_text: str = ""

    @property
    def title(self) -> str:
        """Its title in citations: its first sentence, or else its id."""
        return next(iter(sentences(self.shown_text)), self.name).rstrip(".")


@dataclass(frozen=True, slots=True)
class Box:
    """A box that shows a reply on another page.

    :param name: id of the reply
    :param line: line of the box on its page, None where unknown
    """

    name: str
    line: int | None = field(repr=False, compare=False)


def malformed_reply(replies: Iterable[Reply]) -> Iterator[Problem]:
    """A reply says whose it is, of when, in words with a source."""
    for reply in replies:
        for message in _errors(reply):
            text = f"the reply {reply.name!r} {message}"
            yield Problem(reply.docname, reply.line or 0, Rule.MALFORMED_REPLY, text)


def _errors(reply: Reply) -> Iterator[str]:
    if not reply.by:
        yield "does not say whose it is: add ':by:' and a name, such as ':by: the ministry'"
    if not is_date(reply.as_of):
        yield f"has the date {reply.as_of!r}: add ':as-of:' as 2024, 2024-01 or 2024-01-23"
    if not reply.text:
        yield "has no text: write what they say, with its source"
    elif reply.left_out:
        yield (
            f"holds a {reply.left_out[0]}, which would count as the book's own: write what they "
            "say as text, and what the book says after ':::'"
        )
    elif not reply.citations:
        yield "cites nothing: add the source of each sentence"


def unknown_reply(
    boxes: Mapping[str, Iterable[Box]], replies: Mapping[str, Reply]
) -> Iterator[Problem]:
    """A box shows a reply that stands on another page.

    :param boxes: the boxes of each page
    :param replies: all replies by id
    """
    for docname, found in boxes.items():
        for box in found:
            reply = replies.get(box.name)
            if reply is None:
                near = get_close_matches(box.name, sorted(replies), 2)
                advice = f"write {' or '.join(near)}" if near else "write the id of a {reply}"
                message = f"there is no reply {box.name!r} to show: {advice}"
            elif reply.docname == docname:
                message = f"the reply {box.name!r} stands on this page: link to it"
            else:
                continue
            yield Problem(docname, box.line or 0, Rule.MALFORMED_REPLY, message)
