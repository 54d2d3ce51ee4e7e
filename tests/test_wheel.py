"""The package as it is installed: it holds all that a book needs, and builds one by itself.

The book of ``whole-book`` is on another subject, with other settings than the real one, and is
built from the wheel alone. So a file that the wheel lacks, and a name that only the real book has,
both show.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from playwright.sync_api import sync_playwright

from chromium import FLAGS, find_browser, served
from sphinx_evidence import __version__
from test_browser import DESKTOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "sphinx_evidence"
WHOLE = Path(__file__).with_name("whole-book")

pytestmark = pytest.mark.slow


def run(*arguments: str | Path, folder: Path, path: Path | None = None) -> str:
    """Run Python in a folder, with *path* as the only one before the installed packages."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel; where hatchling is installed nothing is asked of the network."""
    folder = tmp_path_factory.mktemp("wheel")
    isolation = ["--no-build-isolation"] if find_spec("hatchling") else []
    run("-m", "pip", "wheel", "-q", "--no-deps", *isolation, "-w", folder, ROOT, folder=folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book, built by what is in the wheel and by nothing of this repository."""
    top = tmp_path_factory.mktemp("site")
    packages, built = top / "packages", top / "html"
    run("-m", "pip", "install", "-q", "--no-deps", "--target", packages, wheel, folder=top)
    where = run(
        *("-c", "import sphinx_evidence as e; print(e.__file__, e.__version__)"),
        folder=top,
        path=packages,
    )
    assert where.startswith(f"{packages}{os.sep}")
    strict = ["-E", "-n", "-q", "-W", "--keep-going", "-d", top / "doctrees", "-c", WHOLE]
    run("-m", "sphinx", *strict, WHOLE / "docs", built, folder=top, path=packages)
    return built


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser that reaches nobody but this machine."""
    executable = find_browser()
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=FLAGS) as opened,
    ):
        yield opened


@pytest.fixture(params=["http", "file"])
def visit(request: pytest.FixtureRequest, site: Path, browser: Browser) -> Iterator[Page]:
    """A page of the browser, with the site from a server or from the disk; nothing goes wrong."""
    wrong: list[str] = []
    with served(site) as server:
        address = server if request.param == "http" else f"{site.as_uri()}/"
        context = browser.new_context(viewport=DESKTOP, color_scheme="light")
        context.on(
            "response", lambda got: got.status >= 400 and wrong.append(f"{got.status} {got.url}")
        )
        context.on(
            "requestfailed",
            lambda one: one.failure != "net::ERR_ABORTED" and wrong.append(f"lost {one.url}"),
        )
        context.on("console", lambda said: said.type == "error" and wrong.append(said.text))
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        page = context.new_page()
        page.goto(f"{address}index.html")
        yield page
        context.close()
    assert wrong == []


def follow(page: Page, name: str) -> None:
    """Go to a page by its address from the top of the site."""
    page.goto(page.evaluate("name => new URL(name, document.baseURI).href", name))


def shown(page: Page, selector: str) -> int:
    """Count what a reader sees of a selector."""
    return page.locator(selector).filter(visible=True).count()


def colour(page: Page, selector: str, name: str) -> str:
    """Return a colour as it is computed."""
    script = "(node, name) => getComputedStyle(node).getPropertyValue(name)"
    return page.locator(selector).first.evaluate(script, name)


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    wanted = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert sorted(wanted - names) == []
    others = {name for name in names - wanted if ".dist-info/" not in name}
    assert others == set()  # nor anything of the book
    assert wheel.name.startswith(f"sphinx_evidence-{__version__}-")
    texts = {name.partition(".dist-info/licenses/")[2] for name in names} - {""}
    assert texts == {"LICENSE", "LICENSES/Apache-2.0.txt", "LICENSES/OFL-1.1.txt"}
    for ending in (".css", ".js", ".html", ".toml", ".schema.json", "py.typed"):
        assert any(name.endswith(ending) for name in names), ending


def test_the_site_has_its_exports(site: Path) -> None:
    for name in (
        *("claims.json", "claims.schema.json", "sections.json", "sections.schema.json"),
        *("references.bib", "references.ris", "references.json", "id/great-flood/index.html"),
        *("id/high-tide/index.html", "id/ford-marks/index.html", "_search/titles.js"),
        *("_static/evidence.css", "_static/evidence.js", "_static/river.css"),
    ):
        assert (site / name).is_file(), name


def test_nothing_of_the_other_book_is_in_this_one(site: Path) -> None:
    texts = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    for word in (b"Tumen", b"tumen", b"North Korea", b"licenses/by/", "강제북송".encode()):
        assert [str(path.relative_to(site)) for path, text in texts.items() if word in text] == []


def test_claims_have_their_style_and_the_page_turns_dark(visit: Page) -> None:
    follow(visit, "water/floods.html")
    assert colour(visit, "div.claim", "border-left-width") == "4px"
    assert colour(visit, "#floods-in-brief", "background-color") != "rgba(0, 0, 0, 0)"
    light = colour(visit, "body", "background-color"), colour(visit, "div.claim", "color")
    visit.locator(".theme-switch-button").click()
    visit.get_by_role("button", name="Dark").click()
    dark = colour(visit, "body", "background-color"), colour(visit, "div.claim", "color")
    assert all(one != other for one, other in zip(light, dark, strict=True))


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        ("#great-flood .citation a", "Levels of 2008"),
        ("a:has(> .std-term)", "A sudden flood."),
        ("#floods-in-brief a:has(> .claim-words)", "Two observers saw it."),
    ],
)
def test_a_card_comes_with_the_pointer(visit: Page, selector: str, words: str) -> None:
    follow(visit, "water/floods.html")
    visit.locator(selector).first.hover()
    visit.locator("#card").wait_for(state="visible")
    assert words in visit.locator("#card").inner_text()


def test_a_citation_opens_in_place(visit: Page) -> None:
    follow(visit, "water/floods.html")
    visit.locator("#great-flood .cite-link").focus()
    visit.keyboard.press("Enter")
    frame = visit.frame_locator(".cite-dialog iframe")
    frame.get_by_role("heading", name="APA").wait_for()
    assert "The Alder Circle" in frame.locator("body").inner_text()


def test_claims_are_filtered(visit: Page) -> None:
    follow(visit, "reference/claims.html")
    every = shown(visit, ".facet-item")
    visit.get_by_label("Part", exact=True).select_option("Land")
    assert 0 < shown(visit, ".facet-item") < every


def test_a_table_is_sorted(visit: Page) -> None:
    follow(visit, "reference/levels.html")
    cells = visit.locator("table.sortable tbody td:nth-child(2)")
    before = cells.all_inner_texts()
    visit.get_by_role("columnheader", name="Metres").get_by_role("button").click()
    assert cells.all_inner_texts() == sorted(before) != before


@pytest.mark.parametrize(
    ("question", "title"),
    [("gauge five metres", "The gauge read five metres"), ("홍수", "Spate"), ("frasil", "Frazil")],
)
def test_search_answers(visit: Page, question: str, title: str) -> None:
    visit.keyboard.press("/")
    visit.locator(".search-dialog input").fill(question)
    hits = visit.locator(".search-dialog .search-hit")
    hits.first.wait_for()
    assert title in " ".join(hits.all_inner_texts())
    hits.first.click()
    visit.wait_for_url("**#*")


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.every)])
def test_every_page_opens(visit: Page, site: Path, step: int) -> None:
    top = visit.url.removesuffix("index.html")
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    # The links of 404.html begin at the address of the book: tests/test_missing.py opens it.
    apart = ("id/", "404.html")
    for name in [name for name in names if not name.startswith(apart)][::step]:
        visit.goto(top + name)
        assert visit.locator("h1").count() == 1, name
    visit.set_viewport_size({"width": 320, "height": 640})
    visit.goto(f"{top}land/fields.html")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert visit.evaluate(wide) <= 0
