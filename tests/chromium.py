"""A browser for tests, and a server for what it opens."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The browser talks to nobody on its own account, and reaches nobody but this machine.
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-first-run",
]


class Handler(SimpleHTTPRequestHandler):
    """Serves files without logging; an idle connection does not delay closing."""

    timeout = 10

    def log_message(self, format: str, *args: Any) -> None:
        """Suppress the log."""


class Server(ThreadingHTTPServer):
    """Waits for its threads on closing, so that no socket is left open."""

    daemon_threads = False


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder locally; yield its URL."""
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def find_browser() -> str:
    """Return the path of a browser; without one skip the test, or fail it in CI."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    message = (
        f"none of {', '.join(BROWSERS)} is on the PATH: "
        "install one (apt-get install chromium, on Fedora dnf install chromium, "
        "on macOS put a link to Chrome there), or leave these tests out with -m 'not slow'"
    )
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
