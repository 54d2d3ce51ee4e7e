"""Citation files of each source, and of all sources together."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from ..core.i18n import _
from ..core.paths import source_path
from ..permalinks.formats import citation_files
from .biblatex import source_bibtex
from .formats import for_zotero
from .model import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from .library import Library


def bibliography_files(
    keys: Iterable[str], library: Library, item_of: Callable[[str], dict[str, Any]]
) -> Iterator[tuple[str, str]]:
    """Yield path and content of the citation files of each source, and of all of them.

    A source with former keys has its files under their names as well.

    :param keys: the keys of the sources, in order
    :param item_of: returns a source as a CSL-JSON item
    """
    bibtexes, items = [], []
    former: defaultdict[str, list[str]] = defaultdict(list)
    for moved in library.moved:
        if moved.key not in library.works:
            former[moved.work].append(moved.key)
    for source in map(library.works.__getitem__, keys):
        item = item_of(source.key)
        bibtex = source_bibtex(source, item)
        for key in (source.key, *former[source.key]):
            for name, text in citation_files(stem(key), bibtex, [item], [for_zotero(item)]).items():
                yield source_path(name), text
        bibtexes.append(bibtex)
        items.append(item)
    if items:
        files = citation_files("references", "\n".join(bibtexes), items, [*map(for_zotero, items)])
        yield from files.items()


def notes_path(key: str) -> str:
    """Return the path, from the root of the site, of the script with the notes on a work."""
    return source_path(f"{stem(key)}.js")


def note_scripts(library: Library) -> Iterator[tuple[str, str]]:
    """Yield path and content of a script with the notes on each work, for the cards.

    It is a script, since browsers refuse to fetch JSON from ``file:`` pages. Each note is a list of
    its id, its place, what the work says, and the caveat.
    """
    for key, notes in library.notes.items():
        path = notes_path(key)
        data = [
            [note.id, note.place.format(_) if note.place else "", note.says, note.caveat]
            for note in notes
        ]
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        yield path, f"(globalThis.bookNotes??={{}})[{json.dumps(path)}]={text};\n"
