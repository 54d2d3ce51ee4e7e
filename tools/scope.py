"""Print how large the book is, and whether what it should have is there."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup

from .build import built_site

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Mapping, Sequence

    from .paths import Paths

Row = dict[str, str]
Figure = tuple[str, int, str, bool]
"""Name, value, mark in words, and whether the mark is met."""

LISTS = "nav, figure svg, script, style, details, table"
"""What is not counted as text of a page, as a CSS selector: the apparatus and tables."""


def table(site: Path, name: str) -> list[Row]:
    """Return the rows of a table of the book as data."""
    with (site / "data" / "book" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def count_words(page: Path) -> int:
    """Return how many words the article of a page has, without its list of sources."""
    article = BeautifulSoup(page.read_text("utf-8"), "html.parser").select_one("article")
    if article is None:
        return 0
    for section in article.select("section[id$='-sources']"):
        section.decompose()
    for element in article.select(LISTS):
        element.decompose()
    return len(article.get_text(" ").split())


def unfounded(claims: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the claims of high confidence for which no work outside the press was read itself."""
    return [
        str(claim["id"])
        for claim in claims
        if claim["grade"]
        and claim["grade"]["confidence"] in {"high", "very high"}
        and not any(
            source["reading"] != "account" and source["tier"] != "news"
            for source in claim["sources"]
        )
    ]


def figures(site: Path) -> Iterator[Figure]:
    """Yield the figures of a built book with their marks."""

    def at_least(name: str, value: int, mark: int) -> Figure:
        return name, value, f"at least {mark}", value >= mark

    def at_most(name: str, value: int, mark: int) -> Figure:
        return name, value, f"at most {mark}", value <= mark

    # Front pages stand beside the folders of the parts, whose own pages name no part but their own.
    pages = [row for row in table(site, "pages") if row["part"] or "/" not in row["page"]]
    chapters = {row["page"] for row in pages if row["is_chapter"] == "true"}
    words = {row["page"]: count_words(site / f"{row['page']}.html") for row in pages}
    yield at_least("chapters, part pages and front pages", len(pages), 45)
    yield at_least("words of these pages", sum(words.values()), 85_000)
    claims = json.loads((site / "claims.json").read_text("utf-8"))["claims"]
    yield at_least("claims", len(claims), 220)
    tiers = {row["key"]: row["tier"] for row in table(site, "works")}
    names = {row["page"] for row in pages}
    cited = {row["work"] for row in table(site, "citations") if row["page"] in names}
    yield at_least("works cited on these pages", len(cited), 600)
    press = sum(tiers[key] == "news" for key in cited)
    yield at_most("of 100 of them, press", round(100 * press / len(cited)), 40)
    rows: dict[str, int] = defaultdict(int)
    for row in table(site, "dataset_rows"):
        rows[row["dataset"]] += 1
    yield at_least("terms of the glossary", rows["glossary"], 100)
    yield at_least("events of the timeline", rows["timeline"], 250)
    yield at_least("datasets", len(rows), 20)
    bare = sorted(page for page in chapters if "<figure" not in (site / f"{page}.html").read_text())
    yield at_most(f"chapters without a figure {' '.join(bare)}", len(bare), 0)
    weak = unfounded(claims)
    name = "claims of high confidence on press or accounts alone"
    yield at_most(f"{name} {' '.join(weak)}", len(weak), 0)


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    words = "a built book; without it the book is built"
    parser.add_argument("--site", type=Path, metavar="FOLDER", help=words)


def run(paths: Paths, options: Namespace) -> int:
    """Print the figures, and return 1 if one misses its mark."""
    missed = 0
    for name, value, mark, is_met in figures(built_site(paths, options.site)):
        print(f"{'' if is_met else '! '}{name.strip()}: {value} ({mark})")
        missed += not is_met
    return 1 if missed else 0
