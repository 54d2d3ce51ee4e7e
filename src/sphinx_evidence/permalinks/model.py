"""Sections and numbered paragraphs as plain data. No Sphinx here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 100
"""Most characters of an id: it names a folder, and file systems end at 255 bytes."""

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_RESERVED = re.compile(r"p[0-9]+|(ref|cite|cited|row|term)-.*")
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])([.].*)?", re.IGNORECASE)

GENERATED_PAGES = ("search", "genindex", "modindex")
"""Pages that the build makes."""

GENERATED_FOLDERS = ("id", "_static", "_images", "_downloads", "_sources")
"""Folders that the build fills."""

_NAME = re.compile(r"[\w-][\w.-]*")
"""One part of the name of a page."""


def id_error(name: str) -> str:
    """Return why a name is no id, such as ``has 120 characters, …``; nothing if it is one."""
    if not _ID.fullmatch(name):
        return "is not lower-case words and hyphens"
    if len(name) > LONGEST:
        return f"has {len(name)} characters, at most {LONGEST} are allowed"
    if _RESERVED.fullmatch(name):
        return (
            "is reserved (p and a number for paragraphs, ref-, cite- and cited- for sources, "
            "row- and term- for data)"
        )
    return "is the name of a device on Windows" if is_device(name) else ""


def is_device(name: str) -> bool:
    """Return whether Windows has no file of this name, with whatever ending."""
    return _DEVICE.fullmatch(name) is not None


def generated(name: str) -> bool:
    """Return whether the build writes a page or a folder of this name itself."""
    return name in GENERATED_PAGES or name.partition("/")[0] in GENERATED_FOLDERS


def page_name_error(name: str) -> str:
    """Return why an address such as ``part/name`` is not that of a page; nothing if it is."""
    parts = name.split("/")
    if generated(name):
        return "is the address of something that the build makes"
    if name.endswith((".html", ".md", ".rst")):
        return "has an ending: leave it out"
    if not all(_NAME.fullmatch(part) for part in parts):
        return "is not a name such as part/name, counted from the top of the book"
    if any(is_device(part) for part in parts):
        return "has the name of a device on Windows"
    return f"has a part of more than {LONGEST} characters" if _long(parts) else ""


def _long(parts: Iterable[str]) -> bool:
    return any(len(part) > LONGEST for part in parts)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that can be cited by its number.

    :param number: from 1 within the chapter
    :param claim: id of the claim that it is, empty for a paragraph of prose
    :param sha256: checksum of its text, citations removed
    :param citations: what it cites, as items of the Citation Style Language
    """

    number: int
    claim: str
    sha256: str
    citations: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    :param docname: the page
    :param title: the heading as text
    :param label: the id that the author gave, empty if there is none
    :param level: 1 for the title of the page
    :param line: line of the heading, None where unknown
    :param paragraphs: the numbered paragraphs directly under it
    """

    docname: str
    title: str
    label: str
    level: int
    line: int | None
    paragraphs: tuple[Paragraph, ...] = ()
