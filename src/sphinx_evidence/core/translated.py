"""What the words of a page are in the language of a build, where that is not the book's.

Domains keep what is said in the language of the book, since rules, checksums and exports are of
that; for readers they look it up here.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from .domains import PageDomain, page_abstract
from .languages import ENGLISH
from .nodes import Worded, in_source, shown_text, text_without_citations
from .paths import relative_path
from .structure import description_of
from .text import INFERENCE, one_line, sentences, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

    from .languages import Language

OWN_PAGES = ("search", "_nowhere")
"""Pages without a source that each language has; the second is that of the sidebar of any page."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What something says in another language.

    :param text: its words, without citations
    :param state: ``current``, or ``stale`` if the English has changed since
    """

    text: str
    state: str


def without_mark(text: str) -> str:
    """Return a text without the marks of inferences."""
    return tidy(text.replace(INFERENCE, ""))


class TranslatedDomain(PageDomain):
    """The translated texts of each page, without citations, by their words in the book."""

    name = "translated"
    label = "Translated texts"
    data_version = 1
    by_page: ClassVar[tuple[str, ...]] = ("texts",)
    initial_data: ClassVar[dict[str, Any]] = {"texts": {}}  # docname -> translation by text

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.own = ENGLISH
        """The language of the build."""
        self.languages: tuple[Language, ...] = ()
        """Those that the book is offered in besides English, once all pages are read."""
        self.pages: dict[str, frozenset[str]] = {}
        """The pages that are written in each language, by its folder."""
        self.wordings: dict[str, dict[str, Wording]] = {}
        """What claims and headings say in each language, by its folder and their ids."""
        self.made: tuple[str, ...] = ()
        """How the pages in the language of the build were made, as readers are told."""

    def writes(self, name: str) -> bool:
        """Return whether a build writes a page; others are those of the book in English."""
        if not self.own.folder or name in OWN_PAGES:
            return True
        return name in self.pages.get(self.own.folder, ())

    def languages_of(self, docname: str) -> tuple[Language, ...]:
        """Return the languages that a page is written in, English first; none if that is all."""
        found = tuple(one for one in self.languages if docname in self.pages[one.folder])
        return (ENGLISH, *found) if found else ()

    def as_data(self, name: str) -> dict[str, dict[str, str]]:
        """Return what a claim or a heading says in each language as plain data, by BCP 47 tag."""
        return {one.tag: asdict(wording) for one, wording in self.wordings_of(name)}

    def wordings_of(self, name: str) -> list[tuple[Language, Wording]]:
        """Return what a claim or a heading says in each language."""
        found = ((one, self.wordings[one.folder].get(name)) for one in self.languages)
        return [(language, wording) for language, wording in found if wording]

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the texts of a page that were translated."""
        found: dict[str, str] = {}
        for node in document.findall(nodes.Element):
            if isinstance(node, Worded):
                found |= node.translations
            elif in_source(node) is not node:
                source, shown = text_without_citations(node), shown_text(node)
                found[without_mark(source)] = without_mark(shown)
                found[source] = shown
        found.pop("", None)  # the words of a text of citations alone
        if found:
            self.data["texts"][docname] = found

    def of_page(self, docname: str) -> Mapping[str, str]:
        """Return the translations of a page by text; empty for one that is not translated."""
        found: dict[str, str] = self.data["texts"].get(docname, {})
        return found


def path_to_book(env: BuildEnvironment, page: str, target: str) -> str:
    """Return the relative address of a file that a site has once for all its languages.

    :param page: address of the page, from the root of the pages of its language
    :param target: address of the file, from the root of the site
    """
    return relative_path(TranslatedDomain.of(env).own.prefix + page, target)


def shown(env: BuildEnvironment, docname: str, text: str) -> str:
    """Return a text of a page as readers see it."""
    return TranslatedDomain.of(env).of_page(docname).get(text, text)


def shown_description(env: BuildEnvironment, docname: str) -> str:
    """Return the description of a page as readers see it.

    In another language it is made of what is translated: the description, or else the argument, or
    else the first sentence of the abstract.
    """
    if not TranslatedDomain.of(env).own.folder:
        return description_of(shown_head(env, docname))
    texts = TranslatedDomain.of(env).of_page(docname)
    head = env.metadata.get(docname, {})
    translated = {name: texts.get(one_line(str(value)), "") for name, value in head.items()}
    first = sentences(page_abstract(env, docname))[:1]
    return description_of(translated) or "".join(texts.get(one, "") for one in first)


def shown_head(env: BuildEnvironment, docname: str) -> Mapping[str, Any]:
    """Return the front matter of a page, with its texts as readers see them."""
    head = env.metadata.get(docname, {})
    if not (texts := TranslatedDomain.of(env).of_page(docname)):
        return head
    return {name: texts.get(one_line(str(value)), value) for name, value in head.items()}
