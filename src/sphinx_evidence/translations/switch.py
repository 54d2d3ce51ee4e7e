"""The links from a page to what it is in other languages, for templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from ..core.languages import ENGLISH
from ..core.translated import OWN_PAGES, TranslatedDomain, path_to_book

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

    from ..core.languages import Language


def add_languages(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Pass the languages of a page to the templates, that of the page without an address."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        context["page_languages"] = list(links(app, app.builder, pagename))


def links(
    app: Sphinx, builder: StandaloneHTMLBuilder, pagename: str
) -> Iterator[tuple[Language, str, bool]]:
    """Yield each language, the address of the page in it, and whether it is this page.

    A page that is not translated leads to the cover in the language.
    """
    translated = TranslatedDomain.of(app.env)
    here, found = builder.get_target_uri(pagename), translated.languages_of(pagename)
    if pagename in OWN_PAGES:
        found = (ENGLISH, *translated.languages)
    for language in (ENGLISH, *translated.languages) if translated.languages else ():
        name = pagename if language in found or language is ENGLISH else app.config.root_doc
        target = language.prefix + StandaloneHTMLBuilder.get_target_uri(builder, name)
        is_here = language == translated.own
        yield language, "" if is_here else path_to_book(app.env, here, target), name == pagename
