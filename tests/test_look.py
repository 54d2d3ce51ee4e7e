"""What the style sheets promise: signs, tables, print, and dark pages without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect
from weight import chapters

from test_accessibility import CHAPTER, PHONE, browser, opened, sample, site, visit
from test_book import refuse

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

__all__ = ["browser", "site"]

pytestmark = pytest.mark.slow

EVENTS = "reference/repatriation-events.html"
SHEET, SIDE = 636, 970
"""Pixels between the margins of a sheet of A4, upright and on its side."""

# Signs of a claim that are on another line than the words after them.
BROKEN = """() => [...document.querySelectorAll("article .claim-words")]
  .filter((node) => !node.matches(".claim-words-absence"))
  .filter((node) => node.getBoundingClientRect().height > 30).map((node) => node.textContent)"""
# Claims of a list whose sign lies over their words, or whose dispute is larger than these.
SPOILT = """() => [...document.querySelectorAll(".claim-list > li")].filter((item) => {
  const words = item.querySelector(".claim-words");
  const sign = words.getBoundingClientRect();
  const size = (node) => parseFloat(getComputedStyle(node).fontSize);
  return [...item.children].some((line) => {
    const around = document.createRange();
    return (line.matches(".claim-response") && size(line) > size(item)) ||
      [...line.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).some((node) => {
        around.selectNode(node);
        return [...around.getClientRects()].some((box) => box.left < sign.right - 1 &&
          box.right > sign.left + 1 && box.top < sign.bottom - 3 && box.bottom > sign.top + 3);
      });
  });
}).map((item) => item.textContent)"""
# Tables that are wider than the sheet on which they are printed.
CUT = """([sheet, side]) => [...document.querySelectorAll("article table")]
  .map((node) => [node, getComputedStyle(node).page === "wide" ? side : sheet])
  .filter(([node, most]) => node.getBoundingClientRect().width > most)
  .map(([node]) => node.className)"""
WIDE, TALL = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# Where the main findings end, and where the drawing after them begins and ends.
FINDINGS = """() => {
  const box = document.querySelector("section[id$='-in-brief']");
  const drawn = [...box.querySelectorAll("figure svg")].map((svg) => svg.getBoundingClientRect());
  const { top, bottom } = drawn.find(({ height }) => height) ?? { top: 0, bottom: 0 };
  return [box.querySelector(".claim-list").getBoundingClientRect().bottom, top, bottom];
}"""
STEPS = """(node) => {
  const style = getComputedStyle(node, "::before");
  return [style.getPropertyValue("--claim-steps"), style.content, style.maskImage !== "none"];
}"""


def test_confidence_is_drawn_and_needs_no_font(browser: Browser, site: Path) -> None:
    with opened(browser, site) as page:
        visit(page, CHAPTER)
        for grade, steps in (("low", "1"), ("high", "3")):
            words = page.locator(f"#forced-return-in-brief .claim-words-{grade}").first
            assert words.evaluate(STEPS) == [steps, '""', True]
            assert words.inner_text().startswith(f"{grade.capitalize()} confidence")


@pytest.mark.parametrize("size", [PHONE, {"width": 320, "height": 640}], ids=["phone", "narrow"])
def test_signs_stay_with_their_words(browser: Browser, site: Path, size: dict[str, int]) -> None:
    with opened(browser, site, viewport=size) as page:
        visit(page, CHAPTER)
        refuse(page.evaluate(BROKEN))


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("name", ["index.html", "reference/claims.html"])
def test_a_claim_of_a_list_and_who_disputes_it_are_legible(
    browser: Browser, site: Path, name: str, media: Literal["screen", "print"]
) -> None:
    with opened(browser, site, viewport=WIDE) as page:
        page.emulate_media(media=media)
        visit(page, name)
        assert page.locator(".claim-list .claim-response").count()
        refuse(page.evaluate(SPOILT))


def test_a_number_leads_to_a_marked_row_under_the_head_of_its_table(
    browser: Browser, site: Path
) -> None:
    seen = """(node) => {
      const box = node.getBoundingClientRect();
      return node.contains(document.elementFromPoint(box.left + 9, box.top + 9));
    }"""
    for width in (1024, 1280):
        with opened(browser, site, viewport={"width": width, "height": 800}) as page:
            visit(page, f"{EVENTS}#row-r13")
            row = page.locator("#row-r13")
            page.wait_for_function(seen, arg=row.locator("td.sources").element_handle())
            assert row.locator("td").first.evaluate(seen)
            assert page.locator("table", has=row).locator("th.sources").evaluate(seen)
            colour = "node => getComputedStyle(node).backgroundColor"
            others = page.locator("#row-r14 td.sources")
            assert row.locator("td.sources").evaluate(colour) != others.evaluate(colour)


def test_a_row_is_a_block_on_a_phone(browser: Browser, site: Path) -> None:
    with opened(browser, site, viewport=PHONE) as page:
        visit(page, EVENTS)
        row = page.locator("#row-r13")
        box = row.bounding_box()
        assert box is not None
        assert box["width"] < PHONE["width"]
        label = "node => getComputedStyle(node, '::before').content"
        assert row.locator("td.sources").evaluate(label) == '"Source"'
        assert page.locator("#row-r35 td[data-label=Figure]").inner_text() == "at least 1,076"
        totals = page.locator("table", has=row)
        first = totals.locator("tbody tr").first.get_attribute("id")
        totals.get_by_role("button", name="Figure").click()
        assert totals.locator("tbody tr").first.get_attribute("id") != first


@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_is_cut_off_in_print(browser: Browser, site: Path, scripts: bool) -> None:
    names = (CHAPTER, EVENTS, "reference/estimates.html", "reference/unhcr-statistics.html")
    wide = {"width": SHEET, "height": 900}
    with opened(browser, site, viewport=wide, java_script_enabled=scripts) as page:
        page.emulate_media(media="print")
        for name in names:
            visit(page, name)
            refuse(f"{name}: {table}" for table in page.evaluate(CUT, [SHEET, SIDE]))
            for details in page.locator("details.claim-grounds > p").all()[:2]:
                expect(details).to_be_visible()


FOLDED = "life-in-hiding/work.html"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_folds_what_other_screens_and_paper_show(
    browser: Browser, site: Path, scripts: bool
) -> None:
    for media, size in (("screen", PHONE), ("screen", WIDE), ("print", PHONE)):
        with opened(browser, site, viewport=size, java_script_enabled=scripts) as page:
            page.emulate_media(media=media)
            visit(page, FOLDED)
            folds = page.locator("details.narrow-fold")
            assert folds.count() > 10
            assert not folds.locator("details.narrow-fold").count()  # none within another
            is_folded = (media, size) == ("screen", PHONE)
            for fold in (folds.first, page.locator("#work-questions details"), folds.last):
                expect(fold.locator("> summary")).to_be_visible(visible=is_folded)
                expect(fold.locator("> :not(summary)").first).to_be_visible(visible=not is_folded)


def test_no_standing_dispute_or_reply_is_folded_on_a_phone(browser: Browser, site: Path) -> None:
    with opened(browser, site, viewport=PHONE) as page:
        visit(page, CHAPTER)
        lines = page.locator("article :is(.claim-standing, .claim-response, .reply p)")
        assert lines.count() > 10
        for line in lines.all():
            expect(line).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_into_a_fold_opens_it(browser: Browser, site: Path, scripts: bool) -> None:
    inside = "article figure .narrow-fold .citation"
    with opened(browser, site, viewport=PHONE, java_script_enabled=scripts) as page:
        visit(page, FOLDED)
        place = page.locator(inside).first
        expect(place).to_be_hidden()
        visit(page, f"{FOLDED}#{place.get_attribute('id')}")
        expect(page.locator(inside).first).to_be_in_viewport()


def test_printed_sheets_say_where_they_are_from(browser: Browser, site: Path) -> None:
    read = "name => getComputedStyle(document.documentElement).getPropertyValue(name)"
    with opened(browser, site) as page:
        visit(page, CHAPTER)
        assert page.evaluate(read, "--book-name") == '"Across the Tumen"'
        assert "2026" in page.evaluate(read, "--book-edition")
        assert page.evaluate(read, "--page-address") == '"id/forced-return/"'
        rules = "[...document.styleSheets].flatMap(sheet => [...sheet.cssRules])"
        text = page.evaluate(f"{rules}.map(rule => rule.cssText).join('')")
        for box in ("@top-left", "@top-right", "@bottom-left", "@bottom-right"):
            assert box in text


@pytest.mark.parametrize("step", sample(6, 1))
@pytest.mark.parametrize("size", [WIDE, TALL], ids=["wide", "phone"])
def test_the_main_findings_are_on_the_first_two_screens(
    browser: Browser, site: Path, size: dict[str, int], step: int
) -> None:
    """Where there is room most of the figure is, too; on a phone it begins there."""
    places, late = 0, []
    with opened(browser, site, viewport=size) as page:
        for name in chapters(site)[::step]:
            visit(page, name)
            if not page.locator(".standfirst").count():
                continue
            findings, top, bottom = page.evaluate(FINDINGS)
            figure = (top + bottom) / 2 if size == WIDE else top
            places += 1
            if max(findings, figure) > 2 * size["height"]:
                late.append(f"{name}: findings end at {findings}, figure at {figure}")
    assert places
    refuse(late)


def test_the_room_of_the_list_of_sections_is_kept_before_it_is_read(
    browser: Browser, site: Path
) -> None:
    place = "(({ left, right }) => [left, right])(%s.getBoundingClientRect())"
    article = place % "document.querySelector('article')"
    with opened(browser, site, viewport=WIDE) as page:
        visit(page, CHAPTER)
        before = page.evaluate(article)
        page.evaluate("document.querySelector('.bd-sidebar-secondary').remove()")
        assert page.evaluate(article) == before


def test_a_box_begins_where_the_text_begins(browser: Browser, site: Path) -> None:
    left = "document.querySelector('article %s').getBoundingClientRect().left"
    with opened(browser, site, viewport=WIDE) as page:
        visit(page, "life-in-hiding/trafficking-and-forced-marriage.html")
        assert page.evaluate(left % ".admonition") == page.evaluate(left % "section > p")


def test_dark_needs_no_script(browser: Browser, site: Path) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    found = []
    for scheme in ("light", "dark"):
        with opened(browser, site, color_scheme=scheme, java_script_enabled=False) as page:
            visit(page, CHAPTER)
            found.append(page.evaluate(colour))
    assert found == ["rgb(255, 253, 250)", "rgb(27, 24, 21)"]


def test_the_name_and_search_are_in_sight(browser: Browser, site: Path) -> None:
    with opened(browser, site, viewport=PHONE) as page:
        visit(page, CHAPTER)
        expect(page.locator(".bar-name")).to_be_in_viewport()
        page.set_viewport_size({"width": 1280, "height": 600})
        visit(page, "reference/timeline.html")
        expect(page.locator(".bd-sidebar-primary .search-button-field")).to_be_in_viewport(ratio=1)
        current = page.locator(".bd-sidebar-primary a.current[href='#']")
        expect(current).to_be_in_viewport(ratio=1)
