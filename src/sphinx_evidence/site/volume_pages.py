"""Pages of the site as pages of a book: nothing that runs, folds or leads nowhere."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..core.paths import permalink_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lxml.html import HtmlElement, XHTMLParser

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")

DROPPED_CLASSES = frozenset(
    ("claim-permalink", "headerlink", "Z3988", "source-files", "jumps-years", "row-more")
)
"""Of elements that serve a reader of the site only: links for the mouse, files beside the page,
a scale of years, the switches of folded rows."""

ON_SITE = "on-site"
"""The class of links from a volume to the site of the book."""

DROPPED_TAGS = ("script", "style", "form", "button", "select", "input", "template")
"""Elements that do something where scripts run."""

FACE = "Arial, Liberation Sans, Helvetica, sans-serif"
"""The face by whose metrics the text of drawings is set."""

HEADINGS = ("h1", "h2", "h3", "h4")

EMPTIED = ("li", "ul", "p")
"""Elements that are dropped with the last thing that was in them."""


@cache
def _parser() -> XHTMLParser:
    from lxml.html import XHTMLParser

    return XHTMLParser(remove_comments=True, remove_pis=True)


def parse(page: str) -> HtmlElement:
    """Return the ``body`` of a page.

    :raises lxml.etree.XMLSyntaxError: if it is no XML
    """
    from lxml.etree import fromstring

    body = page[page.index("<body") : page.rindex("</body>")] + "</body>"
    return fromstring(_ENTITY.sub(lambda found: escape(unescape(found[0])), body), _parser())


def to_xml(element: HtmlElement) -> str:
    """Return an element as XHTML."""
    from lxml.etree import tostring

    return str(tostring(element, encoding="unicode"))


def ids(body: HtmlElement) -> set[str]:
    """Return the ids of a page."""
    return set(body.xpath("//@id"))


def prune(body: HtmlElement) -> None:
    """Remove what serves a reader of the site only, and what is empty without it."""
    for line in body.find_class("chart-ways"):
        line[:], line.text = line.find_class("permalink"), None
        _drop_empty(line)
    named = body.iterfind(".//*[@class]")
    useless = [element for element in named if not DROPPED_CLASSES.isdisjoint(element.classes)]
    for element in (*useless, *body.iter(*DROPPED_TAGS)):
        if (parent := element.getparent()) is not None:  # it may be gone with what it was in
            element.drop_tree()
            _drop_empty(parent)


def _drop_empty(element: HtmlElement) -> None:
    """Remove an element in which nothing is left, and those in which it was alone."""
    parent = element.getparent()
    filled = len(element) or (element.text or "").strip() or element.get("id")
    if parent is not None and element.tag in EMPTIED and not filled:
        element.drop_tree()
        _drop_empty(parent)


def name_places(body: HtmlElement, base: str) -> None:
    """Let the link to the citations of an object lead to its permalink, which has them.

    It has no text, but a sign by the style sheet, so that it is not part of a heading's words.

    :param base: the address of the site; without one there are no such links
    """
    for link in body.find_class("cite-link"):
        path = permalink_path(posixpath.basename(posixpath.dirname(link.get("href", ""))))
        link.set("class", "permalink" if base else "headerlink")
        link.set("href", f"{base}{path}")
        link.set("aria-label", path)
        link.set("title", f"{base}{path}")
        link.text = None
    for link in body.find_class("permalink"):
        heading = link.getprevious()
        if heading is not None and heading.tag in HEADINGS:
            heading.tail, link.tail = link.tail, None
            heading.append(link)


def unfold(body: HtmlElement) -> None:
    """Open what the site folds: a reader of books may not be able to.

    What only a phone folds has a title of its own besides.
    """
    for element in body.find_class("narrow-fold"):
        element[0].drop_tree()
    for element in body.iter("details"):
        element.tag = "div"
        element.attrib.pop("open", None)
    for element in body.iter("summary"):
        element.tag = "p"
        element.classes.add("fold-title")


def end_with_captions(body: HtmlElement) -> None:
    """Make what follows a caption a part of it, since EPUB has a figure end with its caption."""
    for caption in body.iter("figcaption"):
        caption.extend(list(caption.itersiblings()))


def name_signs(body: HtmlElement) -> None:
    """Give a sign its words as a name, since readers of books may show words that are hidden.

    On the site it is a word for those who hear the page, and a sign for those who see it.
    """
    for words in body.find_class("visually-hidden"):
        element = words.getparent()
        if len(element) == 2 and words.getprevious() is None:
            sign = element[1].text_content()
            element.set("role", "img")
            element.set("aria-label", words.text_content().strip(" ,()"))
            element[:], element.text = [], sign


def show_numbers(body: HtmlElement) -> None:
    """Write the numbers of paragraphs, which the style sheet of the site counts."""
    for element in body.find_class("paragraph-number"):
        name = element.attrib.pop("aria-label", "")
        for attribute in ("tabindex", "href"):
            element.attrib.pop(attribute, None)
        element.tag, element.text = "span", element.get("id", "").removeprefix("p")
        element.attrib.update({"role": "img", "aria-label": name} if name else {})


def strip_attributes(body: HtmlElement) -> None:
    """Remove attributes and classes that only scripts and filters read."""
    for value in body.xpath("//@*[name() = 'tabindex' or starts-with(name(), 'data-')]"):
        del value.getparent().attrib[value.attrname]
    for element in body.xpath("//*[contains(@class, '--') or contains(@class, 'docutils')]"):
        element.classes -= {name for name in element.classes if "--" in name or name == "docutils"}


def still(body: HtmlElement) -> None:
    """Let drawings be pictures: in a book their marks lead nowhere."""
    for drawing in body.iter("{*}svg"):
        for link in list(drawing.iter("{*}a")):
            link.tag = f"{link.tag[:-1]}g"
            for name in ("href", "aria-hidden"):
                link.attrib.pop(name, None)
            drawing.set("role", "img")


def paint(body: HtmlElement, colours: Mapping[str, str]) -> None:
    """Give drawings colours and a face that need no style sheet.

    :param colours: the colour for each value that depends on the page
    """
    for drawing in body.iter("{*}svg"):
        for element in drawing.iter():
            for name, value in element.attrib.items():
                if value in colours:
                    element.set(name, colours[value])
                elif name == "font-family" and value == "sans-serif":
                    element.set(name, FACE)


def clean(body: HtmlElement, colours: Mapping[str, str], base: str = "") -> None:
    """Make a page of the site one of a book.

    :param colours: those of drawings, as in :func:`paint`
    :param base: the address of the site, empty if it has none
    """
    name_places(body, base)
    prune(body)
    unfold(body)
    end_with_captions(body)
    name_signs(body)
    show_numbers(body)
    strip_attributes(body)
    still(body)
    paint(body, colours)


def links(body: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the links of a page."""
    yield from body.iterfind(".//a[@href]")


def pictures(body: HtmlElement, page: str) -> Iterator[str]:
    """Yield the files of the pictures of a page, from the root of the site."""
    return (target(page, image.get("src", ""))[0] for image in body.iter("img"))


def is_external(address: str) -> bool:
    """Whether an address leads out of the site."""
    return bool(urlsplit(address).scheme or urlsplit(address).netloc)


def target(page: str, address: str) -> tuple[str, str]:
    """Return file and anchor that a relative address leads to, from the root of the site.

    >>> target("part/one.xhtml", "../two.xhtml#three")
    ('two.xhtml', 'three')
    """
    parts = urlsplit(address)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), parts.path))
    return (path if parts.path else page), parts.fragment


def relink(
    body: HtmlElement,
    page: str,
    anchors: Mapping[str, Iterable[str]],
    elsewhere: Callable[[str, str], str],
) -> None:
    """Let the links of a page lead to pages of its volume, and else to the site or nowhere.

    A link that can lead nowhere becomes text.

    :param page: its path in the volume
    :param anchors: the ids of each page of the volume
    :param elsewhere: returns the address on the site of a file and an anchor in it, or nothing
    """
    for link in list(links(body)):
        address = link.get("href", "")
        if is_external(address):
            continue
        path, anchor = target(page, address)
        if path in anchors:
            if anchor and anchor not in anchors[path]:
                link.set("href", posixpath.relpath(path, posixpath.dirname(page) or "."))
        elif found := elsewhere(path, anchor):
            link.set("href", found)
            link.classes.add(ON_SITE)
        else:
            link.tag = "span"
            for name in ("href", "rel", "aria-label"):
                link.attrib.pop(name, None)
