"""The metadata of every page, from all domains, and added to its head."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .. import __version__
from ..core.contents import part_title, toctree_order
from ..core.domains import PageDomain, page_abstract, page_domains, page_keywords
from ..core.edition import edition_of
from ..core.extras import CHARTS
from ..core.features import load
from ..core.html import HEAD
from ..core.paths import preview_path, relative_path
from ..core.pictures import picture_cached
from ..core.structure import is_chapter
from ..core.text import one_line
from ..core.translated import TranslatedDomain, path_to_book, shown_description
from ..permalinks.csl import to_csl
from ..permalinks.domain import PermalinkDomain
from ..permalinks.model import id_error
from .myst import INVENTORY, Target, TargetPage, to_content, to_inventory
from .preview import preview
from .sitemap import SITEMAP, sitemap, to_linkset
from .tags import LINKSET_FILE, Page, PageLinks, head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

BUILDERS = ("html", "dirhtml")
"""Those that make a site; an EPUB or a single page has no addresses to name."""

CACHE = "previews"
"""Folder in the doctree directory with the pictures of earlier builds."""


class MetadataDomain(PageDomain):
    """The metadata of all pages, computed in each build."""

    name = "metadata"
    label = "Metadata"
    data_version = 1

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._pages: dict[str, Page] | None = None

    def gather(self) -> None:
        """Discard the metadata of the last build."""
        self._pages = None

    @property
    def chapters(self) -> tuple[str, ...]:
        """The names of all chapters, in the order of the table of contents."""
        parts = self.env.config.evidence_parts
        return tuple(name for name in toctree_order(self.env) if is_chapter(name, parts))

    @property
    def pages(self) -> dict[str, Page]:
        """The metadata of all pages, computed on first use."""
        if self._pages is None:
            positions = {name: number for number, name in enumerate(self.chapters, 1)}
            order = toctree_order(self.env)
            self._pages = {name: self._page(name, positions.get(name, 0)) for name in order}
        return self._pages

    def exports(self, app: Sphinx) -> Iterator[tuple[str, str | bytes]]:
        """Yield sitemap, typed links and previews for a site with an address; targets for mystmd.

        It names the pages of the book, by the addresses that they give themselves; permalinks only
        lead on to them. A site that has a host for itself has ``robots.txt`` too, which crawlers
        look for at the top of a host only.
        """
        edition, uri = edition_of(app.config), app.builder.get_target_uri
        if edition.base and app.builder.name in BUILDERS:
            places = [
                (page, self.links(app, name, relative_path(uri(name), "./")))
                for name, page in self.pages.items()
            ]
            if "sphinx_sitemap" not in app.extensions:
                yield (
                    SITEMAP,
                    sitemap(
                        (place.address(page, edition), tuple(place.alternates(page, edition)))
                        for page, place in places
                    ),
                )
            yield LINKSET_FILE, to_linkset(places, edition)
            if urlsplit(edition.base).path == "/":
                yield "robots.txt", f"Sitemap: {edition.base}{SITEMAP}\n"
            for name, page in self.pages.items():
                if page.has_preview and CHARTS.is_installed:
                    yield preview_path(name), self._picture(name, page)
        if edition.date and app.builder.name in BUILDERS:
            pages = list(self._target_pages(app))
            yield INVENTORY, to_inventory(pages)
            yield from ((page.content_path, to_content(page)) for page in pages)

    def links(self, app: Sphinx, docname: str, top: str) -> PageLinks:
        """Return the addresses that a page links to.

        :param top: the root of the pages of its language, relative to the page
        """
        translated = TranslatedDomain.of(self.env)
        languages = translated.languages_of(docname)
        uri, is_cover = app.builder.get_target_uri, docname == app.config.root_doc
        pictured = docname if self.pages[docname].has_preview else app.config.root_doc
        return PageLinks(
            path=uri(docname),
            top=path_to_book(self.env, uri(docname), "./"),
            cover=top + uri(app.config.root_doc),
            chapters=tuple(top + uri(name) for name in self.chapters) if is_cover else (),
            book=PermalinkDomain.of(self.env).book_permalink(),
            picture=preview_path(pictured) if CHARTS.is_installed else "",
            folder=translated.own.prefix,
            languages=tuple((language.prefix, language.tag) for language in languages),
        )

    def _target_pages(self, app: Sphinx) -> Iterator[TargetPage]:
        """Yield all pages; their targets are what can be cited, and what search finds besides.

        The headings come first, that of the page before all.
        """
        found: dict[str, dict[str, Target]] = {name: {} for name in toctree_order(self.env)}
        permalinks = PermalinkDomain.of(self.env)
        citables = sorted(
            permalinks.all_citables(), key=lambda one: one.kind not in permalinks.citable_kinds
        )
        for citable in citables:
            target = Target(citable.anchor, one_line(citable.title))
            found[citable.docname].setdefault(citable.anchor, target)
        for domain in page_domains(self.env):
            for entry in domain.search_entries():
                targets, text = found[entry.docname], one_line(entry.text)
                known = targets.get(entry.anchor, Target(entry.anchor, one_line(entry.title)))
                targets[entry.anchor] = replace(known, text=text)
        for name, targets in found.items():
            title = one_line(self.env.titles[name].astext())
            address = app.builder.get_target_uri(name)
            yield TargetPage(name, address, title, tuple(targets.values()))

    def _picture(self, docname: str, page: Page) -> bytes:
        """Return the preview picture of a page, from the cache if what it shows is equal."""
        found = (domain.measures(docname) for domain in page_domains(self.env))
        config, is_cover = self.env.config, page.kind == "cover"
        shown = preview(
            title=config.project if is_cover else page.title,
            part=page.part,
            text=page.description,
            book=config.author if is_cover else edition_of(config).title,
            measures=tuple(chain.from_iterable(found)),
        )
        cache = Path(self.env.doctreedir, CACHE)
        return picture_cached(docname.replace("/", "."), shown, cache, scale=1)

    def fingerprint(self, docname: str) -> object:
        """Return the metadata of a page, and for the cover the names of all chapters."""
        page = self.pages[docname]
        return page, self.chapters if page.kind == "cover" else ()

    def _page(self, docname: str, position: int) -> Page:
        env = self.env
        permalinks = PermalinkDomain.of(env)
        label = next((section.label for section in permalinks.sections.get(docname, ())), "")
        label = "" if id_error(label) else label
        front_matter = env.metadata[docname]
        citable = next((c for c in permalinks.citables_of(docname) if c.id == label), None)
        edition = edition_of(env.config)
        kind = citable.kind if citable else "other"
        if docname == env.config.root_doc:
            kind = "cover"
        elif position:
            kind = "chapter"
        return Page(
            kind=kind,
            id=label,
            title=one_line(env.titles[docname].astext()),
            description=shown_description(env, docname),
            abstract="" if TranslatedDomain.of(env).own.folder else page_abstract(env, docname),
            part=part_title(env, docname) if position else "",
            position=position,
            keywords=page_keywords(env, docname),
            reviewed=front_matter.get("reviewed", ""),
            csl=to_csl(citable, edition) if citable and edition.date else None,
        )


def add_head(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the metadata of a page to its head."""
    domain = MetadataDomain.of(app.env)
    if pagename not in domain.pages or app.builder.name not in BUILDERS:
        return
    links, above = domain.links(app, pagename, context["content_root"]), context["metatags"]
    page, edition = domain.pages[pagename], edition_of(app.config)
    others = {
        "og": 'property="og:' in above,  # such as sphinxext-opengraph
        "canonical": bool(app.config.html_baseurl),  # Sphinx itself
    }
    context["metatags"] += f"\n{head(page, edition, links, others)}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the handler that adds its metadata to pages."""
    load(app, "charts")
    app.add_domain(MetadataDomain)
    app.connect("html-page-context", add_head, priority=HEAD + 4)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
