"""The real book in a browser: requests, errors and visible text.

The browser visits all pages once and records them; the tests check the records.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from chromium import FLAGS, find_browser, served
from real_book import built_book
from test_book import has_source, parsed, refuse

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, Request, Response

pytestmark = pytest.mark.slow

DESKTOP = {"width": 1280, "height": 800}
# WCAG 2.2, 1.4.10: a page of text can be read at this width without scrolling sideways.
NARROW = {"width": 320, "height": 640}
SIDEBARS = ".bd-sidebar-primary, .bd-sidebar-secondary"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


# What a reader chooses by is no text of the book, and is shown where scripts run.
NO_CONTROLS = "for (const box of document.querySelectorAll('.facets, .search-box')) box.remove()"


@dataclass
class Walk:
    """The records of a browser that visited all pages; the keys are the names of pages."""

    requests: list[tuple[str, str]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    cookies: list[Any] = field(default_factory=list)
    sidebars: dict[str, int] = field(default_factory=dict)
    printed: dict[str, int] = field(default_factory=dict)
    overflow: dict[str, int] = field(default_factory=dict)
    scripted: dict[str, str] = field(default_factory=dict)
    plain: dict[str, str] = field(default_factory=dict)
    page: str = ""

    def listen(self, context: BrowserContext, *, scripts: bool) -> None:
        """Record every request, failure and script error of the pages in a context."""

        def note(notes: list[str], wrong: bool, text: str) -> None:
            if wrong:
                notes.append(f"{self.page}: {text}")

        def response(answer: Response) -> None:
            note(self.failures, answer.status >= 400, f"{answer.status} {answer.url}")

        def failed(request: Request) -> None:
            # Where JavaScript is off, the browser refuses the scripts that a page preloads.
            refused = not scripts and request.resource_type == "script"
            # What is still under way when the page is left is dropped by the browser itself.
            dropped = request.failure == "net::ERR_ABORTED"
            note(self.failures, not refused and not dropped, f"{request.failure} {request.url}")

        context.on("request", lambda request: self.requests.append((self.page, request.url)))
        context.on("response", response)
        context.on("requestfailed", failed)
        context.on("console", lambda said: note(self.messages, said.type == "error", said.text))
        context.on("weberror", lambda error: note(self.messages, True, str(error.error)))


def text_of(page: Page) -> str:
    """Return the visible main text, empty for a page without article."""
    article = page.query_selector("article")
    return article.inner_text() if article and article.is_visible() else ""


def shown(page: Page) -> int:
    """Return the number of sidebars that take up space in the page."""
    return sum(sidebar.is_visible() for sidebar in page.query_selector_all(SIDEBARS))


def walk_through(site: Path, names: list[str], executable: str) -> Walk:
    """Open every page with JavaScript and once more without."""
    walk = Walk()
    with (
        served(site) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=FLAGS) as browser,
    ):
        context = browser.new_context(viewport=DESKTOP)
        walk.listen(context, scripts=True)
        page = context.new_page()
        for name in names:
            walk.page = name
            page.goto(address + name)
            page.evaluate(NO_CONTROLS)
            walk.scripted[name] = text_of(page)
            walk.sidebars[name] = shown(page)
            page.emulate_media(media="print")
            walk.printed[name] = shown(page)
            page.emulate_media(media="screen")
            page.set_viewport_size(NARROW)
            walk.overflow[name] = page.evaluate(OVERFLOW)
            page.set_viewport_size(DESKTOP)
            page.evaluate("document.fonts.ready.then(() => true)")
        walk.cookies = list(context.cookies())
        context.close()

        context = browser.new_context(viewport=DESKTOP, java_script_enabled=False)
        walk.listen(context, scripts=False)
        page = context.new_page()
        for name in names:
            walk.page = name
            page.goto(address + name)
            walk.plain[name] = text_of(page)
        walk.cookies += context.cookies()
        context.close()
    walk.requests = [(name, url.replace(address, "/", 1)) for name, url in walk.requests]
    return walk


@pytest.fixture(scope="session", params=["sample", pytest.param("all", marks=pytest.mark.every)])
def walk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The records of the browser, of every eighth page or of all."""
    executable = find_browser()
    site = built_book(tmp_path_factory)
    # A page of a former address leads on by itself.
    own = {"search.html", "404.html"}
    names = [name for name in parsed(site) if has_source(name) or name in own]
    return walk_through(site, names[:: 8 if request.param == "sample" else 1], executable)


def test_every_request_stays_on_the_site(walk: Walk) -> None:
    assert walk.requests
    refuse(f"{name}: {url}" for name, url in walk.requests if not url.startswith("/"))


def test_every_request_is_answered(walk: Walk) -> None:
    refuse(walk.failures)


def test_no_page_has_an_error(walk: Walk) -> None:
    refuse(walk.messages)


def test_no_cookie_is_set(walk: Walk) -> None:
    refuse(f"{cookie['domain']}: {cookie['name']}" for cookie in walk.cookies)


def test_nothing_is_lost_without_javascript(walk: Walk) -> None:
    wrong = []
    for name, text in walk.scripted.items():
        scripted, plain = Counter(text.split()), Counter(walk.plain[name].split())
        if scripted != plain:
            wrong.append(f"{name}: {' '.join((scripted - plain) + (plain - scripted))}")
        if not walk.plain[name] and has_source(name):
            wrong.append(f"{name}: no text at all")
    refuse(wrong)


def test_narrow_screens_need_no_sideways_scroll(walk: Walk) -> None:
    refuse(f"{name}: {pixels} pixels" for name, pixels in walk.overflow.items() if pixels > 0)


def test_print_leaves_out_the_sidebars(walk: Walk) -> None:
    assert any(walk.sidebars.values()), f"nothing matches {SIDEBARS}"
    refuse(f"{name}: {count} sidebars" for name, count in walk.printed.items() if count)
