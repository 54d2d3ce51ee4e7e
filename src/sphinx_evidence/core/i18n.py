"""Translation of the strings that readers see, with gettext message catalogs.

A catalog is ``<language>/LC_MESSAGES/sphinx_evidence.po``, in ``locales/`` of the package or in one
of the book's ``locale_dirs``, which take precedence. Messages to authors are not translated.
"""

from __future__ import annotations

from gettext import find as find_catalogs
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation, get_translator
from sphinx.util.i18n import CatalogRepository

from .dates import language_tag, locale_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

CATALOG = "sphinx_evidence"
"""The gettext domain, which is also the file name of a catalog."""

LOCALES = Path(__file__).parents[1] / "locales"
"""The folder of the catalogs that the package ships."""

_PLURAL_SAMPLE = 200
"""Integers below this one are sampled for plural categories; scripts use ``other`` for the rest."""

_translate_for_sphinx = get_translation("sphinx")


def _(message: str) -> str:
    """Return the translation of a message into the language of the book.

    The empty string stays empty; gettext would return the header of the catalog for it.
    """
    return get_translator(CATALOG).gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the translation of a message in the plural form for *number*."""
    return get_translator(CATALOG).ngettext(singular, plural, number)


def plural_forms(singular: str, plural: str, language: str) -> dict[str, str]:
    """Return the plural forms of a message by CLDR category, for ``Intl.PluralRules`` in scripts.

    :param language: the setting ``language``; English rules are used for one unknown to CLDR
    """
    category = locale_of(language.replace("-", "_")).plural_form
    samples = {category(number): number for number in reversed(range(_PLURAL_SAMPLE))}
    return {name: ngettext(singular, plural, number) for name, number in samples.items()}


def template_gettext(message: str) -> str:
    """Return the translation of a message in a template, or else that of Sphinx."""
    translated = _(message)
    return translated if translated != message else str(_translate_for_sphinx(message))


def add_template_gettext(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Make ``_`` in templates look in the package's catalog before Sphinx's; name the language."""
    context["_"] = template_gettext
    context["language"] = language_tag(app.config.language or "en")


def load_catalogs(app: Sphinx) -> int:
    """Compile outdated catalogs of the book, and load those of the book and of the package.

    :return: a number that changes with their content
    """
    config = app.config
    language = str(config.language or "en")
    book = CatalogRepository(app.srcdir, config.locale_dirs, language, config.source_encoding)
    for catalog in book.catalogs:
        if catalog.domain == CATALOG and catalog.is_outdated():
            catalog.write_mo(language)
    folders = [*map(Path, book.locale_dirs), LOCALES]
    for folder in folders:
        app.add_message_catalog(CATALOG, folder)
    compiled = (find_catalogs(CATALOG, folder, [language], all=True) for folder in folders)
    content = b"".join(Path(name).read_bytes() for names in compiled for name in names)
    return int(sha256(content).hexdigest()[:15], 16)
