"""The words of drawings: what they say in each language, and what translators are given.

A drawing is translated by whole texts, before they are broken into lines. One text that has no
translation leaves all of the drawing in English.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from sphinx_evidence.charts.diagram import FOLDER
from sphinx_evidence.core.extras import TRANSLATIONS
from sphinx_evidence.translations.catalogs import read_catalog

from ..errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Said(str):
    """Words in the language of a drawing, which are not translated again."""

    __slots__ = ()


@dataclass
class Words:
    """What a drawing says, in a language or in English.

    :param known: the translations by their English, none in English
    :param lacking: the messages that have no translation, as they were drawn; in English all
    """

    known: Mapping[str, str] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)

    def say(self, message: str, **values: object) -> Said:
        """Return a message in the language; what has no letters says the same in all.

        :param values: what stands in it for each ``{name}``
        """
        if isinstance(message, Said):
            return message
        if not any(map(str.isalpha, message)):
            return Said(message)
        if message not in self.known and message not in self.lacking:
            self.lacking.append(message)
        text = self.known.get(message, message)
        return Said(text.format(**values) if values else text)


def read_words(locales: Path) -> dict[str, dict[str, str]]:
    """Return what drawings say in each language that has a catalog of them, by its name in Sphinx.

    Only what may be shown is used, as of pages.

    :raises ToolError: if there are catalogs, and what reads them is not installed
    """
    parse = create_md_parser(MdParserConfig(), RendererHTML).parse
    found = {}
    for path in sorted(locales.glob(f"*/LC_MESSAGES/{FOLDER}.po")):
        if not TRANSLATIONS.is_installed:
            raise ToolError(TRANSLATIONS.missing)
        shown = read_catalog(path, parse).shown.values()
        language = path.relative_to(locales).parts[0]
        found[language] = {message.source: message.translation for message in shown}
    return found
