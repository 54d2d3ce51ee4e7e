"""Sections, numbered paragraphs, and the rules for ids and names of pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..core.paths import PERMALINKS, ROW, TERM
from ..core.text import checksum, mark

LONGEST = 100
"""Maximum length of an id: it is the name of a folder, and file systems allow 255 bytes."""

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_RESERVED = re.compile(rf"p[0-9]+(-[0-9a-f]{{8}})?|(ref-|cite-|cited-|{ROW}|{TERM}).*")
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])([.].*)?", re.IGNORECASE)

GENERATED_PAGES = ("search", "genindex", "modindex")
"""Pages that the build generates."""

GENERATED_FOLDERS = (PERMALINKS, "_static", "_images", "_downloads", "_sources")
"""Folders that the build generates."""

_NAME = re.compile(r"[\w-][\w.-]*")
"""One part of the name of a page."""


def id_error(name: str) -> str:
    """Return why a name is not a valid id, such as ``has 120 characters, …``, or nothing."""
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
    """Return whether Windows reserves a name for a device, with any file extension."""
    return _DEVICE.fullmatch(name) is not None


def generated(name: str) -> bool:
    """Return whether the build generates a page or a folder of this name."""
    return name in GENERATED_PAGES or name.partition("/")[0] in GENERATED_FOLDERS


def page_name_error(name: str) -> str:
    """Return why an address such as ``part/name`` is not valid for a page, or nothing."""
    if generated(name):
        return "is an address that the build generates itself"
    if name.endswith((".html", ".md", ".rst")):
        return "has a file extension: leave it out"
    if not all(_NAME.fullmatch(part) for part in name.split("/")):
        return "is not a name such as part/name, from the root of the book"
    return ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that can be cited by its number.

    :param number: from 1 within the chapter
    :param claim: id of the claim that it states, empty for prose
    :param text: its text without citations
    :param citations: its citations, as items of ``csl-citation.json``
    :param unsupported: its sentences after the last that cites, links, or is the authors' own
    """

    number: int
    claim: str
    text: str
    citations: tuple[dict[str, str], ...] = ()
    unsupported: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @property
    def sha256(self) -> str:
        """Checksum of its text."""
        return checksum(self.text)

    @property
    def anchor(self) -> str:
        """The id of its element that is right in this edition only, such as ``p12-3fa9c1d2``."""
        return f"p{self.number}-{mark(self.text)}"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the paragraphs under it.

    :param docname: its page
    :param title: the text of the heading
    :param label: the id that the author gave, empty if there is none
    :param level: 1 for the title of the page
    :param line: line of the heading, None if unknown
    :param paragraphs: the numbered paragraphs directly under it
    :param anchor: the id of its element: that of the label, else one made of its text
    """

    docname: str
    title: str
    label: str
    level: int
    line: int | None
    paragraphs: tuple[Paragraph, ...] = ()
    anchor: str = ""
