"""The guide to hosting: its recipes, and a book behind the very headers that they send."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright
from serving import Handler

from chromium import FLAGS, find_browser, served
from conftest import CONF, page
from sphinx_evidence.core.paths import CITATION_FORMATS
from sphinx_evidence.data.book_files import SQLITE
from tools.paths import read_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from conftest import Built

ROOT = Path(__file__).parents[1]
HOSTING = ROOT / "docs" / "contributing" / "hosting.md"
FORMS = {
    "nginx": r'add_header ([\w-]+) "(.+)" always;',
    "apache": r'Header always set ([\w-]+) "(.+)"',
    "caddy": r'header ([\w-]+) "(.+)"',
    "_headers": r"  ([\w-]+): (.+)",
}
"""How each server is told a header that all files have, in the order of the guide."""


def table() -> dict[str, str]:
    """Return the headers of the table in the guide."""
    rows = re.findall(r"^\| `([A-Z][\w-]+)` \| `([^`]+)` \|", HOSTING.read_text("utf-8"), re.M)
    return dict(rows)


def recipes() -> dict[str, dict[str, str]]:
    """Return the headers that each recipe sends with every page."""
    blocks = re.findall(r"^```\w+\n(.*?)^```", HOSTING.read_text("utf-8"), re.M | re.S)
    found = [block for block in blocks if "X-Content-Type-Options" in block]
    return {
        name: dict(re.findall(rf"^ *{form}$", block.partition("/*.")[0], re.M))
        for (name, form), block in zip(FORMS.items(), found, strict=True)
    }


def test_each_recipe_sends_each_header() -> None:
    assert len(table()) == 6
    assert recipes() == dict.fromkeys(FORMS, table())


def test_each_recipe_sends_the_media_types_that_pages_name() -> None:
    """Few servers know them; what one does not know goes out as bytes of no kind."""
    types = {ending: CITATION_FORMATS[ending][1] for ending in ("bib", "ris")} | {"sqlite": SQLITE}
    text = HOSTING.read_text("utf-8")
    for ending, media in types.items():
        for line in (
            f"{media} {ending};",
            f"AddType {media} .{ending}",
            f"/*.{ending}\n  Content-Type: {media}",
        ):
            assert line in text, line
        named = rf"@(\w+) path \*\.{ending}\n +header @\1 Content-Type {re.escape(media)}\n"
        assert re.search(named, text), ending


def test_the_guide_names_files_that_the_bundle_has() -> None:
    assert read_paths(ROOT).name == "across-the-tumen"  # test_offline.py gathers a bundle
    assert set(re.findall(r"^\| `([\w.-]+\.zip)` \|", HOSTING.read_text("utf-8"), re.M)) == {
        "across-the-tumen.zip",
        "across-the-tumen-data.zip",
        "2026.1.zip",
    }


# a book behind these headers

BOOK = {
    "conf.py": CONF.replace('"basic"', '"evidence"')
    + 'evidence_parts = ["water"]\nevidence_edition_date = "2026-11-24"\n',
    "index.md": page("index", "```{toctree}\nwater/index\nsources\n```", "The river"),
    "water/index.md": page("water", "```{toctree}\nfloods\n```", "Water"),
    "water/floods.md": page("floods", "It rose.\n\n(crest)=\n## The crest", "Floods"),
}
TABLES = "/data/book/"


class Sending(Handler):
    """Sends some headers with every file, and one more with the tables."""

    def __init__(self, *args: Any, headers: dict[str, str], tables: dict[str, str], **given: Any):
        self.sent, self.tables = headers, tables
        super().__init__(*args, **given)

    def end_headers(self) -> None:
        own = self.tables if self.path.startswith(TABLES) else {}
        for name, value in {**self.sent, **own}.items():
            self.send_header(name, value)
        super().end_headers()


@pytest.fixture
def site(shared_book: Callable[..., Built]) -> Path:
    """A small book."""
    return Path(shared_book(BOOK, builder="html").app.outdir)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser that reaches nobody but this machine."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_browser(), args=FLAGS) as opened,
    ):
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("server", FORMS)
def test_citations_open_behind_the_headers_of_a_recipe(
    site: Path, browser: Browser, server: str
) -> None:
    """The dialog frames a page of the book, which ``frame-ancestors 'none'`` once forbade."""
    said: list[str] = []
    with served(site, Sending, headers=recipes()[server], tables={}) as address:
        tab = browser.new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.goto(f"{address}water/floods.html")
        tab.locator("#crest > .cite-link").press("Enter")
        frame = tab.frame_locator(".cite-dialog iframe")
        frame.get_by_role("button", name="Copy APA").wait_for()
        assert "The crest" in frame.locator("h1").inner_text()
        tab.close()
    assert said == []


@pytest.mark.slow
def test_no_other_site_frames_a_page(site: Path, browser: Browser, tmp_path: Path) -> None:
    with (
        served(site, Sending, headers=table(), tables={}) as address,
        served(tmp_path) as elsewhere,
    ):
        frame = f'<iframe src="{address}index.html"></iframe>'
        (tmp_path / "index.html").write_text(frame, "utf-8")
        tab = browser.new_page()
        refused: list[str] = []
        tab.on("console", lambda message: refused.append(message.text))
        tab.goto(elsewhere)
        tab.wait_for_timeout(300)
        assert tab.frames[1].url == "chrome-error://chromewebdata/"
        assert any("frame-ancestors 'self'" in text for text in refused)
        tab.close()


@pytest.mark.slow
def test_a_notebook_reads_tables_where_the_guide_lets_it(
    site: Path, browser: Browser, tmp_path: Path
) -> None:
    text = HOSTING.read_text("utf-8")
    assert text.count("Access-Control-Allow-Origin") == 4
    open_tables = {"Access-Control-Allow-Origin": "*"}
    works = (site / "data" / "book" / "works.csv").read_text("utf-8")
    read = "address => fetch(address).then(answer => answer.text(), () => 'refused')"
    with served(tmp_path) as elsewhere:
        tab = browser.new_page()
        for tables, answer in (({}, "refused"), (open_tables, works)):
            with served(site, Sending, headers=table(), tables=tables) as address:
                tab.goto(elsewhere)
                assert tab.evaluate(read, f"{address}data/book/works.csv") == answer
                assert tab.evaluate(read, f"{address}claims.json") == "refused"
        tab.close()
