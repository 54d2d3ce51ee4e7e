"""The domain with the style sheets, the icons and the words of the theme."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from sphinx.builders.html import StandaloneHTMLBuilder

from ..core.diagnostics import Problem, Rule
from ..core.domains import PageDomain
from ..core.extras import CHARTS
from ..core.i18n import _
from ..core.pictures import picture_cached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

SVG = "http://www.w3.org/2000/svg"
TOUCH, SMALL = 180, 32
"""Pixels of a side: on the screen of a phone, and in browsers that read no SVG."""


def icons(svg: bytes, cache: Path) -> dict[str, bytes]:
    """Return the icon as ``apple-touch-icon.png`` and ``favicon.ico``, by name of the file.

    :param cache: folder with the pictures of earlier builds
    :raises ValueError: if it is no SVG with a ``viewBox``
    """
    try:
        drawing = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        msg = f"it is no XML: {error}"
        raise ValueError(msg) from error
    if drawing.tag != f"{{{SVG}}}svg" or "viewBox" not in drawing.attrib:
        msg = "it is no SVG with a viewBox"
        raise ValueError(msg)
    touch, small = (_picture(drawing, side, cache) for side in (TOUCH, SMALL))
    return {"apple-touch-icon.png": touch, "favicon.ico": _ico(small)}


def _picture(drawing: ElementTree.Element, side: int, cache: Path) -> bytes:
    drawing.attrib |= {"width": str(side), "height": str(side)}
    file = ElementTree.tostring(drawing, "unicode")
    return picture_cached(f"icon-{side}", file, cache, scale=1)


def _ico(png: bytes) -> bytes:
    """Return an icon file with one picture of :data:`SMALL` pixels, 32 bits each, as PNG."""
    form = Struct("<3H4B2H2I")
    return form.pack(0, 1, 1, SMALL, SMALL, 0, 0, 1, 32, len(png), form.size) + png


NAME = "evidence"
"""The value of ``html_theme`` that selects the theme."""

STATIC = Path(__file__).parent / NAME / "static"
SHEETS = (STATIC / "base.css", STATIC / "faces.css", STATIC / "theme.css")
"""What is left of the sheets of Sphinx and the parent themes, the faces, and the one of this theme.

The first is made by the tool ``styles`` for one version of these.
"""


PAGE = Path(__file__).parent / "page"
DEFAULTS = PAGE / "defaults.css"
"""The values under any other theme of what the style sheets of the features refer to."""
FOLDS = PAGE / "folds.css"
"""What several features fold on a phone, under any theme."""


class ThemeDomain(PageDomain):
    """Stores nothing."""

    name = "theme"
    label = "Theme"

    @property
    def is_active(self) -> bool:
        """Whether the theme is that of the current builder."""
        builder = self.current_builder
        return isinstance(builder, StandaloneHTMLBuilder) and builder.theme.name == NAME

    @property
    def base_sheets(self) -> tuple[Path, ...]:
        """The style sheets of the theme; under another one what those of the features need."""
        return (*(SHEETS if self.is_active else (DEFAULTS,)), FOLDS)

    def _icons(self) -> dict[str, bytes]:
        """Return the icon of the book in other forms, by name of the file.

        There are none if it is no SVG file, or without the extra ``charts``.

        :raises ValueError: if it cannot be drawn
        """
        path = Path(self.current_builder.confdir, self.env.config.html_favicon or "")
        wanted = self.is_active and CHARTS.is_installed
        if not wanted or path.suffix != ".svg" or not path.is_file():
            return {}
        return icons(path.read_bytes(), Path(self.env.doctreedir, "icons"))

    def problems(self) -> Iterator[Problem]:
        """Yield an icon that cannot be drawn."""
        try:
            self._icons()
        except ValueError as error:
            conf = Path(self.current_builder.confdir, "conf.py")
            message = (
                f"html_favicon = {self.env.config.html_favicon!r} cannot be drawn, {error}: "
                "give an SVG file with a viewBox"
            )
            yield Problem(str(conf), 0, Rule.MALFORMED_SETTING, message)

    def page_files(self, app: Sphinx) -> Iterator[tuple[str, bytes]]:
        """Yield the icon of the book in other forms; why there is none was reported.

        Themes made of pydata's load Sphinx's index of search on each page, even if there is none.
        """
        with suppress(ValueError):
            yield from self._icons().items()
        if not self.is_active and "pydata_sphinx_theme" in app.extensions:
            yield "searchindex.js", b"/* The index of this site is in _search. */\n"

    def script_data(self) -> dict[str, str]:
        """Return the names of code blocks and of tables without a caption, and a card's way on."""
        return {"example": _("Example"), "table": _("Table"), "go": _("Go there")}
