"""Interaction with the book in a browser: filtering, sorting, search, citation dialogs."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect, sync_playwright

from chromium import FLAGS, find_browser, served
from real_book import built_book

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of the browser, with the book as base URL."""
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
    """Count the visible elements that match a selector."""
    return page.locator(selector).filter(visible=True).count()


def test_the_timeline_is_filtered_by_topic_and_by_actor(visit: Page) -> None:
    visit.goto("reference/timeline.html")
    every = shown(visit, ".facet-item")
    visit.get_by_label("Topic").select_option("return")
    some = shown(visit, ".facet-item")
    visit.get_by_label("Who", exact=True).select_option("United Nations")
    few = shown(visit, ".facet-item")
    assert every > some > few > 0
    status = visit.get_by_role("status")
    assert status.inner_text() == f"{few} of {every} events: return; United Nations"
    assert shown(visit, ".timeline-year") <= few
    visit.get_by_label("Topic").select_option("All")
    visit.get_by_label("Who", exact=True).select_option("All")
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
    visit.get_by_label("Part", exact=True).select_option("III · Sent back: law, arrest, return")
    assert shown(visit, "#claims-law-and-return h2") == 1
    assert shown(visit, "#claims-change h2") == 0


def selected(page: Page) -> list[str]:
    """Return what is selected in the filters of a page, in words."""
    return page.locator(".facets select").evaluate_all(
        "lists => lists.filter(list => list.value).map(list => list.selectedOptions[0].text)"
    )


def test_a_choice_is_kept_in_the_address(visit: Page) -> None:
    visit.goto("reference/claims.html")
    every = shown(visit, ".facet-item")
    visit.get_by_label("Part", exact=True).select_option("III · Sent back: law, arrest, return")
    visit.get_by_label("Confidence", exact=True).select_option("high confidence")
    address = visit.url
    assert address.endswith("#part=law-and-return&confidence=high")
    few = shown(visit, ".facet-item")
    assert few < every
    visit.go_back()
    assert selected(visit) == ["III · Sent back: law, arrest, return"]
    assert few < shown(visit, ".facet-item") < every
    visit.goto("about:blank")
    visit.goto(address)
    assert selected(visit) == ["III · Sent back: law, arrest, return", "high confidence"]
    assert shown(visit, ".facet-item") == few
    assert visit.locator(".facets").first.evaluate("box => box.getBoundingClientRect().top") < 200


def test_choices_are_in_the_order_of_what_they_mean(visit: Page) -> None:
    visit.goto("reference/claims.html")
    options = visit.get_by_label("Confidence", exact=True).locator("option").all_inner_texts()
    grades = ("very high", "high", "medium", "low", "very low")
    order = ["All", *(f"{grade} confidence" for grade in grades), "not graded"]
    assert options == [option for option in order if option in options]
    assert len(options) > 3


def test_an_address_of_something_hidden_undoes_the_choice(visit: Page) -> None:
    visit.goto("reference/timeline.html")
    every = shown(visit, ".facet-item")
    visit.get_by_label("Topic").select_option("return")
    assert shown(visit, ".facet-item") < every
    first = visit.locator(".jumps a").first
    assert "jump-hidden" in (first.get_attribute("class") or "")
    first.click()
    assert shown(visit, ".facet-item") == every
    assert selected(visit) == []


def test_a_choice_that_a_page_does_not_have_is_none(visit: Page) -> None:
    visit.goto("about:blank")
    visit.goto("reference/timeline.html#topic=nothing")
    assert selected(visit) == []
    assert shown(visit, ".facet-item") > 100


def test_a_register_of_sources_is_filtered_by_publisher_and_years(visit: Page) -> None:
    visit.goto("reference/sources-press-a-c.html")
    every = shown(visit, ".facet-item")
    visit.get_by_label("Years").select_option("2010–2019")
    some = shown(visit, ".facet-item")
    publishers = visit.get_by_label("Publisher").locator("option")
    visit.get_by_label("Publisher").select_option(publishers.nth(1).inner_text())
    few = shown(visit, ".facet-item")
    assert every > some > few
    assert visit.get_by_role("status").inner_text().startswith(f"{few} of {every} sources: ")
    languages = visit.locator("[lang]").evaluate_all("all => all.map((node) => node.lang)")
    assert [tag for tag in languages if not tag[:2].isalpha()] == []


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
    visit.get_by_label("Support").first.select_option("confirmed by China")
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


def test_a_citation_unfolds_the_list_with_its_source(visit: Page) -> None:
    visit.goto("law-and-return/forced-return.html")
    citation = visit.locator("article .citation a[href^='#cited-']").first
    source = visit.locator(f"li:has({citation.get_attribute('href')})")
    assert not source.is_visible()
    citation.click()
    source.wait_for()
    assert visit.locator("details.fold[open]").count() == 1


def test_a_citation_opens_in_place_and_closes_with_escape(visit: Page) -> None:
    visit.goto("law-and-return/forced-return.html")
    link = visit.locator("#october-2023 > .cite-link")
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
    frame.locator("html").evaluate("() => document.fonts.ready.then(() => true)")
    close = visit.get_by_role("button", name="Close").bounding_box()
    heading = frame.locator("h1").bounding_box()
    assert close
    assert heading
    assert 0 <= heading["y"] - close["y"] - close["height"] < 20  # there was once a wide gap
    frame.get_by_role("button", name="Copy APA").focus()
    visit.keyboard.press("Escape")
    visit.locator(".cite-dialog").wait_for(state="detached")
    assert link.evaluate("link => link === document.activeElement")


@pytest.mark.parametrize(
    ("page", "place", "name", "words"),
    [
        ("law-and-return/forced-return", "p2", "¶ 2", "2026, Forced return, ¶ 2)"),
        ("reference/arrivals-rok", "row-2005", "row 2005", "Arrivals in South Korea, row 2005)"),
    ],
)
def test_a_paragraph_and_a_row_are_cited_by_a_control(
    visit: Page, page: str, place: str, name: str, words: str
) -> None:
    visit.goto(f"{page}.html")
    visit.locator(f"a[href^='#{place}']").first.evaluate("link => link.click()")
    visit.get_by_role("link", name=f"Cite {name}", exact=True).click()
    frame = visit.frame_locator(".cite-dialog iframe")
    assert frame.locator("p.citation").first.inner_text().endswith(words)
    assert frame.get_by_role("heading", level=2).first.inner_text() in ("One paragraph", "One row")
    visit.keyboard.press("Escape")


def test_a_mistake_in_a_paragraph_is_reported_in_a_text_to_copy(visit: Page) -> None:
    visit.goto("law-and-return/forced-return.html#p2")
    visit.locator("p > .report-link").click()
    text = visit.locator("#report-text").inner_text()
    place = text.splitlines()[0]
    assert re.fullmatch(r"Place: id/forced-return/#p2-[0-9a-f]{8} \(¶ 2\)", place)
    assert "have named no address" in visit.locator("main").inner_text()


def test_the_page_of_a_citation_leads_to_the_text_and_to_the_cover(visit: Page) -> None:
    for name, place in (
        ("Back to the text", "**/law-and-return/forced-return.html#october-2023"),
        ("To the cover", "**/index.html"),
    ):
        visit.goto("id/october-2023/cite.html")
        visit.get_by_role("link", name=name).click()
        visit.wait_for_url(place)


def test_a_card_comes_with_pointer_or_keyboard_stays_and_goes(visit: Page) -> None:
    visit.goto("law-and-return/forced-return.html")
    card = visit.locator("#card")
    link = visit.locator("#returns-china-confirmed .citation a", has_text="UNHCR").first
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
    claim = visit.locator("#forced-return-in-brief a:has(> .claim-words)").first
    claim.focus()
    visit.keyboard.press("Tab")
    visit.keyboard.press("Shift+Tab")
    expect(claim).to_have_attribute("aria-describedby", "card")  # and no link on the way to it
    expect(card).to_contain_text("Very high confidence")


def test_the_card_of_a_number_in_a_list_of_claims_says_what_it_counts(visit: Page) -> None:
    visit.goto("people-and-border/how-many.html")
    visit.locator("#how-many-in-brief a:has(> .value)").first.hover()
    card = visit.locator("#card")
    card.wait_for()
    assert card.locator("p").first.inner_text().endswith(" · 1998")


def test_an_odd_address_is_no_error_of_a_card(visit: Page) -> None:
    visit.goto("law-and-return/forced-return.html")
    errors: list[str] = []
    visit.on("pageerror", lambda error: errors.append(str(error)))
    link = visit.locator("#returns-china-confirmed .citation a").first
    link.evaluate("link => delete link.dataset.notes")
    for address in ("#constructor", "#__proto__", "#%zz", "#cited-", "#cited-%zz"):
        link.evaluate("(link, address) => link.setAttribute('href', address)", address)
        link.hover()
        visit.wait_for_timeout(400)
        assert not visit.locator("#card").is_visible()
        visit.mouse.move(5, 5)
    assert errors == []


def test_a_card_holds_no_link_that_a_keyboard_cannot_reach(visit: Page) -> None:
    visit.goto("law-and-return/forced-return.html")
    visit.locator("#returns-china-confirmed .citation a", has_text="UNHCR").first.hover()
    card = visit.locator("#card")
    card.wait_for()
    assert "unhcr.org" in card.inner_text()
    assert card.locator("a, [id]").count() == 0


def test_a_copied_citation_keeps_its_italics(visit: Page) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.goto("id/october-2023/cite.html")
    visit.get_by_role("button", name="Copy APA").click()
    visit.get_by_text("APA: copied.").wait_for()
    copied = """async type => {
      const [item] = await navigator.clipboard.read();
      return item.types.includes(type) ? (await item.getType(type)).text() : "";
    }"""
    assert "In <i>Across the Tumen: an open evidence book" in visit.evaluate(copied, "text/html")
    assert visit.evaluate(copied, "text/plain").startswith("Across the Tumen contributors. (2026)")
    visit.get_by_text("BibTeX", exact=True).click()
    visit.get_by_role("button", name="Copy BibTeX").click()
    visit.get_by_text("BibTeX: copied.").wait_for()
    assert visit.evaluate(copied, "text/html") == ""
    assert visit.evaluate(copied, "text/plain").startswith("@incollection{october-2023")


@pytest.mark.parametrize("place", ["site", "disk"])
def test_a_file_for_reference_managers_is_saved_from_the_dialog(
    visit: Page, tmp_path_factory: pytest.TempPathFactory, place: str
) -> None:
    """From disk it once replaced the citation page, in which Esc no longer worked."""
    site = built_book(tmp_path_factory)
    chapter = "law-and-return/forced-return.html"
    visit.goto((site / chapter).as_uri() if place == "disk" else chapter)
    visit.locator("#october-2023 > .cite-link").press("Enter")
    frame = visit.frame_locator(".cite-dialog iframe")
    for ending, name in (("ris", "RIS"), ("bib", "BibTeX"), ("json", "CSL-JSON")):
        frame.get_by_text(name, exact=True).click()
        link = frame.locator(f"a[download$='.{ending}']")
        with visit.expect_download() as saving:
            link.press("Enter")
        assert saving.value.suggested_filename == f"october-2023.{ending}"
        expected = (site / f"id/october-2023/cite.{ending}").read_bytes()
        assert saving.value.path().read_bytes() == expected
    visit.keyboard.press("Escape")
    visit.locator(".cite-dialog").wait_for(state="detached")


def test_a_link_to_a_claim_is_a_link_like_others(visit: Page) -> None:
    """It once had the margin and border of a claim."""
    visit.goto("law-and-return/forced-return.html")
    link = visit.locator(".claim-ref").first
    assert link.evaluate("link => getComputedStyle(link).paddingLeft") == "0px"


def test_a_permalink_leads_to_its_place_from_a_disk_too(visit: Page) -> None:
    visit.goto("id/october-2023/index.html")
    visit.wait_for_url("**/law-and-return/forced-return.html#october-2023")
    assert visit.locator("#october-2023").is_visible()


def answers(page: Page, query: str, address: str = "search.html") -> list[str]:
    """Return the ids of the answers that the search page gives to a query."""
    page.goto(f"{address}?q={quote(query)}")
    page.locator("#search-results[data-query]").wait_for(state="attached")
    links = page.locator("#search-results .search-hit")
    places = links.evaluate_all("all => all.map(link => new URL(link.href).hash)")
    return [place.removeprefix("#").partition(":~:")[0] for place in places]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("A/HRC/25/63", "row-coi-report"),
        ("a hrc 25 63", "un-documents"),
        ("art. 33", "no-chinese-reservation-on-return-of-refugees"),
        ("article 33", "no-chinese-reservation-on-return-of-refugees"),
        ("refoulment", "term-non-refoulement"),
        ("강제북송", "term-gangje-buksong"),
        ("forced return", "forced-return"),
        ("難民", "term-refugee"),
        ("难民", "term-refugee"),
        ("t'albukcha", "term-talbukja"),
        ("chipkyŏlso", "term-holding-centre"),
        ("Yanbian", "term-yanbian"),
        ("Yánbiān", "term-yanbian"),
        ("9 October 2023", "october-2023"),
        ("labor camps", "row-labour-training-camp"),
        ("2023-10-09", "october-2023"),
        ("gangjebuksong", "term-gangje-buksong"),
        ("비보호청소년", "term-unprotected-youth"),
        ("UNSCR 2397", "resolution-2397-exempts-people-protected-from-return"),
    ],
)
def test_a_question_is_answered(visit: Page, query: str, expected: str) -> None:
    """It is one of the first three answers, or stands inside one."""
    assert expected in answers(visit, query)
    first = visit.locator("#search-results > ol > li:nth-child(-n+3)")
    ends = (f"[href$='#{expected}']", f"[href*='#{expected}:~:']")
    assert first.locator(", ".join(f".search-hit{end}" for end in ends)).count()


def test_a_phrase_in_quotes_must_be_there(visit: Page) -> None:
    loose = answers(visit, "without a reservation to article 33")
    exact = answers(visit, '"without a reservation to article 33"')
    assert 0 < len(exact) <= len(loose)
    assert "no-chinese-reservation-on-return-of-refugees" in exact[:2]


def test_small_words_do_not_hide_the_others(visit: Page) -> None:
    assert answers(visit, "the price of a bride")[0] == answers(visit, "price bride")[0]


def test_a_question_has_a_length(visit: Page) -> None:
    """A pasted page once blocked the browser for seconds."""
    started = time.monotonic()
    answers(visit, "a/" * 10_000)
    field = visit.get_by_role("searchbox")
    assert len(field.input_value()) == 200
    for text in ("강" * 4_000, "return " * 3_000):
        field.fill("")
        visit.keyboard.insert_text(text)
        assert len(field.input_value()) == 200
        expect(visit.locator("#search-results")).to_have_attribute(
            "data-query", re.compile(".{199,}", re.DOTALL)
        )
    assert time.monotonic() - started < 15


def test_a_term_that_is_written_otherwise_is_in_the_book(visit: Page) -> None:
    answers(visit, "gangjebuksong")
    assert "not in the book" not in visit.locator("#search-status").inner_text()


def test_search_answers_from_a_disk_as_it_does_online(
    visit: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    disk = (built_book(tmp_path_factory) / "search.html").as_uri()
    for query in ("A/HRC/25/63", "refoulment", "강제북송"):
        assert answers(visit, query, disk) == answers(visit, query) != []
        assert visit.locator("#search-results mark").count() > 0


def test_a_part_that_cannot_be_loaded_is_named_and_asked_for_again(visit: Page) -> None:
    visit.route("**/_search/others.js*", lambda route: route.abort())
    visit.goto("search.html?q=refoulement")
    expect(visit.locator("#search-status")).to_contain_text("others.js")
    assert visit.locator("#search-results li").count() > 0, "what is there answers"
    visit.unroute("**/_search/others.js*")
    visit.get_by_role("searchbox").fill("refugee")
    visit.locator("#search-results[data-query=refugee]").wait_for(state="attached")
    expect(visit.locator("#search-status")).to_contain_text("answers")


def test_an_answer_leads_to_its_place_and_leaves_nothing_behind(visit: Page) -> None:
    assert answers(visit, "refoulement")
    hit = visit.locator("#search-results .search-hit").first
    place = hit.get_attribute("href")
    assert place is not None
    hit.click()
    page, _, name = place.removeprefix("./").partition("#")
    visit.wait_for_url(f"**/{page}#*")
    assert visit.locator(f"[id='{name.partition(':~:')[0]}']").count() == 1
    assert set(visit.evaluate("Object.keys(localStorage)")) <= {"mode", "theme"}
    assert "refoulement" not in visit.evaluate("JSON.stringify({...sessionStorage})")


def test_a_word_that_is_nowhere_names_the_nearest(visit: Page) -> None:
    assert answers(visit, "xqzzzzj") == []
    assert "does not treat “xqzzzzj”" in visit.locator("#search-status").inner_text()
    assert answers(visit, '"refugees quota"') == []
    nearest = visit.locator(".search-nearest button")
    assert nearest.count() > 0
    nearest.first.click()
    visit.locator("#search-results li").first.wait_for()


def test_answers_are_chosen_by_kind_part_tier_and_standing(visit: Page) -> None:
    answers(visit, "return")
    name = re.compile(r"&(kind|part|claim|source)=")
    for label, value in {
        "Kind": "claim",
        "Part": "Sent back: law, arrest, return",
        "Kind of source": "Press",
        "Standing of claim": "on record",
    }.items():
        choices = visit.get_by_label(label, exact=True)
        choices.select_option(value)
        expect(visit).to_have_url(name)
        assert visit.locator("#search-results li").count() > 0, label
        choices.select_option("")
        expect(visit).not_to_have_url(name)
    visit.get_by_label("Kind of source").select_option("Press")
    expect(visit).to_have_url(name)
    assert set(visit.locator(".search-kind").all_inner_texts()) == {"Source"}


def test_filters_are_folded_on_a_narrow_screen(visit: Page) -> None:
    """At four times the size they once took a whole screen before the first answer."""
    filters = visit.get_by_label("Kind", exact=True)
    size = visit.viewport_size
    assert size
    try:
        visit.set_viewport_size({"width": 320, "height": 256})
        answers(visit, "return")
        assert not filters.is_visible()
        visit.get_by_text("Filters", exact=True).press("Enter")
        filters.select_option("claim")
        expect(visit).to_have_url(re.compile("&kind=claim"))
        assert set(visit.locator(".search-kind").all_inner_texts()) == {"Claim"}
        visit.get_by_text("Filters", exact=True).press("Enter")
        assert not filters.is_visible()
    finally:
        visit.set_viewport_size(size)
    filters.wait_for(state="visible")
    assert not visit.get_by_text("Filters", exact=True).is_visible()


def test_an_arrow_right_after_a_letter_leads_to_an_answer_that_stays(visit: Page) -> None:
    """The answers for the last letter once replaced the focused one."""
    answers(visit, "return")
    visit.keyboard.press("End")
    visit.keyboard.press("s")
    visit.keyboard.press("ArrowDown")
    visit.locator("#search-results[data-query=returns]").wait_for()
    visit.wait_for_timeout(300)  # longer than a search waits for the next letter
    assert visit.evaluate("document.activeElement === document.querySelector('.search-hit')")


def test_search_is_used_by_keyboard_alone(visit: Page) -> None:
    visit.goto("people-and-border/how-many.html")
    requests: list[str] = []
    visit.on("request", lambda request: requests.append(request.url))
    visit.keyboard.press("/")
    dialog = visit.get_by_role("dialog", name="Search")
    dialog.wait_for()
    assert any(url.endswith("_search/titles.js") for url in requests)
    visit.keyboard.type("forced return")
    dialog.locator("[data-query='forced return']").wait_for(state="attached")
    assert "answers" in dialog.get_by_role("status").inner_text()
    visit.keyboard.press("ArrowDown")
    visit.keyboard.press("ArrowDown")
    focused = "document.activeElement === document.querySelectorAll('dialog .search-hit')[{}]"
    assert visit.evaluate(focused.format(1))
    visit.keyboard.press("ArrowUp")
    assert visit.evaluate(focused.format(0))
    visit.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    visit.keyboard.press("Control+k")
    dialog.wait_for()
    visit.keyboard.press("Enter")
    visit.wait_for_url("**/search.html?q=forced+return")
    visit.go_back()
    dialog.locator("[data-query='forced return']").wait_for(state="attached")
    visit.keyboard.press("ArrowDown")
    target = dialog.locator(".search-hit").first.get_attribute("href")
    assert target is not None
    visit.keyboard.press("Enter")
    visit.wait_for_url(f"**/{target.removeprefix('../').partition(':~:')[0]}*")


def test_whoever_comes_back_to_the_dialog_finds_it_as_it_was(visit: Page) -> None:
    visit.goto("people-and-border/how-many.html")
    visit.keyboard.press("/")
    dialog = visit.get_by_role("dialog", name="Search")
    dialog.get_by_role("searchbox").fill("return")
    dialog.locator("[data-query=return]").wait_for(state="attached")
    dialog.get_by_label("Kind", exact=True).select_option("claim")
    expect(dialog.locator(".search-kind").first).to_have_text("Claim")
    dialog.locator(".search-hit").nth(5).click()
    dialog.wait_for(state="hidden")
    visit.go_back()
    dialog.locator("[data-query=return]").wait_for(state="attached")
    assert dialog.get_by_role("searchbox").input_value() == "return"
    assert dialog.get_by_label("Kind", exact=True).input_value() == "claim"
    assert set(dialog.locator(".search-kind").all_inner_texts()) == {"Claim"}
    visit.keyboard.press("Escape")
    visit.reload()
    visit.wait_for_load_state("networkidle")
    assert dialog.count() == 0, "a dialog that was closed stays closed"


def test_whoever_comes_back_to_the_list_finds_filters_length_and_place(visit: Page) -> None:
    answers(visit, "return")
    visit.get_by_label("Kind", exact=True).select_option("claim")
    expect(visit).to_have_url(re.compile("&kind=claim"))
    visit.get_by_role("button", name="More answers").click()
    expect(visit).to_have_url(re.compile("&more=1"))
    count = visit.locator("#search-results li").count()
    hit = visit.locator("#search-results .search-hit").nth(count - 3)
    hit.scroll_into_view_if_needed()
    place = visit.evaluate("scrollY")
    assert place > 0
    hit.click()
    visit.wait_for_url(re.compile("^(?!.*search.html)"))
    visit.go_back()
    visit.locator("#search-results[data-query]").wait_for(state="attached")
    assert visit.locator("#search-results li").count() == count
    assert set(visit.locator(".search-kind").all_inner_texts()) == {"Claim"}
    assert abs(visit.evaluate("scrollY") - place) < 5


def test_the_first_answer_that_is_displayed_stays_the_first(visit: Page) -> None:
    """Those by titles were once replaced while readers were about to choose one."""
    late = re.compile(r"/_search/(texts|others)\.js")
    held: list[Route] = []
    visit.route(late, lambda route: held.append(route))
    visit.goto("search.html?q=How+many+are+there+in+China")
    first = visit.locator("#search-results .search-hit").first
    first.wait_for()
    name = first.inner_text()
    visit.route(late, lambda route: route.continue_())  # what is asked for from here on
    for route in held:
        route.continue_()
    visit.locator("#search-results[data-query]").wait_for(state="attached")
    visit.unroute(late)
    assert first.inner_text() == name
    assert visit.locator("#search-results > ol > li").count() > 3


@pytest.mark.parametrize(
    ("query", "words"),
    [("bitcoin price today", "bitcoin"), ("Otto Warmbier", "“Otto”, “Warmbier”")],
)
def test_a_question_that_the_book_does_not_treat_is_told_so(
    visit: Page, query: str, words: str
) -> None:
    answers(visit, query)
    said = visit.locator("#search-status").inner_text()
    assert "does not treat" in said
    assert words in said
    assert visit.locator("#search-results > ol:first-child > li").count() <= 5
    links = visit.locator(".search-nearest a")
    assert {
        link.rpartition("/")[2] for link in links.evaluate_all("all => all.map(a => a.href)")
    } == {
        "how-to-read.html#what-is-left-out",
        "not-found.html#not-found",
    }


def test_a_question_of_small_words_only_is_answered(visit: Page) -> None:
    assert answers(visit, "What can I do?")[0] == "question-what-can-i-do"


def test_an_answer_without_a_word_of_the_question_says_why_it_is_there(visit: Page) -> None:
    answers(visit, "Denied Status, Denied Education")
    kinds = visit.locator("#search-results .search-kind")
    assert "Source" in kinds.all_inner_texts()[:4], "first, or after answers that were there before"
    assert "Readers ask: “" in visit.locator(".search-why").first.inner_text()


def test_nothing_of_search_is_loaded_before_it_is_opened(visit: Page) -> None:
    requests: list[str] = []
    visit.on("request", lambda request: requests.append(request.url))
    visit.goto("people-and-border/how-many.html", wait_until="networkidle")
    assert [url for url in requests if "search" in url] == [
        url for url in requests if "search-open.js" in url
    ]


@pytest.mark.parametrize(("connection", "faces"), [("4g", 2), ("3g", 0), (None, 2)])
def test_faces_do_not_keep_a_page_back_on_a_slow_connection(
    visit: Page, connection: str | None, faces: int
) -> None:
    page = visit.context.new_page()
    value = f"{{ effectiveType: {connection!r} }}" if connection else "undefined"
    page.add_init_script(f"Object.defineProperty(navigator, 'connection', {{ value: {value} }})")
    page.goto("how-to-read.html")
    assert page.locator("link[rel=preload]").count() == faces
    page.close()
