"""A section and its id. No Sphinx here."""

from __future__ import annotations

from dataclasses import dataclass


def is_chapter(docname: str, parts: list[str]) -> bool:
    """Return whether a page is a chapter: it stands in the folder of a part, not as its first page.

    :param parts: the folders that hold chapters
    """
    folder, _, name = docname.rpartition("/")
    return folder in parts and name != "index"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    :param docname: the page
    :param title: the heading as text
    :param label: the id that the author gave, empty if there is none
    :param level: 1 for the title of the page
    :param line: line of the heading, None where unknown
    """

    docname: str
    title: str
    label: str
    level: int
    line: int | None
