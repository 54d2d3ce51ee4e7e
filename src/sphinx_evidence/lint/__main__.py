"""Check bibliography, notes, addresses, data and images of a book without a build."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.diagnostics import Problem, Rule
from ..datasets.model import read_package
from ..markup.text import svg_scripts
from ..sources.bibfile import read_bibfile
from ..sources.library_tables import check_library, read_library, table_paths
from ..sources.model import read_sources
from ..sources.publishers import read_publishers
from ..sources.rules import check_entries, complete_entries
from .addresses import private_name, unreadable_address, unsafe_host
from .allowed import ALLOWED, read_allowed, without_allowed
from .harm import drawn_text, harmful_text, named_person, review_words
from .images import OTHERS, PICTURES, image_metadata
from .lists import read_list
from .names import KEY, WITHHELD_NAMES, read_names
from .personal_data import personal_data

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from ..sources.model import Source

CHECKS = Path("data", "checks")
UNSAFE_HOSTS = CHECKS / "unsafe-hosts.txt"
TOWNS = CHECKS / "towns.txt"
CURRENCIES = CHECKS / "currencies.txt"
WORDS = CHECKS / "review-words.txt"
"""Words about how people are moved or hidden, which are read twice before they are printed."""

SINGLE_FILES = ("references.bib", "permalinks.csv", "CHANGELOG.md")
IMAGE_FOLDERS = ("docs", "data", ".github")


def check_folder(root: Path, names_key: str = "") -> list[Problem]:
    """Return the problems of the bibliography, the data and the pages below *root*.

    :param names_key: the key of the withheld names; without it they are not checked
    """
    bibliography = root / "references.bib"
    bibfile = read_bibfile(bibliography)
    publishers, publisher_problems = read_publishers(root / "data" / "publishers.csv")
    datasets, data_problems = read_package(root / "data" / "datapackage.json")
    towns, town_problems = read_list(root / TOWNS)
    currencies, currency_problems = read_list(root / CURRENCIES)
    hosts, host_problems = read_list(root / UNSAFE_HOSTS)
    names, name_problems = read_names(root / WITHHELD_NAMES, names_key)
    entries = complete_entries(bibfile.data.entries, bibfile.broken)
    sources, known = read_sources(bibfile.data.entries), None if publisher_problems else publishers
    problems = [
        *bibfile.problems,
        *check_entries(str(bibliography), entries, sources, bibfile.lines, known),
        *library_problems(root / "data", sources, bibfile.broken, known),
        *(*publisher_problems, *data_problems, *town_problems, *currency_problems),
        *(*host_problems, *name_problems),
        *personal_data(datasets.values(), towns, currencies),
    ]
    allowed, allowed_problems = read_allowed(root / ALLOWED)
    phrases, phrase_problems = read_list(root / WORDS)
    words, harm = review_words(phrases), list[tuple[Problem, str]]()
    problems += [*allowed_problems, *phrase_problems]
    reported = {(problem.path, problem.line) for problem in problems}
    for path in text_files(root):
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", "") or "it is not UTF-8"
            message = f"the file cannot be read: {reason}; nothing in it was checked"
            if str(path) not in {name for name, _ in reported}:
                problems.append(Problem(str(path), 0, Rule.PERSONAL_DATA, message))
            continue
        if root / CHECKS not in path.parents:
            found = [*harmful_text(str(path), text, words)]
            found += named_person(str(path), text, names) if names is not None else ()
            lines = text.split("\n")
            harm += [(item, lines[item.line - 1]) for item in found]
        problems += unsafe_host(str(path), text, hosts)
        if path != bibliography:  # check_entries covers its addresses
            unreadable = unreadable_address(str(path), text)
            problems += [item for item in unreadable if (item.path, item.line) not in reported]
        if names is not None:
            problems += private_name(str(path), text, names)
    for path in image_files(root):
        data, ending = path.read_bytes(), path.suffix.lower()
        for why in svg_scripts(data) if ending == ".svg" else ():
            message = f"the drawing {why}: save it without scripts, which run when it is opened"
            problems.append(Problem(str(path), 0, Rule.UNSAFE_IMAGE, message))
        for why in image_metadata(ending, data):
            problems.append(Problem(str(path), 0, Rule.UNSAFE_IMAGE, f"the image {why}"))
        text = drawn_text(data) if ending == ".svg" else ""
        for item in harmful_text(str(path), text, words):
            harm.append((replace(item, line=0), text.split("\n")[item.line - 1]))
    problems += without_allowed(harm, allowed, root, root / ALLOWED)
    return sorted(problems)


def text_files(root: Path) -> list[Path]:
    """Return the files of a book in which authors write, but for images."""
    found = [*root.glob("data/**/*.*"), *root.glob("docs/**/*.md")]
    found += [path for name in SINGLE_FILES if (path := root / name).exists()]
    images = PICTURES | OTHERS
    return sorted(one for one in found if one.is_file() and one.suffix.lower() not in images)


def image_files(root: Path) -> list[Path]:
    """Return the images of a book."""
    found = (path for folder in IMAGE_FOLDERS for path in root.glob(f"{folder}/**/*.*"))
    return sorted(path for path in found if path.suffix.lower() in PICTURES | OTHERS)


def library_problems(
    folder: Path,
    works: Mapping[str, Source],
    broken: Container[str],
    publishers: Container[str] | None,
) -> list[Problem]:
    """Return the problems of the tables of copies, accounts and notes, if the book has them.

    :param broken: keys of the works that could not be read
    :param publishers: ids of all publishers, None if their table is incomplete
    """
    if not any(path.exists() for path in table_paths(folder)):
        return []
    library, problems = read_library(folder, works)
    return problems or list(check_library(library, folder, publishers, broken))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line for each problem; return 1 if there are any, 2 if the folder is missing."""
    parser = argparse.ArgumentParser(prog="python -m sphinx_evidence.lint", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("."))
    root = parser.parse_args(arguments).folder
    if not root.is_dir():
        print(f"{root} is not a folder: give the one that has references.bib", file=sys.stderr)
        return 2
    key = os.environ.get(KEY, "")
    problems = check_folder(root, key)
    for problem in problems:
        print(problem)
    if not key:
        print(f"withheld names: not checked, since {KEY} is not set")
    print(f"{len(problems)} problems" if problems else "bibliography, addresses and data in order")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
