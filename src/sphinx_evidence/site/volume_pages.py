"""Pages of the site as pages of a book: nothing that runs, folds or leads nowhere.

A page is parsed as XML without namespaces, which are put back when it is written.
"""

from __future__ import annotations

import posixpath
import re
from html import escape
from html.entities import html5
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring, tostring

from ..core.paths import permalink_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*;)")
_XML = ("amp;", "lt;", "gt;", "quot;", "apos;")
_NAMESPACE, _HIDDEN = " xmlns=", " data-xmlns="

DROPPED_CLASSES = frozenset(
    ("claim-permalink", "headerlink", "Z3988", "source-files", "jumps-years")
)
"""Of elements that serve a reader of the site only: links for the mouse, files beside the page,
a scale of years."""

ON_SITE = "on-site"
"""The class of links from a volume to the site of the book."""

DROPPED_TAGS = frozenset(("script", "style", "form", "button", "select", "input", "template"))
"""Elements that do something where scripts run."""

FACE = "Arial, Liberation Sans, Helvetica, sans-serif"
"""The face by whose metrics the text of drawings is set."""

HEADINGS = ("h1", "h2", "h3", "h4")

EMPTIED = frozenset(("li", "ul", "p"))
"""Elements that are dropped with the last thing that was in them."""


def parse(page: str) -> Element:
    """Return the ``body`` of a page.

    :raises xml.etree.ElementTree.ParseError: if it is no XML
    """
    start, end = page.index("<body"), page.rindex("</body>")
    text = page[start:end].replace(_NAMESPACE, _HIDDEN) + "</body>"
    return fromstring(_ENTITY.sub(_character, text))


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    return entity[0] if name in _XML else escape(html5.get(name, entity[0]))


def to_xml(element: Element) -> str:
    """Return an element as XHTML."""
    return tostring(element, "unicode").replace(_HIDDEN, _NAMESPACE)


def to_html(element: Element) -> str:
    """Return an element as HTML, for a parser that does not know ``<span/>``."""
    return tostring(element, "unicode", method="html").replace(_HIDDEN, _NAMESPACE)


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return element.get("class", "").split()


def ids(element: Element) -> set[str]:
    """Return the ids in an element."""
    return {name for node in element.iter() if (name := node.get("id"))}


def _drop(parent: Element, child: Element) -> None:
    """Remove a child and keep the text after it."""
    index = list(parent).index(child)
    tail = child.tail or ""
    if index:
        before = parent[index - 1]
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(child)


def _is_dropped(element: Element) -> bool:
    return element.tag in DROPPED_TAGS or not DROPPED_CLASSES.isdisjoint(classes(element))


def _is_line_of_files(element: Element) -> bool:
    return "chart-ways" in classes(element)


def _is_empty(element: Element) -> bool:
    return not len(element) and not (element.text or "").strip() and not element.get("id")


def prune(parent: Element) -> None:
    """Remove what serves a reader of the site only, and what is empty without it."""
    for child in list(parent):
        if _is_dropped(child):
            _drop(parent, child)
            continue
        if _is_line_of_files(child):
            places = [link for link in child if "permalink" in classes(link)]
            child[:], child.text = places, None
        had = len(child)
        prune(child)
        if (had or _is_line_of_files(child)) and child.tag in EMPTIED and _is_empty(child):
            _drop(parent, child)


def name_places(root: Element, base: str) -> None:
    """Let the link to the citations of an object lead to its permalink, which has them.

    It has no text, but a sign by the style sheet, so that it is not part of a heading's words.

    :param base: the address of the site; without one there are no such links
    """
    for link in root.iter("a"):
        if "cite-link" in classes(link):
            name = posixpath.basename(posixpath.dirname(link.get("href", "")))
            link.set("class", "permalink" if base else "headerlink")
            link.set("href", f"{base}{permalink_path(name)}")
            link.set("aria-label", permalink_path(name))
            link.set("title", link.get("href", ""))
            link.text = None
    for parent in root.iter():
        for heading, link in list(pairwise(parent)):
            if heading.tag in HEADINGS and "permalink" in classes(link):
                link.tail, text = None, link.tail
                parent.remove(link)
                heading.append(link)
                heading.tail = text


def unfold(root: Element) -> None:
    """Open what the site folds: a reader of books may not be able to."""
    for element in root.iter():
        if element.tag == "details":
            element.tag = "div"
            element.attrib.pop("open", None)
        elif element.tag == "summary":
            element.tag = "p"
            element.set("class", " ".join((*classes(element), "fold-title")))


def name_signs(root: Element) -> None:
    """Give a sign its words as a name, since readers of books may show words that are hidden.

    On the site it is a word for those who hear the page, and a sign for those who see it.
    """
    for element in root.iter():
        parts = list(element)
        if len(parts) == 2 and "visually-hidden" in classes(parts[0]):
            words, sign = ("".join(part.itertext()) for part in parts)
            element.set("role", "img")
            element.set("aria-label", words.strip(" ,()"))
            for part in parts:
                element.remove(part)
            element.text = sign


def show_numbers(root: Element) -> None:
    """Write the numbers of paragraphs, which the style sheet of the site counts."""
    for element in root.iter("a"):
        if "paragraph-number" in classes(element):
            number = element.get("id", "").removeprefix("p")
            name = element.attrib.pop("aria-label", "")
            for attribute in ("tabindex", "href"):
                element.attrib.pop(attribute, None)
            element.tag, element.text = "span", number
            element.attrib |= {"role": "img", "aria-label": name} if name else {}


def strip_attributes(root: Element) -> None:
    """Remove attributes and classes that only scripts and filters read."""
    for element in root.iter():
        for name in list(element.attrib):
            if name == "tabindex" or (name.startswith("data-") and name != "data-xmlns"):
                del element.attrib[name]
        if names := classes(element):
            kept = [name for name in names if "--" not in name and name != "docutils"]
            if kept:
                element.set("class", " ".join(kept))
            else:
                del element.attrib["class"]


def paint(root: Element, colours: Mapping[str, str]) -> None:
    """Give drawings colours and a face that need no style sheet.

    :param colours: the colour for each value that depends on the page
    """
    for drawing in root.iter("svg"):
        for element in drawing.iter():
            for name, value in element.attrib.items():
                if value in colours:
                    element.set(name, colours[value])
                elif name == "font-family" and value == "sans-serif":
                    element.set(name, FACE)


def clean(body: Element, colours: Mapping[str, str], base: str = "") -> None:
    """Make a page of the site one of a book.

    :param colours: those of drawings, as in :func:`paint`
    :param base: the address of the site, empty if it has none
    """
    name_places(body, base)
    prune(body)
    unfold(body)
    name_signs(body)
    show_numbers(body)
    strip_attributes(body)
    paint(body, colours)


def links(body: Element) -> Iterator[Element]:
    """Yield the links of a page."""
    return (element for element in body.iter("a") if "href" in element.attrib)


def pictures(body: Element, page: str) -> Iterator[str]:
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
    body: Element,
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
                link.set("href", _relative(page, path))
        elif found := elsewhere(path, anchor):
            link.set("href", found)
            link.set("class", " ".join((*classes(link), ON_SITE)))
        else:
            link.tag = "span"
            for name in ("href", "rel", "aria-label"):
                link.attrib.pop(name, None)


def _relative(page: str, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(page) or ".")
