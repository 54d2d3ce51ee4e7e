"""Measure the first load of pages: requests, bytes and layout shift.

Run ``python tools/benchmarks/weight.py _build/html`` after a build. The pages are served locally
and compressed to an installed browser.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright
from serving import Handler, served

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTHS = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 800}}
PARTS = run_path(str(Path(__file__).parents[2] / "conf.py"))["evidence_parts"]
OTHERS = (
    *("index.html", "law-and-return/index.html", "search.html", "search.html?q=return"),
    *("reference/claims.html", "reference/glossary.html", "reference/repatriation-events.html"),
    *("reference/sources.html", "reference/timeline.html", "id/october-2023/cite.html"),
)
COMPRESSED = {".css", ".html", ".js", ".json", ".svg"}
SHIFTS = """
globalThis.shifts = 0;
new PerformanceObserver((list) => {
  const moved = list.getEntries().filter((entry) => !entry.hadRecentInput);
  for (const { value } of moved) globalThis.shifts += value;
}).observe({ type: "layout-shift", buffered: true });
"""
FLAGS = ["--disable-gpu", "--no-sandbox"]
SETTLE = 300  # milliseconds to wait after the load event


@dataclass(frozen=True, slots=True)
class Load:
    """The first load of a page by a browser with an empty cache.

    :param requests: number of requests
    :param size: bytes of the response bodies as sent, compressed where a server would
    :param shift: the largest cumulative layout shift, over all widths, with and without a cache
    """

    requests: int
    size: int
    shift: float


class Compressed(Handler):
    """Serves files compressed and cacheable, and records the size of each."""

    def __init__(self, *args: Any, sizes: list[int], **kwargs: Any) -> None:
        self.sizes = sizes
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in COMPRESSED:
            body = gzip.compress(body, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.sizes.append(len(body))
        with suppress(ConnectionError):  # the browser has closed the connection
            self.wfile.write(body)


def weigh(browser: Browser, address: str, name: str, sizes: list[int]) -> Load:
    """Load a page with an empty cache and again with a full one, on each width."""
    firsts, shifts = [], []
    for size in WIDTHS.values():
        context = browser.new_context(viewport=size)
        context.add_init_script(SHIFTS)
        page = context.new_page()
        for cached in (False, True):
            sizes.clear()
            page.goto(address + name)
            page.wait_for_timeout(SETTLE)
            shifts.append(float(page.evaluate("globalThis.shifts")))
            if not cached:
                firsts.append((len(sizes), sum(sizes)))
        context.close()
    requests, size = max(firsts)
    return Load(requests, size, max(shifts))


def weigh_all(
    site: Path, names: Iterable[str], executable: str, flags: list[str]
) -> dict[str, Load]:
    """Measure pages of a site; return the results by name."""
    sizes: list[int] = []
    with (
        served(site, Compressed, sizes=sizes) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=flags) as browser,
    ):
        return {name: weigh(browser, address, name, sizes) for name in names}


def chapters(site: Path) -> list[str]:
    """Return the file names of all chapters."""
    pages = [page for part in PARTS for page in sorted(site.glob(f"{part}/*.html"))]
    return [page.relative_to(site).as_posix() for page in pages if page.stem != "index"]


def find_browser() -> str:
    """Return the path of a browser.

    :raises SystemExit: if none of :data:`BROWSERS` is installed
    """
    paths = [path for name in BROWSERS if (path := shutil.which(name))]
    if not paths:
        sys.exit(f"none of {', '.join(BROWSERS)} is on the PATH")
    return paths[0]


def main() -> None:
    """Measure a site and print a line for each page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path, help="a built site")
    site: Path = parser.parse_args().site
    loads = weigh_all(site, [*OTHERS, *chapters(site)], find_browser(), FLAGS)
    width = max(map(len, loads))
    print(f"{'page':{width}}  requests      KB  shift")
    for name, load in loads.items():
        print(f"{name:{width}}  {load.requests:8}  {load.size / 1000:6.1f}  {load.shift:.4f}")


if __name__ == "__main__":
    main()
