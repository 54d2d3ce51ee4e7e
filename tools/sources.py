"""Print how well the sources of a book are entered and read."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_evidence.core.diagnostics import Rule
from sphinx_evidence.sources.bibfile import read_bibfile
from sphinx_evidence.sources.library_tables import read_library
from sphinx_evidence.sources.model import SOURCE_TYPES, read_sources
from sphinx_evidence.sources.rules import check_entries, misnamed_author

from .build import built_site

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_evidence.sources.library import Library
    from sphinx_evidence.sources.model import Source

    from .paths import Paths

NUMBERED = frozenset({"law", "treaty"})
"""The types of source that have articles; documents of the United Nations have paragraphs."""


def is_numbered(work: Source) -> bool:
    """Return whether a work has numbered places, so that a citation can name one."""
    return bool(work.symbol) or work.tier in NUMBERED


def share(part: int, whole: int) -> str:
    """Return a part of a whole, with its percentage."""
    return f"{part} of {whole} ({part / whole:.0%})" if whole else "0 of 0"


def report(
    library: Library, citations: Sequence[Mapping[str, Any]], duplicates: int
) -> Iterator[tuple[str, str]]:
    """Yield name and value of each figure.

    :param citations: the citations of all sentences, as in ``sentences.json``
    :param duplicates: how many entries share an identifier or an address with another
    """
    works = library.works
    yield "works", str(len(works))
    yield "copies", str(sum(map(len, library.copies.values())))
    yield "accounts", str(sum(map(len, library.accounts.values())))
    yield "notes", str(sum(map(len, library.notes.values())))
    yield "works with two keys", str(duplicates)
    misnamed = [work.key for work in works.values() if any(misnamed_author(work))]
    yield "labels that name a host or a user", _list(misnamed)
    unnoted = {item["id"] for item in citations} - library.noted
    yield "works cited without a note", _list(sorted(unnoted))
    readings = Counter(str(item["reading"]) for item in citations)
    for reading, count in readings.most_common():
        yield f"citations read in: {reading}", share(count, len(citations))
    tiers = Counter(work.tier for work in works.values())
    for tier in SOURCE_TYPES:
        yield f"works of type {tier}", share(tiers[tier], len(works))
    numbered = [
        item for item in citations if item["id"] in works and is_numbered(works[item["id"]])
    ]
    placed = sum("locator" in item for item in numbered)
    yield "citations of documents and laws with a pinpoint", share(placed, len(numbered))


def _list(keys: Iterable[str]) -> str:
    """Return how many keys there are, and the first of them."""
    keys = list(keys)
    return f"{len(keys)}" + (f": {', '.join(keys[:10])}" if keys else "")


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    words = "a built book; without it the book is built"
    parser.add_argument("--site", type=Path, metavar="FOLDER", help=words)


def run(paths: Paths, options: Namespace) -> int:
    """Print the figures; return 1 if the bibliography or a table has a problem."""
    site = built_site(paths, options.site)
    bibfile = read_bibfile(paths.bibliography)
    entries = bibfile.data.entries
    works = read_sources(entries)
    library, problems = read_library(paths.data, works)
    problems += bibfile.problems
    found = check_entries(str(paths.bibliography), entries, works, bibfile.lines, None)
    duplicates = sum(problem.rule is Rule.DUPLICATE_SOURCE for problem in found)
    data = json.loads((site / "data" / "sentences.json").read_text("utf-8"))
    citations = [item for sentence in data["sentences"] for item in sentence["citations"]]
    for name, value in report(library, citations, duplicates):
        print(f"{name:50} {value}")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0
