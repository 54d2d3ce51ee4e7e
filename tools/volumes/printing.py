"""Print volumes: a PDF from each EPUB, by WeasyPrint."""

from __future__ import annotations

import logging
import posixpath
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from sphinx_evidence.core.files import replace_file
from sphinx_evidence.site.volume_package import NAVIGATION, PACKAGE, STYLE, TITLE
from sphinx_evidence.site.volume_pages import is_external, links, parse, target

from .reading import metadata, read_epub, spine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

    from lxml.html import HtmlElement

ROOT = "epub:///"
"""What the addresses of the files of a volume begin with while it is printed."""

WIDE = {"widest": 12, "wide": 7}
"""The least number of columns of tables that are wide, by the class that they get."""

SHEET = Path(__file__).with_name("print.css")
PLAIN = {"class", "title", "role", "aria-label"}
"""Attributes that are not printed."""

BLOCKS = ("li", "td", "th", "dd")
"""Items and cells, in which a paragraph alone looks as its text does."""

NAMING = ("aria-describedby", "aria-labelledby", "for")
"""Attributes that name the id of another element."""

_CLASS = re.compile(r"\.([a-z][a-z-]*)")


def levels(navigation: HtmlElement) -> dict[str, int]:
    """Return the depth of each page in the table of contents."""
    found: dict[str, int] = {}
    for link in navigation.xpath("(nav/ol)[1]//li/a"):  # what follows names the parts of the file
        found.setdefault(link.get("href", ""), len(list(link.iterancestors("ol"))))
    return found


def _print_style() -> str:
    return SHEET.read_text("utf-8")


def anchor(page: str, name: str = "") -> str:
    """Return the id of a page, or of a place in it, where all pages are one."""
    stem = posixpath.splitext(page)[0].replace("/", "--")
    return f"{stem}--{name}" if name else stem


def to_html(element: HtmlElement) -> str:
    """Return an element as HTML, for a parser that does not know ``<span/>``."""
    return str(etree.tostring(element, encoding="unicode", method="html"))


def join(files: Mapping[str, bytes], package: etree._Element) -> str:
    """Return the pages of an EPUB as one of HTML, whose ids are those of :func:`anchor`.

    Pages that are for links only are left out.
    """
    bodies = {page: parse(_without_prefix(files[page].decode())) for page in spine(package)}
    bodies = {page: body for page, body in bodies.items() if not body.find_class("source-index")}
    pages, depths = list(bodies), levels(bodies[NAVIGATION])
    known = set(pages)
    _leave_out(bodies[NAVIGATION], known)
    styled = set(_CLASS.findall(files[STYLE].decode() + _print_style()))
    for page in pages:
        body = bodies[page]
        for element in body.iter():
            if name := element.get("id"):
                element.set("id", anchor(page, name))
            for attribute in NAMING:
                if name := element.get(attribute):
                    element.set(attribute, anchor(page, name))
        for link in list(links(body)):
            _lead(link, page, known)
        lay_wide(body)
        lay_flat(body, styled)
        for image in body.iter("img"):
            image.set("src", target(page, image.get("src", ""))[0])
        body.tag = "section"
        body.set("id", anchor(page))
        body.set("class", "page" if page not in (TITLE,) else "front")
        address = body.get("data-address")
        body.set("data-address", f" · {address}" if address else "")
        body.set("data-level", str(depths.get(page, 1)))
    _drop_ids(bodies.values())
    parts = "".join(map(to_html, bodies.values()))
    language = metadata(package, "language")
    title, edition = metadata(package, "title"), metadata(package, "schema:bookEdition")
    book = (metadata(package, "belongs-to-collection") or title).partition(":")[0]
    head = "".join(
        f"<meta name='{name}' content='{escape(value)}'>"
        for name, value in (
            ("author", metadata(package, "creator")),
            ("description", metadata(package, "description")),
            ("dcterms.created", metadata(package, "date")),
            ("dcterms.modified", metadata(package, "date")),
        )
        if value
    )
    running = "".join(
        f"<p class='running running-{name}' aria-hidden='true'>{escape(text)}</p>"
        for name, text in (("volume", book), ("edition", edition))
    )
    return (
        f"<!DOCTYPE html><html lang='{language}'><head><meta charset='utf-8'>"
        f"<title>{escape(title)}</title>{head}</head><body>{running}{parts}</body></html>"
    )


def lay_wide(body: HtmlElement) -> None:
    """Mark tables by the number of their columns, and the sections that wide ones stand in.

    A wide table lies on its side; with its section, so that no heading is left without it.
    """
    for table in body.iter("table"):
        columns = max((len(row) for row in table.iter("tr")), default=0)
        name = next((name for name, least in WIDE.items() if columns >= least), "")
        if name:
            table.classes.add(name)
            around = next(table.iterancestors("section"), body)
            around.classes.add("wide-section")


def lay_flat(body: HtmlElement, styled: Set[str]) -> None:
    """Take out elements that nobody sees: each that is printed has a tag of its own in the file.

    They are spans without a style, and paragraphs that are alone in an item or a cell.

    :param styled: the classes that a style sheet names
    """
    # At the end of each element, since what is in a span may be one itself.
    for _end, element in list(etree.iterwalk(body, ("end",), ("span", "p"))):
        parent = element.getparent()
        if element.tag == "span":
            plain = PLAIN.issuperset(element.attrib) and styled.isdisjoint(element.classes)
        else:
            plain = parent.tag in BLOCKS and not element.attrib and len(parent) == 1
        if plain:
            element.drop_tag()


def _drop_ids(bodies: Iterable[HtmlElement]) -> None:
    """Remove the ids that nothing leads to: each has a name of its own in the file."""
    elements = [element for body in bodies for element in body.iter()]
    used = {element.get("href", "").removeprefix("#") for element in elements}
    used |= {element.get(name, "") for element in elements for name in NAMING}
    for element in elements:
        if element.get("id", "") not in used:
            element.attrib.pop("id", None)


def _leave_out(contents: HtmlElement, known: set[str]) -> None:
    """Remove from a table of contents the pages that are not printed."""
    for entries in contents.iter("ol"):
        for entry in entries.findall("li"):
            link = entry.find("a")
            if link is not None and target(NAVIGATION, link.get("href", ""))[0] not in known:
                entries.remove(entry)


def _without_prefix(page: str) -> str:
    """Return a page without the attributes of EPUB, whose prefix is declared outside of it."""
    return page.replace(" epub:type=", " data-type=")


def _lead(link: HtmlElement, page: str, known: set[str]) -> None:
    """Let a link lead within the one page; an address that is its own text is not printed again."""
    address = link.get("href", "")
    if is_external(address):
        text = link.text_content().strip()
        if text in (address, unquote(address)):
            link.classes.add("bare")
        return
    path, name = target(page, address)
    if path in known:
        link.set("href", f"#{anchor(path, name)}")
    else:
        link.tag = "span"
        del link.attrib["href"]


def print_epub(path: Path) -> bytes:
    """Return a volume as PDF with tags, bookmarks and running heads.

    :raises ImportError: if WeasyPrint is not installed
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = read_epub(path)
    package = etree.fromstring(files[PACKAGE])

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Finds files of the volume, and no others."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            return URLFetcherResponse(url, files[url.removeprefix(ROOT)])

    own = {"base_url": ROOT, "url_fetcher": Fetcher(fail_on_errors=True)}
    fonts = FontConfiguration()
    sheets = [
        CSS(string=text, font_config=fonts, **own)
        for text in (files[STYLE].decode(), _print_style())
    ]
    document = HTML(string=join(files, package), **own)
    data: bytes = document.write_pdf(
        stylesheets=sheets,
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=metadata(package, "identifier").encode(),
    )
    return data


def print_all(folder: Path) -> Iterator[tuple[Path, int]]:
    """Print the volumes of a folder that have no PDF; yield the paths and sizes of the PDFs."""
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it names each rule that it leaves out
    for path in sorted(folder.rglob("*.epub")):
        printed = path.with_suffix(".pdf")
        if not printed.is_file():
            replace_file(printed, print_epub(path))
            yield printed, printed.stat().st_size
