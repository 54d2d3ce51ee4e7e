"""Touch: a tap follows a link, and a link that has a card opens the card first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import TimeoutError, expect, sync_playwright

from chromium import FLAGS, find_browser, served
from real_book import built_book
from test_book import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.slow

PHONE = {"width": 412, "height": 839}
CHAPTER = "law-and-return/forced-return.html"
# The clicks of some browsers, such as Safari before version 26, do not say what made them.
MOUSE_CLICKS = """() => {
  const { get } = Object.getOwnPropertyDescriptor(PointerEvent.prototype, "pointerType");
  Object.defineProperty(PointerEvent.prototype, "pointerType", {
    get() { return this.type === "click" ? undefined : get.call(this); },
  });
}"""
SIGNS = ".headerlink, .cite-link, .paragraph-number, .claim-permalink"
# Places of the links that a finger can reach, in the order of the document, and their kinds: the
# classes of a link and of what it is in and holds.
LINKS = """(all, [signs, most]) => all.flatMap((link, place) => {
  const box = link.getClientRects()[0];
  const there = link.checkVisibility() && box && box.top + scrollY < most;
  const kind = [link.parentElement, link, link.firstElementChild].map((node) => node?.className);
  return there && !link.matches(signs) && link.host === location.host
    ? [[place, `${kind}`]] : [];
})"""
OF_A_KIND = 2
"""So many links of a kind are tapped; with the cases marked ``every`` all."""
DELAY = 400  # milliseconds, longer than a card waits before it goes


@pytest.fixture(scope="module", params=["pointer", "mouse"])
def phone(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """A phone, whose click events have a pointer type or not."""
    executable = find_browser()
    site = built_book(tmp_path_factory)
    with (
        served(site) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=FLAGS) as browser,
        browser.new_context(
            base_url=address,
            viewport=PHONE,
            has_touch=True,
            is_mobile=True,
            reduced_motion="reduce",
        ) as context,
    ):
        if request.param == "mouse":
            context.add_init_script(f"({MOUSE_CLICKS})()")
        yield context.new_page()


def opened(page: Page, name: str) -> Locator:
    """Open a page; return the links of its text."""
    page.goto("about:blank")
    page.goto(name)
    return page.locator("article a")


def led_on_at_once(page: Page, before: str) -> bool:
    """Wait until a tap has changed the URL or opened a card; return whether the URL changed."""
    card = page.locator("#card")
    for _ in range(100):
        if page.url != before or card.is_visible():
            break
        page.wait_for_timeout(50)
    return page.url != before


def leads_on(page: Page, before: str) -> bool:
    """Whether the URL has changed, or does so soon."""
    try:
        page.wait_for_url(lambda url: url != before, timeout=5000)
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize(
    ("phone", "name", "most", "of_a_kind"),
    [
        ("pointer", "index.html", 100_000, OF_A_KIND),
        ("pointer", CHAPTER, 1000, OF_A_KIND),
        ("mouse", "law-and-return/index.html", 100_000, 1),
        *(
            pytest.param(phone, name, most, 1000, marks=pytest.mark.every)
            for phone in ("pointer", "mouse")
            for name, most in (
                *(("index.html", 100_000), (CHAPTER, 1000)),
                ("law-and-return/index.html", 100_000),
            )
        ),
    ],
    indirect=["phone"],
)
def test_every_link_leads_on(phone: Page, name: str, most: int, of_a_kind: int) -> None:
    """Taps once never followed links: cards intercepted them, even missing ones."""
    links = opened(phone, name)
    found = links.evaluate_all(LINKS, [SIGNS, most])
    assert len(found) >= 6
    kinds: dict[str, list[int]] = {}
    for place, kind in found:
        kinds.setdefault(kind, []).append(place)
    places = [place for alike in kinds.values() for place in alike[:of_a_kind]]
    wrong = []
    for place in places:
        link = opened(phone, name).nth(place)
        href, before = link.get_attribute("href"), phone.url
        link.tap()
        if led_on_at_once(phone, before):
            continue
        phone.wait_for_timeout(DELAY)
        if not phone.locator("#card").is_visible():
            wrong.append(f"{name}, {href}: no way on, and no card that stays")
            continue
        link.tap()
        if not leads_on(phone, before):
            wrong.append(f"{name}, {href}: no way on")
    refuse(wrong)


@pytest.mark.parametrize(
    ("name", "selector", "text"),
    [
        (CHAPTER, "#china-told-unhcr-of-seven-returns .citation a", "UNHCR"),
        (CHAPTER, "a:has(> .claim-ref)", "In January 2000 China told UNHCR"),
        (CHAPTER, "a[href$='#term-yanbian']:has(> .std-term)", "Yanbian"),
        ("index.html", "a:has(> .claim-words)", "Not found"),
    ],
)
def test_a_card_stays_after_the_first_tap(phone: Page, name: str, selector: str, text: str) -> None:
    opened(phone, name)
    link = phone.locator(selector).first
    before = phone.url
    link.tap()
    card = phone.locator("#card")
    card.wait_for()
    phone.wait_for_timeout(DELAY)
    assert text in card.inner_text()
    assert phone.url == before
    link.tap()
    assert leads_on(phone, before)
    phone.go_back()
    assert not card.is_visible()


def test_the_last_line_of_a_card_leads_on_too(phone: Page) -> None:
    link = opened(phone, CHAPTER).locator(":scope:has(> .claim-ref)").first
    before = phone.url
    link.tap()
    way = phone.locator("#card").get_by_role("link", name="Go there")
    assert (way.bounding_box() or {})["height"] >= 24
    way.tap()
    assert leads_on(phone, before)


def test_a_tap_elsewhere_puts_a_card_away(phone: Page) -> None:
    opened(phone, CHAPTER)
    card = phone.locator("#card")
    links = phone.locator("#returns-china-confirmed a[href^='#cited-']")
    for place in (0, -1):  # far apart: a card may lie on the next line
        links.nth(place).tap()
        expect(links.nth(place)).to_have_attribute("aria-describedby", "card")
        phone.wait_for_timeout(DELAY)
        assert links.nth(place).get_attribute("aria-describedby") == "card"
        assert card.is_visible()
    assert links.nth(0).get_attribute("aria-describedby") is None
    phone.locator("#returns-china-confirmed > h2").tap()
    assert not card.is_visible()


def test_a_link_works_where_the_texts_of_cards_do_not_come(phone: Page) -> None:
    phone.route("**/cards-data.js", lambda route: route.abort())
    try:
        link = opened(phone, "index.html").locator(":scope:has(> .claim-words)").first
        before = phone.url
        link.tap()
        assert leads_on(phone, before)
    finally:
        phone.unroute("**/cards-data.js")


def test_what_a_finger_touches_is_large_enough(phone: Page) -> None:
    opened(phone, CHAPTER)
    small = """all => all.map(node => [node.outerHTML.slice(0, 100), node.getBoundingClientRect()])
      .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""
    signs = phone.locator("article :is(.cite-link, .claim-permalink, .paragraph-number, summary)")
    assert signs.count() > 30
    refuse(signs.evaluate_all(small))
