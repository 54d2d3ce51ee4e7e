"""Citation files of each source, and of all sources together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.paths import source_path
from ..permalinks.formats.files import citation_files
from .formats import source_bibtex, source_csl
from .model import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pybtex.database import Entry

    from .model import Source


def bibliography_files(
    sources: Iterable[Source], entries: Mapping[str, Entry], publishers: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield path and content of the citation files of each source, and of all of them.

    :param entries: the entry of each source by its key
    :param publishers: names of publishers by their ids
    """
    bibtexes, items = [], []
    for source in sources:
        entry, publisher = entries[source.key], publishers.get(source.publisher, "")
        bibtex, item = (
            source_bibtex(source.key, entry, publisher),
            source_csl(source, entry, publisher),
        )
        for name, text in citation_files(stem(source.key), bibtex, [item]).items():
            yield source_path(name), text
        bibtexes.append(bibtex)
        items.append(item)
    if items:
        yield from citation_files("references", "\n".join(bibtexes), items).items()
