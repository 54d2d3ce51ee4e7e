"""Measure search engines of the built book with the questions of a gold set.

Two thirds of the questions are there to tune with, ``gold-tune.csv``; the others,
``gold-unseen.csv``, are read by ``nox -s bench`` alone, which prints rates and no question of them.

A result counts if its place is an acceptable answer or a section that holds one, or if it is the
page that an answer names. A result is an item of the answer; what stands inside it is no result.
For an id that was merged into another or moved, the register of ids names the one that counts.

Run ``python tools/benchmarks/search/quality.py`` in the project's environment; it needs Chromium.
Each engine is used as readers use it: its page is opened with the query in the URL, or with ours,
after the first question, the query is typed; and the links of the answer are read in order.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urldefrag, urlsplit

from playwright.sync_api import Error, sync_playwright

from sphinx_evidence import FEATURES
from sphinx_evidence.core.features import extension

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[3]
FOLDER = Path(__file__).parent
PARTS = ("tune", "unseen")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TIMEOUT = 20_000  # milliseconds to wait for an answer
DEPTH = 20  # links that are read of an answer
FIRST_ANSWER = "refoulement"  # every engine finds it
TYPICAL = (
    *("refugee", "forced return", "how many live in China", "October 2023", "brokers"),
    *("children without papers", "is it a crime to leave North Korea", "bride trafficking"),
    *("what does China say about refugees", "A/HRC/25/63", "article 33", "labour camp"),
    *("what happens to people who are sent back", "sanctions on officials", "refoulment"),
    *("강제북송", "탈북민은 난민인가요", "强制遣返", "中国怎么对待脱北者", "強制送還とは"),
)
"""Questions whose weight is measured; no question of a gold set."""
SECTION_HEADING = re.compile(
    r'<section id="([^"]+)"([^>]*)>((?:\s*<span id="[^"]*"></span>)*\s*)<(h[1-6])>'
)


class Engine(StrEnum):
    """A search engine."""

    OURS = "ours"
    STOCK = "stock"
    PAGEFIND = "pagefind"


OUR_PAGES = {"search", "theme"}
"""Features that change the pages in which Sphinx's own search runs."""

# For each engine: a function that says whether its answer is complete, and a selector of its links.
DONE = {
    Engine.OURS: "query => document.getElementById('search-results')?.dataset.query === query",
    # The line below it stays empty for languages whose catalogue has no plurals (en_GB).
    Engine.STOCK: "() => document.querySelector('#search-results > h2')?.innerText"
    " === 'Search Results'",
}
LINKS = {
    Engine.OURS: "#search-results > ol > li > a.search-hit",
    Engine.STOCK: "#search-results ul.search > li > a",
}
# The files of each engine, including those that pages load before anybody searches.
OF_SEARCH = {
    Engine.OURS: re.compile("search"),
    Engine.STOCK: re.compile("search|language_data"),
    Engine.PAGEFIND: re.compile("^pagefind/"),
}
RULES = {
    **{"BOOST": "{}", "LIKE": "2", "INSIDE": "0"},
    **{"NOT_CHAPTER": "1", "DATA": "1", "DEFINED": "1"},
}
"""The value of each constant of ours with which its rule does nothing."""
# Record the time of the first link of the answer; then list what was fetched until then.
NOTE_FIRST = """selector => new MutationObserver((_, self) => {
  if (!document.querySelector(selector)) return
  self.disconnect()
  window.answered = performance.now()
}).observe(document, { childList: true, subtree: true })"""
FETCHED = """() => performance.getEntriesByType("resource")
  .filter(({ responseEnd: end }) => 0 < end && end <= (window.answered ?? Infinity))
  .map(({ name }) => name)"""
# The links that the interface of Pagefind displays: a page and up to three of its best sections.
PAGEFIND = """async ([query, depth]) => {
  const pagefind = await import(new URL("pagefind/pagefind.js", document.baseURI))
  const { results } = await pagefind.search(query)
  const found = await Promise.all(results.slice(0, depth).map(one => one.data()))
  const weight = one => one.weighted_locations.reduce((sum, { balanced_score: s }) => sum + s, 0)
  return found.flatMap(one => [one.url, ...one.sub_results.filter(sub => sub.url !== one.url)
    .sort((a, b) => weight(b) - weight(a)).slice(0, 3).map(sub => sub.url)])
}"""


@dataclass(frozen=True, slots=True)
class Question:
    """A row of a gold set; each of *answers* is correct: a page, or a page, ``#`` and an id."""

    query: str
    language: str
    kind: str
    part: str
    answers: tuple[str, ...]


@dataclass(slots=True)
class Answers:
    """The answers of one engine, on a server or from disk.

    :param title: name of the engine and place, as printed
    :param ranks: for each question the rank of the first correct link, from 1, or 0 for none
    :param pages: the same, where any link to a page with a correct answer counts
    :param links: for each question the places that were answered
    """

    title: str
    ranks: dict[Question, int] = field(default_factory=dict)
    pages: dict[Question, int] = field(default_factory=dict)
    links: dict[Question, list[str]] = field(default_factory=dict)


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


def read_former() -> dict[tuple[str, str], tuple[str, str, str]]:
    """Return what the former engine reached: first, three and five, by set and group."""
    with FOLDER.joinpath("former.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["part"], row["group"]): (row["first"], row["three"], row["five"])
            for row in csv.DictReader(file)
        }


def build(out: Path, *settings: str) -> None:
    """Build the real book into the folder *out*.

    :raises subprocess.CalledProcessError: if the build fails
    """
    command = [sys.executable, "-m", "sphinx", "-q", *settings, "-c", str(ROOT)]
    subprocess.run([*command, str(ROOT / "docs"), str(out)], check=True)


def build_stock(out: Path) -> None:
    """Build the book with Sphinx's own search, and the theme's own scripts and templates."""
    features = [extension(name) for name in FEATURES if name not in OUR_PAGES]
    extensions = ",".join(["myst_parser", "sphinxcontrib.bibtex", *features])
    settings = {"extensions": extensions, "html_theme": "sphinx_book_theme", "templates_path": ""}
    build(out, *(part for pair in settings.items() for part in ("-D", "=".join(pair))))


def build_pagefind(site: Path, out: Path) -> str:
    """Index a copy of *site* with Pagefind; return a line on size and time.

    The ids of sections are moved to their headings, since Pagefind finds sections only by those.

    :raises subprocess.CalledProcessError: if Pagefind is not installed, or fails
    """
    shutil.copytree(site, out, ignore=shutil.ignore_patterns(".doctrees", "id", "sources"))
    for path in out.rglob("*.html"):
        moved = SECTION_HEADING.sub(r'<section\2>\3<\4 id="\1">', path.read_text("utf-8"))
        path.write_text(moved, "utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(out), "--root-selector", "article"]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - start
    size = sum(path.stat().st_size for path in out.glob("pagefind/**/*") if path.is_file())
    return f"Pagefind's index: {size / 2**10:,.0f} KB on disk with its program, {seconds:.1f} s"


class Handler(SimpleHTTPRequestHandler):
    """Serves files without logging."""

    def log_message(self, format: str, *args: Any) -> None:
        """Suppress the log."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder locally; yield its URL."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Sections(HTMLParser):
    """The ids of a page, each with the sections that hold it; the first section is the page."""

    def __init__(self) -> None:
        super().__init__()
        self.holders: dict[str, tuple[str, ...]] = {}
        self.page = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the id of an element, and a section that begins."""
        name = dict(attrs).get("id") or ""
        if name:
            self.holders[name] = tuple(self._open)
        if tag == "section":
            self.page = self.page or name
            self._open.append(name)

    def handle_endtag(self, tag: str) -> None:
        """Close a section."""
        if tag == "section" and self._open:
            self._open.pop()


@cache
def sections_of(path: Path) -> Sections:
    """Return the ids and sections of the article of a page."""
    sections = Sections()
    text = path.read_text("utf-8") if path.is_file() else ""
    sections.feed(text[max(text.find("<article"), 0) :])
    return sections


def target(site: Path, address: str, link: str) -> tuple[str, str, Sections]:
    """Return the page and the id that *link* leads to, and the sections of the page."""
    page, fragment = urldefrag(link)
    path = site / unquote(urlsplit(page).path.removeprefix(urlsplit(address).path))
    path = path / "index.html" if path.is_dir() else path
    sections = sections_of(path)
    name = path.relative_to(site).with_suffix("").as_posix()
    return name, unquote(fragment) or sections.page, sections


def is_correct(found: tuple[str, str, Sections], answer: str) -> bool:
    """Return whether a result is an answer, or a section that holds it."""
    page, name, sections = found
    wanted, _, place = answer.partition("#")
    place = place or sections.page
    return page == wanted and (name == place or name in sections.holders.get(place, ()))


def ask(page: Page, engine: Engine, address: str, query: str) -> list[str]:
    """Return the links of the answer of an engine, as absolute URLs.

    :raises playwright.sync_api.Error: if there is no answer
    """
    if engine is Engine.PAGEFIND:
        if page.url != f"{address}index.html":
            page.goto(f"{address}index.html")
        paths = page.evaluate(PAGEFIND, [query, DEPTH])
        return [f"{address}{path.removeprefix('/')}" for path in paths]
    if engine is Engine.OURS and page.url.startswith(f"{address}search.html"):
        page.fill("#search-field", query)
    else:
        page.goto(f"{address}search.html?q={quote(query)}")
    page.wait_for_function(DONE[engine], arg=query, timeout=TIMEOUT)
    links: list[str] = page.eval_on_selector_all(LINKS[engine], "all => all.map(one => one.href)")
    return links


def rank(answers: list[Any], is_correct: Callable[[Any], bool]) -> int:
    """Return the rank of the first correct answer, from 1, or 0 if there is none."""
    return next((number for number, one in enumerate(answers, 1) if is_correct(one)), 0)


def question_all(
    page: Page, engine: Engine, site: Path, address: str, questions: list[Question]
) -> Answers | None:
    """Ask every question; return None if the site lacks this engine."""
    place = "from disk" if address.startswith("file:") else "online"
    answers = Answers(f"{engine}, {place}")
    for question in questions:
        try:
            links = list(dict.fromkeys(ask(page, engine, address, question.query)))[:DEPTH]
        except Error as error:
            if not answers.ranks:
                print(f"{answers.title}: no answer ({str(error).splitlines()[0]})", flush=True)
                return None
            links = []
        targets = [target(site, address, link) for link in links]
        wanted = question.answers
        answers.ranks[question] = rank(
            targets, lambda one, wanted=wanted: any(is_correct(one, each) for each in wanted)
        )
        pages = {each.partition("#")[0] for each in wanted}
        answers.pages[question] = rank(targets, lambda one, pages=pages: one[0] in pages)
        answers.links[question] = [f"{page}#{name}" for page, name, _ in targets]
    return answers


def kilobytes(site: Path, address: str, urls: list[str], kept: Callable[[str], bool]) -> float:
    """Return the compressed size of the fetched files whose name passes *kept*."""
    names = {unquote(urlsplit(url).path.removeprefix("/")) for url in urls if url > address}
    files = [site / name for name in names if name != "search.html" and kept(name)]
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in files if path.is_file()) / 2**10


def weigh(browser: Browser, engine: Engine, site: Path, address: str) -> list[str]:
    """Return lines on how much a reader fetches for search: before, and until the answer."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}index.html", wait_until="networkidle")
    cover: list[str] = page.evaluate(FETCHED)
    context.close()
    before = kilobytes(site, address, cover, lambda name: bool(OF_SEARCH[engine].search(name)))
    first, whole = weigh_query(browser, engine, site, address, cover, FIRST_ANSWER)
    lines = [
        f"{engine}: KB for search, compressed: {before:.0f} on a page where nobody searches, "
        f"{first:.0f} to the first link, {whole:.0f} with all of the answer"
    ]
    if engine is Engine.OURS:
        sizes = [weigh_query(browser, engine, site, address, cover, query) for query in TYPICAL]
        firsts, wholes = zip(*sizes, strict=True)
        lines.append(
            f"{engine}: KB for each of {len(sizes)} questions, compressed: to the first link "
            f"{median(firsts):.0f}, at most {max(firsts):.0f}; with all of the answer "
            f"{median(wholes):.0f}, at most {max(wholes):.0f}"
        )
    return lines


def weigh_query(
    browser: Browser, engine: Engine, site: Path, address: str, cover: list[str], query: str
) -> tuple[float, float]:
    """Return the kilobytes that a question needs to its first link, and with all of the answer.

    :param cover: the files that every page has fetched before
    """
    context = browser.new_context()
    page = context.new_page()
    every: list[str] = []
    context.on("request", lambda request: every.append(request.url))
    page.add_init_script(f"({NOTE_FIRST})({LINKS.get(engine, 'html')!r})")
    ask(page, engine, address, query)
    page.wait_for_load_state("networkidle")
    # Pagefind fetches in a worker, whose requests the list of the page lacks.
    first = every if engine is Engine.PAGEFIND else page.evaluate(FETCHED)
    context.close()
    of_search = OF_SEARCH[engine].search
    known = {unquote(urlsplit(url).path.removeprefix("/")) for url in cover} | {"index.html"}
    first_size, whole_size = (
        kilobytes(site, address, urls, lambda name: bool(of_search(name)) or name not in known)
        for urls in (first, every)
    )
    return first_size, whole_size


def share(ranks: list[int], depth: int) -> float:
    """Return the percentage of *ranks* within the first *depth*."""
    return 100 * sum(0 < place <= depth for place in ranks) / len(ranks)


def scores(ranks: list[int]) -> list[str]:
    """Return success within 1, 3 and 5 in per cent."""
    return [f"{share(ranks, depth):.1f}" for depth in (1, 3, 5)]


def table(answers: Answers, part: str, former: dict[tuple[str, str], tuple[str, str, str]]) -> str:
    """Return the scores of one engine in a set: in all, by kind and by language.

    :param former: what the former engine reached, for ours only
    """
    questions = [one for one in answers.ranks if one.part == part]
    groups = {"all": questions}
    for name in ("kind", "language"):
        for question in questions:
            groups.setdefault(getattr(question, name), []).append(question)
    head = ["group", "n", "first", "three", "five"]
    beside = ["before: first", "three", "five"] if former else ["page: first", "three", "five"]
    rows = [head + beside]
    for name, group in groups.items():
        row = [name, str(len(group)), *scores([answers.ranks[one] for one in group])]
        pages = scores([answers.pages[one] for one in group])
        rows.append(row + list(former.get((part, name), ("", "", "")) if former else pages))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows
    ]
    return "\n".join([f"{answers.title}, {part} set, per cent", *lines])


def ablation(browser: Browser, site: Path, address: str, questions: list[Question]) -> list[str]:
    """Return a line for each rule of ours: the scores without it, of all questions."""
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
        if answers := question_all(page, Engine.OURS, site, address, questions):
            title = f"without {name}" if name else "all rules"
            lines.append("  ".join((title.ljust(20), *scores([*answers.ranks.values()]))))
        page.close()
    return ["Rules of ours, each left out: first, three, five, per cent", *lines]


def bars(answers: Answers, part: str) -> list[str]:
    """Return a line for each target of our search in a set: whether it is met."""
    ranks = [place for one, place in answers.ranks.items() if one.part == part]
    lines = []
    for depth, bar in ((1, 75), (3, 92), (5, 96)):
        reached = share(ranks, depth)
        word = "met" if reached >= bar else "not met"
        lines.append(
            f"{answers.title}, {part} set: first {depth}: {reached:.1f}% of {bar}%: {word}"
        )
    return lines


def misses(answers: Answers) -> list[str]:
    """Return the tuning questions without a correct answer in the first three links.

    Unseen questions are not listed, so that nobody tunes the engine to them.
    """
    return [
        f"{answers.title}: {one.kind}: {one.query}: {place or 'nowhere'}; "
        f"first: {' '.join(answers.links[one][:3])}"
        for one, place in answers.ranks.items()
        if one.part == "tune" and not 0 < place <= 3
    ]


def find_browser() -> str:
    """Return the path of a browser.

    :raises SystemExit: if none of :data:`BROWSERS` is installed
    """
    if path := next(filter(None, map(shutil.which, BROWSERS)), None):
        return path
    sys.exit(f"none of {', '.join(BROWSERS)} is on the PATH")


def main() -> None:
    """Parse the arguments, build, ask all questions and print the tables."""
    parser = argparse.ArgumentParser(description="Measure the search of the book.")
    parser.add_argument("--site", type=Path, help="a build of the book")
    parser.add_argument("--stock", type=Path, help="a build of the book with the search of Sphinx")
    parser.add_argument(
        "--engines",
        nargs="+",
        type=Engine,
        default=[Engine.OURS, Engine.STOCK],
        metavar="ENGINE",
        help="of ours, stock and pagefind (which must be installed); default: ours stock",
    )
    parser.add_argument(
        "--parts",
        nargs="+",
        choices=PARTS,
        default=["tune"],
        help="of the gold set; only `nox -s bench` reads the unseen one; default: tune",
    )
    parser.add_argument(
        "--misses", action="store_true", help="also print the questions that ours fails"
    )
    parser.add_argument(
        "--ablate", action="store_true", help="also print the rates without each rule of ours"
    )
    options = parser.parse_args()
    questions = [one for part in options.parts for one in read_questions(part)]
    executable = find_browser()
    end: list[str] = []
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        sites = {Engine.OURS: options.site, Engine.STOCK: options.stock}
        if not options.site and {Engine.OURS, Engine.PAGEFIND}.intersection(options.engines):
            build(folder / "ours")
            sites[Engine.OURS] = folder / "ours"
        if not options.stock and Engine.STOCK in options.engines:
            build_stock(folder / "stock")
            sites[Engine.STOCK] = folder / "stock"
        if Engine.PAGEFIND in options.engines:
            sites[Engine.PAGEFIND] = folder / "pagefind"
            end.append(build_pagefind(sites[Engine.OURS], folder / "pagefind"))
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for engine in options.engines:
            site = sites[engine].resolve()
            with served(site) as address:
                for place in (address, f"{site.as_uri()}/"):
                    page = browser.new_page()
                    answers = question_all(page, engine, site, place, questions)
                    page.close()
                    if answers:
                        former = read_former() if engine is Engine.OURS else {}
                        for part in options.parts:
                            print(table(answers, part, former), end="\n\n", flush=True)
                        if place == address:
                            end += weigh(browser, engine, site, address)
                        if place == address and engine is Engine.OURS and options.ablate:
                            tune = [one for one in questions if one.part == "tune"]
                            end += ablation(browser, site, address, tune)
                        if engine is Engine.OURS:
                            end += [line for part in options.parts for line in bars(answers, part)]
                            end += misses(answers) if options.misses else []
        browser.close()
    print("\n".join(end))


if __name__ == "__main__":
    main()
