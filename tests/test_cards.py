"""Cards in a browser: of citations the notes on the place cited, of numbers what their rows say."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from sphinx.cmd.build import build_main

from chromium import FLAGS, find_browser, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.slow
WHOLE = Path(__file__).with_name("whole-book")
FLOODS = "water/floods.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the second book."""
    root = tmp_path_factory.mktemp("cards") / "book"
    shutil.copytree(WHOLE, root)
    places = ["-c", str(root), str(root / "docs"), str(root / "_build")]
    assert build_main(["-q", "-W", *places]) == 0
    return root / "_build"


@pytest.fixture(scope="module", params=["server", "disk"])
def visit(request: pytest.FixtureRequest, site: Path) -> Iterator[Page]:
    """A page of a browser that has the site from a server or from a disk."""
    executable = find_browser()
    with (
        served(site) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=FLAGS) as browser,
        browser.new_context(reduced_motion="reduce") as context,
    ):
        page = context.new_page()
        base = address if request.param == "server" else site.as_uri()
        page.add_init_script(f"globalThis.base = {base.rstrip('/')!r}")
        page.goto(f"{base.rstrip('/')}/{FLOODS}")
        yield page


def card_of(page: Page, name: str, selector: str) -> list[str]:
    """Open a page and return the paragraphs on the card of its first link of a kind."""
    page.goto(f"{page.evaluate('globalThis.base')}/{name}")
    page.locator(selector).first.focus()
    card = page.locator("#card")
    card.wait_for()
    assert card.locator("a, [id]").count() == 0
    return card.locator("p.card-note, p.card-more").all_inner_texts()


@pytest.mark.parametrize(
    ("name", "selector", "notes"),
    [
        (
            FLOODS,
            "[data-notes$='river-20']",
            ["para. 3: The spate was five metres high. Read from the board at the bridge."],
        ),
        (FLOODS, "#record-level .citation a", ["p. 7: The gauge read five metres. The board ends"]),
        # without a place many are only counted
        (
            "land/roads.html",
            "#bridges .citation a",
            ["6 notes on this source stand in its entry."],
        ),
        # without a list of sources in the page, the card has the notes only
        ("glance.html", "[data-notes$='river-22']", ["p. 7: The gauge read five metres."]),
        # those of the work itself, which is known by an account
        ("water/ice.html", "#ferry-days .citation a", ["p. 3: The book counts 1,204 days"]),
    ],
)
def test_a_card_has_the_notes_on_the_place_cited(
    visit: Page, name: str, selector: str, notes: list[str]
) -> None:
    found = [text.replace("\N{NO-BREAK SPACE}", " ") for text in card_of(visit, name, selector)]
    assert len(found) == len(notes), found
    assert all(text.startswith(note) for text, note in zip(found, notes, strict=True)), found


def test_the_card_of_a_number_says_when_how_and_who(visit: Page) -> None:
    visit.goto(f"{visit.evaluate('globalThis.base')}/{FLOODS}")
    visit.locator("a:has(> .value)", has_text="4").first.focus()
    card = visit.locator("#card")
    card.wait_for()
    assert card.locator("p").all_inner_texts() == [
        *("Levels · 2006", "How: gauge", "Source: Smith 2010; Weir Board 2006")
    ]


def test_a_caveat_is_set_apart_and_the_entry_stands_above(visit: Page) -> None:
    card_of(visit, FLOODS, "[data-notes$='river-20']")
    card = visit.locator("#card")
    assert card.locator(".card-note em").inner_text() == "Read from the board at the bridge."
    assert "A Year on the River" in card.inner_text()


def test_a_card_without_its_script_has_the_entry(visit: Page) -> None:
    visit.route("**/sources/*.js", lambda route: route.abort())
    try:
        assert card_of(visit, FLOODS, "[data-notes$='river-20']") == []
        assert "A Year on the River" in visit.locator("#card").inner_text()
    finally:
        visit.unroute("**/sources/*.js")


def test_marks_are_not_copied_with_a_citation(visit: Page) -> None:
    visit.goto(f"{visit.evaluate('globalThis.base')}/water/ice.html")
    copied = visit.evaluate(
        """() => {
          const selection = getSelection();
          selection.selectAllChildren(document.querySelector("#ferry-days .citation"));
          return selection.toString();
        }"""
    )
    assert copied.replace("\N{NO-BREAK SPACE}", " ") == (
        "(Ferry Office 1999, p. 3, as reported in Weir Board 2006)"
    )
