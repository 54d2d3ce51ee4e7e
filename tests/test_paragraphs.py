"""The addresses of paragraphs, and what they say in another edition."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from chromium import FLAGS, find_browser, served
from conftest import CONF, page
from sphinx_evidence.core.text import mark

pytestmark = pytest.mark.slow
SETTINGS = """
version = "2026.1"
evidence_parts = ["part"]
evidence_edition_date = "2026-11-24"
"""
WIDE = "The river is wide where the ferry lands, and slow {cite:p}`hrw2008denied`."
DEEP = "Nobody has measured how deep it is below the old bridge."
CLAIM = """:::{claim} it-rose
:kind: record
:as-of: 2008

The river rose in the spring of that year {cite:p}`hrw2008denied`.
:::"""
LAST = "Boats lie on the other bank, where the reeds begin."
REWORDED = "Nobody has measured how deep it is below the bridge, they say."
TALL = "\n\n".join(f"- A line of a list, number {number}." for number in range(60))


def chapter(*paragraphs):
    """Return the files of a book with one chapter."""
    index = page("index", "```{toctree}\n:glob:\n\npart/*\nsources\n```", "A book")
    text = page("one", "\n\n".join(paragraphs), "One")
    return {"conf.py": CONF + SETTINGS, "index.md": index, "part/one.md": text}


def addresses(built):
    """Return what the number of each paragraph of the chapter links to."""
    found = re.findall(
        r'class="paragraph-number" id="p\d+" href="#([^"]+)"', built.html("part/one")
    )
    assert found
    return found


def test_a_mark_is_of_the_first_words_and_of_all():
    words = "one two three four five six seven eight nine ten"
    assert re.fullmatch("[0-9a-f]{8}", mark(words))
    assert mark(f"  {words}\n") == mark(words)
    assert mark(f"{words} eleven")[:4] == mark(words)[:4]
    assert mark(f"{words} eleven")[4:] != mark(words)[4:]
    assert mark(f"zero {words}")[:4] != mark(words)[:4]


def test_a_page_that_is_named_is_numbered_and_cited_as_a_chapter_is(book):
    plain = page("plain", WIDE, "Plain")
    files = chapter(WIDE) | {
        "front.md": page("front", f"{WIDE}\n\n{LAST}", "Front"),
        "plain.md": plain,
    }
    files["index.md"] = files["index.md"].replace("part/*", "part/*\nfront\nplain")
    files["conf.py"] += 'evidence_cited_pages = ["front"]\n'
    built = book(files, builder="html")
    assert [built.html(name).count('class="paragraph-number"') for name in ("front", "plain")] == [
        2,
        0,
    ]
    outdir = Path(built.app.outdir)
    assert (outdir / "id/front/cite.bib").is_file()
    assert not (outdir / "id/plain").exists()


def test_a_number_leads_to_the_words_that_it_stands_beside(book):
    built = book(chapter(WIDE, CLAIM, LAST), builder="html")
    html = built.html("part/one")
    for number, address in enumerate(addresses(built), 1):
        assert address.startswith(f"p{number}-")
        assert html.count(f'id="{address}"') == 1
        assert html.count(f'id="p{number}"') == 1
        assert re.search(rf'<p[^>]* id="{address}"|<p id="{address}"', html)
    changed = WIDE.replace("{cite:p}`hrw2008denied`", "{cite:p}`hrw2008denied{p. 9}`")
    first, *_ = addresses(book(chapter(changed, CLAIM, LAST), builder="html"))
    assert first == addresses(built)[0]


def test_a_list_of_claims_repeats_no_address(book):
    built = book(chapter(WIDE, CLAIM, "```{claim-list}\n:here:\n```"), builder="html")
    assert built.html("part/one").count(f'id="{addresses(built)[1]}"') == 1


@pytest.fixture(params=["server", "disk"])
def visit(request, book):
    """Return the addresses of an edition, and a function that opens one in the next."""
    before = addresses(book(chapter(WIDE, DEEP, CLAIM, TALL, LAST), builder="html"))
    built = book(chapter("A new beginning.", WIDE, REWORDED, TALL, CLAIM), builder="html")
    site = Path(built.app.outdir)
    with sync_playwright() as playwright, served(site) as address:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        base = address if request.param == "server" else site.as_uri()

        def open_page(path):
            tab = browser.new_page(viewport={"width": 900, "height": 500})
            tab.goto(f"{base.rstrip('/')}/{path}")
            return tab

        yield before, open_page
        browser.close()


SAID = "() => document.querySelector('p[role=status]')?.textContent ?? ''"


def test_a_reader_learns_what_became_of_a_paragraph(visit):
    """It moved, its words changed, or it is gone; for one that is as it was nothing is said."""
    (wide, deep, rose, last), open_page = visit
    expected = {
        wide: ("This was ¶ 1 in the edition that your address is from; it is ¶ 2 now.", "p2"),
        deep: ("The words of this paragraph have changed", "p3"),
        rose: ("This was ¶ 3 in the edition that your address is from; it is ¶ 4 now.", "p4"),
        last: ("The paragraph that was ¶ 4 in the edition that your address is from is no", ""),
    }
    for address, (words, target) in expected.items():
        tab = open_page(f"part/one.html#{address}")
        tab.wait_for_selector("p[role=status]")
        assert tab.evaluate(SAID).startswith(words)
        assert tab.locator("p[role=status]").count() == 1
        if target:
            at = tab.evaluate("document.querySelector(':target .paragraph-number').id")
            assert at == target
            box = tab.locator(":target").bounding_box()
            assert 0 <= box["y"] < 500
        tab.close()


def test_an_address_that_is_right_says_nothing_and_a_second_is_explained(visit):
    (wide, _deep, _rose, last), open_page = visit
    tab = open_page("part/one.html#p2")
    tab.wait_for_timeout(200)
    assert tab.evaluate(SAID) == ""
    now = tab.evaluate("document.querySelector('#p2').getAttribute('href')")
    tab.evaluate(f"location.hash = '{now}'")
    tab.wait_for_timeout(200)
    assert tab.evaluate(SAID) == ""
    for address, words in ((wide, "This was ¶ 1"), (last, "The paragraph that was ¶ 4")):
        tab.evaluate(f"location.hash = '{address}'")
        said = tab.locator("p[role=status]")
        expect(said).to_contain_text(words)
        expect(said).to_have_count(1)


def test_a_permalink_leads_on_to_the_paragraph(visit):
    (wide, *_rest), open_page = visit
    tab = open_page(f"id/one/index.html#{wide}")
    tab.wait_for_selector("p[role=status]")
    assert "/part/one.html#p2-" in tab.url
    tab = open_page("id/one/index.html")
    tab.wait_for_url("**/part/one.html#one")
