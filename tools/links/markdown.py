"""The report on dead addresses, as Markdown for an issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 150
"""Most rows of the table, since an issue is of limited length; the rest is counted."""


@dataclass(frozen=True, slots=True)
class DeadLink:
    """An address that is dead.

    :param keys: the works of which it is a copy, or else the file and line that link to it
    :param address: the address
    :param reason: why it is dead
    :param copy: an archived copy, empty if there is none, None if that is not known
    """

    keys: tuple[str, ...]
    address: str
    reason: str
    copy: str | None


def _cell(text: str) -> str:
    """Return a text that ends neither its cell nor its code."""
    return text.replace("|", "%7C").replace("`", "%60").replace("\n", " ")


def _row(link: DeadLink) -> str:
    keys = ", ".join(f"`{_cell(key)}`" for key in link.keys)
    copy = "not known" if link.copy is None else f"<{_cell(link.copy)}>" if link.copy else "none"
    return f"| {keys} | `{_cell(link.address)}` | {link.reason} | {copy} |"


def report(links: Sequence[DeadLink], checked: int, unknown: int) -> str:
    """Return the report.

    :param checked: how many addresses were asked
    :param unknown: of how many it is not known whether they are dead
    """
    counts = f"{len(links)} dead, {unknown} not known, of {checked} addresses."
    head = ("| key | address | status | archived copy |", "| --- | --- | --- | --- |")
    rows = [_row(link) for link in links[:LONGEST]]
    lines = [counts, "", *head, *rows]
    if len(links) > LONGEST:
        lines += ["", f"… and {len(links) - LONGEST} more."]
    return "\n".join(lines) + "\n"
