"""The builder ``epub``: pages by Sphinx, and from them the whole book and each chapter as EPUB."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder

from .. import __version__
from ..charts.frame import LIGHT
from ..core.contents import name_in_contents, part_name
from ..core.dates import format_date
from ..core.domains import page_abstract
from ..core.edition import edition_of
from ..core.extras import CHARTS, VOLUMES
from ..core.features import load
from ..core.files import replace_file
from ..core.i18n import _
from ..core.paths import BUILD_FILES, permalink_path
from ..core.pictures import picture_cached
from ..core.stop import stop
from ..core.structure import description_of
from ..core.translated import TranslatedDomain, shown, shown_head
from ..permalinks.bibtex import to_bibtex
from ..permalinks.csl import to_csl
from ..permalinks.domain import PermalinkDomain
from ..permalinks.styles import format_citation
from .manifest import UNFINISHED
from .volume_cover import drawing, faces
from .volume_domain import (
    BookFiles,
    BooksDomain,
    BooksTransform,
    book_files,
    digests,
    readers_pages,
    volumes,
)
from .volume_model import BUILDER, CONTENTS, FOLDER, Entry, Place, Volume
from .volume_package import COVER, STYLE, archive, files_of
from .volume_pages import clean, ids, parse, pictures, relink

if TYPE_CHECKING:
    from collections.abc import Set

    from lxml.html import HtmlElement
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

LAYOUT = "evidence-volume"
"""The name of the theme of the pages, which has no frame."""

HERE = Path(__file__).parent

COVERS = "covers"
"""Folder in the doctree directory with the covers of earlier builds."""


class VolumeBuilder(Epub3Builder):
    """Writes pages as Sphinx does, and packs them itself.

    Sphinx packs one book, with all files of the site that no page of it needs.
    """

    name = BUILDER
    epilog = "The books are in %(outdir)s/" + FOLDER + "."

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        return LAYOUT, {}

    def add_visible_links(self, tree: nodes.document, show_urls: str = "inline") -> None:
        """Add nothing: addresses are printed by a style sheet."""

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the pages that are translated, where the language is not the book's."""
        super().write_documents(set(filter(TranslatedDomain.of(self.env).writes, docnames)))

    def handle_finish(self) -> None:
        """Write the volumes, and what they were made of."""
        folder = Path(self.outdir, FOLDER)
        texts = {name: self._page(name) for name in readers_pages(self.env)}
        places = {name: self._place(name) for name in texts}
        for name, path, docnames in volumes(self.env):
            bodies = {self.page_path(page): parse(texts[page]) for page in docnames}
            known = {self.page_path(page): places[page] for page in docnames}
            volume = self._volume(name, path, places[name], set(docnames))
            self._write(folder / f"{path}.epub", volume, bodies, known)
        made = digests(self.env, Path(self.confdir))
        replace_file(folder / CONTENTS, json.dumps(made, indent=1).encode())

    def page_path(self, docname: str) -> str:
        """Return the path of a page in a volume."""
        return f"{docname}{self.out_suffix}"

    def _page(self, docname: str) -> str:
        return Path(self.outdir, self.page_path(docname)).read_text("utf-8")

    def _volume(self, name: str, path: str, place: Place, pages: set[str]) -> Volume:
        """Return the description of a volume.

        :param name: the cover, for the whole book, or a chapter
        :param pages: the pages in it
        """
        env, edition = self.env, edition_of(self.config)
        date = format_date(edition.date, _) if edition.date else ""
        if name == self.config.root_doc:
            return Volume(
                path=path,
                title=edition.title,
                edition=edition,
                date=date,
                contents=(
                    Entry(env.titles[name].astext(), self.page_path(name)),
                    *self._entries(name, pages),
                ),
                abstract=description_of(shown_head(env, name)),
                made=TranslatedDomain.of(env).made,
                place=place,
            )
        return Volume(
            path=path,
            title=env.titles[name].astext(),
            edition=edition,
            date=date,
            contents=(self._headings(name),),
            part=part_name(env, name),
            abstract=page_abstract(env, name),
            is_chapter=True,
            place=place,
        )

    def _place(self, docname: str) -> Place:
        """Return the permalink of a page and how to cite it, as far as it has either."""
        edition = edition_of(self.config)
        for citable in PermalinkDomain.of(self.env).citables_of(docname) if edition.date else ():
            if citable.kind in ("book", "chapter"):
                csl, link = to_csl(citable, edition), citable.permalink(edition)
                sign = "" if link else f" [{citable.id}]"
                styles = format_citation(csl).items()
                return Place(
                    permalink_path(citable.id),
                    link,
                    {style: f"{text}{sign}" for style, text in styles},
                    to_bibtex({**csl, "abstract": ""}),
                )
        return Place()

    def _write(
        self, target: Path, volume: Volume, bodies: dict[str, HtmlElement], places: dict[str, Place]
    ) -> None:
        """Write a volume; a PDF that was printed from the last one is removed."""
        for body in bodies.values():
            clean(body, LIGHT, self.config.evidence_base_address)
        anchors = {path: ids(body) for path, body in bodies.items()}
        for path, body in bodies.items():
            relink(body, path, anchors, self._on_site)
        style = HERE.joinpath("styles", STYLE).read_bytes()
        names = {name for path, body in bodies.items() for name in pictures(body, path)}
        images = {name: Path(self.outdir, name).read_bytes() for name in sorted(names)}
        front = picture_cached(
            volume.path.replace("/", "."),
            drawing(volume, _),
            Path(self.doctreedir, COVERS),
            scale=1,
        )
        others = {STYLE: style, COVER: front, **faces(), **images}
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, archive(files_of(volume, bodies, places, others, _)))
        target.with_suffix(".pdf").unlink(missing_ok=True)

    def _on_site(self, path: str, anchor: str) -> str:
        """Return the address of a place on the site, empty if the site has no address.

        What has a permalink is named by it. What a volume in another language lacks is in English,
        whose pages lie a folder above its own.
        """
        edition, path = edition_of(self.config), path.removeprefix("../")
        if not edition.base:
            return ""
        domain, docname = PermalinkDomain.of(self.env), path.removesuffix(self.out_suffix)
        name = anchor or next((one.label for one in domain.sections.get(docname, ())), "")
        if any(one.id == name for one in domain.citables_of(docname)):
            return edition.permalink(name)
        page = f"{docname}.html" if docname in self.env.found_docs else path
        base = edition.home
        return f"{base}{page}#{anchor}" if anchor else f"{base}{page}"

    def _entries(self, docname: str, pages: set[str]) -> tuple[Entry, ...]:
        """Return the table of contents of what is under a page, as far as it is in the volume.

        What is under a page that is not in the volume stands in its place.
        """
        env, found = self.env, list[Entry]()
        for name in env.toctree_includes.get(docname, []):
            under = self._entries(name, pages)
            if name in pages and name in env.titles:
                title = name_in_contents(env, name) or env.titles[name].astext()
                found.append(Entry(title, self.page_path(name), under))
            else:
                found += under
        return tuple(found)

    def _headings(self, docname: str) -> Entry:
        """Return the title of a page, with its sections under it."""
        path, sections = self.page_path(docname), PermalinkDomain.of(self.env).sections
        under = tuple(
            Entry(shown(self.env, docname, section.title), f"{path}#{section.label}")
            for section in sections.get(docname, ())
            if section.level == 2 and section.label
        )
        return Entry(self.env.titles[docname].astext(), path, under)


def replace_builder(app: Sphinx, config: Config) -> None:
    """Take the builder in the place of Sphinx's own in a book that says where its volumes are."""
    if config.evidence_books:
        app.add_builder(VolumeBuilder, override=True)
    # Sphinx would name each as a file of no kind that it knows.
    config.epub_exclude_files = [*config.epub_exclude_files, *BUILD_FILES, UNFINISHED]


def check_extras(app: Sphinx) -> None:
    """End the build of volumes if what makes them is not installed.

    :raises SystemExit: with what to install
    """
    is_ours = app.builder.name == BUILDER and app.config.evidence_books
    for extra in (VOLUMES, CHARTS) if is_ours else ():
        if not extra.is_installed:
            stop(f"books in EPUB cannot be made, since {extra.missing}")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder, the domain and the links."""
    load(app, "charts")
    app.setup_extension("sphinx.builders.epub3")
    app.add_config_value("evidence_books", "", "env", str, "Folder with the volumes")
    app.add_html_theme(LAYOUT, str(Path(__file__).parent / "layout"))
    app.add_domain(BooksDomain)
    app.add_node(book_files)
    app.add_directive("book-files", BookFiles)
    app.add_post_transform(BooksTransform)
    app.connect("config-inited", replace_builder)
    app.connect("builder-inited", check_extras)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
