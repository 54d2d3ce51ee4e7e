"""Put a piece into the text of a file: an entry, a row, a claim, a chapter."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

from ..errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENTRY = re.compile(r"^@\w+\{([^,\s]+),", re.M)
_HEADING = re.compile(r"^\(([^)\n]+)\)=\n#{1,6} ", re.M)


def insert_entry(text: str, key: str, entry: str) -> str:
    """Return a bibliography with one more entry, before the first whose key is greater.

    :raises ToolError: if the key is taken
    """
    for match in _ENTRY.finditer(text):
        if match[1] == key:
            raise ToolError(f"the bibliography has the key {key!r} already: give another by --key")
        if match[1] > key:
            return f"{text[: match.start()]}{entry}\n{text[match.start() :]}"
    return f"{text.rstrip()}\n\n{entry}"


def append_row(text: str, cells: Sequence[str]) -> str:
    """Return a table with one more row at its end.

    :raises ToolError: if the first cell, the id, is that of another row
    """
    if any(row[:1] == [cells[0]] for row in csv.reader(StringIO(text))):
        raise ToolError(f"the table has the id {cells[0]!r} already: give another")
    row = StringIO()
    csv.writer(row, lineterminator="\n").writerow(cells)
    return text + ("" if text.endswith("\n") else "\n") + row.getvalue()


def insert_in_section(text: str, label: str, piece: str) -> str:
    """Return a page with a piece at the end of one of its sections.

    :raises ToolError: if the page has no such section
    """
    sections = list(_HEADING.finditer(text))
    for number, match in enumerate(sections):
        if match[1] == label:
            end = sections[number + 1].start() if number + 1 < len(sections) else len(text)
            return f"{text[:end].rstrip()}\n\n{piece}\n{text[end:]}".rstrip("\n") + "\n"
    known = ", ".join(match[1] for match in sections)
    raise ToolError(f"the page has no section {label!r}: use one of {known}")


def add_to_toctree(text: str, name: str) -> str:
    """Return a page whose last ``toctree`` lists one more page.

    :raises ToolError: if there is none
    """
    found = list(re.finditer(r"^(`{3,}|:{3,})\{toctree\}\n.*?^(?=\1\s*$)", text, re.M | re.S))
    if not found:
        raise ToolError("the index of the part has no toctree: add one, or name another part")
    match = found[-1]
    return f"{text[: match.end()]}{name}\n{text[match.end() :]}"


def append_item(text: str, label: str, item: str) -> str:
    """Return a page with one more item at the end of the last list of one of its sections.

    :raises ToolError: if the page has no such section, or the section no list
    """
    sections = list(_HEADING.finditer(text))
    starts = {match[1]: match.start() for match in sections}
    if label not in starts:
        raise ToolError(f"the page has no section {label!r}: use one of {', '.join(starts)}")
    end = min((start for start in starts.values() if start > starts[label]), default=len(text))
    items = list(re.finditer(r"^- .*\n(?:  .*\n)*", text[starts[label] : end], re.M))
    if not items:
        raise ToolError(f"the section {label!r} has no list: add one, or name another section")
    place = starts[label] + items[-1].end()
    return f"{text[:place]}- {item}\n{text[place:]}"
