"""The search index as the browser loads it: titles first, then what a question needs.

Each part is a script in :data:`FOLDER`, named by its key in what :func:`to_parts` returns:

- ``titles``: the pages, and titles and names of the entries whose kind answers at once;
- ``entries``: kind and place of all others, and how long each text is;
- ``words-0``, ``words-1`` …: the postings of words, by :func:`~.shards.shard_of`;
- ``text-0``, ``text-1`` …: what is displayed of entries that follow each other;
- ``everyday``: the book's words for those of readers; ``asian``: those of readers in East Asian
  scripts, and forms of Chinese characters;
- ``vocabulary``: words to correct typing errors by.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from .everyday import split_asian
from .han import variants_in
from .segments import Found, make_segment, vocabulary
from .shards import asian_shards, text_groups
from .tokens import RULES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ..core.records import SearchEntry, SearchKind
    from .everyday import Everyday
    from .segments import Segment
    from .shards import Shard

FOLDER = "_search"
"""Folder of the scripts, at the root of the site."""

TITLES = "titles"
"""The part that is loaded first."""

WORDS = "words-"
"""How the names of the shards of words begin; their numbers follow."""

SOURCE = "source"
"""The kind of entry by whose words no typing error is corrected."""

AT_ONCE = ("kind", "anchor", "title", "names", "related", "facet", "section")
"""The fields of an entry that answers at once; its text is displayed when it is there."""

OF_OTHERS = ("kind", "facet", "section")
"""The fields by which other entries are ranked and chosen; the rest is loaded to display them."""

DISPLAYED = ("anchor", "title", "names", "lang", "text")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book.

    :param part: title of the part that it belongs to
    :param chapter: whether it is a chapter, unlike reference pages and pages about the book
    :param contributing: whether it is for contributors
    """

    title: str
    part: str
    chapter: bool
    contributing: bool


class Run(NamedTuple):
    """The entries of a page that answer at once, or its others.

    :param late: whether they are the others
    """

    docname: str
    late: bool
    entries: tuple[SearchEntry, ...]


def to_runs(
    entries: Iterable[SearchEntry], pages: Mapping[str, Page], kinds: Iterable[SearchKind]
) -> list[Run]:
    """Return entries in the order of their numbers: those that answer at once, then the others.

    Each page has two runs. Of pages for contributors only titles are found.
    """
    early = {kind.name for kind in kinds if kind.early}
    by_page: dict[str, tuple[list[SearchEntry], list[SearchEntry]]] = {}
    for entry in entries:
        is_late = entry.kind not in early or pages[entry.docname].contributing
        if pages[entry.docname].contributing:
            entry = replace(entry, text="", cells="", questions=())
        by_page.setdefault(entry.docname, ([], []))[is_late].append(entry)
    return [
        Run(docname, late, tuple(runs[late]))
        for late in (False, True)
        for docname, runs in by_page.items()
    ]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What an index is made from.

    :param runs: all entries, by :func:`to_runs`
    :param spoken: names of the kinds of entry whose ids say in words what they are about
    :param pages: all pages by name
    :param addresses: the URL of each page, relative to the root of the site
    :param everyday: the book's words for those of readers
    """

    runs: Sequence[Run]
    spoken: Collection[str]
    pages: Mapping[str, Page]
    addresses: Mapping[str, str]
    everyday: Sequence[Everyday] = ()

    def segment(self, run: Run) -> Segment:
        """Return the index of a run."""
        return make_segment(self._found(entry, late=run.late) for entry in run.entries)

    def _found(self, entry: SearchEntry, *, late: bool) -> Found:
        names = "\n".join((entry.title, *entry.names))
        spoken = entry.anchor.replace("-", " ") if entry.kind in self.spoken else ""
        return Found(
            f"{names}\n{spoken}" if late else "",
            f"{entry.text} {entry.cells}",
            "\n".join(entry.questions),
            None if entry.kind == SOURCE else names,
        )


def to_parts(
    inputs: Inputs, segments: Sequence[Segment], count: int, shards: Mapping[int, Shard]
) -> dict[str, Any]:
    """Return the parts of the index by name; None for a shard of words that is not given.

    Fields of entries are one list of values each, since similar values are adjacent that way and
    the files compress better.

    :param segments: the index of each run
    :param count: the number of shards of words, by :func:`~.shards.shard_count`
    :param shards: shards of words by number
    """
    first = [run for run in inputs.runs if not run.late]
    others = [run for run in inputs.runs if run.late]
    every = [entry for run in inputs.runs for entry in run.entries]
    starts = text_groups(every)
    characters = _characters(inputs, segments)
    rows = [(one.words, *split_asian(one.others)) for one in inputs.everyday]
    parts: dict[str, Any] = {
        TITLES: {
            "rules": RULES,
            "shards": count,
            "pages": [
                {
                    **{"address": inputs.addresses[run.docname]},
                    **asdict(inputs.pages[run.docname]),
                    "entries": _columns(run.entries, AT_ONCE),
                }
                for run in first
            ],
        },
        "entries": {
            "pages": [_columns(run.entries, OF_OTHERS) for run in others],
            "lengths": "".join(segment.lengths for segment in segments),
            "starts": starts,
        },
        "everyday": [(own, latin) for own, latin, _asian in rows],
        "vocabulary": list(map(list, zip(*vocabulary(segments), strict=True))),
        "asian": {
            "words": [asian for *_rest, asian in rows],
            "han": "".join(other + one for other, one in variants_in(characters).items()),
        },
    }

    for number in range(count + asian_shards(count)):
        parts[f"{WORDS}{number}"] = shards.get(number)
    for number, (start, end) in enumerate(pairwise((*starts, len(every)))):
        parts[f"text-{number}"] = _columns(every[start:end], DISPLAYED)
    return parts


def _characters(inputs: Inputs, segments: Iterable[Segment]) -> set[str]:
    """Return the characters that a question is compared with, among others."""
    found = set(repr(inputs.everyday))
    for run in inputs.runs:
        for entry in run.entries:
            found.update(entry.title, *entry.names)
    for segment in segments:
        for words in (segment.heads.words, segment.texts.words):
            if not words.isascii():
                found.update(words)
    return found


def _columns(entries: Sequence[SearchEntry], names: Iterable[str]) -> dict[str, list[Any]]:
    """Return the values of each field, without the fields that are empty in all entries."""
    columns = {name: [getattr(entry, name) for entry in entries] for name in names}
    return {name: column for name, column in columns.items() if any(column)}


def to_json(data: object) -> str:
    """Return data as JSON without spaces."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def to_script(name: str, text: str) -> str:
    """Return JSON as a script, since browsers refuse to fetch JSON from ``file:`` pages.

    :param name: key of the data in the global object ``bookSearch``
    """
    return f'(globalThis.bookSearch??={{}})["{name}"]={text};\n'


def from_script(script: str) -> Any:
    """Return the data of a script that :func:`to_script` wrote."""
    return json.loads(script[script.index("]=") + 2 : -2])
