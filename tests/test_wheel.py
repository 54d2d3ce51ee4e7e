"""The package as it is installed: it holds all that a book needs, and builds one by itself.

The book of ``whole-book`` is on another subject, with other settings than the real one, and is
built from the wheel alone. So a file that the wheel lacks, and a name that only the real book has,
both show. The example of ``examples/leap-seconds`` is built in the same way, as a copy that has
nothing but its own folder.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import copytree
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
EXAMPLE = ROOT / "examples" / "leap-seconds"
STRICT = ("-m", "sphinx", "-E", "-n", "-q", "-W", "--keep-going")

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
def packages(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel is installed, and nothing of this repository."""
    top = tmp_path_factory.mktemp("packages")
    run("-m", "pip", "install", "-q", "--no-deps", "--target", top, wheel, folder=top)
    where = run(
        *("-c", "import sphinx_evidence as e; print(e.__file__, e.__version__)"),
        folder=top,
        path=top,
    )
    assert where.startswith(f"{top}{os.sep}")
    return top


@pytest.fixture(scope="module")
def site(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book, built by what is in the wheel and by nothing of this repository."""
    top = tmp_path_factory.mktemp("site")
    built = top / "html"
    kept = ["-d", top / "doctrees", "-c", WHOLE]
    run(*STRICT, *kept, WHOLE / "docs", built, folder=top, path=packages)
    return built


@pytest.fixture(scope="module")
def example(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example, with its site in ``html`` and a register that a build has read."""
    top = copytree(EXAMPLE, tmp_path_factory.mktemp("example") / "book")
    run(*STRICT, "-c", top, top / "docs", top / "html", folder=top, path=packages)
    ids = ("-b", "register", "-c", top, top / "docs", top / "register")
    run(*STRICT, *ids, folder=top, path=packages)
    return top


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


def test_a_book_is_begun_from_the_wheel(packages: Path, tmp_path: Path) -> None:
    run("-m", "sphinx_evidence", "new", "book", "book", folder=tmp_path, path=packages)
    folder, build = tmp_path / "book", ("-m", "sphinx", "-q", "-E", "-n", "-W", "-c", ".", "docs")
    run(*build, "_build", folder=folder, path=packages)
    assert (folder / "_build" / "puffins.html").is_file()
    conf = (folder / "conf.py").read_text("utf-8")
    (folder / "conf.py").write_text(conf.replace(', "sphinx_evidence"]', "]"), "utf-8")
    with pytest.raises(AssertionError, match=r'ERROR: .*add "sphinx_evidence" to extensions in'):
        run(*build, "_build/none", folder=folder, path=packages)


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


COMMENT = re.compile(rb"/\*.*?\*/|//[^\n]*", re.S)
"""A comment of a script or a style sheet."""


def test_no_page_and_no_file_names_a_country_of_the_other_book(site: Path) -> None:
    """Only comments do, of what tells East Asian scripts apart."""
    found = []
    for path in site.rglob("*"):
        if path.is_file():
            read = path.read_bytes()
            if path.suffix in (".css", ".js") and path.parent.name == "_static":
                read = COMMENT.sub(b"", read)
            if re.search(rb"korea|chin(?:a|ese)\b|japan", read, re.I):
                found.append(path.relative_to(site))
    assert found == []


def test_the_words_for_sources_are_those_of_the_book(site: Path) -> None:
    chapter = (site / "water/floods.html").read_text("utf-8")
    for heading in ("Law and offices (", "Papers (", "Walkers, and those who print ("):
        assert heading in chapter
    schema = json.loads((site / "claims.schema.json").read_text("utf-8"))["$defs"]
    pools = schema["cited"]["properties"]["witnesses"]["items"]["enum"]
    assert pools == ["townspeople", "reed-workers"]
    codebook = (site / "data/book/codebook.csv").read_text("utf-8")
    assert "Whom the observer asked: townspeople or reed-workers." in codebook


def test_claims_have_their_style_and_the_page_turns_dark(visit: Page) -> None:
    follow(visit, "water/floods.html")
    assert colour(visit, "div.claim > p", "border-left-width") == "4px"
    assert colour(visit, "#floods-in-brief", "border-top-style") == "solid"
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
    [
        ("gauge five metres", "The gauge read five metres"),
        ("πλημμύρα", "Spate"),
        ("frasil", "Frazil"),
    ],
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


def test_the_claims_of_the_example_have_their_grades(example: Path) -> None:
    claims = json.loads((example / "html/claims.json").read_text("utf-8"))["claims"]
    graded = {one["id"]: one["grade"]["confidence"] for one in claims if one["grade"]}
    assert graded == {
        "cloudflare-failed-in-2017": "high",
        "deadlock-of-2012": "high",
        "earth-gained-in-six-years": "medium",
        "four-hundred-flights": "low",
        "linux-servers-failed-in-2012": "high",
        "negative-second-by-2029": "low",
        "smears-differ": "high",
    }
    kinds = {one["id"]: one["kind"] for one in claims if not one["grade"]}
    assert kinds == {
        "kept-within-nine-tenths": "law",
        "limit-to-be-raised-by-2035": "record",
        "rarity-is-the-danger": "reading",
        "twenty-seven-added": "record",
        "united-kingdom-called-it-minor": "record",
        "vote-of-2026-not-found": "absence",
    }
    page = (example / "html/chapters/who-disagreed.html").read_text("utf-8")
    assert "Disputed:" in page
    assert "as reported in" in page


def test_the_charts_and_numbers_of_the_example_agree(example: Path) -> None:
    html = example / "html"
    for name in ("staircase", "lost-each-year"):
        assert "<svg" in (html / f"data/charts/{name}.svg").read_text("utf-8")
    page = (html / "chapters/how-often.html").read_text("utf-8")
    assert page.count('class="chart-wide"') == 2
    leaps = (EXAMPLE / "data/leap-seconds.csv").read_text("utf-8").splitlines()[1:]
    offsets = [int(line.split(",")[2]) for line in leaps]
    assert offsets == list(range(11, 38))
    years = (EXAMPLE / "data/years.csv").read_text("utf-8").splitlines()[1:]
    for line in years:
        year, opening, closing, count, loss, *_rest = line.split(",")
        assert int(count) == sum(day.startswith(year) for day in leaps)
        assert float(loss) == pytest.approx(float(opening) - float(closing) + int(count), abs=5e-4)


def test_the_example_has_its_citations_and_lasting_addresses(example: Path) -> None:
    register = (example / "permalinks.csv").read_bytes()
    assert register == (EXAMPLE / "permalinks.csv").read_bytes()  # all ids were registered
    for name in ("twenty-seven-added", "lost-each-year", "how-often", "years"):
        text = (example / f"html/id/{name}/cite.bib").read_text("utf-8")
        assert "Across the Tumen contributors" in text
    sources = json.loads((example / "html/references.json").read_text("utf-8"))
    assert len(sources) >= 20


def test_no_page_of_the_example_fails_in_a_browser(example: Path, browser: Browser) -> None:
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": 320, "height": 640})
    context.on("console", lambda said: said.type == "error" and wrong.append(said.text))
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    page, site = context.new_page(), example / "html"
    for path in [
        site / "index.html",
        *site.glob("chapters/*.html"),
        *site.glob("reference/*.html"),
    ]:
        page.goto(path.as_uri())
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, path.name
    context.close()
    assert wrong == []
