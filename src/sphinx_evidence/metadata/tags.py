"""What machines read in the head of a page, as HTML. No Sphinx here.

Four vocabularies say nearly the same, since each is read by others: Highwire tags by reference
managers, typed links (https://signposting.org/FAIR/) by harvesters, schema.org by search engines,
Open Graph by what shows a preview of a link. What has no value is left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..core.edition import Edition

Kind = Literal["cover", "chapter", "dataset", "other"]
"""What a page is; only of the first three is there something to cite."""

CITATIONS = {
    "cite.json": "application/vnd.citationstyles.csl+json",
    "cite.bib": "application/x-bibtex",
    "cite.ris": "application/x-research-info-systems",
}
"""The files that describe a page for reference managers, with the type of each."""

MOST_CITED = 20
"""How many cited works are named, so that the page stays light."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says of itself.

    :param kind: what it is
    :param id: the lasting id that its author gave, empty if there is none
    :param title: its title as text
    :param description: one sentence about it
    :param part: title of the part that a chapter stands in
    :param position: number of a chapter in the book, from 1
    :param keywords: words to find it by
    :param reviewed: ISO date of the last review
    :param cited: titles of the works that it cites, the most cited first
    """

    kind: Kind
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
        return f"{edition.base}id/{self.id}/" if hosted else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
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


def signposting(
    page: Page, edition: Edition, place: Place, licence: str
) -> Iterator[tuple[str, str, str]]:
    """Yield relation, address and media type of what stands around a page."""
    yield "license", licence, ""
    yield "cite-as", page.permalink(edition), ""
    if page.citable(edition):
        for name, media in CITATIONS.items():
            yield "describedby", f"{place.top}id/{page.id}/{name}", media
    if page.kind in ("chapter", "dataset"):
        yield "collection", place.cover, "text/html"
    if page.kind == "cover":
        for chapter in place.chapters:
            yield "item", chapter, "text/html"


def schema_org(page: Page, edition: Edition, place: Place, licence: str) -> dict[str, Any]:
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
        "license": licence,
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


def open_graph(page: Page, edition: Edition, place: Place) -> Iterator[tuple[str, str]]:
    """Yield properties and values for a preview of the page."""
    yield "og:type", "book" if page.kind == "cover" else "article"
    yield "og:title", page.name(edition)
    yield "og:description", page.description
    yield "og:site_name", edition.title
    yield "og:locale", edition.language.replace("-", "_")
    yield "og:url", place.address(page, edition)
    yield "article:section", page.part


def _element(tag: str, **attributes: str) -> str:
    text = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<{tag}{text}>"


def json_script(data: dict[str, Any]) -> str:
    """Return a script element that carries JSON-LD.

    ``<`` is escaped, as ``</script`` would end the element and ``<!--`` hide its end.
    """
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def head(page: Page, edition: Edition, place: Place, licence: str) -> str:
    """Return all elements for the head of a page, one a line.

    :param licence: address of the licence
    """
    lines = [
        _element("meta", name=name, content=value)
        for name, value in highwire(page, edition)
        if value
    ]
    lines += [
        _element("meta", property=name, content=value)
        for name, value in open_graph(page, edition, place)
        if value
    ]
    lines += [
        _element("link", rel=rel, type=media, href=address)
        for rel, address, media in signposting(page, edition, place, licence)
        if address
    ]
    if data := schema_org(page, edition, place, licence):
        lines.append(json_script(data))
    return "\n".join(lines)
