"""Check bibliography, notes, addresses, data and images of a book without a build.

What a build would warn of is here as well, as far as it needs none, and what may harm somebody.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sphinx_evidence.core.diagnostics import Problem, Rule
from sphinx_evidence.core.files import stray_links
from sphinx_evidence.core.paths import PACKAGE, PUBLISHERS
from sphinx_evidence.core.paths import SETTING as DATA
from sphinx_evidence.core.source_text import svg_scripts
from sphinx_evidence.data.package import read_package
from sphinx_evidence.sources.bibfile import read_bibfile
from sphinx_evidence.sources.library_tables import (
    check_library,
    has_library,
    read_library,
    read_publishers,
)
from sphinx_evidence.sources.model import read_sources
from sphinx_evidence.sources.rules import check_entries
from sphinx_evidence.sources.vocabulary import read_vocabulary

from .addresses import private_name, unreadable_address, unsafe_host
from .allowed import ALLOWED, read_allowed, without_allowed
from .harm import drawn_text, harmful_text, named_person, review_words
from .images import OTHERS, PICTURES, image_metadata
from .lists import read_list
from .names import KEY, WITHHELD_NAMES, read_names
from .operational import operational_detail
from .personal_data import personal_data
from .translated import TABLE as TRANSLATED
from .translated import catalog_problems, read_words, translated_text
from .typography import straight_quote

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping

    from sphinx_evidence.sources.model import Source
    from sphinx_evidence.sources.vocabulary import Vocabulary

    from ..paths import Paths

Row = TypeVar("Row")

UNSAFE_HOSTS = "unsafe-hosts.txt"
TOWNS = "towns.txt"
CURRENCIES = "currencies.txt"
WORDS = "review-words.txt"
"""Words about how people are moved or hidden, which are read twice before they are printed."""


def searched(paths: Paths) -> list[Path]:
    """Return the folders and files of a book that are checked, some of which may not exist."""
    records = [paths.records] if paths.records else []
    return [*paths.folders, *records, paths.forge, paths.locales, *paths.files]


def check_book(paths: Paths, names_key: str = "") -> list[Problem]:
    """Return the problems of the bibliography, the data and the pages of a book.

    Nothing is read through a symbolic link that leads elsewhere, and nothing else until it is gone.
    A table that the book does not have is not there to be checked.

    :param names_key: the key of the withheld names; without it they are not checked
    """
    if stray := [*stray_links(searched(paths), [paths.root], "the book")]:
        return sorted(stray)
    bibliography, checks = paths.bibliography, paths.checks
    bibfile = read_bibfile(bibliography)
    publishers, publisher_problems = _read(read_publishers, paths.data_file(PUBLISHERS))
    datasets, data_problems = _read(read_package, paths.data_file(PACKAGE))
    towns, town_problems = read_list(checks / TOWNS)
    currencies, currency_problems = read_list(checks / CURRENCIES)
    hosts, host_problems = read_list(checks / UNSAFE_HOSTS)
    names, name_problems = read_names(checks / WITHHELD_NAMES, names_key)
    entries, broken = bibfile.data.entries, bibfile.broken
    vocabulary, vocabulary_problems = read_vocabulary(paths.setting(DATA))
    sources = read_sources(entries, vocabulary)
    known = publishers if publishers and not publisher_problems else None
    library = paths.setting(DATA)
    problems = [
        *bibfile.problems,
        *check_entries(
            *(str(bibliography), entries, sources, bibfile.lines, known),
            broken=broken,
            vocabulary=vocabulary,
        ),
        *vocabulary_problems,
        *(library_problems(library, sources, vocabulary, broken, known) if library else ()),
        *(*publisher_problems, *data_problems, *town_problems, *currency_problems),
        *(*host_problems, *name_problems),
        *personal_data(datasets.values(), towns, currencies),
        *straight_quote(datasets.values()),
    ]
    allowed, allowed_problems = read_allowed(checks / ALLOWED)
    words, word_problems = read_list(checks / WORDS)
    problems += [*allowed_problems, *word_problems]
    reported = {(problem.path, problem.line) for problem in problems}
    texts, text_problems = read_texts(paths)
    files = {problem.path for problem in problems}
    problems += [problem for problem in text_problems if problem.path not in files]
    for path, text in texts.items():
        problems += unsafe_host(str(path), text, hosts)
        if path != bibliography:  # check_entries covers its addresses
            unreadable = unreadable_address(str(path), text)
            problems += [item for item in unreadable if (item.path, item.line) not in reported]
        if names is not None:
            problems += private_name(str(path), text, names)
    harm: list[tuple[Problem, str]] = []
    for path in image_files(paths):
        data, ending = path.read_bytes(), path.suffix.lower()
        problems += image_problems(str(path), ending, data)
        if ending == ".svg":
            found = harm_in(path, drawn_text(data), words, names, towns, currencies)
            harm += ((replace(problem, line=0), line) for problem, line in found)
    for path, text in texts.items():
        if checks not in path.parents:
            harm += harm_in(path, text, words, names, towns, currencies)
    words_there = read_words(checks / TRANSLATED)
    for path in sorted(paths.locales.rglob("*.po")):
        problems += catalog_problems(path, words_there)
    problems += without_allowed(harm, allowed, paths.root, checks / ALLOWED)
    return sorted(problems)


def _read(
    reader: Callable[[Path], tuple[dict[str, Row], list[Problem]]], path: Path | None
) -> tuple[dict[str, Row], list[Problem]]:
    """Return what a reader finds in a file, or nothing if the book has none."""
    return reader(path) if path else ({}, [])


def read_texts(paths: Paths) -> tuple[dict[Path, str], list[Problem]]:
    """Return the text of each file in which authors write, but for images.

    :return: the texts, and a problem for each file that cannot be read, since nothing checks it
    """
    texts, problems = dict[Path, str](), list[Problem]()
    found = {path for folder in paths.folders for path in folder.glob("**/*")}
    found |= {path for path in paths.files if path.exists()}
    found |= {*paths.locales.rglob("*.po")}
    for path in sorted(found):
        if not path.is_file() or path.suffix.lower() in PICTURES | OTHERS:
            continue
        try:
            text = path.read_text("utf-8")
            texts[path] = translated_text(text) if path.suffix == ".po" else text
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", "") or "it is not UTF-8"
            message = f"the file cannot be read: {reason}; nothing in it was checked"
            problems.append(Problem(str(path), 0, Rule.PERSONAL_DATA, message))
    return texts, problems


def image_files(paths: Paths) -> list[Path]:
    """Return the images of a book."""
    folders = (*paths.folders, paths.forge)
    found = {path for folder in folders for path in folder.glob("**/*.*")}
    return sorted(path for path in found if path.suffix.lower() in PICTURES | OTHERS)


def image_problems(path: str, ending: str, data: bytes) -> Iterator[Problem]:
    """Yield what would run in an image, and what it carries besides its picture."""
    for why in svg_scripts(data) if ending == ".svg" else ():
        message = f"the drawing {why}: save it without scripts, which run when it is opened"
        yield Problem(path, 0, Rule.UNSAFE_IMAGE, message)
    for why in image_metadata(ending, data):
        yield Problem(path, 0, Rule.UNSAFE_IMAGE, f"the image {why}")


def harm_in(
    path: Path,
    text: str,
    phrases: Iterable[str],
    names: Container[str] | None,
    towns: Collection[str],
    currencies: Collection[str],
) -> Iterator[tuple[Problem, str]]:
    """Yield what may harm somebody in a text, each with its line.

    :param phrases: words that are read twice
    :param names: the withheld names, None if they are not checked
    """
    problems = [*harmful_text(str(path), text, review_words(phrases))]
    if names is not None:
        problems += named_person(str(path), text, names)
    if path.suffix != ".css":  # where an at-rule is no account
        problems += operational_detail(str(path), text, towns, currencies)
    lines = text.split("\n")
    yield from ((problem, lines[problem.line - 1]) for problem in problems)


def library_problems(
    folder: Path,
    works: Mapping[str, Source],
    vocabulary: Vocabulary,
    broken: Container[str],
    publishers: Container[str] | None,
) -> list[Problem]:
    """Return the problems of the tables of copies, accounts and notes, if the book has them.

    :param vocabulary: the words of the book
    :param broken: keys of the works that could not be read
    :param publishers: ids of all publishers, None if their table is incomplete
    """
    if not has_library(folder):
        return []
    library, problems = read_library(folder, works, vocabulary)
    return problems or list(check_library(library, folder, publishers, broken))


def run(paths: Paths, options: Namespace) -> int:
    """Print one line for each problem; return 1 if there are any."""
    key = os.environ.get(KEY, "")
    problems = check_book(paths, key)
    for problem in problems:
        print(problem)
    if not key:
        print(f"withheld names: not checked, since {KEY} is not set")
    print(f"{len(problems)} problems" if problems else "bibliography, addresses and data in order")
    return 1 if problems else 0
