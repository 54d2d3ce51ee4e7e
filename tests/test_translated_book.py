"""Build the real book with every message translated: nothing changes but the words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from real_book import DOCS, ROOT, built_book
from test_i18n import normalise, prose, write_catalog
from test_translations import LANGUAGE, MADE, ids_by_page, left_in_english, translate_all

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

DATA = ("claims.json", "sections.json", "data/sentences.json")

LISTS = "reference/translations.html"
"""The page that lists what is translated."""

SURE = 4
"""From how many words on a piece of a page is known to be text of the book, and no name."""


def sphinx(builder: str, out: Path, *options: str) -> None:
    """Build the real book; warnings are errors."""
    strict = ("-q", "-E", "-n", "-W", "--keep-going", "-j", "2", "-b", builder, *options)
    command = [sys.executable, "-m", "sphinx", *strict, "-c", ROOT, DOCS, out]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (run.returncode, run.stderr) == (0, "")


def in_english(path: Path) -> dict[str, Any]:
    """Return what a file of the site says, without its words in other languages."""

    def plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        return {name: value for name, value in pairs if name != "translations"}

    return json.loads(path.read_text("utf-8"), object_pairs_hook=plain)


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book in the pseudo-language."""
    top = tmp_path_factory.mktemp("translated")
    sphinx("gettext-as-read", top / "templates")
    folder = top / "locales" / LANGUAGE / "LC_MESSAGES"
    assert translate_all(top / "templates", folder) > 6000
    write_catalog(folder)
    sphinx(
        "html", top / "site", "-D", f"language={LANGUAGE}", "-D", f"locale_dirs={folder.parents[1]}"
    )
    return top / "site"


def test_ids_anchors_and_data_are_those_of_the_book(
    translated: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    english = built_book(tmp_path_factory)
    ours, theirs = ids_by_page(english), ids_by_page(translated)
    for ids in (ours, theirs):
        del ids[LISTS]  # a list for each language that the build knows
    assert sum(map(len, ours.values())) > 15_000
    assert theirs == ours
    assert [
        name for name in DATA if in_english(english / name) != in_english(translated / name)
    ] == []


def test_no_text_of_the_book_is_left_in_english(translated: Path) -> None:
    """What is not of its pages is in the tests of the small book; data have texts of their own."""
    folders = (ROOT, ROOT / "data", *(ROOT / "data").rglob("*/"))
    tables = sorted({one for folder in folders for one in folder.iterdir() if one.suffix in MADE})
    pages = [page for page in DOCS.rglob("*.md") if "contributing" not in page.parts]
    text, data = (normalise(" . ".join(map(prose, paths))) for paths in (pages, tables))
    known, left = set(starts(text)), set[tuple[str, str]]()
    for page in pages:
        for piece in left_in_english(html_of(translated, page), ""):
            found = known.intersection(list(starts(piece))[:1])
            if found and f" {piece} " in text and f" {piece} " not in data:
                left.add((page.relative_to(DOCS).as_posix(), piece))
    assert left == set()


def starts(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each :data:`SURE` words that follow each other."""
    words = text.split()
    return zip(*(words[number:] for number in range(SURE)), strict=False)


def html_of(site: Path, page: Path) -> str:
    """Return the HTML of a page."""
    return site.joinpath(page.relative_to(DOCS)).with_suffix(".html").read_text("utf-8")
