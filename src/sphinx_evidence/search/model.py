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

import bz2
import json
from base64 import b64decode, b64encode
from collections import Counter
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from .everyday import split_asian
from .han import variants_in
from .shards import encode, index, text_groups, to_shards, vocabulary
from .tokens import RULES, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ..core.records import SearchEntry, SearchKind
    from .everyday import Everyday
    from .shards import Words

FOLDER = "_search"
"""Folder of the scripts, at the root of the site."""

TITLES = "titles"
"""The part that is loaded first."""

SOURCE = "source"
"""The kind of entry by whose words no typing error is corrected."""

AT_ONCE = ("kind", "anchor", "title", "names", "related", "facet", "section")
"""The fields of an entry that answers at once; its text is displayed when it is there."""

OF_OTHERS = ("kind", "facet", "section")
"""The fields by which other entries are ranked and chosen; the rest is loaded to display them."""

DISPLAYED = ("anchor", "title", "names", "lang", "text")

BLOCK = 4
"""Hundreds of kilobytes that are packed together; the page pauses between them when it unpacks."""


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


def to_parts(
    entries: Iterable[SearchEntry],
    pages: Mapping[str, Page],
    address: Callable[[str], str],
    kinds: Collection[SearchKind],
    everyday: Sequence[Everyday] = (),
) -> dict[str, Any]:
    """Return the parts of the index by name.

    Entries are numbered: first those that answer at once, page by page, then the others. Their
    fields are one list of values each, since similar values are adjacent that way and the files
    compress better. Of pages for contributors only titles are found.

    :param pages: all pages by name
    :param address: returns the URL of a page, relative to the root of the site
    """
    early = {kind.name for kind in kinds if kind.early}
    spoken = {kind.name for kind in kinds if kind.spoken}
    by_page: dict[str, tuple[list[SearchEntry], list[SearchEntry]]] = {}
    for entry in entries:
        is_late = entry.kind not in early or pages[entry.docname].contributing
        if pages[entry.docname].contributing:
            entry = replace(entry, text="", cells="", questions=())
        by_page.setdefault(entry.docname, ([], []))[is_late].append(entry)
    first = [entry for at_once, _others in by_page.values() for entry in at_once]
    others = [entry for _at_once, others in by_page.values() for entry in others]
    every = first + others
    heads = [""] * len(first) + [_head(entry, spoken) for entry in others]
    counts: Counter[str] = Counter()
    texts = counted(every, counts)
    postings, lengths = index(heads, texts, ["\n".join(entry.questions) for entry in every])
    starts = text_groups(every)
    count, shards = to_shards(postings)
    characters = repr((every, everyday))
    rows = [(one.words, *split_asian(one.others)) for one in everyday]
    parts = {
        TITLES: {
            "rules": RULES,
            "shards": count,
            "pages": [
                {
                    **{"address": address(docname), **asdict(pages[docname])},
                    "entries": _columns(at_once, AT_ONCE),
                }
                for docname, (at_once, _others) in by_page.items()
            ],
        },
        "entries": {
            "pages": [_columns(others, OF_OTHERS) for _at_once, others in by_page.values()],
            "lengths": encode(lengths),
            "starts": starts,
        },
        "everyday": [(own, latin) for own, latin, _asian in rows],
        "vocabulary": list(map(list, zip(*vocabulary(counts), strict=True))),
        "asian": {
            "words": [asian for *_rest, asian in rows],
            "han": "".join(other + one for other, one in variants_in(characters).items()),
        },
    }
    for number, shard in enumerate(shards):
        parts[f"words-{number}"] = shard
    for number, (start, end) in enumerate(pairwise((*starts, len(every)))):
        parts[f"text-{number}"] = _columns(every[start:end], DISPLAYED)
    return parts


def counted(entries: Iterable[SearchEntry], counts: Counter[str]) -> Iterator[Words]:
    """Yield the words of each text, so that they are never all in memory; count the entries."""
    for entry in entries:
        text = words(f"{entry.text} {entry.cells}")
        if entry.kind != SOURCE:
            named = words("\n".join((entry.title, *entry.names)))
            counts.update({word for word, _position in (*named, *text)})
        yield text


def _head(entry: SearchEntry, spoken: Collection[str]) -> str:
    """Return the title and the names of an entry, and its id if that is made of words."""
    name = entry.anchor.replace("-", " ") if entry.kind in spoken else ""
    return "\n".join((entry.title, *entry.names, name))


def _columns(entries: list[SearchEntry], names: Iterable[str]) -> dict[str, list[Any]]:
    """Return the values of each field, without the fields that are empty in all entries."""
    columns = {name: [getattr(entry, name) for entry in entries] for name in names}
    return {name: column for name, column in columns.items() if any(column)}


def to_json(data: object) -> str:
    """Return data as JSON without spaces."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def to_script(name: str, text: str) -> str:
    """Return packed JSON as a script, since browsers refuse to fetch JSON from ``file:`` pages.

    ``search-unpack.js`` unpacks it.

    :param name: key of the data in the global object ``bookSearch``
    """
    packed = b64encode(bz2.compress(text.encode(), BLOCK)).decode("ascii")
    return f'(globalThis.bookSearch??={{}})["{name}"]="{packed}";\n'


def from_script(script: str) -> Any:
    """Return the data of a script that :func:`to_script` wrote."""
    return json.loads(bz2.decompress(b64decode(script.split('"')[-2])))
