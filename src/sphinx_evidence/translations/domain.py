"""The messages of each page, the catalogs of each language, and what is wrong with them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.util.i18n import docname_to_domain
from sphinx.util.logging import getLogger

from ..charts.diagram import FOLDER
from ..claims.nodes import claim
from ..core.diagnostics import Problem, Rule
from ..core.domains import PageDomain
from ..core.extras import TRANSLATIONS
from ..core.i18n import _
from ..core.nodes import in_source
from ..core.translated import TranslatedDomain, Wording
from .catalogs import Catalog, State, read_catalog, write_shown
from .nodes import translation_list
from .places import extent_of, places
from .reviews import digest, made_words, state_words, unknown
from .rules import words
from .standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from ..core.languages import Language
    from .places import Place
    from .reviews import Review
    from .rules import Parse
    from .standing import Standing

logger = getLogger(__name__)

PAGE = Path(__file__).parent / "page"
"""The folder of the style sheet and the script."""

EMPTY = Catalog({}, {})
_VALUE = re.compile(r"\{value\}`[^`]*`")
CITED = ("claim", "heading")
"""The kinds of message that are cited by an id of their own."""


class TranslationDomain(PageDomain):
    """The messages of the book, and their translations; these are read when a build begins."""

    name = "translation"
    label = "Translations"
    data_version = 1
    assets = (PAGE / "languages.css", PAGE / "languages.js")
    by_page: ClassVar[tuple[str, ...]] = ("places", "printed", "lists")
    initial_data: ClassVar[dict[str, Any]] = {
        "places": {},  # docname -> tuple of Place
        "printed": {},  # docname -> what each value in a claim prints, by its markup
        "lists": {},  # docname -> True, of a page that lists all translated pages
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.paths: Mapping[str, Path] = {}  # of the build, by name; none in English
        self.languages: tuple[Language, ...] = ()  # that the book is offered in
        self.catalogs: dict[str, dict[str, Catalog]] = {}  # by folder of the language, and name
        self.standings: dict[str, dict[str, Standing]] = {}  # by folder, and page
        self.reviews: Mapping[tuple[str, str], Review] = {}  # by folder of the language, and page
        self.found: list[Problem] = []
        self.parse: Parse | None = None

    @property
    def is_active(self) -> bool:
        """Whether the book is built in another language."""
        return bool(self.paths)

    @property
    def is_offered(self) -> bool:
        """Whether the build is of a language that has a folder of the site."""
        return bool(TranslatedDomain.of(self.env).own.folder)

    @property
    def places(self) -> Mapping[str, tuple[Place, ...]]:
        """The messages of each page."""
        return cast("Mapping[str, tuple[Place, ...]]", self.data["places"])

    def catalog_of(self, docname: str, folder: str = "") -> Catalog:
        """Return the catalog of a page, by default in the language of the build."""
        folder = folder or TranslatedDomain.of(self.env).own.folder
        name = docname_to_domain(docname, self.env.config.gettext_compact)
        return self.catalogs.get(folder, {}).get(name, EMPTY)

    def review_of(self, language: Language, docname: str) -> Review:
        """Return what is known of the making of a page in a language."""
        return self.reviews.get((language.folder, docname)) or unknown(language, docname)

    def said_of(self, language: Language, docname: str) -> list[str]:
        """Return what a page says of its translation into a language."""
        folder, review = language.folder, self.review_of(language, docname)
        shown = self.catalog_of(docname, folder).shown.values()
        changed = bool(review.sha256) and review.sha256 != digest(shown)
        return state_words(review, self.standings[folder][docname], changed, _)

    def read(
        self, languages: Mapping[Language, Mapping[str, Path]], folder: Path, parse: Parse
    ) -> None:
        """Check the catalogs, and write what may be shown in the language of the build.

        :param languages: the paths of the catalogs of each language, by name
        :param folder: where Sphinx reads those of the language of the build
        :param parse: reads Markdown as the pages of the book are read
        """
        own, self.parse = TranslatedDomain.of(self.env).own, parse
        self.languages = tuple(one for one in languages if one.folder and one.is_offered)
        self.paths = languages.get(own, {})
        if not TRANSLATIONS.is_installed:
            return
        self.catalogs = {
            one.folder: {name: read_catalog(path, parse) for name, path in sorted(paths.items())}
            for one, paths in languages.items()
        }
        if self.is_active:
            self._write(self.catalogs[own.folder], folder)

    def _write(self, catalogs: Mapping[str, Catalog], folder: Path) -> None:
        """Write what Sphinx puts into pages, and delete what an earlier build wrote besides."""
        states, written = Counter[State](), {folder / f"{name}.po" for name in catalogs}
        for name, catalog in catalogs.items():
            self.found += catalog.problems
            states.update(catalog.states)
            write_shown(catalog.shown.values(), folder / f"{name}.po")
        for old in [one for one in folder.rglob("*.po") if one not in written]:
            old.unlink()
            old.with_suffix(".mo").unlink(missing_ok=True)
        logger.info("translations: %s", ", ".join(f"{states[state]} {state}" for state in State))

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the messages of a page, and what the values in its claims print."""
        extent = extent_of(docname, env.config)
        self.data["places"][docname] = tuple(places(document, extent))
        printed: dict[str, str] = {}
        for node in document.findall(claim):
            statement = next(iter(node.findall(nodes.paragraph)), None)
            if statement is not None and "{value}" in statement.rawsource:
                texts = in_source(statement).findall(nodes.inline)
                values = (one.astext() for one in texts if "value" in one["classes"])
                printed |= zip(_VALUE.findall(statement.rawsource), values, strict=False)
        if next(iter(document.findall(translation_list)), None) is not None:
            self.data["lists"][docname] = True
        if printed:
            self.data["printed"][docname] = printed

    def script_data(self) -> dict[str, str]:
        """Return where what a site has once stands, from the pages of a language."""
        return {"book": "../"} if self.is_offered else {}

    def gather(self) -> None:
        """Find out which pages are written in which language, and what they say."""
        translated, root = TranslatedDomain.of(self.env), self.env.config.root_doc
        self.standings, translated.pages, translated.wordings = {}, {}, {}
        for language in self.languages:
            folder = language.folder
            found = {
                name: standing(of_page, self.catalog_of(name, folder))
                for name, of_page in self.places.items()
            }
            written = frozenset(name for name, one in found.items() if one.is_written)
            if root in written:  # a language without a cover is not offered
                self.standings[folder], translated.pages[folder] = found, written
                translated.wordings[folder] = dict(self._wordings(folder, written))
        translated.languages = tuple(
            one for one in self.languages if one.folder in translated.pages
        )
        own, made = translated.own, translated.pages.get(translated.own.folder, ())
        reviews = [self.review_of(own, name) for name in made]
        translated.made = made_words(reviews, _) if reviews else ()

    def _wordings(self, folder: str, written: Iterable[str]) -> Iterator[tuple[str, Wording]]:
        """Yield what claims and headings say in a language, by id."""
        assert self.parse is not None
        for docname in sorted(written):
            catalog, printed = self.catalog_of(docname, folder), self.data["printed"]
            for place in self.places[docname]:
                message = catalog.shown.get(place.message) or catalog.older.get(place.message)
                if message and place.kind in CITED and place.name:
                    text = words(message.translation, self.parse, printed.get(docname, {}))
                    yield place.name, Wording(text, str(message.state))

    def fingerprint(self, docname: str) -> object:
        """Return the languages that a page is offered in, and how far it is translated."""
        translated = TranslatedDomain.of(self.env)
        own = translated.own
        said = self.said_of(own, docname) if docname in self.standings.get(own.folder, {}) else []
        listed = (self.standings, self.reviews) if docname in self.data["lists"] else ()
        return [one.folder for one in translated.languages_of(docname)], said, listed

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with catalogs, and catalogs that no page reads."""
        yield from self.found
        if self.is_active and not TRANSLATIONS.is_installed:
            first = next(iter(self.paths.values()))
            message = f"the catalogs are not read, since {TRANSLATIONS.missing}"
            yield Problem(str(first), 0, Rule.MISSING_PACKAGE, message)
        compact = self.env.config.gettext_compact
        known = {docname_to_domain(name, compact) for name in self.env.found_docs} | {FOLDER}
        for name, path in self.paths.items():
            if name not in known:
                message = "no page has this name: delete the catalog"
                if name in self.env.found_docs:
                    message = "no page reads it: set gettext_compact = False in conf.py"
                yield Problem(str(path), 0, Rule.MALFORMED_CATALOG, message)
