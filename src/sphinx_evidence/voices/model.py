"""Voices as plain data: the passage on a page, and the row that says whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..core.messages import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..datasets.model import Row

RISKS = (
    "adults_only",
    "no_sexual_violence",
    "no_third_person",
    "no_routes",
    "not_withdrawn",
)
"""The columns with the answers about harm; only ``yes`` lets a voice stand."""

REQUIRED = ("name", "name_kind", "told_to", "forum", "date", "stands_for", "not_for", "checked")
"""The other columns that a voice needs, unless it was withdrawn."""

NAME_KINDS = {
    "own": "",
    "adopted": N_("a name taken for safety"),
    "pseudonym": N_("a pseudonym used in public"),
    "office": "",
}
"""What is said of a name, by the word in the table."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice where it stands.

    :param name: id of its row
    :param docname: its page
    :param line: line in that page's source, None where unknown
    :param words: how many words its text has, citations left out
    :param works: the keys of the works that it cites
    """

    name: str
    docname: str
    line: int | None = field(repr=False, compare=False)
    words: int
    works: tuple[str, ...]


def head(row: Row, date: str, translate: Callable[[str], str]) -> str:
    """Return whose voice it is, to whom, and when.

    :param date: the date in words
    """
    cells = row.cells
    remark = NAME_KINDS.get(cells["name_kind"], "")
    name = f"{cells['name']} ({translate(remark)})" if remark else cells["name"]
    return " · ".join(filter(None, (name, cells["told_to"], date)))


def foot(row: Row, translate: Callable[[str], str]) -> str:
    """Return what a voice stands for and what it does not, with a dispute about it."""
    cells = row.cells
    text = translate("One account, no measure of how often. It stands for {who}, not for {others}.")
    text = text.format(who=cells["stands_for"], others=cells["not_for"])
    return " ".join(filter(None, (text, cells["dispute"])))
