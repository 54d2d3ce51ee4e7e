"""The languages of a book: its own, and those of ``languages.csv`` in its data.

A language that is ``offered`` has a folder of the site, with the pages that are translated; one
that is ``planned`` has catalogs at most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .diagnostics import Problem, Rule
from .tables import read_keyed

if TYPE_CHECKING:
    from pathlib import Path

FILE = "languages.csv"
COLUMNS = ("folder", "tag", "code", "name", "title", "state")
STATES = ("offered", "planned")


@dataclass(frozen=True, slots=True)
class Language:
    """A language that a book can be read in.

    :param folder: of its pages, from the root of the site, empty for the book's own
    :param tag: BCP 47 tag, such as ``zh-Hans``
    :param code: its name in Sphinx, such as ``zh_CN``
    :param name: its name in itself
    :param title: the title of the book in it
    :param state: one of :data:`STATES`
    """

    folder: str
    tag: str
    code: str
    name: str
    title: str = ""
    state: str = "offered"

    @property
    def is_offered(self) -> bool:
        """Whether its pages are built and linked."""
        return self.state == "offered"

    @property
    def prefix(self) -> str:
        """The path of its pages, from the root of the site."""
        return f"{self.folder}/" if self.folder else ""


ENGLISH = Language("", "en", "en", "English")
"""The language of a book that has translations."""


def read_languages(path: Path) -> tuple[tuple[Language, ...], list[Problem]]:
    """Return the languages of a book, and what is wrong with their table; it need not have one."""
    if not path.is_file():
        return (), []
    rows, problems = read_keyed(path, COLUMNS)
    languages = []
    for row in rows.values():
        language = Language(*row.cells)
        if language.state not in STATES:
            wrong = f"the state {language.state!r} is unknown: write {' or '.join(STATES)}"
        elif not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?", language.tag):
            wrong = f"the tag {language.tag!r} is none: write one such as ko or zh-Hans"
        else:
            languages.append(language)
            continue
        problems.append(Problem(str(path), row.line, Rule.MALFORMED_TABLE, wrong))
    return tuple(languages), problems
