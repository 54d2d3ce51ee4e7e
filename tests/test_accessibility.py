"""Accessibility of the real book: keyboard, zoom, screen readers and forced colours."""

from __future__ import annotations

import re
from contextlib import contextmanager
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from chromium import FLAGS, find_browser, served
from real_book import ROOT, built_book
from test_book import parsed, refuse
from test_browser import NARROW, OVERFLOW
from test_citing import REGISTERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.slow

CHAPTER = "law-and-return/forced-return.html"
PART = "law-and-return/index.html"
DATASET = "reference/arrivals-rok.html"
TYPES = (
    "index.html",
    "at-a-glance.html",
    PART,
    CHAPTER,
    DATASET,
    "reference/claims.html",
    "reference/glossary.html",
    "reference/sources.html",
    "reference/timeline.html",
    "contributing/engine.html",
    "search.html",
    "id/october-2023/index.html",
    "id/october-2023/cite.html",
)
"""A page of each type, with what no other type has."""
ALIKE = (
    "background.html",
    "questions.html",
    "how-to-read.html",
    "what-it-adds-up-to.html",
    "reference/famous-numbers.html",
    "reference/not-found.html",
    "people-and-border/how-many.html",
    "reference/index.html",
    "reference/datasets.html",
    "reference/how-to-cite.html",
    "reference/instruments.html",
    "reference/sources-by-publisher.html",
    "reference/sources-by-year.html",
    "reference/sources-flagged.html",
    "reference/to-read.html",
    "reference/sources-organisations.html",
    "contributing/datasets.html",
)
"""Pages made of the same parts as those of ``TYPES``."""
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
VIEWS = tuple(product(("light", "dark"), (WIDE, PHONE)))
TWO_VIEWS = (VIEWS[0], VIEWS[-1])
"""Both colour schemes and both sizes of screen."""
SHARES = 16
MAY_LEAVE = re.compile(r"\.html|/moved\.js")
TAGS = [f"wcag{version}{level}" for version in ("2", "21", "22") for level in ("a", "aa")]
AXE = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": [*TAGS, "best-practice"]},
    # these two run only when they are asked for by name
    "rules": {"target-size": {"enabled": True}, "label-content-name-mismatch": {"enabled": True}},
}
# WCAG 2.2, 1.4.12: a reader may set these distances, and nothing may be lost.
SPACING = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""
# Adds a style sheet, past the policy of the page.
STYLE = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""
# What stands in a box and is cut off by it.
CUT = """() => [...document.querySelectorAll("main *, .bd-sidebar-primary *")]
  .filter((node) => node.checkVisibility() && node.clientWidth > 1
    && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1)
    && /hidden|clip/.test(getComputedStyle(node).overflow))
  .map((node) => node.outerHTML.slice(0, 120))"""
FRAMES = """async () => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}"""
# Boxes that scroll sideways, and what a keyboard and a screen reader make of each.
# They are measured when a frame is drawn, so two frames are waited for.
BOXES = """async () => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  return [...document.querySelectorAll("main *")]
    .filter((node) => node.scrollWidth > node.clientWidth + 1 && node.checkVisibility()
      && /auto|scroll/.test(getComputedStyle(node).overflowX))
    .map((node) => [node.tabIndex, node.getAttribute("role"), node.getAttribute("aria-label"),
      node.outerHTML.slice(0, 120)]);
}"""
MOVING = """() => [document.documentElement, ...document.querySelectorAll("body, body *")]
  .flatMap((node) => [null, "::before", "::after"].map(
    (part) => [node, getComputedStyle(node, part)]))
  .filter(([, style]) => style.scrollBehavior === "smooth"
    || /[1-9]/.test(style.transitionDuration)
    || (style.animationName !== "none" && /[1-9]/.test(style.animationDuration)))
  .map(([node]) => node.outerHTML.slice(0, 120))"""
# Where the focus is: a number by the order of the document, whether anything shows it, and whether
# it can be seen.
FOCUS = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const style = getComputedStyle(node);
  const middle = (start, end, most) => (Math.max(start, 0) + Math.min(end, most)) / 2;
  const seen = (box) => box.width >= 1 && box.height >= 1 && node.contains(
    document.elementFromPoint(middle(box.left, box.right, innerWidth),
      middle(box.top, box.bottom, innerHeight)));
  return {
    number: [...document.querySelectorAll("*")].indexOf(node),
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: [...node.getClientRects()].some(seen),
    text: node.outerHTML.slice(0, 150),
  };
}"""


def sample(*values: Any, first: int = 1) -> list[Any]:
    """Return values for tests: the first for each run, the others are marked ``every``."""
    others = (pytest.param(value, marks=pytest.mark.every) for value in values[first:])
    return [*values[:first], *others]


def named(pair: tuple[str, dict[str, int]]) -> str:
    """Return the name of a test from a word and a size of screen."""
    return f"{pair[0]}-{pair[1]['width']}"


NAMES = pytest.mark.parametrize("names", sample(TYPES, ALIKE), ids=["types", "alike"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the book."""
    find_browser()
    return built_book(tmp_path_factory)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser."""
    executable = find_browser()
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=FLAGS) as browser,
    ):
        yield browser


@contextmanager
def opened(browser: Browser, site: Path, **settings: Any) -> Iterator[Page]:
    """Serve a folder and yield a tab with it as base URL; redirecting pages do not redirect."""
    settings = {"viewport": WIDE, "reduced_motion": "reduce"} | settings
    with served(site) as address, browser.new_context(base_url=address, **settings) as context:
        page = context.new_page()

        def stay(route: Route) -> None:
            asked = route.request.is_navigation_request() and not route.request.frame.parent_frame
            if (asked and page.url.startswith(address)) or "/moved.js" in route.request.url:
                route.abort("aborted")
            else:
                route.continue_()

        context.route(MAY_LEAVE, stay)  # the rest is loaded without a detour through Python
        yield page


def visit(page: Page, name: str) -> None:
    """Open a page of the site, and wait for its scripts."""
    page.goto("about:blank")
    page.goto(name)


def faults(page: Page) -> Iterator[str]:
    """Yield the violations that axe-core finds in the current page."""
    for rule in Axe().run(page, options=AXE).response["violations"]:
        for node in rule["nodes"]:
            yield f"{rule['id']}: {node['target'][-1]} {node['html'][:150]}"


def faults_in(page: Page, name: str, views: Iterable[Any] = VIEWS) -> Iterator[str]:
    """Yield the violations in a page, in light and dark mode, on a wide screen and a phone."""
    for scheme, size in views:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size(size)
        visit(page, name)
        yield from (f"{name} ({scheme}, {size['width']}): {fault}" for fault in faults(page))


@pytest.mark.parametrize("number", range(len(TYPES)), ids=TYPES)
def test_page_types_break_no_rule(browser: Browser, site: Path, number: int) -> None:
    """Each in one view, in turn; a chapter in two. The next test has all pages and views."""
    name = TYPES[number]
    views = TWO_VIEWS if name == CHAPTER else [VIEWS[number % len(VIEWS)]]
    with opened(browser, site) as page:
        refuse(faults_in(page, name, views))


@pytest.mark.every
@pytest.mark.parametrize("share", range(SHARES))
def test_no_page_breaks_a_rule(browser: Browser, site: Path, share: int) -> None:
    """Each test checks a share of the pages, to run in several processes and show progress."""
    with opened(browser, site) as page:
        names = list(parsed(site))[share::SHARES]
        refuse(fault for name in names for fault in faults_in(page, name))


@pytest.mark.parametrize("views", sample(TWO_VIEWS, VIEWS[1:-1]), ids=["two", "others"])
def test_pages_of_what_is_gone_break_no_rule(book: Any, browser: Browser, views: Any) -> None:
    moved = {"part/two.md": "---\ndescription: Two.\nmoved-from: old\n---\n\n(two)=\n# Two\n"}
    built = book(
        REGISTERED | moved,
        builder="html",
        html_static_path=[str(ROOT / "docs" / "_static")],
    )
    with opened(browser, built.app.outdir) as page:
        for name in ("id/old-section/index.html", "id/wrong-claim/index.html", "old.html"):
            refuse(faults_in(page, name, views))


@pytest.mark.parametrize("scheme", sample("light", "dark"))
def test_an_open_citation_breaks_no_rule(browser: Browser, site: Path, scheme: Any) -> None:
    with opened(browser, site, color_scheme=scheme) as page:
        visit(page, CHAPTER)
        page.locator("#october-2023 > .cite-link").press("Enter")
        page.frame_locator(".cite-dialog iframe").get_by_role("button", name="Copy APA").wait_for()
        refuse(faults(page))


@pytest.mark.parametrize("scheme", sample("dark", "light"))
def test_an_open_card_breaks_no_rule(browser: Browser, site: Path, scheme: Any) -> None:
    with opened(browser, site, color_scheme=scheme) as page:
        visit(page, CHAPTER)
        page.locator("#returns-china-confirmed .citation a").first.hover()
        page.locator("#card").wait_for()
        refuse(faults(page))


@pytest.mark.parametrize("scheme", sample("dark", "light"))
def test_an_open_menu_breaks_no_rule(browser: Browser, site: Path, scheme: Any) -> None:
    with opened(browser, site, color_scheme=scheme, viewport=PHONE) as page:
        visit(page, CHAPTER)
        page.locator(".bd-header-article .primary-toggle").press("Enter")
        expect(page.locator(".bd-links")).to_be_in_viewport()
        refuse(faults(page))


@NAMES
def test_boxes_that_scroll_have_a_name_and_can_be_reached(
    browser: Browser, site: Path, names: Any
) -> None:
    wrong, count = [], 0
    tablet = {"width": 660, "height": 640}  # on a phone the rows of tables are blocks
    with opened(browser, site, viewport=tablet) as page:
        for name in (*names, "reference/repatriation-events.html"):
            visit(page, name)
            for stop, role, label, markup in page.evaluate(BOXES):
                count += 1
                if stop != 0 or role != "region" or not label or label.endswith("#"):
                    wrong.append(f"{name}: {markup}")
    assert count
    refuse(wrong)


@NAMES
@pytest.mark.parametrize("width", sample(640, 1280))
def test_double_size_needs_no_sideways_scroll(
    browser: Browser, site: Path, width: int, names: Any
) -> None:
    half = {"width": width // 2, "height": 400}
    wrong = []
    with opened(browser, site, viewport=half, device_scale_factor=2) as page:
        for name in names:
            visit(page, name)
            if pixels := page.evaluate(OVERFLOW):
                wrong.append(f"{name}: {pixels} pixels")
    refuse(wrong)


@NAMES
@pytest.mark.parametrize("size", sample(NARROW, WIDE), ids=["narrow", "wide"])
def test_wider_spacing_of_text_loses_nothing(
    browser: Browser, site: Path, size: Any, names: Any
) -> None:
    wrong = []
    with opened(browser, site, viewport=size) as page:
        for name in names:
            visit(page, name)
            before = set(page.evaluate(CUT))
            page.evaluate(STYLE, SPACING)
            wrong += [f"{name} is cut: {text}" for text in page.evaluate(CUT) if text not in before]
            if pixels := page.evaluate(OVERFLOW):
                wrong.append(f"{name}: {pixels} pixels")
    refuse(wrong)


@NAMES
def test_nothing_moves_for_readers_who_ask_for_that(
    browser: Browser, site: Path, names: Any
) -> None:
    wrong = []
    with opened(browser, site) as page:
        for name in names:
            visit(page, name)
            wrong += [f"{name}: {markup}" for markup in page.evaluate(MOVING)]
    refuse(wrong)


@pytest.mark.parametrize(
    "page_and_size",
    sample(
        *(("index.html", PHONE), (PART, WIDE), (DATASET, PHONE), ("search.html", WIDE)),
        *(("index.html", WIDE), (PART, PHONE), (DATASET, WIDE), ("search.html", PHONE)),
        first=4,
    ),
    ids=named,
)
def test_tab_goes_through_the_page(browser: Browser, site: Path, page_and_size: Any) -> None:
    """In document order, to the end, with a visible focus indicator on a visible element."""
    name, size = page_and_size
    wrong, numbers = [], []
    with opened(browser, site, viewport=size) as page:
        visit(page, name)
        page.evaluate("document.fonts.ready.then(() => true)")  # fonts that come late move lines
        for _ in range(1000):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUS)
            if stop is None:
                break
            if not stop["seen"]:  # a busy browser scrolls there with the next frame
                page.evaluate(FRAMES)
                stop = page.evaluate(FOCUS)
            numbers.append(stop["number"])
            wrong += [f"no mark: {stop['text']}"] * (not stop["marked"])
            wrong += [f"out of sight: {stop['text']}"] * (not stop["seen"])
        else:
            pytest.fail(f"the focus never leaves the page: {stop}")
    assert len(numbers) > 5
    assert numbers == sorted(set(numbers))
    refuse(wrong)


def test_the_first_stop_leads_past_the_sidebar(browser: Browser, site: Path) -> None:
    with opened(browser, site) as page:
        visit(page, CHAPTER)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_of_a_phone_takes_and_gives_back_the_focus(browser: Browser, site: Path) -> None:
    with opened(browser, site, viewport=PHONE) as page:
        visit(page, CHAPTER)
        toggle = page.locator(".bd-header-article .primary-toggle")
        toggle.press("Enter")
        expect(page.locator(".bd-links")).to_be_in_viewport()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('dialog, [popover]') !== null")
        page.keyboard.press("Escape")
        expect(page.locator(".bd-links")).not_to_be_in_viewport()
        expect(toggle).to_be_focused()


def test_the_mode_is_chosen_by_keyboard(browser: Browser, site: Path) -> None:
    with opened(browser, site) as page:
        visit(page, CHAPTER)
        page.locator(".theme-switch-button").press("Enter")
        page.locator(".theme-change-button[data-mode=dark]").press("Enter")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_filters_are_worked_by_keyboard(browser: Browser, site: Path) -> None:
    with opened(browser, site) as page:
        visit(page, "reference/timeline.html")
        page.get_by_label("Topic").focus()
        page.keyboard.press("ArrowDown")
        assert " of " in page.get_by_role("status").inner_text()


def test_marks_stay_when_colours_are_the_readers(browser: Browser, site: Path) -> None:
    """Link targets and charts are visible on the reader's own background."""
    with opened(browser, site, color_scheme="dark", forced_colors="active") as page:
        visit(page, f"{DATASET}#row-2009")
        outline = "getComputedStyle(document.querySelector('#row-2009')).outlineStyle"
        assert page.evaluate(outline) == "solid"
        inks = "getComputedStyle(document.documentElement).getPropertyValue('--chart-{}')"
        assert page.evaluate(inks.format(1)) == "CanvasText"


@pytest.mark.parametrize("view", sample(*TWO_VIEWS, *VIEWS[1:-1], first=2), ids=named)
def test_search_breaks_no_rule(browser: Browser, site: Path, view: Any) -> None:
    scheme, size = view
    with opened(browser, site, color_scheme=scheme, viewport=size) as page:
        visit(page, CHAPTER)
        page.keyboard.press("/")
        page.locator(".search-dialog input").fill("forced return")
        page.locator(".search-dialog .search-hit").first.wait_for()
        refuse(faults(page))
        visit(page, "search.html?q=refoulment")
        page.locator(".search-hit").first.wait_for()
        refuse(faults(page))


def test_what_a_chapter_holds_has_a_name_of_its_own(browser: Browser, site: Path) -> None:
    """The accessible name of a heading once included that of the link to its citation."""
    with opened(browser, site) as page:
        visit(page, CHAPTER)
        for level, name in (
            (1, "Forced return"),
            (2, "9 October 2023: several hundred people, and no list"),
        ):
            expect(page.get_by_role("heading", name=name, exact=True, level=level)).to_have_count(1)
        claim = page.get_by_role("group", name="Claim, very high confidence, disputed").first
        assert claim.get_attribute("id") == "china-returns-north-koreans"
        for selector in (".claim-permalink", ".claim-grounds > summary", ".cite-link"):
            signs = page.locator(f"article {selector}")
            names = signs.evaluate_all("all => all.map(node => node.getAttribute('aria-label'))")
            assert all(names)
            assert len(set(names)) == len(names) > 2
        name = page.locator("figure.chart svg").first.get_attribute("aria-describedby")
        caption = page.locator(f"#{name}")
        assert caption.inner_text().startswith("Each return from its lowest")


def test_the_button_of_the_sidebar_says_whether_it_is_there(browser: Browser, site: Path) -> None:
    with opened(browser, site) as page:
        visit(page, CHAPTER)
        toggle = page.locator(".primary-toggle")
        sidebar = page.locator("#site-navigation")
        tree = page.context.new_cdp_session(page)

        def said() -> bool:
            node = tree.send("Runtime.evaluate", {"expression": "document.activeElement"})
            query = {"objectId": node["result"]["objectId"], "fetchRelatives": False}
            [found] = tree.send("Accessibility.getPartialAXTree", query)["nodes"]
            return {one["name"]: one["value"]["value"] for one in found["properties"]}["expanded"]

        toggle.focus()
        assert (said(), sidebar.is_visible()) == (True, True)
        page.keyboard.press("Enter")
        assert (said(), sidebar.is_visible()) == (False, False)
        page.keyboard.press("Enter")
        page.set_viewport_size(PHONE)
        assert (said(), sidebar.is_visible()) == (False, False)
        page.keyboard.press("Enter")
        assert (said(), sidebar.is_visible()) == (True, True)


def test_sections_paragraphs_and_sources_are_a_few_stops_away(browser: Browser, site: Path) -> None:
    """The permalinks of paragraphs were once unreachable by keyboard."""
    focused = "document.activeElement.textContent.trim()"
    with opened(browser, site) as page:
        visit(page, CHAPTER)
        for name in ("Skip to main content", "Skip to the list of sections", "Skip to sources"):
            page.keyboard.press("Tab")
            assert page.evaluate(focused) == name
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('section').id.endsWith('-sources')")
        page.get_by_role("link", name="Skip to the list of sections").press("Enter")
        stops = []
        while "Paragraphs" not in stops:
            page.keyboard.press("Tab")
            stops.append(page.evaluate(focused))
            assert len(stops) < 30
        assert stops[0] == "Main findings"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.url.endswith("#p2")
        expect(page.locator("#p2")).to_be_in_viewport()
        numbers = page.locator("article .paragraph-number").count()
        assert (
            page.get_by_role("navigation", name="Paragraphs").get_by_role("link").count() == numbers
        )


def test_the_bar_leaves_a_screen_that_is_not_high(browser: Browser, site: Path) -> None:
    bar = "getComputedStyle(document.querySelector('.bd-header-article')).position"
    with opened(browser, site, viewport={"width": 320, "height": 180}) as page:
        visit(page, CHAPTER)
        assert page.evaluate(bar) == "static"
        page.set_viewport_size(PHONE)
        assert page.evaluate(bar) == "sticky"
