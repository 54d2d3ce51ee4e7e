"""Measure the search of the built book with the questions of a gold set.

Two thirds of the questions are there to tune with, ``gold-tune.csv``; the others,
``gold-unseen.csv``, are read by ``nox -s bench`` alone, which prints rates and no question of them.

A result counts if its place is an acceptable answer or a section that holds one, or if it is the
page that an answer names. A result is an item of the answer; what stands inside it is no result.
For an id that was merged into another or moved, the register of ids names the one that counts.

Run ``python tools/benchmarks/quality.py _build/html`` after a build; it needs Chromium. Search is
used as readers use it: its page is opened with the first question in the URL, the others are typed,
and the links of the answer are read in order.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote, urldefrag, urlsplit

from lxml import html
from playwright.sync_api import Error, sync_playwright
from serving import served
from weight import FLAGS, find_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).with_name("search")
PARTS = ("tune", "unseen")
TIMEOUT = 20_000  # milliseconds to wait for an answer
DEPTH = 20  # links that are read of an answer
DONE = "query => document.getElementById('search-results')?.dataset.query === query"
"""Whether an answer is complete."""
LINKS = "#search-results > ol > li > a.search-hit"
"""The links of an answer, as a CSS selector."""
RULES = {"NEAR": "0", "SOFT": "0", "DATA": "1", "DEFINED": "1", "LIMIT": "1"}
"""The value of each constant of search-engine.js with which its rule does nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """A row of a gold set; each of *answers* is correct: a page, or a page, ``#`` and an id."""

    query: str
    language: str
    kind: str
    part: str
    answers: tuple[str, ...]


@cache
def replacements() -> dict[str, str]:
    """Return the id that replaces each one that was merged or moved, by the register of ids."""
    with ROOT.joinpath("permalinks.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["replaced_by"] for row in csv.DictReader(file) if row["replaced_by"]}


def current(answer: str) -> str:
    """Return an answer with the id that its place has now."""
    page, mark, name = answer.partition("#")
    while name in replacements():
        name = replacements()[name]
    return f"{page}{mark}{name}"


def read_questions(part: str) -> list[Question]:
    """Return the questions of a set, in the order of the file."""
    with FOLDER.joinpath(f"gold-{part}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Question(
                *(row["question"], row["language"], row["kind"], part),
                answers=tuple(map(current, row["answers"].split())),
            )
            for row in csv.DictReader(file)
        ]


class Sections(NamedTuple):
    """The ids of a page, each with the sections that hold it, and that of its first section."""

    page: str
    holders: dict[str, set[str]]


@cache
def sections_of(path: Path) -> Sections:
    """Return the ids and sections of the article of a page."""
    article = html.parse(path).find(".//article") if path.is_file() else None
    if article is None:
        return Sections("", {})
    holders = {
        element.get("id"): {one.get("id", "") for one in element.iterancestors("section")}
        for element in article.iterfind(".//*[@id]")
    }
    first = article.find(".//section")
    return Sections("" if first is None else first.get("id", ""), holders)


def target(site: Path, address: str, link: str) -> tuple[str, str, Sections]:
    """Return the page and the id that *link* leads to, and the sections of the page."""
    page, fragment = urldefrag(link)
    path = site / unquote(urlsplit(page).path.removeprefix(urlsplit(address).path))
    path = path / "index.html" if path.is_dir() else path
    sections = sections_of(path)
    name = path.relative_to(site).with_suffix("").as_posix()
    place = unquote(fragment.partition(":~:")[0])  # without the words that a browser marks
    return name, place or sections.page, sections


def is_correct(found: tuple[str, str, Sections], answer: str) -> bool:
    """Return whether a result is an answer, or a section that holds it."""
    page, name, sections = found
    wanted, _, place = answer.partition("#")
    place = place or sections.page
    return page == wanted and (name == place or name in sections.holders.get(place, ()))


def ask(page: Page, address: str, query: str) -> list[str]:
    """Return the links of the answer, as absolute URLs.

    :raises playwright.sync_api.Error: if there is no answer
    """
    if page.url.startswith(f"{address}search.html"):
        page.fill("#search-field", query)
    else:
        page.goto(f"{address}search.html?q={quote(query)}")
    page.wait_for_function(DONE, arg=query, timeout=TIMEOUT)
    links: list[str] = page.eval_on_selector_all(LINKS, "all => all.map(one => one.href)")
    return links


def rank(page: Page, site: Path, address: str, question: Question) -> int:
    """Return the rank of the first correct link of the answer, from 1, or 0 for none."""
    try:
        links = list(dict.fromkeys(ask(page, address, question.query)))[:DEPTH]
    except Error as error:
        print(f"{question.part}: no answer ({str(error).splitlines()[0]})", file=sys.stderr)
        return 0
    for place, link in enumerate(links, 1):
        found = target(site, address, link)
        if any(is_correct(found, answer) for answer in question.answers):
            return place
    return 0


def share(ranks: list[int], depth: int) -> float:
    """Return the percentage of *ranks* within the first *depth*."""
    return 100 * sum(0 < place <= depth for place in ranks) / len(ranks)


def scores(ranks: list[int]) -> list[str]:
    """Return success within 1, 3 and 5 in per cent."""
    return [f"{share(ranks, depth):.1f}" for depth in (1, 3, 5)]


def table(ranks: dict[Question, int], part: str) -> str:
    """Return the scores in a set: in all, by kind and by language."""
    groups: dict[str, list[int]] = {"all": []}
    for question, place in ranks.items():
        if question.part == part:
            for name in ("all", question.kind, question.language):
                groups.setdefault(name, []).append(place)
    rows = [["group", "n", "first", "three", "five"]]
    rows += [[name, str(len(group)), *scores(group)] for name, group in groups.items()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows
    ]
    return "\n".join([f"{part} set, per cent", *lines])


def ablation(browser: Browser, site: Path, address: str, questions: list[Question]) -> list[str]:
    """Return a line for each rule of ranking: the scores without it, of all questions."""
    script = (site / "_static/search-engine.js").read_text("utf-8")
    lines = []
    for name, value in {"": "", **RULES}.items():
        changed, count = re.subn(rf"const {name} = [^;]+;", f"const {name} = {value};", script)
        if name and count != 1:
            sys.exit(f"search-engine.js has no constant {name}: correct RULES")
        page = browser.new_page()
        page.route(
            "**/search-engine.js", lambda route, _request, body=changed: route.fulfill(body=body)
        )
        ranks = [rank(page, site, address, question) for question in questions]
        title = f"without {name}" if name else "all rules"
        lines.append("  ".join((title.ljust(20), *scores(ranks))))
        page.close()
    return ["Rules, each left out: first, three, five, per cent", *lines]


def bars(ranks: dict[Question, int], part: str) -> list[str]:
    """Return a line for each target of search in a set: whether it is met."""
    places = [place for question, place in ranks.items() if question.part == part]
    lines = []
    for depth, bar in ((1, 75), (3, 92), (5, 96)):
        reached = share(places, depth)
        word = "met" if reached >= bar else "not met"
        lines.append(f"{part} set: first {depth}: {reached:.1f}% of {bar}%: {word}")
    return lines


def main() -> None:
    """Parse the arguments, ask all questions and print the tables."""
    parser = argparse.ArgumentParser(description="Measure the search of the book.")
    parser.add_argument("site", type=Path, help="a build of the book")
    words = "of the gold set; only `nox -s bench` reads the unseen one; default: tune"
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=["tune"], help=words)
    words = "also print the rates without each rule of ranking"
    parser.add_argument("--ablate", action="store_true", help=words)
    options = parser.parse_args()
    site = options.site.resolve()
    questions = [one for part in options.parts for one in read_questions(part)]
    with (
        served(site) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_browser(), args=FLAGS) as browser,
    ):
        page = browser.new_page()
        ranks = {one: rank(page, site, address, one) for one in questions}
        page.close()
        for part in options.parts:
            print(table(ranks, part), end="\n\n", flush=True)
        if options.ablate:
            tune = [one for one in questions if one.part == "tune"]
            print(*ablation(browser, site, address, tune), sep="\n")
    print(*(line for part in options.parts for line in bars(ranks, part)), sep="\n")


if __name__ == "__main__":
    main()
