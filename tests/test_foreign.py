"""Books in the manner of others, with and without the package: nothing is lost, nothing imposed.

Each book of ``foreign`` has what other people write: mathematics, included files, HTML,
reStructuredText, notebooks, and the extensions that such books load. Each is built twice under each
theme, in a process of its own, since docutils keeps directives for the whole process.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

from chromium import FLAGS, find_browser, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOREIGN = Path(__file__).with_name("foreign")
BOOKS = sorted(folder.name for folder in FOREIGN.iterdir())
ARTICLES = {
    "alabaster": "div.body",
    "furo": "article",
    "sphinx_book_theme": "article.bd-article",
    "evidence": "article.bd-article",
}
"""What holds the text of a page, by theme; the last is our own, compared with the one before."""

MADE = ("genindex.html", "py-modindex.html", "search.html", "404.html")
"""Pages that a build makes itself."""

CITED = re.compile(r"\[ ?\d+ ?\]|\( ?[^()]*(?:\d{4}|n\.d\.) ?\)")
"""A citation, which each bibliography writes in a style of its own."""

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Site:
    """A book as it was built: its folder, and the warnings without the place of the book."""

    folder: Path
    warnings: tuple[str, ...]

    def pages(self, theme: str) -> dict[str, str]:
        """Return the text of each page, without the signs of permalinks."""
        found = {}
        for path in sorted(self.folder.rglob("*.html")):
            name = path.relative_to(self.folder).as_posix()
            if name not in MADE and not name.startswith(("_", "id/")):
                page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
                text = page.select_one(ARTICLES[theme])
                for made in text.select(".headerlink, script, style"):
                    made.decompose()
                found[name] = " ".join(text.get_text(" ").split())
        return found


def build(name: str, theme: str, top: Path, *, with_package: bool) -> Site:
    """Build a book in a process of its own."""
    source, built = top / "source", top / "html"
    copytree(FOREIGN / name, source)
    conf = (source / "conf.py").read_text("utf-8")
    if not with_package:
        conf = re.sub(r'\s*"sphinx_evidence",?', "", conf)
        theme = "sphinx_book_theme" if theme == "evidence" else theme
    (source / "conf.py").write_text(f'{conf}\nhtml_theme = "{theme}"\n', "utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", "html", source, built]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return Site(built, tuple(done.stderr.replace(str(source), "").splitlines()))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, bool], Site]:
    """All books under all themes, without the package and with it."""
    cases = list(product(BOOKS, ARTICLES, (False, True)))
    folders = [tmp_path_factory.mktemp("foreign") for _case in cases]
    with ThreadPoolExecutor(2) as pool:
        built = pool.map(
            lambda case, top: build(*case[:2], top, with_package=case[2]), cases, folders
        )
        return dict(zip(cases, built, strict=True))


@pytest.mark.parametrize("theme", ARTICLES)
@pytest.mark.parametrize("name", BOOKS)
def test_no_word_is_lost_or_changed(sites, name: str, theme: str) -> None:
    other = "sphinx_book_theme" if theme == "evidence" else theme
    before, after = sites[name, theme, False].pages(other), sites[name, theme, True].pages(theme)
    before.pop("sources.html", None)  # a list of sources is that of the package
    for page, text in before.items():
        assert CITED.sub("", after[page]).split() == CITED.sub("", text).split(), page


@pytest.mark.parametrize("theme", ARTICLES)
@pytest.mark.parametrize("name", BOOKS)
def test_no_warning_is_added(sites, name: str, theme: str) -> None:
    """What Sphinx says may be followed by advice."""
    plain = re.compile(r"\.?(?:: [^\[]*)?(?: \[[\w.-]+\])?$")
    before = {plain.sub("", line) for line in sites[name, theme, False].warnings}
    assert {plain.sub("", line) for line in sites[name, theme, True].warnings} <= before


def test_the_sources_of_a_bibliography_are_listed(sites) -> None:
    page = sites["mathematics", "furo", True].pages("furo")["sources.html"]
    for words in ("Contribution to the Theory", "Recursive Macroeconomic", "World Development"):
        assert words in page


def test_every_heading_is_found(sites) -> None:
    folder = sites["mathematics", "alabaster", True].folder / "_search"
    titles = (folder / "titles.js").read_text("utf-8")
    for heading in ("The steady state", "Exercises", "References"):
        assert f'"{heading}"' in titles


def test_no_tag_stands_twice_beside_other_extensions(sites) -> None:
    for theme in ARTICLES:
        text = (sites["markup", theme, True].folder / "text.html").read_text("utf-8")
        head = BeautifulSoup(text, "html.parser").head
        names = [tag["property"] for tag in head.select("meta[property]")]
        assert sorted(names) == sorted(set(names))
        assert len(head.select("link[rel=canonical]")) == 1
        assert len(head.select("meta[name=description]")) == 1


@pytest.fixture(scope="module")
def errors(
    sites, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, str, bool], set[str]]]:
    """A function that says what goes wrong in a browser that reaches this machine only."""
    top = tmp_path_factory.getbasetemp()
    with (
        served(top) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_browser(), args=FLAGS) as browser,
    ):

        def visit(*case: str | bool) -> set[str]:
            wrong: set[str] = set()
            page, site = browser.new_page(), sites[case]
            page.on("pageerror", lambda error: wrong.add(str(error)))
            page.on(
                "console",
                lambda said: (
                    said.type == "error" and "ERR_" not in said.text and wrong.add(said.text)
                ),
            )
            page.route(re.compile(rf"^(?!{re.escape(address)})"), lambda route: route.abort())
            for name in site.pages(case[1]):
                page.goto(f"{address}{site.folder.relative_to(top).as_posix()}/{name}")
            page.close()
            return wrong

        yield visit


@pytest.mark.parametrize("theme", ARTICLES)
@pytest.mark.parametrize("name", BOOKS)
def test_no_script_fails(errors, name: str, theme: str) -> None:
    """What fails without the package too is not its fault."""
    if wrong := errors(name, theme, True):
        assert wrong <= errors(name, theme, False)
