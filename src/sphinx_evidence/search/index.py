"""The search index as the browser loads it: titles first, then what readers ask, then all texts.

Each part is a script in :data:`FOLDER`, named by its key in what :func:`to_parts` returns:

- ``titles``: the pages, and the entries of those kinds whose titles are to be found at once;
- ``questions``, ``asian``: what readers ask sections for, in English and in East Asian scripts, the
  book's words for those of readers, and words of subjects that it does not treat;
- ``texts``: the texts of the entries in ``titles``;
- ``others``: all other entries, with their texts.

Han characters that are written in several ways, simplified, traditional and Japanese, are folded to
one by ``han.txt``, which ``nox -s libraries`` writes from the tables of OpenCC. Those that only
traditional Chinese has are listed, since a browser cannot tell them, and they need their own face.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from ..core.text import is_traditional, split_scripts
from .questions import phrases

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence, Set

    from ..core.records import SearchEntry
    from .questions import Row

TABLE = Path(__file__).with_name("han.txt")


@cache
def variants() -> dict[str, str]:
    """Return the simplified form of each traditional or Japanese character."""
    lines = TABLE.read_text("utf-8").splitlines()
    return {other: line[0] for line in lines if not line.startswith("#") for other in line[1:]}


def variants_in(characters: Set[str]) -> dict[str, str]:
    """Return the variants of characters, which are given in either form."""
    every = variants()
    used = {every.get(character, character) for character in characters}
    return {other: one for other, one in every.items() if one in used}


FOLDER = "_search"
"""Folder of the scripts, at the root of the site."""

TITLES = "titles"
"""The part that is loaded first."""

FIELDS = ("kind", "anchor", "title", "names", "facet", "lang", "section")
"""The fields of an entry but its texts and its page."""

RULES: dict[str, Any] = json.loads(Path(__file__).with_name("english.json").read_text("utf-8"))
"""Stop words, other forms of words, and patterns of British spellings."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book.

    :param address: its URL, relative to the root of the site
    :param part: title of the part that it belongs to
    :param contributing: whether it is for contributors, so that only its titles are found
    :param english: whether it is in English, in the index of another language
    """

    address: str
    title: str
    part: str
    contributing: bool
    english: bool = False


def to_parts(
    entries: Iterable[SearchEntry],
    early: Container[str],
    pages: Mapping[str, Page],
    everyday: Iterable[Row] = (),
    elsewhere: Iterable[Row] = (),
    limits: Container[str] = (),
) -> dict[str, Any]:
    """Return the parts of the index by name.

    Fields of entries are one list of values each, since similar values are adjacent that way and
    the files compress better; those that are empty in all entries are left out.

    :param early: the kinds of entry whose titles are to be found at once
    :param pages: all pages by name
    :param everyday: the book's words for those of readers
    :param elsewhere: words of subjects that the book does not treat
    :param limits: the ids of the sections that say what the book leaves out
    """
    every = [_shortened(entry, pages[entry.docname]) for entry in entries]
    first = [entry for entry in every if entry.kind in early]
    others = [entry for entry in every if entry.kind not in early]
    docnames = list(dict.fromkeys(entry.docname for entry in every))
    numbers = {docname: number for number, docname in enumerate(docnames)}
    words = [(phrases(row.key), tuple(dict.fromkeys(row.asked))) for row in everyday]
    foreign = list(dict.fromkeys(word for row in elsewhere for word in row.asked))
    characters = _characters(every, [words, foreign])

    def columns(entries: Sequence[SearchEntry], *texts: str) -> dict[str, list[Any]]:
        found = {name: [getattr(one, name) for one in entries] for name in (*FIELDS, *texts)}
        return {name: column for name, column in found.items() if any(column)} | {
            "page": [numbers[entry.docname] for entry in entries]
        }

    return {
        TITLES: {
            "rules": RULES,
            "han": "".join(other + one for other, one in variants_in(characters).items()),
            "traditional": "".join(filter(is_traditional, sorted(characters))),
            "pages": [
                {"address": one.address, "title": one.title, "part": one.part}
                | ({"english": True} if one.english else {})
                for one in map(pages.__getitem__, docnames)
            ],
            "entries": columns(first),
            "limits": [number for number, one in enumerate(first) if one.anchor in limits],
            "parts": [["questions", "asian"], ["texts", "others"]],
        },
        "questions": _asked(first, words, foreign, asian=False),
        "asian": _asked(first, words, foreign, asian=True),
        "texts": {
            "texts": [entry.text for entry in first],
            "cells": [entry.cells for entry in first],
        },
        "others": {"entries": columns(others, "text", "cells")},
    }


def _shortened(entry: SearchEntry, page: Page) -> SearchEntry:
    """Return an entry of a page for contributors without its texts, and any other as it is."""
    return replace(entry, text="", cells="", questions=()) if page.contributing else entry


def _asked(
    entries: Sequence[SearchEntry],
    words: Iterable[tuple[tuple[str, ...], tuple[str, ...]]],
    foreign: Iterable[str],
    *,
    asian: bool,
) -> dict[str, list[Any]]:
    """Return what readers say in East Asian scripts, or in others.

    :param words: some of the book's words, and those of readers for them
    :param foreign: words of subjects that the book does not treat
    :return: the numbers of the entries that have questions, and the questions of each; the words
    """

    def some(texts: Iterable[str]) -> list[str]:
        return [one for one in texts if is_asian(one) == asian]

    found = {number: some(entry.questions) for number, entry in enumerate(entries)}
    found = {number: questions for number, questions in found.items() if questions}
    synonyms = [[own, said] for own, others in words if (said := some(others))]
    return {
        "numbers": [*found],
        "questions": [*found.values()],
        "words": synonyms,
        "elsewhere": some(foreign),
    }


def is_asian(text: str) -> bool:
    """Return whether a text has characters of an East Asian script."""
    return any(lang for _text, lang in split_scripts(text, ""))


def _characters(entries: Iterable[SearchEntry], rows: object) -> set[str]:
    """Return the characters that a question is compared with."""
    characters = set(repr(rows))
    for entry in entries:
        characters.update(entry.title, entry.text, *entry.names, *entry.questions)
    return characters


def to_scripts(parts: Mapping[str, Any]) -> dict[str, str]:
    """Return the script of each part by name.

    The titles get a checksum of all other scripts. A page asks for these by it, so that a browser
    takes none from another build.
    """
    scripts = {name: to_script(name, part) for name, part in parts.items() if name != TITLES}
    checksum = f"{crc32(''.join(scripts.values()).encode()):08x}"
    return {TITLES: to_script(TITLES, {**parts[TITLES], "checksum": checksum}), **scripts}


def to_script(name: str, data: object) -> str:
    """Return data as a script, since browsers refuse to fetch JSON from ``file:`` pages.

    :param name: its key in the global object ``bookSearch``
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'(globalThis.bookSearch??={{}})["{name}"]={text};\n'
