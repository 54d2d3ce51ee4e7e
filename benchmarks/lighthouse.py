"""Lighthouse on five kinds of page, over a server that compresses: scores, and what costs points.

Usage: python benchmarks/lighthouse.py SITE LIGHTHOUSE, the second being the program's file.
Lighthouse plays a phone on a slow line. It needs Node and a browser.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = {
    "cover": "index.html",
    "chapter": "law-and-return/forced-return.html",
    "sources": "reference/sources-organisations.html",
    "dataset": "reference/arrivals-rok.html",
    "search": "search.html",
}
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = "--headless=new --no-sandbox --disable-gpu"
COMPRESSED = {".css", ".csv", ".html", ".js", ".json", ".svg"}


class Handler(SimpleHTTPRequestHandler):
    """Serves text compressed, as any host of static pages does."""

    def do_GET(self) -> None:
        """Answer with the file, or with what says that there is none."""
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
        """Say nothing."""


def report(lighthouse: str, url: str) -> dict[str, Any]:
    """Return what Lighthouse says of a page."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), "")
    only = f"--only-categories={','.join(LEAST)}"
    command = [lighthouse, url, "--output=json", "--quiet", only, f"--chrome-flags={FLAGS}"]
    environment = {"CHROME_PATH": browser, **os.environ}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def losses(found: dict[str, Any], category: str) -> Iterator[str]:
    """Yield the audits of a category that cost points, with what they name first."""
    for ref in found["categories"][category]["auditRefs"]:
        audit = found["audits"][ref["id"]]
        if ref["weight"] and audit["score"] is not None and audit["score"] < 1:
            items = audit.get("details", {}).get("items", [])
            node = items[0].get("node", {}).get("snippet", "") if items else ""
            yield f"{ref['id']} {audit.get('displayValue', '')} {node[:150]}".strip()


def main() -> int:
    """Print a table; 1 when a score is below what the book asks for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("site", type=Path)
    arguments.add_argument("lighthouse")
    options = arguments.parse_args()
    handler = partial(Handler, directory=str(options.site))
    low: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        print("page      " + "".join(f"{category:>16}" for category in LEAST))
        for kind, page in PAGES.items():
            found = report(options.lighthouse, f"http://127.0.0.1:{server.server_port}/{page}")
            scores = {name: round(found["categories"][name]["score"] * 100) for name in LEAST}
            print(f"{kind:10}" + "".join(f"{score:>16}" for score in scores.values()), flush=True)
            for category, score in scores.items():
                if score < LEAST[category]:
                    low.append(f"{kind}, {category}: {score}, and {LEAST[category]} is asked for")
                    low += [f"{kind}, {category}: {loss}" for loss in losses(found, category)]
        server.shutdown()
    print("", *low, sep="\n")
    return bool(low)


if __name__ == "__main__":
    sys.exit(main())
