"""The domain that knows which volumes lie ready, and offers them to the site."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..core.contents import toctree_order
from ..core.domains import PageDomain
from ..core.files import digest, file_digest
from ..core.i18n import _
from ..core.paths import relative_path
from ..core.structure import is_chapter
from ..core.translated import TranslatedDomain
from .volume_model import BUILDER, CHAPTERS, CONTENTS, FOLDER, SUFFIXES, file_name, neutral_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class book_files(nodes.paragraph):
    """The place of the links to the files of the whole book."""


class BookFiles(SphinxDirective):
    """The files of the whole book, nothing where none lies ready."""

    def run(self) -> list[nodes.Node]:
        return [book_files("", classes=["book-files"])]


class BooksTransform(SphinxPostTransform):
    """Add the links for which there are files."""

    default_priority = 8
    """After the line under the title of a chapter is made."""

    def run(self, **kwargs: Any) -> None:
        domain, root = BooksDomain.of(self.env), self.config.root_doc
        self.builder = domain.current_builder
        offers = domain.offers if self.builder.format == "html" else {}
        docname = self.env.docname
        if docname != root and (own := offers.get(docname)):
            for line in list(self.document.findall(nodes.bullet_list)):
                if "byline" in line["classes"]:
                    links = self._links(own, _("This chapter as {file}"))
                    line += nodes.list_item("", nodes.inline("", "", *links))
        for place in list(self.document.findall(book_files)):
            if found := offers.get(root):
                said, title = _("The whole book as a file:"), _("The whole book as {file}")
                if TranslatedDomain.of(self.env).own.folder:
                    said = _("All pages in this language as a file:")
                    title = _("All pages in this language as {file}")
                place += nodes.Text(f"{said} ")
                place += self._links(found, title)
            else:
                place.parent.remove(place)

    def _links(self, offers: Iterable[Offer], title: str) -> list[nodes.Node]:
        here = self.builder.get_target_uri(self.env.docname)
        links: list[nodes.Node] = []
        for offer in offers:
            name, size = offer.source.suffix[1:].upper(), f"{offer.size / 1e6:.1f} MB"
            words = title.format(file=f"{name}, {size}")
            address = relative_path(here, offer.path)
            links += [nodes.Text(" · ")] if links else []
            links.append(nodes.reference("", name, refuri=address, internal=True, reftitle=words))
        return links


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that readers can take with them.

    :param path: from the root of the pages of its language
    :param size: in bytes
    :param source: where it lies
    """

    path: str
    size: int
    source: Path


def readers_pages(env: BuildEnvironment) -> list[str]:
    """Return the pages of the whole book: all in the table of contents, but for contributors'.

    In another language they are those that are translated.
    """
    folder = env.config.evidence_contributing
    return [
        name
        for name in filter(TranslatedDomain.of(env).writes, toctree_order(env))
        if "orphan" not in env.metadata[name] and not (folder and name.startswith(f"{folder}/"))
    ]


def volumes(env: BuildEnvironment) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the cover for the whole book, and each chapter: its name, the path of its volume in
    :data:`~sphinx_evidence.site.volume_model.FOLDER`, without suffix, and the pages in that.

    Another language has one volume, as its chapters are short.
    """
    config, pages, own = env.config, readers_pages(env), TranslatedDomain.of(env).own
    path = neutral_name(own.folder) if own.folder else file_name(config.project)
    yield config.root_doc, path, pages
    for name in () if own.folder else pages:
        if is_chapter(name, config.evidence_parts):
            yield name, f"{CHAPTERS}/{name.rpartition('/')[2]}", [name]


def digests(env: BuildEnvironment, folder: Path) -> dict[str, str]:
    """Return for each volume, by its path, the digest of what it is made of.

    That is its text, in another language with its translation, and what all pages are made of:
    edition, bibliography and data.

    :param folder: that of ``conf.py``
    """
    config, texts = env.config, TranslatedDomain.of(env)
    settings = (config.version, config.evidence_base_address, config.evidence_identifier)
    shared = {folder / name for name in config.bibtex_bibfiles}
    if config.evidence_data:
        shared.update((folder / config.evidence_data).rglob("*.*"))
    common = digest(settings, [file_digest(path) for path in sorted(shared)])
    return {
        path: digest(
            common, [(file_digest(Path(env.doc2path(one))), texts.of_page(one)) for one in pages]
        )
        for _name, path, pages in volumes(env)
    }


def ready(env: BuildEnvironment, folder: Path) -> Path:
    """Return the folder in which the volumes of a language lie, that of a build of its own.

    :param folder: that of ``conf.py``
    """
    english = folder / str(env.config.evidence_books)
    own = TranslatedDomain.of(env).own.folder
    return english.parent / own / english.name if own else english


class BooksDomain(PageDomain):
    """Stores nothing; it looks for volumes in each build."""

    name = "books"
    label = "Books"

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._offers: dict[str, list[Offer]] | None = None

    def gather(self) -> None:
        """Discard what was found in the last build."""
        self._offers = None

    @property
    def offers(self) -> dict[str, list[Offer]]:
        """The files by the name of the cover, and of each chapter, looked for on first use."""
        if self._offers is None:
            self._offers = dict(self._ready())
        return self._offers

    def _ready(self) -> Iterator[tuple[str, list[Offer]]]:
        """Yield the files that lie ready; those that are out of date are left out.

        A volume is that of a page if it was made from its text and edition. Volumes offer none.
        """
        top = Path(self.current_builder.confdir)
        if not self.env.config.evidence_books or self.current_builder.name == BUILDER:
            return
        books = ready(self.env, top)
        try:
            made = json.loads((books / CONTENTS).read_text("utf-8"))
        except (OSError, ValueError):
            return
        now = digests(self.env, top)
        for name, path, _pages in volumes(self.env):
            if made.get(path) == now[path]:
                files = [f"{path}.{suffix}" for suffix in SUFFIXES]
                yield (
                    name,
                    [
                        Offer(f"{FOLDER}/{file}", source.stat().st_size, source)
                        for file in files
                        if (source := books / file).is_file()
                    ],
                )

    def page_files(self, app: Sphinx) -> Iterator[tuple[str, bytes]]:
        """Yield the files that pages link to."""
        for offers in self.offers.values():
            for offer in offers:
                yield offer.path, offer.source.read_bytes()

    def fingerprint(self, docname: str) -> object:
        """Return the files that a page may link to."""
        names = (docname, self.env.config.root_doc)
        return [(one.path, one.size) for name in names for one in self.offers.get(name, ())]
