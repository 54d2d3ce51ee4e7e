"""The folder with the data of the book, in which files have fixed names.

Each file belongs to a feature, which the book uses if the file is there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

SETTING = "evidence_data"
"""The setting with the path of the folder, from that of ``conf.py``; empty in a book without."""

AUDITS = "audits.csv"
PACKAGE = "datapackage.json"
PUBLISHERS = "publishers.csv"
SEARCH_QUESTIONS = "search-questions.csv"
SEARCH_WORDS = "search-words.csv"


def data_folder(site: Sphinx | Builder) -> Path:
    """Return the folder of the data; that of ``conf.py`` in a book without data."""
    return Path(site.confdir, site.config.evidence_data)


def data_file(site: Sphinx | Builder, name: str) -> Path | None:
    """Return a file of the data, or ``None`` if the book has no such file."""
    path = data_folder(site) / name
    return path if site.config.evidence_data and path.exists() else None
