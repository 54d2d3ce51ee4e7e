"""The container of an EPUB 3.3: a zip archive whose bytes depend on its content only."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from posixpath import dirname, relpath, splitext
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .volume_pages import to_xml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from ..core.text import Translate
    from .volume_model import Place, Volume

MIMETYPE = "application/epub+zip"

MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".otf": "font/otf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}
"""The media type of each file of a book by its ending."""

PACKAGE, NAVIGATION, TITLE, STYLE = "content.opf", "contents.xhtml", "title.xhtml", "book.css"
COVER = "cover.png"

TIMESTAMP = (1980, 1, 1, 0, 0, 0)
"""Of every file: the earliest that zip can store, since a real one would change the archive."""

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_templates.globals |= {"navigation": NAVIGATION, "title_page": TITLE, "style": STYLE}
_templates.globals |= {"cover": COVER, "package": PACKAGE, "Markup": Markup}


def files_of(
    volume: Volume,
    bodies: Mapping[str, HtmlElement],
    places: Mapping[str, Place],
    others: Mapping[str, bytes],
    translate: Translate = str,
) -> dict[str, bytes]:
    """Return the files of a volume by their path in it.

    :param bodies: the ``body`` of each of its pages, in order
    :param places: the lasting address of each of its pages
    :param others: its style sheet, faces and pictures
    """
    designation = volume.edition.designation(translate)
    common = {
        "volume": volume,
        "edition": volume.edition,
        "designation": designation[:1].upper() + designation[1:],
        "_": translate,
    }

    def render(name: str, **values: object) -> bytes:
        return _templates.get_template(name).render(common, **values).encode()

    files = {
        TITLE: render("title.xhtml"),
        NAVIGATION: render("contents.xhtml", first=next(iter(bodies))),
    }
    for page, body in bodies.items():
        files[page] = render(
            "page.xhtml",
            content=Markup("".join(map(to_xml, body))),
            page_title=body.xpath("normalize-space(.//h1)") or volume.title,
            place=places[page],
            style_path=relpath(STYLE, dirname(page) or "."),
        )
    files |= others
    svg = {page for page, body in bodies.items() if body.find(".//{*}svg") is not None}
    items = [(name, MEDIA_TYPES[splitext(name)[1]]) for name in files]
    opf = render("content.opf", items=items, drawn=svg, spine=[TITLE, NAVIGATION, *bodies])
    return {"META-INF/container.xml": render("container.xml"), PACKAGE: opf, **files}


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return files as an EPUB."""
    packed = BytesIO()
    with ZipFile(packed, "w") as book:
        for name, data in {"mimetype": MIMETYPE.encode(), **files}.items():
            info = ZipInfo(name, TIMESTAMP)
            info.external_attr = 0o644 << 16
            info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            book.writestr(info, data, compresslevel=9)
    return packed.getvalue()
