"""A drawing of the book's own: read, checked, and written again from what was understood of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markupsafe import escape

from ..core.languages import ENGLISH
from ..core.source_text import svg_scripts
from .draw import MAX_CHARACTERS, WIDTHS
from .links import TARGET
from .model import ChartError
from .specification import COLOUR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "figures"
"""The folder of the drawings within that of the text."""

ONLY = "only"
"""The name of a drawing that serves for a column of text and for a phone."""

LEAST = 11
"""The least size of text in CSS pixels."""

_PAINT = "fill fill-opacity opacity stroke stroke-dasharray stroke-linecap stroke-linejoin "
_PAINT += "stroke-opacity stroke-width transform"
_FONT = "font-size font-style font-weight lang letter-spacing text-anchor"
ATTRIBUTES = {
    name: frozenset(f"{words} {_PAINT}".split())
    for name, words in {
        "svg": "viewBox",
        "g": _FONT,
        "a": "href",
        "title": "",
        "path": "d",
        "rect": "x y width height rx ry",
        "circle": "cx cy r",
        "ellipse": "cx cy rx ry",
        "line": "x1 y1 x2 y2",
        "polyline": "points",
        "polygon": "points",
        "text": f"x y dx dy {_FONT}",
        "tspan": f"x y dx dy {_FONT}",
    }.items()
}
"""The elements of a drawing and the attributes of each.

A link has a title, the value of what it stands for. None of them loads or runs anything, none is
the same for two drawings on a page, as an ``id`` could be, and none needs a style sheet, which the
policies of the pages forbid within a drawing.
"""

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_BOX = re.compile(r"0 0 (\d+) \d+")
_NUMBER = re.compile(r"[\d.]+")


def in_language(path: Path, language: str) -> Path:
    """Return the path of a drawing in another language, such as ``fords.ko.svg``.

    :param language: as Sphinx names it
    """
    return path.with_suffix(f".{language}{path.suffix}")


def read_diagram(path: Path, language: str = "") -> dict[str, str]:
    """Return the drawings of a diagram as ``svg`` elements, by the width that they are for.

    ``<name>.svg`` is for a column of text and ``<name>-narrow.svg`` for a phone; one that is as
    narrow as a phone serves for both.

    :param path: that of ``<name>.svg``
    :param language: that of the page, as Sphinx names it, if it is another than that of the book; a
        diagram that is not drawn in it is in English, and says so
    :raises ChartError: if a file is missing, is no SVG, or has what a drawing may not have
    """
    narrow = path.with_name(f"{path.stem}-narrow.svg")
    spoken = ENGLISH.tag if language else ""
    if language and in_language(path, language).exists():
        path, narrow, spoken = in_language(path, language), in_language(narrow, language), ""
    width, drawing = _read(path, spoken)
    if width == WIDTHS["narrow"]:
        return {ONLY: drawing}
    if width != WIDTHS["wide"]:
        wanted = " or ".join(str(width) for width in WIDTHS.values())
        raise _not_drawn(path, f"is {width} wide: make it {wanted}")
    width, small = _read(narrow, spoken)
    if width != WIDTHS["narrow"]:
        raise _not_drawn(narrow, f"is {width} wide: make it {WIDTHS['narrow']}")
    return {"wide": drawing, "narrow": small}


def _not_drawn(path: Path, why: str) -> ChartError:
    return ChartError(f"the drawing {path.name} {why}")


def _read(path: Path, spoken: str) -> tuple[int, str]:
    """Return the width of a drawing, and the drawing as it is put into a page.

    :param spoken: the BCP 47 tag of its words, empty if it is that of the page
    :raises ChartError: as :func:`read_diagram`
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _not_drawn(path, f"cannot be read: {error.strerror}") from error
    if len(data) > MAX_CHARACTERS:
        raise _not_drawn(path, f"has more than {MAX_CHARACTERS:,} characters: make it simpler")
    if reason := next(svg_scripts(data), ""):
        raise _not_drawn(path, f"{reason}: save it without what runs")
    root = ElementTree.fromstring(data)
    if reason := next(_faults(root), ""):
        raise _not_drawn(path, reason)
    box = _BOX.fullmatch(root.get("viewBox", ""))
    if root.tag != f"{_NAMESPACE}svg" or box is None:
        raise _not_drawn(path, 'needs <svg viewBox="0 0 620 …"> with whole numbers')
    return int(box[1]), _svg(root, spoken)


def _faults(root: ElementTree.Element) -> Iterator[str]:
    """Yield what a drawing may not have."""
    for element in root.iter():
        name = element.tag.removeprefix(_NAMESPACE)
        if name not in ATTRIBUTES:
            yield f"has a <{name}>: use {', '.join(ATTRIBUTES)}"
            continue
        if name == "a" and (len(element) < 2 or element[0].tag != f"{_NAMESPACE}title"):
            yield "has a link without a <title> before its marks: say what they stand for"
        for attribute, value in element.attrib.items():
            if attribute == "href" and not TARGET.fullmatch(value):
                yield (
                    f"has a link to {value!r}: let it lead to a row, as 'arrivals-rok#row-2009', "
                    "or to an object of the book, as '#its-id'"
                )
            if attribute not in ATTRIBUTES[name]:
                yield f"has the attribute {attribute!r} in <{name}>: leave it out"
            elif attribute in ("fill", "stroke") and not COLOUR.fullmatch(value):
                yield (
                    f"has the colour {value!r}, which does not follow the page from light to "
                    "dark: use currentColor, var(--book-rule) or var(--chart-1) to var(--chart-5)"
                )
            elif attribute == "font-size":
                size = _NUMBER.fullmatch(value.removesuffix("px"))
                if size is None or float(size[0]) < LEAST:
                    yield f"has text of size {value!r}: make it {LEAST} or more"


def _svg(root: ElementTree.Element, spoken: str) -> str:
    """Return a drawing as frames take it: from 0 0, in the face of the page."""
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{root.get("viewBox")}">'
    language = f' lang="{spoken}"' if spoken else ""
    inner = "".join(map(_markup, root))
    return f'{opening}<g font-family="sans-serif"{language}>{inner}</g></svg>'


def _markup(element: ElementTree.Element) -> str:
    name = element.tag.removeprefix(_NAMESPACE)
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in element.attrib.items())
    text = escape(element.text or "") if name in ("text", "title", "tspan") else ""
    tail = escape(element.tail or "") if name == "tspan" else ""
    return f"<{name}{attributes}>{text}{''.join(map(_markup, element))}</{name}>{tail}"
