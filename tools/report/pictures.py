"""Pictures of pages, where Playwright and a browser are at hand."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""The names of programs that can open a page."""

SIZES = {"wide": (1280, 900), "phone": (390, 844)}
"""Widths and heights of a window in pixels, by the ends of the names of pictures."""

ALONE = "--host-resolver-rules=MAP * ~NOTFOUND"
"""The option by which a browser reaches no other machine."""


def find_browser() -> str:
    """Return the path of a browser, empty if there is none or no Playwright to lead it."""
    if find_spec("playwright") is None:
        return ""
    return next((path for name in BROWSERS if (path := shutil.which(name))), "")


def take_pictures(site: Path, pages: Iterable[str], folder: Path) -> list[str]:
    """Write pictures of pages into a folder; return the pages of which there are some.

    There are none without a browser. A page that is no longer there has none.
    """
    there = [page for page in pages if (site / f"{page}.html").is_file()]
    if not there or not (browser := find_browser()):
        return []
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=[ALONE])
        for end, (width, height) in SIZES.items():
            window = chromium.new_page(viewport={"width": width, "height": height})
            for page in there:
                window.goto((site / f"{page}.html").resolve().as_uri())
                name = f"{page.replace('/', '-')}-{end}.png"
                window.screenshot(path=folder / name, full_page=True)
        chromium.close()
    return there
