"""What a reader does with the book in a browser: filters, sorts, follows a number to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from test_book import built_book
from test_browser import FLAGS, find_browser, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("book")]


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of the browser; its addresses are those of the book."""
    executable = find_browser()
    site = built_book(tmp_path_factory)
    with (
        served(site) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=FLAGS) as browser,
    ):
        context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
        yield context.new_page()
        context.close()


def shown(page: Page, selector: str) -> int:
    """Count what a reader sees of a selector."""
    return page.locator(selector).filter(visible=True).count()


def test_the_timeline_is_filtered_by_topic_and_by_actor(visit: Page) -> None:
    visit.goto("reference/timeline.html")
    every = shown(visit, ".facet-item")
    visit.get_by_label("Topic").select_option("return")
    some = shown(visit, ".facet-item")
    visit.get_by_label("Who").select_option("United Nations")
    few = shown(visit, ".facet-item")
    assert every > some > few > 0
    assert visit.get_by_role("status").inner_text() == f"{few} of {every} entries"
    assert shown(visit, ".timeline-year") <= few
    visit.get_by_label("Topic").select_option("All")
    visit.get_by_label("Who").select_option("All")
    assert shown(visit, ".facet-item") == every


def test_the_register_of_claims_is_filtered_in_place(visit: Page) -> None:
    visit.goto("reference/claims.html")
    every = shown(visit, ".facet-item")
    for label in ("Part", "Kind", "Confidence", "Kind of source", "Disputed"):
        choices = visit.get_by_label(label, exact=True)
        counts = []
        for value in choices.locator("option").evaluate_all("all => all.map(o => o.value)")[1:]:
            choices.select_option(value)
            counts.append(shown(visit, ".facet-item"))
        assert all(0 < count < every for count in counts), label
        choices.select_option("")
    visit.get_by_label("Part", exact=True).select_option("Law, arrest, return")
    assert shown(visit, "#claims-law-and-return h2") == 1
    assert shown(visit, "#claims-change h2") == 0


def test_a_table_is_sorted_by_number_both_ways(visit: Page) -> None:
    visit.goto("reference/arrivals-rok.html")
    head = visit.get_by_role("columnheader", name="Total")
    column = head.evaluate("head => head.cellIndex")

    def numbers() -> list[int]:
        cells = visit.locator(f"table.data-table tbody td:nth-child({column + 1})")
        return [int(text.replace(",", "")) for text in cells.all_inner_texts()]

    before = numbers()
    head.get_by_role("button").click()
    assert numbers() == sorted(before) != before
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").press("Enter")
    assert numbers() == sorted(before, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"


def test_a_table_is_filtered_by_its_fixed_words(visit: Page) -> None:
    visit.goto("reference/repatriation-events.html")
    every = shown(visit, "table.data-table tbody tr")
    visit.get_by_label("Support").select_option("confirmed by China")
    assert 0 < shown(visit, "table.data-table tbody tr") < every


def test_a_number_leads_to_its_row_its_source_and_its_file(visit: Page) -> None:
    visit.goto("people-and-border/how-many.html")
    number = visit.locator("a:has(> .value)", has_text="2,914").first
    number.click()
    row = visit.locator("#row-2009")
    assert "2,914" in row.inner_text()
    assert row.is_visible()
    file = visit.get_by_role("link", name="CSV", exact=True).get_attribute("href")
    assert visit.request.get(f"reference/{file}").text().startswith("id,start,end")
    row.locator(".citation a").first.click()
    assert visit.url.endswith("#cited-mou2020statistics")
    visit.locator("li:has(#cited-mou2020statistics) a").first.click()
    assert "#ref-mou2020statistics" in visit.url


def test_a_citation_opens_in_place_and_closes_with_escape(visit: Page) -> None:
    visit.goto("law-and-return/forced-return.html")
    link = visit.locator("#october-2023 > h2 .cite-link")
    link.focus()
    visit.keyboard.press("Enter")
    frame = visit.frame_locator(".cite-dialog iframe")
    assert "9 October 2023" in frame.locator("h1").inner_text()
    assert frame.get_by_role("heading", level=2).all_inner_texts()[:5] == [
        "APA",
        "Chicago author-date",
        "MLA",
        "Harvard (Cite Them Right)",
        "NLM citation sequence",
    ]
    frame.get_by_role("button", name="Copy APA").focus()
    visit.keyboard.press("Escape")
    visit.locator(".cite-dialog").wait_for(state="detached")
    assert link.evaluate("link => link === document.activeElement")


def test_a_card_comes_with_pointer_or_keyboard_stays_and_goes(visit: Page) -> None:
    visit.goto("law-and-return/forced-return.html")
    card = visit.locator("#card")
    link = visit.locator("#returns-china-confirmed .citation a").first
    link.hover()
    card.wait_for(state="visible")
    assert "UNHCR" in card.inner_text()
    assert link.get_attribute("aria-describedby") == "card"
    card.hover()
    visit.wait_for_timeout(600)
    assert card.is_visible()
    visit.keyboard.press("Escape")
    assert not card.is_visible()
    visit.mouse.move(5, 5)
    words = visit.locator("#forced-return-in-brief .claim-words").first
    words.locator("xpath=ancestor::a").focus()
    visit.keyboard.press("Tab")
    visit.keyboard.press("Shift+Tab")
    card.wait_for(state="visible")
    assert "On record" in card.inner_text()


def test_a_permalink_leads_to_its_place_from_a_disk_too(visit: Page) -> None:
    visit.goto("id/october-2023/index.html")
    visit.wait_for_url("**/law-and-return/forced-return.html#october-2023")
    assert visit.locator("#october-2023").is_visible()


def test_a_search_leaves_no_words_in_the_browser(visit: Page) -> None:
    visit.goto("search.html?q=refoulement")
    visit.locator("#search-results li a").first.wait_for()
    visit.locator("#search-results li a").first.click()
    visit.wait_for_url("**/*.html*")
    assert set(visit.evaluate("Object.keys(localStorage)")) <= {"mode", "theme"}
    assert "refoulement" not in visit.evaluate("JSON.stringify({...sessionStorage})")
