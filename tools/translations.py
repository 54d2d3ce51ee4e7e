"""Extract the text of the book for translators, and update the catalogs of its languages.

A language is named as Sphinx names it, such as ko or zh_CN; without a name all that the book has
are updated. A message whose English has changed keeps its translation, marked fuzzy, with the
English that it was made from.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from sphinx_evidence.core.extras import TRANSLATIONS
from sphinx_evidence.translations.catalogs import BUILDER, NAMED

from .build import FRESH, build
from .errors import ToolError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from .paths import Paths

MERGE = ("msgmerge", "--quiet", "--previous", "--no-wrap", "--update", "--backup=none")
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2}|_[A-Z][a-z]{3})?")


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="such as ko or zh_CN")


def run(paths: Paths, options: Namespace) -> int:
    """Write the templates and update the catalogs; return 0.

    :raises ToolError: if a name is no language, msgmerge is not installed, or the book is not built
    """
    languages = options.languages or _known(paths.locales)
    if wrong := [name for name in languages if not LANGUAGE.fullmatch(name)]:
        raise ToolError(f"{wrong[0]!r} is no language: name it as Sphinx does, such as ko or zh_CN")
    if not TRANSLATIONS.is_installed:
        raise ToolError(TRANSLATIONS.missing)
    if not shutil.which(MERGE[0]):
        raise ToolError("msgmerge is not installed: install GNU gettext, and repeat")
    folder = paths.built / "translations"
    shutil.rmtree(folder, ignore_errors=True)
    build(paths, BUILDER, folder, FRESH)
    templates = sorted(folder.rglob("*.pot"))
    print(f"{len(templates)} templates: {folder}")
    for language in languages:
        catalogs = paths.locales / language / "LC_MESSAGES"
        found = [
            update(template, catalogs / template.relative_to(folder).with_suffix(".po"), language)
            for template in templates
        ]
        done, stale, total = map(sum, zip(*found, strict=True))
        print(f"{language}: {done} of {total} messages translated, {stale} to look at again")
    return 0


def _known(locales: Path) -> list[str]:
    return sorted(path.parent.name for path in locales.glob("*/LC_MESSAGES"))


def update(template: Path, catalog: Path, language: str) -> tuple[int, int, int]:
    """Bring a catalog to the messages of its template, or begin it.

    Its head names the language and nobody: programs write names and addresses into it.

    :return: how many messages are translated, how many are fuzzy, and how many there are
    :raises ToolError: if msgmerge cannot read the catalog; what it says is printed above
    """
    if not catalog.is_file():
        catalog.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(template, catalog)
    elif subprocess.run([*MERGE, str(catalog), str(template)], check=False).returncode:
        raise ToolError(f"{catalog} was not updated: correct what is said above, and repeat")
    file = TRANSLATIONS.load().pofile(str(catalog), wrapwidth=0)
    head = {name: value for name, value in file.metadata.items() if name not in NAMED}
    file.metadata = {**head, "Language": language}
    file.header = ""
    file.save(str(catalog))
    entries = [entry for entry in file if not entry.obsolete]
    return len(file.translated_entries()), len(file.fuzzy_entries()), len(entries)
