"""The edition of the book, from the settings, which have it from ``CITATION.cff``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml
from sphinx.errors import ConfigError
from sphinx.util.logging import getLogger

from .dates import format_date, language_tag
from .paths import EDITIONS, permalink_path, relative_path
from .settings import ANY_VERSION, DAY, LINE
from .stop import stop
from .text import N_

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from .settings import Form
    from .text import Translate

logger = getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the book, or a working copy.

    :param title: title of the book
    :param author: the corporate author
    :param version: such as ``2026.1`` or ``1.0``; a working copy has ``.dev`` in it
    :param date: ISO date of the edition
    :param language: BCP 47 tag
    :param base: address of the site with a slash at its end, empty if it has none
    :param licence_name: short name of the licence of text and data
    :param licence_url: its address
    :param identifier: its DOI, or the address of another persistent identifier, empty for none
    :param frozen: whether the pages are those of this edition only, and never change
    :param kept: whether the site keeps the frozen pages of this edition and all others
    """

    title: str
    author: str
    version: str
    date: str
    language: str = "en"
    base: str = ""
    licence_name: str = ""
    licence_url: str = ""
    identifier: str = ""
    frozen: bool = False
    kept: bool = False

    @property
    def released(self) -> bool:
        """Whether this is a published edition, not a working copy."""
        return ".dev" not in self.version

    @property
    def home(self) -> str:
        """The address of the pages of this build: a frozen edition has a folder of the site."""
        return self._own if self.frozen else self.base

    @property
    def _own(self) -> str:
        """The address of the pages of this edition only."""
        return f"{self.base}{EDITIONS}/{self.version}/" if self.base else ""

    def permalink(self, name: str) -> str:
        """Return the permalink of an id, or an empty string if the site has no address.

        That of an edition leads to its own text, that of a working copy to the newest.
        """
        place = self._own if self.frozen or (self.kept and self.released) else self.base
        return f"{place}{permalink_path(name)}" if place else ""

    def designation(self, translate: Translate = str) -> str:
        """Return ``edition 2026.1``, or ``working copy 2026.1.dev0`` between editions.

        It is empty for a book without a version.
        """
        if not self.version:
            return ""
        message = N_("edition {version}") if self.released else N_("working copy {version}")
        return translate(message).format(version=self.version)

    def frozen_line(self, translate: Translate = str) -> str:
        """Return what each page of a frozen edition says before its link to the newest."""
        message = translate(N_("Edition {version}, {date}; newest:"))
        return message.format(version=self.version, date=format_date(self.date, translate))

    def whole_site_path(self, page: str, target: str) -> str:
        """Return the relative address of a file of the whole site, which holds all editions.

        :param page: address of the page, from the root of this build
        :param target: address of the file, from the root of the whole site
        """
        own = f"{EDITIONS}/{self.version}/" if self.frozen else ""
        return relative_path(own + page, target)

    def newest(self, page: str) -> str:
        """Return the relative address of the same page of the newest edition; empty if it is."""
        return self.whole_site_path(page, page or "./") if self.frozen else ""


UNREAD = "CITATION.cff cannot be read"
"""What ``conf.py`` has as each field of a file that is missing or malformed."""


def read_citation_file(path: Path) -> Edition:
    """Return the edition as far as ``CITATION.cff`` describes it, for ``conf.py``.

    A mistake in the file is one line, and the build ends once ``conf.py`` is read: Sphinx would
    print any exception in it at length.
    """
    try:
        return parse_citation_file(path)
    except ConfigError as error:
        logger.error("%s", error)
        return Edition(UNREAD, UNREAD, UNREAD, UNREAD)


def parse_citation_file(path: Path) -> Edition:
    """Return the edition as far as ``CITATION.cff`` describes it: title, author, version and date.

    :raises ConfigError: if a field is missing or malformed; the message has file, line and advice
    """
    try:
        root = yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "") or "it is not UTF-8, so save it in that encoding"
        raise ConfigError(f"{path}:1: the file cannot be read: {reason}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else str(path)
        reason = getattr(error, "problem", None) or error
        message = f"{place}: {reason}: put a text that has a colon or quotation marks in quotes"
        raise ConfigError(message) from error
    fields = {key.value: value for key, value in _pairs(root)}
    authors = fields.get("authors")
    bodies = authors.value if isinstance(authors, yaml.SequenceNode) else []
    names = [value for body in bodies for key, value in _pairs(body) if key.value == "name"]
    if len(bodies) != 1 or len(names) != 1:
        line = authors.start_mark.line + 1 if authors else 1
        raise ConfigError(f'{path}:{line}: authors must be one body, such as - name: "Its name"')
    return Edition(
        title=_text(path, "title", fields.get("title"), LINE),
        author=_text(path, "name", names[0], LINE),
        version=_text(path, "version", fields.get("version"), ANY_VERSION),
        date=_text(path, "date-released", fields.get("date-released"), DAY),
    )


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    """Return the keys and values of a mapping, or nothing for any other node."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return [(key, value) for key, value in pairs if isinstance(key, yaml.ScalarNode)]


def _text(path: Path, name: str, node: yaml.Node | None, form: Form) -> str:
    """Return a field as written, since YAML would read ``2026.10`` as the number 2026.1."""
    is_valid, description = form
    if node is None:
        raise ConfigError(f"{path}:1: {name} is missing: add {description}")
    number = node.tag.endswith((":int", ":float", ":bool", ":null"))
    if number or not isinstance(node.value, str) or not is_valid(node.value):
        raise ConfigError(f"{path}:{node.start_mark.line + 1}: {name} must be {description}")
    return node.value


def edition_of(config: Config) -> Edition:
    """Return the edition that the settings describe."""
    return Edition(
        title=config.html_title or config.project,
        author=config.author,
        version=config.version,
        date=config.evidence_edition_date,
        language=language_tag(config.language or "en"),
        base=config.evidence_base_address,
        licence_name=config.evidence_licence_name,
        licence_url=config.evidence_licence_url,
        identifier=config.evidence_identifier,
        frozen=bool(config.evidence_frozen),
        kept=bool(getattr(config, "evidence_editions", "")),
    )


def refuse_unread(app: Sphinx, config: Config) -> None:
    """End the build if ``CITATION.cff`` is unread, since each page would lack what it says.

    :raises SystemExit: without a message, since what is wrong was said when ``conf.py`` read it
    """
    if UNREAD in (config.project, config.html_title, config.author, config.version):
        stop()
