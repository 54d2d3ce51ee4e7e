"""A browser for tests, beside the server of what it opens."""

from __future__ import annotations

import os
import shutil

import pytest
from serving import served

__all__ = ["BROWSERS", "FLAGS", "find_browser", "served"]

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
