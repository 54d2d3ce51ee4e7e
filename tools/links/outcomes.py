"""The outcomes of Sphinx's link check, and which of them mean that an address is dead."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection

UNASKED = ("ignored", "")
"""Status and information of an address that is left out by a setting."""

_GONE = re.compile(r"(404|410) Client Error: ")
_NO_HOST = re.compile(r"NameResolutionError|Failed to resolve|Name or service not known")
_NAMES_FAIL = re.compile(r"Temporary failure in name resolution")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one address answered.

    :param address: the address
    :param place: file and line of its first use
    :param status: Sphinx's word, such as ``broken``
    :param info: what the server or the network said
    """

    address: str
    place: str
    status: str
    info: str

    @property
    def host(self) -> str:
        """The name of the host, in small letters; empty if the address has none."""
        try:
            return urlsplit(self.address).hostname or ""
        except ValueError:  # such as for ``http://[a/``
            return ""


def read_outcomes(text: str) -> list[Outcome]:
    """Return the outcomes of addresses that were asked, from the text of ``output.json``."""
    rows = map(json.loads, text.splitlines())
    return [
        Outcome(row["uri"], f"{row['filename']}:{row['lineno']}", row["status"], row["info"])
        for row in rows
        if row["uri"].startswith(("http://", "https://"))
        and (row["status"], row["info"]) != UNASKED
    ]


def why_dead(outcome: Outcome, refusing: Collection[str] = ()) -> str:
    """Return why an address is dead, empty if it answers or if that is not known.

    It is dead if the server has no such page, or if there is no such server. A refusal, a
    time-out, an error of the server and a certificate that ran out prove nothing.

    :param refusing: hosts that answer robots with errors
    """
    if outcome.status != "broken" or outcome.host in refusing:
        return ""
    if match := _GONE.match(outcome.info):
        return match[1]
    if _NO_HOST.search(outcome.info) and not _NAMES_FAIL.search(outcome.info):
        return "no such host"
    return ""


def is_unknown(outcome: Outcome, refusing: Collection[str] = ()) -> bool:
    """Return whether the check could not tell if an address still leads to its page."""
    is_open = outcome.status in ("broken", "timeout") or outcome.info == "service unavailable"
    return is_open and not why_dead(outcome, refusing)
