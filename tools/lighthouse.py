"""Run Lighthouse on five kinds of page; print scores and the audits that lower them.

The pages are served compressed; Lighthouse simulates a phone on a slow connection. It needs npm and
a browser.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from .build import built_site
from .npm import from_npm

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from .paths import Paths

LIGHTHOUSE = "lighthouse@12.8.2"
PAGES = {
    "cover": "index.html",
    "chapter": "law-and-return/forced-return.html",
    "sources": "reference/sources-organisations.html",
    "dataset": "reference/arrivals-rok.html",
    "search": "search.html",
}
REQUIRED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = "--headless=new --no-sandbox --disable-gpu"
COMPRESSED = {".css", ".csv", ".html", ".js", ".json", ".svg"}


class Handler(SimpleHTTPRequestHandler):
    """Serves text compressed, as hosts of static sites do."""

    def do_GET(self) -> None:
        """Send the file, or an error if there is none."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in COMPRESSED or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Suppress the log."""


def report(lighthouse: str, url: str) -> dict[str, Any]:
    """Return the report of Lighthouse on a page.

    :raises subprocess.CalledProcessError: if Lighthouse fails
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), "")
    only = f"--only-categories={','.join(REQUIRED)}"
    command = [lighthouse, url, "--output=json", "--quiet", only, f"--chrome-flags={FLAGS}"]
    environment = {"CHROME_PATH": browser, **os.environ}
    process = subprocess.run(command, capture_output=True, check=True, env=environment)
    result: dict[str, Any] = json.loads(process.stdout)
    return result


def failed_audits(result: dict[str, Any], category: str) -> Iterator[str]:
    """Yield the audits that lower the score of a category, each with the first element it names."""
    for ref in result["categories"][category]["auditRefs"]:
        audit = result["audits"][ref["id"]]
        if ref["weight"] and audit["score"] is not None and audit["score"] < 1:
            items = audit.get("details", {}).get("items", [])
            node = items[0].get("node", {}).get("snippet", "") if items else ""
            yield f"{ref['id']} {audit.get('displayValue', '')} {node[:150]}".strip()


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    words = "a built book; without it the book is built"
    parser.add_argument("--site", type=Path, metavar="FOLDER", help=words)


def run(paths: Paths, options: Namespace) -> int:
    """Print a table of scores; return 1 if one is below :data:`REQUIRED`."""
    handler = partial(Handler, directory=str(built_site(paths, options.site)))
    program = str(from_npm(paths, LIGHTHOUSE) / ".bin" / "lighthouse")
    low: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        print("page      " + "".join(f"{category:>16}" for category in REQUIRED))
        for kind, page in PAGES.items():
            result = report(program, f"http://127.0.0.1:{server.server_port}/{page}")
            scores = {name: round(result["categories"][name]["score"] * 100) for name in REQUIRED}
            print(f"{kind:10}" + "".join(f"{score:>16}" for score in scores.values()), flush=True)
            for category, score in scores.items():
                if score < REQUIRED[category]:
                    low.append(f"{kind}, {category}: {score}, required: {REQUIRED[category]}")
                    audits = failed_audits(result, category)
                    low += [f"{kind}, {category}: {audit}" for audit in audits]
        server.shutdown()
    print("", *low, sep="\n")
    return bool(low)
