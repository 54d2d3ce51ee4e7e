"""Extract the text of the book for translators, and update the catalogs of its languages.

A language is named as Sphinx names it, such as ko or zh_CN; without a name all that the book has
are updated. A message whose English has changed keeps its translation, marked fuzzy, with the
English that it was made from.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

from babel.messages.plurals import get_plural

from sphinx_evidence.core.extras import TRANSLATIONS
from sphinx_evidence.core.i18n import CATALOG, LOCALES
from sphinx_evidence.translations.catalogs import BUILDER, read_messages, tier_of
from sphinx_evidence.translations.reviews import digest

from .build import FRESH, build
from .errors import ToolError
from .figures.template import write_template

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from .paths import Paths

FIRST = ("messages of tier 1", "words", "messages translated")
ALL = ("translated", "fuzzy", "all")

KEPT = ("Project-Id-Version", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
"""The fields of a head that say nothing of anybody, nor when."""

MERGE = ("msgmerge", "--quiet", "--previous", "--no-wrap", "--update", "--backup=none")
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2}|_[A-Z][a-z]{3})?")


def add_options(parser: ArgumentParser) -> None:
    """Add what may be typed."""
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="such as ko or zh_CN")


def run(paths: Paths, options: Namespace) -> int:
    """Write the templates and update the catalogs; return 0.

    A page without a message of the first tier is not written in other languages, and has none.

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
    write_template(folder)
    add_interface(folder / f"{CATALOG}.pot")
    templates = {
        path.relative_to(folder).with_suffix(""): path
        for path in sorted(folder.rglob("*.pot"))
        if any(tier_of(entry.comment) == 1 for entry in TRANSLATIONS.load().pofile(str(path)))
    }
    print(f"{len(templates)} templates: {folder}")
    for language in languages:
        catalogs, counts = paths.locales / language / "LC_MESSAGES", Counter[str]()
        for name, template in templates.items():
            found = update(template, catalogs / f"{name}.po", language)
            words = ", ".join(f"{found[key]:,} {key}" for key in FIRST)
            messages, _problems = read_messages(catalogs / f"{name}.po")
            seal = f", sha256 {digest(messages)}" if found["translated"] else ""
            print(f"{language} {name}: {words}{seal}")
            counts += found
        done, stale, total = (counts[key] for key in ALL)
        print(f"{language}: {done} of {total} messages translated, {stale} to look at again")
    return 0


def _known(locales: Path) -> list[str]:
    return sorted(path.parent.name for path in locales.glob("*/LC_MESSAGES"))


def add_interface(template: Path) -> None:
    """Put the words of the interface before those of the book's data that stand beside them."""
    polib = TRANSLATIONS.load()
    file = polib.pofile(str(LOCALES / template.name), wrapwidth=0)
    known = {entry.msgid for entry in file}
    file.extend(one for one in polib.pofile(str(template)) if one.msgid not in known)
    file.save(str(template))


def update(template: Path, catalog: Path, language: str) -> Counter[str]:
    """Bring a catalog to the messages of its template, or begin it.

    Its head names the language and nobody: programs write names and addresses into it.

    :return: the counts :data:`FIRST` and :data:`ALL`
    :raises ToolError: if msgmerge cannot read the catalog; what it says is printed above
    """
    if not catalog.is_file():
        catalog.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(template, catalog)
    elif subprocess.run([*MERGE, str(catalog), str(template)], check=False).returncode:
        raise ToolError(f"{catalog} was not updated: correct what is said above, and repeat")
    file = TRANSLATIONS.load().pofile(str(catalog), wrapwidth=0)
    head = {name: value for name, value in file.metadata.items() if name in KEPT}
    file.metadata = {**head, "Language": language}
    if any(entry.msgid_plural for entry in file):
        forms = get_plural(language)
        file.metadata["Plural-Forms"] = forms.plural_forms
        for entry in file.untranslated_entries():
            if entry.msgid_plural:
                entry.msgstr_plural = dict.fromkeys(range(forms.num_plurals), "")
    file.header = ""
    file.save(str(catalog))
    entries = [entry for entry in file if not entry.obsolete]
    first = [entry for entry in entries if tier_of(entry.comment) == 1]
    done = [entry for entry in first if entry.translated()]
    values = (len(first), sum(len(entry.msgid.split()) for entry in first), len(done))
    others = len(file.translated_entries()), len(file.fuzzy_entries()), len(entries)
    return Counter(dict(zip((*FIRST, *ALL), (*values, *others), strict=True)))
