"""The builder that writes the messages of the book for translators."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.extract import extract_from_dir
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.util.i18n import docname_to_domain

from ..core.domains import page_domains
from ..core.edition import edition_of
from ..core.extras import TRANSLATIONS
from ..core.i18n import CATALOG
from .catalogs import BUILDER
from .domain import TranslationDomain
from .places import LAST, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.builders.gettext import Message


class AsReadCatalogBuilder(MessageCatalogBuilder):
    """Writes templates of catalogs (``.pot``) from pages as they were read.

    One more has what the book adds to the words of the interface.

    Sphinx's own builder writes them from pages as they are printed. There a claim is made anew from
    its parts, so its grounds have lost what gettext knows them by, and are left out. Contributors'
    pages are not for readers, and have no catalog.
    """

    name = BUILDER

    def init(self) -> None:
        super().init()
        self.places: dict[str, dict[str, list[tuple[Place, str]]]] = {}  # by catalog and message

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        folder = self.config.evidence_contributing if "evidence_contributing" in self.config else ""
        if folder and docname.startswith(f"{folder}/"):
            return
        document = self.env.get_doctree(docname)
        super().write_doc(docname, document)
        name = docname_to_domain(docname, self.config.gettext_compact)
        found = self.places.setdefault(name, {})
        page = f"{edition_of(self.config).base}{docname}.html"
        for place in TranslationDomain.of(self.env).places[docname]:
            found.setdefault(place.message, []).append((place, page))

    def finish(self) -> None:
        """Write the templates, without dates, lines and names: they change with the text only.

        What is due first stands first.
        """
        polib = TRANSLATIONS.load()
        for name, catalog in sorted(self.catalogs.items()):
            file = polib.POFile(wrapwidth=0)
            file.metadata = {
                "Project-Id-Version": self.config.project,
                "MIME-Version": "1.0",
                "Content-Type": "text/plain; charset=UTF-8",
                "Content-Transfer-Encoding": "8bit",
            }
            known = self.places.get(name, {})

            def tier(message: Message, known: dict[str, list[tuple[Place, str]]] = known) -> int:
                return min((one.tier for one, _page in known.get(message.text, ())), default=LAST)

            for message in sorted(catalog, key=tier):
                paths = dict.fromkeys(self._place(path) for path, _line in message.locations)
                comments = (one.comment(page) for one, page in known.get(message.text, ()))
                entry = polib.POEntry(
                    msgid=message.text,
                    comment="\n".join(dict.fromkeys(comments)),
                    occurrences=[(path, "") for path in paths if path],
                )
                file.append(entry)
            target = Path(self.outdir, f"{name}.pot")
            target.parent.mkdir(parents=True, exist_ok=True)
            file.save(str(target))
        words = polib.POFile(wrapwidth=0)
        for word, comment in dict(self._own_words()).items():
            words.append(polib.POEntry(msgid=word, comment=comment))
        words.save(str(Path(self.outdir, f"{CATALOG}.pot")))

    def _own_words(self) -> Iterator[tuple[str, str]]:
        """Yield what the book adds to the words of the interface, each with what it is."""
        for domain in page_domains(self.env):
            yield from ((word, "a word of the data") for word in domain.interface_words())
        for folder in self.config.templates_path:
            path, method = Path(self.confdir, folder), [("**.html", "jinja2")]
            for name, _line, word, *_more in extract_from_dir(path, method, keywords={"_": None}):
                yield str(word), name

    def _place(self, path: str) -> str:
        """Return a path from the folder of ``conf.py``."""
        return Path(os.path.relpath(path, self.confdir)).as_posix() if path else ""
