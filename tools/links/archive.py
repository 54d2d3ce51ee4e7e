"""The archived copy of an address, by the availability service of the Internet Archive."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Callable

SERVICE = "https://archive.org/wayback/available"
AGENT = "sphinx-evidence link check"
TIMEOUT = 30
PAUSE = 1.0
"""Seconds between two questions."""

TRIES = 3


def question(address: str) -> str:
    """Return the address at which the archive says what it has of another."""
    return f"{SERVICE}?{urlencode({'url': address})}"


def closest(answer: bytes) -> str:
    """Return the address of a copy from an answer, empty if there is none.

    :raises ValueError: if the answer is not what the archive documents
    """
    try:
        copy = json.loads(answer)["archived_snapshots"].get("closest") or {}
        url, status = str(copy.get("url", "")), str(copy.get("status", ""))
    except (AttributeError, KeyError, TypeError) as error:
        message = "the answer has no archived_snapshots"
        raise ValueError(message) from error
    secure = url.replace("http://", "https://", 1)
    return secure if status == "200" and secure.startswith("https://web.archive.org/") else ""


def ask(address: str) -> bytes:
    """Return what the archive answers about an address.

    :raises OSError: if it does not answer
    """
    request = Request(question(address), headers={"User-Agent": AGENT})
    with urlopen(request, timeout=TIMEOUT) as response:
        return bytes(response.read(1_000_000))


def archived_copy(
    address: str,
    ask: Callable[[str], bytes] = ask,
    wait: Callable[[float], None] = time.sleep,
) -> str | None:
    """Return the address of an archived copy, empty if there is none, None if that is not known."""
    for attempt in range(TRIES):
        wait(PAUSE * 2**attempt)
        try:
            return closest(ask(address))
        except (URLError, OSError, ValueError):
            continue
    return None
