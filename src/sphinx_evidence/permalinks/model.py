"""Sections and numbered paragraphs as plain data. No Sphinx here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = ("book", "chapter", "section", "claim", "chart", "dataset")
"""What has a permalink of its own."""


def is_chapter(docname: str, parts: list[str]) -> bool:
    """Return whether a page is a chapter: it stands in the folder of a part, not as its first page.

    :param parts: the folders that hold chapters
    """
    folder, _, name = docname.rpartition("/")
    return folder in parts and name != "index"


def former_names(head: Mapping[str, Any]) -> list[str]:
    """Return where a page stood before, from ``moved-from: part/name, part/other``.

    :param head: its front matter
    """
    names = str(head.get("moved-from", "")).split(",")
    return [name.strip() for name in names if name.strip()]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that can be cited by its number.

    :param number: from 1 within the chapter
    :param claim: id of the claim that it is, empty for a paragraph of prose
    :param sha256: checksum of its text, citations removed
    """

    number: int
    claim: str
    sha256: str


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
