"""House rules: what one book asks of its authors and of its pages, and others need not.

A book names those that it wants in ``evidence_house_rules``. Without one nothing that an author
wrote is refused, and a page loads whatever its site asked for.
"""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config

SETTING = "evidence_house_rules"
"""The setting with the house rules of a book, a list of names."""


class HouseRule(StrEnum):
    """A house rule; the value is its name in the settings.

    Each is explained in the guide to the settings.
    """

    MARKUP = "markup"
    """Pages are prose: no HTML, formulas, files and tables of others, no bare addresses; a mark
    that Markdown would misread is taken out as well as reported."""

    FRONT_MATTER = "front-matter"
    """Front matter has a description of its own and known keys."""

    LABELS = "labels"
    """Each heading has a label in lower-case words and hyphens, a title the name of its file."""

    CHAPTERS = "chapters"
    """Chapters have one form: claims, what is not known, sources, links both ways."""

    WORDING = "wording"
    """Claims, titles of charts and short answers keep to a length, and say nothing twice."""

    SOURCES = "sources"
    """Each source is listed in a register, once cited."""

    VERSIONS = "versions"
    """The version is that of an edition, such as 2026.1."""

    POLICIES = "policies"
    """Pages load nothing from other sites, and no script that is written in a page."""

    SCRIPTS = "scripts"
    """Pages load the scripts of this package only, and those that ``conf.py`` names."""


def follows(config: Config, rule: HouseRule) -> bool:
    """Return whether a book has a house rule."""
    return rule in config[SETTING]


def check_house_rules(config: Config) -> Iterator[tuple[str, str]]:
    """Leave out what is no house rule; yield the name of the setting, and a message for each."""
    value, known = config[SETTING], [*map(str, HouseRule)]
    if not isinstance(value, (list, tuple)):
        yield SETTING, f"{SETTING} = {value!r} is ignored: it must be a list such as ['labels']"
        value = []
    for name in value:
        if name not in known:
            near = get_close_matches(str(name), known, 1) or known
            message = f"{SETTING}: {name!r} is no house rule: use {' or '.join(near)}"
            yield SETTING, message
    config[SETTING] = [name for name in value if name in known]
