"""The book's faces on the first visit: on a server and from a disk, with and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from chromium import FLAGS, find_browser, served
from conftest import CONF, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from conftest import Built

pytestmark = pytest.mark.slow

BOOK = {
    "conf.py": CONF.replace('"basic"', '"evidence"') + 'evidence_edition_date = "2026-11-24"\n',
    "index.md": page("index", "It rose.\n\n" + "Water ran past the house. " * 60, "The river"),
}
BASE = "https://example.org/river/"
PRELOAD = '<link rel="preload" as="font"'


def first_visit(browser: Browser, address: str, *, scripts: bool) -> tuple[bool, list[float]]:
    """Return whether the text has a face of the book, and what shifted, in a first visit."""
    with browser.new_context(java_script_enabled=scripts) as context:
        tab = context.new_page()
        session = context.new_cdp_session(tab)
        for domain in ("DOM", "CSS"):
            session.send(f"{domain}.enable")
        shifts: list[float] = []
        session.on(
            "PerformanceTimeline.timelineEventAdded",
            lambda it: shifts.append(it["event"]["layoutShiftDetails"]["value"]),
        )
        session.send("PerformanceTimeline.enable", {"eventTypes": ["layout-shift"]})
        tab.goto(address)
        tab.wait_for_timeout(300)
        root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
        query = {"nodeId": root, "selector": "article section > p"}
        node = session.send("DOM.querySelector", query)["nodeId"]
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        return fonts[0]["isCustomFont"], shifts


def test_a_first_visit_has_the_faces_and_nothing_shifts(book: Callable[..., Built]) -> None:
    """A visit is made three times at most, since a face may come late on a busy machine."""
    site = book(BOOK, builder="html", evidence_base_address=BASE).app.outdir
    with (
        served(site) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_browser(), args=FLAGS) as browser,
    ):
        for place, scripts in ((address, True), (address, False), (f"{site.as_uri()}/", True)):
            visits = (first_visit(browser, f"{place}index.html", scripts=scripts) for _ in range(3))
            assert (True, []) in visits, (place, scripts)


def test_a_page_without_scripts_asks_for_the_face_early(book: Callable[..., Built]) -> None:
    """With scripts it is their matter, since browsers refuse it on a page from a disk."""
    head = book(BOOK, builder="html").html("index").partition("</head>")[0]
    assert f"<noscript>{PRELOAD}" in head
    assert head.index(PRELOAD) < head.index('rel="stylesheet"')
