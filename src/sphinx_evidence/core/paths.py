"""The addresses of all files that the package adds to a site, and the folder of data.

The files of data have fixed names. Each belongs to a feature, which the book uses if the file is
there.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

PERMALINKS = "id"
"""Folder of the permalinks."""

DATA_FOLDER = "data"
"""Folder of the exported files of datasets and charts."""

SOURCES = "sources"
"""Folder of the citation files of sources."""

EDITIONS = "editions"
"""Folder of the frozen editions, from the root of the whole site."""

PREVIEWS = "previews"
"""Folder of the pictures by which links to pages are previewed."""

LOCK = ".evidence-build.lock"
"""File in each folder that a build writes to, which keeps other builds out."""

BUILD_FILES = (".buildinfo", ".buildinfo.bak", LOCK)
"""Files in a site that serve builds only and are not published."""

CITATION_FORMATS = {
    "json": ("CSL-JSON", "application/vnd.citationstyles.csl+json"),
    "bib": ("BibTeX", "application/x-bibtex"),
    "ris": ("RIS", "application/x-research-info-systems"),
}
"""The formats for reference managers by file extension: name and media type."""

ROW = "row-"
"""Prefix of the id of a row on the page of its dataset."""

TERM = "term-"
"""Prefix of the id of a glossary term."""


def permalink_path(name: str) -> str:
    """Return the folder of a permalink, from the root of the site."""
    return f"{PERMALINKS}/{name}/"


def citation_path(name: str, file: str = "cite.html") -> str:
    """Return a file of a permalink: the page of its citations, or one of its formats."""
    return f"{permalink_path(name)}{file}"


def data_path(file: str) -> str:
    """Return the address of a data file, from the root of the site."""
    return f"{DATA_FOLDER}/{file}"


def source_path(file: str) -> str:
    """Return the address of a citation file of a source, from the root of the site."""
    return f"{SOURCES}/{file}"


def preview_path(docname: str) -> str:
    """Return the preview picture of a page, from the root of the site."""
    return f"{PREVIEWS}/{docname}.png"


def relative_path(page: str, target: str) -> str:
    """Return the address of a file relative to a page.

    :param page: address of the page from the root of the site: ``part/name.html``, or
        ``part/name/`` with the ``dirhtml`` builder
    :param target: address of the file from the root of the site
    """
    folder = page if page.endswith("/") else posixpath.dirname(page)
    return posixpath.relpath(target, folder or ".") + ("/" if target.endswith("/") else "")


SETTING = "evidence_data"
"""The setting with the path of the folder, from that of ``conf.py``; empty in a book without."""

AUDITS = "audits.csv"
PACKAGE = "datapackage.json"
PUBLISHERS = "publishers.csv"
SEARCH_ELSEWHERE = "search-elsewhere.csv"
SEARCH_QUESTIONS = "search-questions.csv"
SEARCH_WORDS = "search-words.csv"
SOURCE_GROUPS = "source-groups.csv"
SOURCE_KINDS = "source-kinds.csv"
WITNESSES = "witnesses.csv"


def data_folder(site: Sphinx | Builder) -> Path:
    """Return the folder of the data; that of ``conf.py`` in a book without data."""
    return Path(site.confdir, site.config.evidence_data)


def data_file(site: Sphinx | Builder, name: str) -> Path | None:
    """Return a file of the data, or ``None`` if the book has no such file."""
    path = data_folder(site) / name
    return path if site.config.evidence_data and path.exists() else None
