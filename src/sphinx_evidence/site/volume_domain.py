"""The domain that knows which volumes lie ready, and offers them to the site."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..core.contents import toctree_order
from ..core.domains import PageDomain
from ..core.i18n import _
from ..core.paths import relative_path
from ..core.structure import is_chapter
from .volume_model import BUILDER, CHAPTERS, CONTENTS, FOLDER, SUFFIXES, file_name

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
        domain = BooksDomain.of(self.env)
        self.builder = domain.current_builder
        shown = self.builder.format == "html"
        docname = self.env.current_document.docname
        offers = domain.offers(docname) if shown and docname != self.config.root_doc else ()
        for line in list(self.document.findall(nodes.bullet_list)) if offers else ():
            if "byline" in line["classes"]:
                links = self._links(offers, _("This chapter as {file}"))
                line += nodes.list_item("", nodes.inline("", "", *links))
        for place in list(self.document.findall(book_files)):
            if found := domain.offers(self.config.root_doc) if shown else ():
                place += nodes.Text(_("The whole book as a file:") + " ")
                place += self._links(found, _("The whole book as {file}"))
            else:
                place.parent.remove(place)

    def _links(self, offers: Iterable[Offer], title: str) -> list[nodes.Node]:
        here = self.builder.get_target_uri(self.env.current_document.docname)
        links: list[nodes.Node] = []
        for offer in offers:
            name, size = offer.suffix.upper(), f"{offer.size / 1e6:.1f} MB"
            words = title.format(file=f"{name}, {size}")
            address = relative_path(here, offer.path)
            links += [nodes.Text(" · ")] if links else []
            links.append(nodes.reference("", name, refuri=address, internal=True, reftitle=words))
        return links


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that readers can take with them.

    :param path: from the root of the site
    :param suffix: ``epub`` or ``pdf``
    :param size: in bytes
    :param source: where it lies
    """

    path: str
    suffix: str
    size: int
    source: Path


def readers_pages(env: BuildEnvironment) -> list[str]:
    """Return the pages of the whole book: all in the table of contents, but for contributors'."""
    folder = env.config.evidence_contributing
    return [
        name
        for name in toctree_order(env)
        if "orphan" not in env.metadata[name] and not (folder and name.startswith(f"{folder}/"))
    ]


def shared_digest(env: BuildEnvironment, folder: Path) -> str:
    """Return the digest of what all pages are made of: edition, bibliography and data.

    :param folder: that of ``conf.py``
    """
    config = env.config
    settings = (config.version, config.evidence_base_address, config.evidence_identifier)
    paths = {folder / name for name in config.bibtex_bibfiles}
    if config.evidence_data:
        paths.update((folder / config.evidence_data).rglob("*.*"))
    return _digest("\n".join(settings), sorted(paths))


def digest_of(env: BuildEnvironment, shared: str, docnames: Iterable[str]) -> str:
    """Return the digest of what some pages are made of, by which a volume is known as theirs.

    :param shared: the result of :func:`shared_digest`
    """
    return _digest(shared, [Path(env.doc2path(name)) for name in docnames])


def _digest(text: str, paths: Iterable[Path]) -> str:
    digest = sha256(text.encode())
    for path in paths:
        with suppress(OSError):
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


class BooksDomain(PageDomain):
    """Stores nothing; it looks for volumes when they are asked for."""

    name = "books"
    label = "Books"

    @property
    def folder_of_settings(self) -> Path:
        """The folder of ``conf.py``."""
        return Path(self.current_builder.confdir)

    @property
    def folder(self) -> Path:
        """The folder in which the builder ``epub`` has put the volumes."""
        return Path(self.folder_of_settings, self.env.config.evidence_books)

    def gather(self) -> None:
        """Forget what the last build has found."""
        self._shared = ""
        self._digests: dict[str, str] | None = None
        self._offers: dict[str, tuple[Offer, ...]] = {}

    def offers(self, docname: str) -> tuple[Offer, ...]:
        """Return the files of a chapter or, for the cover, of the book; none that is out of date.

        A volume is that of a page if it was made from its text and edition. Volumes offer none.
        """
        if docname not in self._offers:
            self._offers[docname] = tuple(self._found(docname))
        return self._offers[docname]

    def _found(self, docname: str) -> Iterator[Offer]:
        config = self.env.config
        if not config.evidence_books or self.current_builder.name == BUILDER:
            return
        if docname == config.root_doc:
            path, pages = file_name(config.project), readers_pages(self.env)
        elif is_chapter(docname, config.evidence_parts):
            path, pages = f"{CHAPTERS}/{docname.rpartition('/')[2]}", [docname]
        else:
            return
        if path not in self._known():
            return
        self._shared = self._shared or shared_digest(self.env, self.folder_of_settings)
        if self._known()[path] != digest_of(self.env, self._shared, pages):
            return
        for suffix in SUFFIXES:
            source = self.folder / f"{path}.{suffix}"
            with suppress(OSError):
                yield Offer(f"{FOLDER}/{path}.{suffix}", suffix, source.stat().st_size, source)

    def _known(self) -> dict[str, str]:
        """Return the digest of each volume, none where none was made."""
        if self._digests is None:
            self._digests = {}
            with suppress(OSError, ValueError):
                self._digests = json.loads((self.folder / CONTENTS).read_text("utf-8"))
        return self._digests

    def exports(self, app: Sphinx) -> Iterator[tuple[str, bytes]]:
        """Yield the files that pages link to."""
        for docname in sorted(self.env.found_docs):
            for offer in self.offers(docname):
                yield offer.path, offer.source.read_bytes()

    def fingerprint(self, docname: str) -> object:
        """Return the files that a page may link to."""
        names = (docname, self.env.config.root_doc)
        found = [(one.path, one.size) for name in names for one in self.offers(name)]
        return found or None
