"""Where the files of a book are, as its ``conf.py`` says: no tool types such a path again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.tags import Tags

from sphinx_evidence.core.paths import EDITIONS
from sphinx_evidence.core.paths import SETTING as DATA
from sphinx_evidence.sources.bibfile import BIBLIOGRAPHY

from .errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT = "docs"
"""The folder of the text, unless ``--text`` names another: Sphinx has no setting for it."""

SETTINGS = ("evidence_books", DATA, "evidence_editions", "evidence_register")
"""The settings that are paths, all from the folder of ``conf.py``."""

LOG = "CHANGELOG.md"
FORGE = ".github"
"""What the host of the repository shows of a book besides its pages."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The files and folders of a book.

    :param root: the folder of ``conf.py``
    :param source: the folder of the text, from there
    :param name: the name of the book in lower-case words with hyphens
    :param bibliography_name: the path of the bibliography, from the folder of ``conf.py``
    :param settings: the :data:`SETTINGS` that are set
    :param locale_folder: the folder of its catalogs of messages, from the folder of the text
    """

    root: Path
    source: str
    name: str
    bibliography_name: str
    settings: Mapping[str, str]
    locale_folder: str = "locales"

    def setting(self, name: str) -> Path | None:
        """Return the path that a setting names, None if it is not set."""
        return self.root / self.settings[name] if name in self.settings else None

    def needed(self, name: str) -> Path:
        """Return the path that a setting names.

        :raises ToolError: if it is not set
        """
        if (path := self.setting(name)) is None:
            raise ToolError(f"{self.conf}: {name} is not set: set it to do this")
        return path

    @property
    def conf(self) -> Path:
        """The settings."""
        return self.root / "conf.py"

    @property
    def citation(self) -> Path:
        """The file with title, version and date of the book."""
        return self.root / "CITATION.cff"

    @property
    def text(self) -> Path:
        """The folder of the text."""
        return self.root / self.source

    @property
    def locales(self) -> Path:
        """The folder of its catalogs of messages, with a folder for each language."""
        return (self.text / self.locale_folder).resolve()

    @property
    def bibliography(self) -> Path:
        """The bibliography."""
        return self.root / self.bibliography_name

    @property
    def data(self) -> Path:
        """The folder of the data, in which files have fixed names.

        :raises ToolError: if the book has none
        """
        return self.needed(DATA)

    def data_file(self, name: str) -> Path | None:
        """Return a file of the data, None if the book has no such file."""
        folder = self.setting(DATA)
        return folder / name if folder and (folder / name).exists() else None

    @property
    def copies(self) -> Path:
        """The table of copies."""
        return self.data / "copies.csv"

    @property
    def notes(self) -> Path:
        """The table of notes."""
        return self.data / "notes.csv"

    @property
    def checks(self) -> Path:
        """The folder with the lists of the checks."""
        return (self.setting(DATA) or self.root) / "checks"

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which authors write."""
        data = self.setting(DATA)
        return (self.text, data) if data else (self.text,)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files in which authors write elsewhere; some may not exist."""
        register = self.setting("evidence_register")
        found = (self.bibliography, self.root / LOG)
        return (*found, register) if register else found

    @property
    def records(self) -> Path | None:
        """The folder with the records of published editions, None if the book has none."""
        return self.setting("evidence_editions")

    @property
    def forge(self) -> Path:
        """The folder with what the host of the repository shows."""
        return self.root / FORGE

    @property
    def built(self) -> Path:
        """The folder of all that is built."""
        return self.root / "_build"

    @property
    def site(self) -> Path:
        """The folder of the built book."""
        return self.built / "html"

    @property
    def editions(self) -> Path:
        """The folder of frozen editions."""
        return self.built / EDITIONS


def read_paths(root: Path, source: str = TEXT) -> Paths:
    """Return the files and folders of a book.

    :param root: the folder of ``conf.py``
    :param source: the folder of the text, from there
    :raises ToolError: if there is no ``conf.py``, or it cannot be read
    """
    if not (root / "conf.py").is_file():
        raise ToolError(f"{root} has no conf.py: name the folder of a book by --book")
    try:
        config = Config.read(root.resolve(), overrides={}, tags=Tags())
    except ConfigError as error:
        raise ToolError(f"{root / 'conf.py'}: {error}") from error
    for name in ("bibtex_bibfiles", *SETTINGS):
        config.add(name, "", "", ())
    files = config.bibtex_bibfiles
    is_named = isinstance(files, list | tuple) and files and isinstance(files[0], str)
    values = {name: config[name] for name in SETTINGS}
    return Paths(
        root,
        source,
        "-".join(re.findall(r"\w+", config.project.lower())),
        files[0] if is_named else BIBLIOGRAPHY,
        {name: value for name, value in values.items() if value and isinstance(value, str)},
        str(next(iter(config.locale_dirs), "locales")),
    )
