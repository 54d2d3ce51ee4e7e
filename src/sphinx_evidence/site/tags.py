"""The metadata of a page as HTML elements for its head.

There are four vocabularies, each with its own readers: Highwire tags for reference managers, typed
links (https://signposting.org/FAIR/) for harvesters, schema.org for search engines, Open Graph for
link previews. Elements without a value are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..core.html import book_json_ld, element, json_ld
from ..core.paths import CITATION_FORMATS, citation_path, data_path
from ..permalinks.embedded import highwire
from .preview import HEIGHT, WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..core.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The metadata of a page.

    :param kind: ``cover``, ``chapter``, another citable kind, or ``other``
    :param id: the permanent id that its author gave, empty if there is none
    :param title: its title as text
    :param description: one sentence about it
    :param abstract: its short answer, or else its argument; empty for pages without one
    :param part: title of the part that a chapter belongs to
    :param position: number of a chapter in the book, from 1
    :param keywords: its keywords
    :param reviewed: ISO date of the last review
    :param csl: itself as a CSL-JSON item, None if it cannot be cited
    """

    kind: str
    id: str
    title: str
    description: str = ""
    abstract: str = ""
    part: str = ""
    position: int = 0
    keywords: tuple[str, ...] = ()
    reviewed: str = ""
    csl: Mapping[str, Any] | None = None

    def name(self, edition: Edition) -> str:
        """Return the title to cite: for the cover, that of the book."""
        return edition.title if self.kind == "cover" else self.title

    def citable(self, edition: Edition) -> bool:
        """Whether it has a permalink and citation files; an edition without a date has none."""
        return self.kind != "other" and bool(self.id) and bool(edition.date)

    @property
    def has_preview(self) -> bool:
        """Whether it has a preview picture of its own; other pages have that of the cover."""
        return self.kind in ("cover", "chapter")

    def permalink(self, edition: Edition) -> str:
        """Return its permalink, or an empty string if it has none."""
        return edition.permalink(self.id) if self.citable(edition) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinks:
    """The URL of a page and those that it links to.

    :param path: the page, relative to the root of the site
    :param top: the root of the site, relative to the page
    :param cover: the cover, relative to the page
    :param chapters: all chapters, relative to the page
    :param book: permalink of the book, empty if there is none
    :param picture: preview picture of the page, relative to the root of the site
    :param folder: of the pages of its language, with a slash; empty for those of the book
    :param languages: folder and BCP 47 tag of each language that it is in, English first
    """

    path: str
    top: str = "./"
    cover: str = "index.html"
    chapters: tuple[str, ...] = ()
    book: str = ""
    picture: str = ""
    folder: str = ""
    languages: tuple[tuple[str, str], ...] = ()

    def address(self, page: Page, edition: Edition) -> str:
        """Return the absolute URL of the page; that of the cover is the root of the site."""
        return f"{edition.home}{self._path(page)}" if edition.base else ""

    def newest(self, page: Page, edition: Edition) -> str:
        """Return the same of the newest edition."""
        return f"{edition.base}{self._path(page)}" if edition.base else ""

    def alternates(self, page: Page, edition: Edition) -> Iterator[tuple[str, str]]:
        """Yield tag and absolute URL of the page in each language; the default is English."""
        path = "" if page.kind == "cover" else self.path
        found = [(tag, f"{edition.home}{folder}{path}") for folder, tag in self.languages]
        if edition.base and found:
            yield from (*found, ("x-default", found[0][1]))

    def _path(self, page: Page) -> str:
        return self.folder if page.kind == "cover" else self.folder + self.path


LINKSET = "linkset"
"""The relation to the file with the typed links of all pages."""

LINKSET_FILE = "linkset.json"
"""The name of that file, at the top of the site."""

SCHEMA_TYPES = {"cover": "Book", "chapter": "Chapter", "dataset": "Dataset"}
"""The type in schema.org of each kind of page."""


def signposting(page: Page, edition: Edition, links: PageLinks) -> Iterator[tuple[str, str, str]]:
    """Yield relation, URL and media type of the typed links of a page."""
    yield "license", edition.licence_url, ""
    yield "cite-as", page.permalink(edition), ""
    if page.kind in SCHEMA_TYPES:
        for name in ("AboutPage", SCHEMA_TYPES[page.kind]):
            yield "type", f"https://schema.org/{name}", ""
        if edition.base:
            yield LINKSET, links.top + LINKSET_FILE, "application/linkset+json"
    if page.citable(edition):
        for ending, (_, media) in CITATION_FORMATS.items():
            yield "describedby", links.top + citation_path(page.id, f"cite.{ending}"), media
    if page.kind not in ("cover", "other"):
        yield "collection", links.cover, "text/html"
    if page.kind == "cover":
        for chapter in links.chapters:
            yield "item", chapter, "text/html"
    if page.kind == "dataset":
        yield "item", links.top + data_path(f"{page.id}.csv"), "text/csv"
        yield "item", links.top + data_path(f"{page.id}.json"), "application/json"


def schema_org(page: Page, edition: Edition, links: PageLinks) -> dict[str, Any]:
    """Return schema.org metadata for a chapter or the cover, an empty dict for other pages.

    For datasets see :mod:`sphinx_evidence.data.export`.
    """
    if page.kind not in ("cover", "chapter"):
        return {}
    author = {"@type": "Organization", "name": edition.author}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": SCHEMA_TYPES[page.kind],
        "@id": page.permalink(edition),
        "url": links.address(page, edition),
        "name": page.name(edition),
        "description": page.description,
        "abstract": page.abstract,
        "inLanguage": edition.language,
        "author": author,
        "publisher": author,
        "version": edition.version,
        "datePublished": edition.date,
        "dateModified": page.reviewed if page.reviewed > edition.date else "",
        "license": edition.licence_url,
        "isAccessibleForFree": True,
        "keywords": page.keywords,
    }
    if page.kind == "cover":
        data["bookEdition"] = edition.designation()
    else:
        data["position"] = page.position
        data["isPartOf"] = book_json_ld(edition, links.book)
    return {name: value for name, value in data.items() if value}


def open_graph(page: Page, edition: Edition, links: PageLinks) -> Iterator[tuple[str, str]]:
    """Yield properties and values for a link preview."""
    yield "og:type", "book" if page.kind == "cover" else "article"
    yield "og:title", page.name(edition)
    yield "og:description", page.description
    yield "og:site_name", edition.title
    yield "og:locale", edition.language.replace("-", "_")
    for _folder, tag in links.languages:
        if tag.partition("-")[0] != edition.language.partition("-")[0]:
            yield "og:locale:alternate", tag.replace("-", "_")
    yield "og:url", links.address(page, edition)
    if edition.base and links.picture:  # readers of previews resolve no relative address
        yield "og:image", f"{edition.home}{links.picture}"
        yield "og:image:width", str(WIDTH)
        yield "og:image:height", str(HEIGHT)
        yield "og:image:alt", page.name(edition) if page.has_preview else edition.title
    yield "article:section", page.part


def head(
    page: Page,
    edition: Edition,
    links: PageLinks,
    others: Mapping[str, bool] = MappingProxyType({}),
) -> str:
    """Return all elements for the head of a page, one per line.

    :param others: whether somebody else adds ``og`` properties, and the ``canonical`` address
    """
    lines = [
        element("meta", name=name, content=value)
        for name, value in (highwire(page.csl) if page.csl else ())
    ]
    lines += [
        element("meta", property=name, content=value)
        for name, value in open_graph(page, edition, links)
        if value and not others.get("og")
    ]
    if edition.base and links.picture and not others.get("og"):
        lines.append(element("meta", name="twitter:card", content="summary_large_image"))
    if (address := links.newest(page, edition)) and not others.get("canonical"):
        lines.append(element("link", rel="canonical", href=address))
    lines += [
        element("link", rel="alternate", hreflang=tag, href=address)
        for tag, address in links.alternates(page, edition)
    ]
    lines += [
        element("link", rel=rel, type=media, href=address)
        for rel, address, media in signposting(page, edition, links)
        if address
    ]
    if data := schema_org(page, edition, links):
        lines.append(json_ld(data))
    return "\n".join(lines)
