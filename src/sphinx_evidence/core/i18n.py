"""The language of what the package prints for readers, by the catalogs of gettext.

A catalog is ``<language>/LC_MESSAGES/sphinx_evidence.po`` in ``locales/`` of the package, or in one
of the book's ``locale_dirs``, whose words come first. Messages to authors are in English.
"""

from __future__ import annotations

import gettext as files
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from sphinx.locale import get_translation, get_translator
from sphinx.util.i18n import CatalogRepository

from .. import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

CATALOG = "sphinx_evidence"
"""Name of the catalog."""

LOCALES = Path(__file__).parents[1] / "locales"
"""The folder of the package's own catalogs."""

SAMPLE = 200
"""Numbers up to which every plural form of any language occurs."""

_translate = get_translation(CATALOG)
_translate_for_sphinx = get_translation("sphinx")


def _(message: str) -> str:
    """Return a message in the language of the book; gettext's head of the catalog is no message."""
    return str(_translate(message)) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a message that goes with a number."""
    return get_translator(CATALOG).ngettext(singular, plural, number)


def plural_forms(singular: str, plural: str, language: str) -> dict[str, str]:
    """Return the forms of a message by the plural categories of CLDR, for ``Intl.PluralRules``.

    :param language: language of the book, as Sphinx has it; one that CLDR does not know counts as
        English
    """
    try:
        category = Locale.parse(language.replace("-", "_")).plural_form
    except (UnknownLocaleError, ValueError):
        category = Locale("en").plural_form
    return {category(n): ngettext(singular, plural, n) for n in reversed(range(SAMPLE))}


def page_gettext(message: str) -> str:
    """Return a message of a template, translated by this package or else by Sphinx."""
    translated = _(message)
    return translated if translated != message else str(_translate_for_sphinx(message))


def add_functions(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Have templates ask this package's catalog before Sphinx's."""
    context["_"] = page_gettext


def _digest(folders: Iterable[Path], language: str) -> int:
    """Return a number that is another one as soon as a catalog is."""
    found = (files.find(CATALOG, folder, [language], all=True) for folder in folders)
    content = b"".join(Path(name).read_bytes() for names in found for name in names)
    return int(sha256(content).hexdigest()[:15], 16)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the catalogs of the book and of the package; those of the book are compiled first."""
    config = app.config
    language = str(config.language or "en")
    book = CatalogRepository(app.srcdir, config.locale_dirs, language, config.source_encoding)
    for catalog in book.catalogs:
        if catalog.domain == CATALOG and catalog.is_outdated():
            catalog.write_mo(language)
    folders = [*map(Path, book.locale_dirs), LOCALES]
    for folder in folders:
        app.add_message_catalog(CATALOG, folder)
    app.connect("html-page-context", add_functions)
    return {
        "version": __version__,
        "env_version": _digest(folders, language),  # words are part of pages as they are read
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
