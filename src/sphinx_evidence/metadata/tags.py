"""What machines read in the head of a page, as HTML. No Sphinx here.

Four vocabularies say nearly the same, since each is read by others: Highwire tags by reference
managers, typed links (https://signposting.org/FAIR/) by harvesters, schema.org by search engines,
Open Graph by what shows a preview of a link. What has no value is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core.html import element, json_ld
from ..core.paths import CITATION_FORMATS, citation_path, permalink_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..core.edition import Edition

MOST_CITED = 20
"""How many cited works are named, so that the page stays light."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says of itself.

    :param kind: ``cover``, ``chapter``, another kind that can be cited, or ``other``
    :param id: the lasting id that its author gave, empty if there is none
    :param title: its title as text
    :param description: one sentence about it
    :param part: title of the part that a chapter stands in
    :param position: number of a chapter in the book, from 1
    :param keywords: words to find it by
    :param reviewed: ISO date of the last review
    :param cited: titles of the works that it cites, the most cited first
    """

    kind: str
    id: str
    title: str
    description: str = ""
    part: str = ""
    position: int = 0
    keywords: tuple[str, ...] = ()
    reviewed: str = ""
    cited: tuple[str, ...] = ()

    def name(self, edition: Edition) -> str:
        """Return what it is cited as: the cover stands for the whole book."""
        return edition.title if self.kind == "cover" else self.title

    def citable(self, edition: Edition) -> bool:
        """Whether it has a permalink and citations; an edition without a date has none."""
        return self.kind != "other" and bool(self.id) and bool(edition.date)

    def permalink(self, edition: Edition) -> str:
        """Return its lasting address, or nothing where there is none."""
        hosted = self.citable(edition) and edition.base
        return f"{edition.base}{permalink_path(self.id)}" if hosted else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinks:
    """Where a page stands, and what it leads to.

    :param path: the page, as seen from the top of the site
    :param top: the top of the site, as seen from the page
    :param cover: the cover, as seen from the page
    :param chapters: all chapters, as seen from the page
    """

    path: str
    top: str = "./"
    cover: str = "index.html"
    chapters: tuple[str, ...] = ()

    def address(self, page: Page, edition: Edition) -> str:
        """Return the address of the page itself; that of the cover is the top of the site."""
        return f"{edition.base}{'' if page.kind == 'cover' else self.path}" if edition.base else ""


def highwire(page: Page, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield ``citation_*`` names and values for a chapter and for the book.

    A title of a book beside its own title makes a page a section of that book. As there is no tag
    for the edition, it stands in the title of the book, as in the files for reference managers.
    """
    if page.kind in ("cover", "chapter"):
        book = f"{edition.title} ({edition.words})"
        yield "citation_title", book if page.kind == "cover" else page.title
        yield "citation_book_title", book if page.kind == "chapter" else ""
        yield "citation_author", edition.author
        yield "citation_publication_date", edition.date.replace("-", "/")
        yield "citation_language", edition.language
        yield "citation_publisher", edition.author
        yield "citation_public_url", page.permalink(edition)
        yield "citation_keywords", "; ".join(page.keywords)


def signposting(page: Page, edition: Edition, place: PageLinks) -> Iterator[tuple[str, str, str]]:
    """Yield relation, address and media type of what stands around a page."""
    yield "license", edition.licence_url, ""
    yield "cite-as", page.permalink(edition), ""
    if page.citable(edition):
        for ending, (_, media) in CITATION_FORMATS.items():
            yield "describedby", place.top + citation_path(page.id, f"cite.{ending}"), media
    if page.kind not in ("cover", "other"):
        yield "collection", place.cover, "text/html"
    if page.kind == "cover":
        for chapter in place.chapters:
            yield "item", chapter, "text/html"


def schema_org(page: Page, edition: Edition, place: PageLinks) -> dict[str, Any]:
    """Return schema.org metadata for a chapter and for the book, nothing for other pages.

    A dataset has metadata of its own kind; see :mod:`sphinx_evidence.datasets.export`.
    """
    if page.kind not in ("cover", "chapter"):
        return {}
    author = {"@type": "Organization", "name": edition.author}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Book" if page.kind == "cover" else "Chapter",
        "@id": page.permalink(edition),
        "url": place.address(page, edition),
        "name": page.name(edition),
        "description": page.description,
        "inLanguage": edition.language,
        "author": author,
        "publisher": author,
        "version": edition.version,
        "datePublished": edition.date,
        "dateModified": page.reviewed,
        "license": edition.licence_url,
        "isAccessibleForFree": True,
        "keywords": page.keywords,
    }
    if page.kind == "cover":
        data["bookEdition"] = edition.words
    else:
        data["position"] = page.position
        book = {"@type": "Book", "name": edition.title}
        data["isPartOf"] = {**book, "url": edition.base} if edition.base else book
        data["citation"] = [
            {"@type": "CreativeWork", "name": title} for title in page.cited[:MOST_CITED]
        ]
    return {name: value for name, value in data.items() if value}


def open_graph(page: Page, edition: Edition, place: PageLinks) -> Iterator[tuple[str, str]]:
    """Yield properties and values for a preview of the page."""
    yield "og:type", "book" if page.kind == "cover" else "article"
    yield "og:title", page.name(edition)
    yield "og:description", page.description
    yield "og:site_name", edition.title
    yield "og:locale", edition.language.replace("-", "_")
    yield "og:url", place.address(page, edition)
    yield "article:section", page.part


def head(page: Page, edition: Edition, place: PageLinks) -> str:
    """Return all elements for the head of a page, one a line."""
    lines = [
        element("meta", name=name, content=value)
        for name, value in highwire(page, edition)
        if value
    ]
    lines += [
        element("meta", property=name, content=value)
        for name, value in open_graph(page, edition, place)
        if value
    ]
    lines += [
        element("link", rel=rel, type=media, href=address)
        for rel, address, media in signposting(page, edition, place)
        if address
    ]
    if data := schema_org(page, edition, place):
        lines.append(json_ld(data))
    return "\n".join(lines)
