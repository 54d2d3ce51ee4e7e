"""The addresses of files that the package adds to a site: the one place that makes them."""

from __future__ import annotations

import posixpath

PERMALINKS = "id"
"""Folder of the permalinks."""

DATA = "data"
"""Folder of the files of datasets and charts."""

SOURCES = "sources"
"""Folder of the files of sources."""

CITATION_FORMATS = {
    "json": ("CSL-JSON", "application/vnd.citationstyles.csl+json"),
    "bib": ("BibTeX", "application/x-bibtex"),
    "ris": ("RIS", "application/x-research-info-systems"),
}
"""The formats for reference managers by the ending of their files: name and media type."""

ROW = "row-"
"""Begins the id of a row on the page of its dataset."""

TERM = "term-"
"""Begins the id of a term of the glossary."""


def permalink_path(name: str) -> str:
    """Return the folder of a permalink, from the top of the site."""
    return f"{PERMALINKS}/{name}/"


def citation_path(name: str, file: str = "cite.html") -> str:
    """Return a file of a permalink: the page of its citations, or one of its formats."""
    return f"{permalink_path(name)}{file}"


def data_path(file: str) -> str:
    """Return the address of a file of data, from the top of the site."""
    return f"{DATA}/{file}"


def source_path(file: str) -> str:
    """Return the address of a file of a source, from the top of the site."""
    return f"{SOURCES}/{file}"


def relative_path(page: str, target: str) -> str:
    """Return a file of the site as seen from a page.

    :param page: address of the page as the builder gives it: ``part/name.html``, or
        ``part/name/`` where each page has a folder
    :param target: address from the top of the site
    """
    folder = page if page.endswith("/") else posixpath.dirname(page)
    return posixpath.relpath(target, folder or ".") + ("/" if target.endswith("/") else "")
