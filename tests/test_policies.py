"""Every type of page works under the policies, from a server and from disk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from chromium import FLAGS, find_browser, served
from real_book import built_book
from test_book import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

CHAPTER = "law-and-return/forced-return.html"
KINDS = (
    *("index.html", "how-to-read.html", "law-and-return/index.html", CHAPTER),
    *("people-and-border/how-many.html", "reference/sources.html", "reference/claims.html"),
    *("reference/repatriation-events.html", "reference/timeline.html", "reference/glossary.html"),
    *("contributing/engine.html", "search.html", "id/october-2023/cite.html"),
    "id/october-2023/index.html",
)
SETTINGS = {"mode"}
STORED = (
    """JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage), document.cookie])"""
)
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser."""
    executable = find_browser()
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=FLAGS) as browser,
    ):
        yield browser


@pytest.fixture(scope="module", params=["http", "file"])
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The URL of the book, with a trailing slash."""
    site = built_book(tmp_path_factory)
    if request.param == "file":
        yield f"{site.as_uri()}/"
    else:
        with served(site) as address:
            yield address


@pytest.fixture
def said() -> list[str]:
    """Errors on the console, and requests to other hosts."""
    return []


@pytest.fixture
def visit(browser: Browser, address: str, said: list[str]) -> Iterator[Page]:
    """A page of the browser whose errors and requests are recorded, with the book as base URL."""
    context = browser.new_context(base_url=address, viewport=WIDE)
    page = context.new_page()
    context.on("console", lambda line: said.append(line.text) if line.type != "log" else None)
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on("request", lambda it: None if it.url.startswith(address) else said.append(it.url))
    yield page
    context.close()


def go(page: Page, address: str, name: str) -> None:
    """Open a page by its name; ``file:`` URLs have no base."""
    page.goto(address + name)


def test_pages_of_every_kind_obey(visit: Page, address: str, said: list[str]) -> None:
    for name in KINDS:
        go(visit, address, name)
        visit.wait_for_timeout(100)
    refuse(said)
    keys, session, cookies = json.loads(visit.evaluate(STORED))
    assert (keys, session, cookies) == ([], [], "")


def test_a_script_within_a_page_does_not_run(visit: Page, address: str, said: list[str]) -> None:
    """This proves that the console, which the other tests check, reports violations."""
    go(visit, address, CHAPTER)
    visit.evaluate(
        "document.body.append(Object.assign(document.createElement('script'),"
        " { textContent: 'globalThis.ran = true' }))"
    )
    assert visit.evaluate("globalThis.ran") is None
    assert any("Content Security Policy" in text for text in said)


def test_a_choice_of_colours_is_kept_and_nothing_else(
    visit: Page, address: str, said: list[str]
) -> None:
    go(visit, address, CHAPTER)
    theme = "document.documentElement.dataset.theme"
    assert visit.evaluate(theme) == "light"
    visit.emulate_media(color_scheme="dark")
    visit.locator("html[data-theme=dark]").wait_for()
    visit.locator("summary[title=Colours]").press("Enter")
    visit.get_by_role("button", name="Light").press("Enter")
    assert visit.evaluate(theme) == "light"
    assert visit.locator("summary[title=Colours]").evaluate("e => e === document.activeElement")
    visit.mouse.wheel(0, 3000)
    go(visit, address, "index.html")
    assert visit.evaluate(theme) == "light"
    keys, session, cookies = json.loads(visit.evaluate(STORED))
    assert (set(keys), session, cookies) == (SETTINGS, [], "")
    visit.locator("summary[title=Colours]").click()
    visit.get_by_role("button", name="As the system").click()
    assert visit.evaluate(theme) == "dark"
    assert json.loads(visit.evaluate(STORED)) == [[], [], ""]
    refuse(said)


def test_a_page_is_dark_before_anything_is_painted(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark", viewport=WIDE)
    page = context.new_page()
    page.add_init_script(
        "const page = document, note = () => page.body && (globalThis.first ??="
        " page.documentElement.dataset.theme);"
        "new MutationObserver(note).observe(page, { subtree: true, childList: true })"
    )
    go(page, address, CHAPTER)
    assert page.evaluate("globalThis.first") == "dark"
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_sidebars_open_on_a_phone(browser: Browser, address: str, scripts: bool) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=scripts)
    page = context.new_page()
    go(page, address, CHAPTER)
    for button, sidebar in (
        ("Contents of the book", "#site-navigation"),
        ("On this page", "#page-navigation"),
    ):
        assert not page.locator(sidebar).is_visible()
        page.get_by_role("button", name=button).press("Enter")
        page.locator(sidebar).wait_for(state="visible")
        page.keyboard.press("Escape")
        page.locator(sidebar).wait_for(state="hidden")
    page.get_by_role("button", name="Contents of the book").click()
    page.locator("#site-navigation a", has_text="In two pages").click()
    page.wait_for_url("**/at-a-glance.html")
    context.close()


def test_the_sidebar_goes_and_comes_on_a_wide_screen(visit: Page, address: str) -> None:
    go(visit, address, CHAPTER)
    for state in ("hidden", "visible"):
        visit.get_by_role("button", name="Contents of the book").click()
        visit.locator("#site-navigation").wait_for(state=state)


def test_the_section_that_is_read_is_marked(visit: Page, address: str) -> None:
    go(visit, address, CHAPTER)
    link = visit.locator(".page-toc a").nth(2)
    link.click()
    expect(visit.locator(".page-toc a[aria-current]")).to_have_text([link.inner_text()])


def test_what_scripts_add_works(visit: Page, address: str, said: list[str]) -> None:
    go(visit, address, CHAPTER)
    visit.locator("#october-2023 > .cite-link").press("Enter")
    frame = visit.frame_locator(".cite-dialog iframe")
    assert "9 October 2023" in frame.locator("h1").inner_text()
    visit.get_by_role("button", name="Close").click()
    visit.locator("#returns-china-confirmed .citation a").first.hover()
    visit.locator("#card").wait_for(state="visible")
    claim = visit.locator("#forced-return-in-brief a:has(> .claim-words)").first
    claim.hover()
    expect(claim).to_have_attribute("aria-describedby", "card")
    expect(visit.locator("#card")).to_be_visible()
    go(visit, address, "reference/timeline.html")
    visit.get_by_label("Topic").select_option("return")
    assert " of " in visit.get_by_role("status").inner_text()
    go(visit, address, "reference/arrivals-rok.html")
    visit.get_by_role("columnheader", name="Total").get_by_role("button").click()
    assert visit.locator("th[aria-sort=ascending]").count() == 1
    refuse(said)
