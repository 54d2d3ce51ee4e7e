"""The builder ``epub``: pages by Sphinx, and from them the whole book and each chapter as EPUB."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.util.logging import getLogger

from .. import __version__
from ..charts.frame import LIGHT
from ..core.contents import name_in_contents, part_name
from ..core.dates import format_date
from ..core.domains import page_abstract
from ..core.edition import edition_of
from ..core.features import load
from ..core.files import replace_file
from ..core.i18n import _
from ..core.paths import permalink_path
from ..core.structure import description_of, is_chapter
from ..permalinks.bibtex import to_bibtex
from ..permalinks.csl import to_csl
from ..permalinks.domain import PermalinkDomain
from ..permalinks.styles import format_citation
from .volume_cover import cover, faces
from .volume_domain import (
    BookFiles,
    BooksDomain,
    BooksTransform,
    book_files,
    digest_of,
    readers_pages,
    shared_digest,
)
from .volume_model import BUILDER, CONTENTS, FOLDER, Entry, Place, Volume, file_name
from .volume_package import COVER, STYLE, archive, files_of
from .volume_pages import clean, ids, parse, pictures, relink

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = getLogger(__name__)

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

    def handle_finish(self) -> None:
        """Write the volumes, and what they were made of."""
        pages = {name: self._page(name) for name in readers_pages(self.env)}
        folder, digests = Path(self.outdir, FOLDER), dict[str, str]()
        places = {name: self._place(name) for name in pages}
        shared = shared_digest(self.env, Path(self.confdir))
        for volume, docnames in self._volumes(list(pages), places):
            bodies = {self.page_path(name): pages[name] for name in docnames}
            known = {self.page_path(name): places[name] for name in docnames}
            self._write(folder, volume, bodies, known)
            digests[volume.path] = digest_of(self.env, shared, docnames)
        replace_file(folder / CONTENTS, json.dumps(digests, indent=1).encode())

    def page_path(self, docname: str) -> str:
        """Return the path of a page in a volume."""
        return f"{docname}{self.out_suffix}"

    def _page(self, docname: str) -> str:
        return Path(self.outdir, self.page_path(docname)).read_text("utf-8")

    def _volumes(
        self, docnames: Sequence[str], places: Mapping[str, Place]
    ) -> Iterator[tuple[Volume, list[str]]]:
        """Yield the whole book and each chapter, with the pages of each."""
        config, root = self.config, self.config.root_doc
        edition = edition_of(config)
        date = format_date(edition.date, _) if edition.date else ""
        yield (
            Volume(
                name=file_name(config.project),
                title=edition.title,
                edition=edition,
                date=date,
                pages=tuple(map(self.page_path, docnames)),
                contents=contents(self.env, self.page_path, root, set(docnames)),
                abstract=description_of(self.env.metadata[root]),
                identifier=config.evidence_identifier,
                place=places[root],
            ),
            list(docnames),
        )
        for docname in docnames:
            if is_chapter(docname, config.evidence_parts):
                yield (
                    Volume(
                        name=docname.rpartition("/")[2],
                        title=self.env.titles[docname].astext(),
                        edition=edition,
                        date=date,
                        pages=(self.page_path(docname),),
                        contents=headings(self.env, self.page_path, docname),
                        part=part_name(self.env, docname),
                        abstract=page_abstract(self.env, docname),
                        is_chapter=True,
                        place=places[docname],
                    ),
                    [docname],
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
        self, folder: Path, volume: Volume, pages: dict[str, str], places: dict[str, Place]
    ) -> None:
        """Write a volume; a PDF that was printed from the last one is removed."""
        bodies = {path: parse(page) for path, page in pages.items()}
        for body in bodies.values():
            clean(body, LIGHT, self.config.evidence_base_address)
        anchors = {path: ids(body) for path, body in bodies.items()}
        for path, body in bodies.items():
            relink(body, path, anchors, self._on_site)
        style = HERE.joinpath("styles", STYLE).read_bytes()
        names = {name for path, body in bodies.items() for name in pictures(body, path)}
        images = {name: Path(self.outdir, name).read_bytes() for name in sorted(names)}
        cache = Path(self.doctreedir, COVERS)
        others = {STYLE: style, COVER: cover(volume, cache), **faces(), **images}
        data = archive(files_of(volume, bodies, places, others, _))
        target = folder / f"{volume.path}.epub"
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, data)
        target.with_suffix(".pdf").unlink(missing_ok=True)

    def _on_site(self, path: str, anchor: str) -> str:
        """Return the address of a place on the site, empty if the site has no address.

        What has a permalink is named by it.
        """
        base = self.config.evidence_base_address
        if not base:
            return ""
        domain, docname = PermalinkDomain.of(self.env), path.removesuffix(self.out_suffix)
        name = anchor or next((one.label for one in domain.sections.get(docname, ())), "")
        if any(one.id == name for one in domain.citables_of(docname)):
            return f"{base}{permalink_path(name)}"
        page = f"{docname}.html" if docname in self.env.found_docs else path
        return f"{base}{page}#{anchor}" if anchor else f"{base}{page}"


def contents(env: BuildEnvironment, path: Any, root: str, kept: set[str]) -> tuple[Entry, ...]:
    """Return the table of contents of pages, the cover first, then what is under it."""

    def entries(docname: str) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                name_in_contents(env, name) or env.titles[name].astext(), path(name), entries(name)
            )
            for name in env.toctree_includes.get(docname, [])
            if name in kept and name in env.titles
        )

    return (Entry(env.titles[root].astext(), path(root)), *entries(root))


def headings(env: BuildEnvironment, path: Any, docname: str) -> tuple[Entry, ...]:
    """Return the table of contents of one page: its title with its sections under it."""
    sections = PermalinkDomain.of(env).sections.get(docname, ())
    under = tuple(
        Entry(section.title, f"{path(docname)}#{section.label}")
        for section in sections
        if section.level == 2 and section.label
    )
    return (Entry(env.titles[docname].astext(), path(docname), under),)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder in the place of Sphinx's own, the domain and the links."""
    load(app, "charts")
    app.setup_extension("sphinx.builders.epub3")
    app.add_config_value("evidence_books", "", "env", str, "Folder with the volumes")
    app.add_html_theme(LAYOUT, str(Path(__file__).parent / "layout"))
    app.add_builder(VolumeBuilder, override=True)
    app.add_domain(BooksDomain)
    app.add_node(book_files)
    app.add_directive("book-files", BookFiles)
    app.add_post_transform(BooksTransform)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
