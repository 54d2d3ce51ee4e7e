"""Build a book with Sphinx, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from sphinx_evidence.core.languages import FILE, read_languages

from .errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sphinx_evidence.core.languages import Language

    from .paths import Paths

FRESH = ("-E", "-j", "auto", "-q")
"""Read all pages, whatever an earlier build has kept; use all processors; print warnings only."""

STRICT = (*FRESH, "-n", "-W", "--keep-going")
"""Warn of unresolved references as well, make warnings errors, and list them all."""


def sphinx(paths: Paths, builder: str, folder: Path, *options: str) -> list[str]:
    """Return the command that builds a book into a folder."""
    command = [sys.executable, "-m", "sphinx", "-b", builder, *options, "-c", str(paths.root)]
    return [*command, str(paths.text), str(folder)]


def build(paths: Paths, builder: str, folder: Path, options: Sequence[str] = STRICT) -> Path:
    """Build a book into a folder, and return it.

    :raises ToolError: if the build fails; its messages are printed above
    """
    if subprocess.run(sphinx(paths, builder, folder, *options), check=False).returncode:
        raise ToolError(f"{folder} was not built: correct what is said above, and repeat")
    return folder


def built_site(paths: Paths, site: Path | None, options: Sequence[str] = STRICT) -> Path:
    """Return the folder of a built book: the one that is given, or else the book built anew.

    :raises ToolError: if the build fails
    """
    return site or build(paths, "html", paths.site, options)


def offered(paths: Paths) -> Iterator[Language]:
    """Yield the languages that the book is offered in and has catalogs of."""
    table = paths.data_file(FILE)
    for language in read_languages(table)[0] if table else ():
        if language.is_offered and paths.locales.joinpath(language.code).is_dir():
            yield language


def whole_site(paths: Paths, site: Path | None) -> Path:
    """Return the folder of a built book with its languages: the one given, or else built anew.

    :raises ToolError: if a build fails
    """
    if site:
        return site
    build(paths, "html", paths.site)
    for language in offered(paths):
        doctrees = str(paths.built / "doctrees" / language.folder)  # not in the site
        words = ("-D", f"language={language.code}", "-d", doctrees)
        build(paths, "html", paths.site / language.folder, (*STRICT, *words))
    return paths.site
