"""Catalogs of pages: ``locales/<language>/LC_MESSAGES/<page>.po``, read, checked and written again.

Sphinx puts the messages of a catalog into a page. What it is given here is what may be shown: a
message that is translated from the English of now, and that keeps what the English says.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ..core.diagnostics import Problem, Rule
from ..core.extras import TRANSLATIONS
from .rules import refusals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from .rules import Parse

BUILDER = "gettext-as-read"
"""The name of the builder that writes the templates of catalogs."""

NAMED = ("Last-Translator", "Language-Team", "Report-Msgid-Bugs-To")
"""The fields of a head in which programs write who a translator is."""


PROSE = ("text in", "caption in")
"""How the comments begin on messages that may stay for a while when their English changes: all but
those by which the book is judged and cited."""


class State(StrEnum):
    """How a translation stands to the English."""

    CURRENT = "current"
    """It is made from the English of now."""
    STALE = "stale"
    """The English has changed since: it is marked ``fuzzy``, with the English it is made from."""
    MISSING = "missing"
    """There is none, or a draft that is marked ``fuzzy``."""


_PLACE = re.compile(r"\S.*?tier (\d)")
"""What is said of one place of a message; programs for catalogs break its lines anew."""


def tier_of(comment: str) -> int:
    """Return how early a message is due, by the comment on it; the interface is due first."""
    return min((int(place[1]) for place in places_in(comment)), default=1)


def places_in(comment: str) -> Iterator[re.Match[str]]:
    """Yield what a comment says of each place of a message, with its tier as a group."""
    return _PLACE.finditer(" ".join(comment.split()))


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a catalog.

    :param line: its line in the file
    :param source: the English, with its markup
    :param translation: the same in the language of the catalog, empty if missing
    :param is_markdown: whether its page is read as Markdown, and so can be compared
    :param comment: what its translator is told of it
    """

    line: int
    source: str
    translation: str
    state: State
    is_markdown: bool = True
    comment: str = ""

    @property
    def is_prose(self) -> bool:
        """Whether it may stay for a while when its English changes."""
        found = [place[0].startswith(PROSE) for place in places_in(self.comment)]
        return bool(found) and all(found)


@dataclass(frozen=True, slots=True)
class Catalog:
    """What readers see of a catalog, by the English.

    :param shown: what is shown; a stale one is marked
    :param older: stale translations of what is shown in English
    """

    shown: Mapping[str, Message]
    older: Mapping[str, Message]
    problems: tuple[Problem, ...] = ()
    states: Mapping[State, int] = field(default_factory=dict)


def read_catalog(path: Path, parse: Parse) -> Catalog:
    """Return what readers see of a catalog, and what is wrong with it.

    :param parse: reads Markdown as the pages of the book are read
    """
    messages, problems = read_messages(path)
    shown, refused = allowed(path, messages, parse)
    found = {message.source: message for message in shown}
    older = {
        one.source: one for one in messages if one.state is State.STALE and one.source not in found
    }
    states = Counter(message.state for message in messages)
    return Catalog(found, older, (*problems, *refused), states)


def read_messages(path: Path) -> tuple[list[Message], list[Problem]]:
    """Return the messages of a catalog, and what is wrong with the file."""
    try:
        file = TRANSLATIONS.load().pofile(str(path), encoding="utf-8", check_for_duplicates=True)
    except (OSError, ValueError) as error:  # polib has no error of its own
        message = f"the catalog cannot be read: {error}: correct it, or take it from its last state"
        return [], [Problem(str(path), 0, Rule.MALFORMED_CATALOG, message)]
    messages = [
        Message(
            *(entry.linenum, entry.msgid, entry.msgstr, _state(entry)),
            is_markdown=not any(path.endswith(".rst") for path, _line in entry.occurrences),
            comment=entry.comment,
        )
        for entry in file
        if not entry.obsolete and not entry.msgid_plural
    ]
    errors = _head_errors(file.metadata, file.header)
    return messages, [Problem(str(path), 1, Rule.MALFORMED_CATALOG, error) for error in errors]


def _state(entry: Any) -> State:
    if not entry.msgstr:
        return State.MISSING
    if entry.fuzzy:
        return State.STALE if entry.previous_msgid else State.MISSING
    return State.CURRENT


def _head_errors(head: Mapping[str, str], comment: str) -> Iterator[str]:
    for name, value in head.items():
        if (name in NAMED and value) or "@" in value:
            yield f"the head of the catalog has a name or an address in {name}: take the line out"
    if "@" in comment:
        yield "the head of the catalog has an address in its first lines: take them out"


def allowed(
    path: Path, messages: Iterable[Message], parse: Parse
) -> tuple[list[Message], list[Problem]]:
    """Return the messages that may be shown, and why others are refused.

    A stale one may be shown as long as it keeps what the English of now says.

    :param parse: reads Markdown as the pages of the book are read
    """
    shown, problems = [], []
    for message in messages:
        is_current = message.state is State.CURRENT
        if not is_current and not (message.state is State.STALE and message.is_prose):
            continue
        pair = message.source, message.translation
        errors = list(refusals(*pair, parse)) if message.is_markdown else []
        problems += [
            Problem(
                *(str(path), message.line, Rule.REFUSED_TRANSLATION),
                f"the translation is not shown, as {error}",
            )
            for error in errors
            if is_current
        ]
        if not errors:
            shown.append(message)
    return shown, problems


def write_shown(messages: Iterable[Message], path: Path) -> None:
    """Write what is shown as ``.po`` and as ``.mo``, unless it is there already.

    Sphinx finds a catalog by the first, reads the second, and reads a page again when it is newer.
    """
    polib = TRANSLATIONS.load()
    file = polib.POFile(wrapwidth=0)
    file.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    for message in messages:
        file.append(polib.POEntry(msgid=message.source, msgstr=message.translation))
    text, compiled = str(file), path.with_suffix(".mo")
    if path.is_file() and compiled.is_file() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    file.save_as_mofile(str(compiled))
