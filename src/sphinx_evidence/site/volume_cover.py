"""The picture by which a shelf of books shows a volume, and its faces."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..charts.frame import wrap
from ..core.text import title_parts
from .preview import ACCENT, GROUND, INK, MARGIN, SERIF, SOFT, WIDER, box, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..core.text import Translate
    from .volume_model import Volume

FOLDER = Path(__file__).parents[1] / "theme" / "evidence" / "static" / "faces"


def faces() -> dict[str, bytes]:
    """Return the files of the faces, with their licence, by their path in a volume."""
    return {
        f"faces/{path.name}": path.read_bytes()
        for path in sorted(FOLDER.iterdir())
        if path.suffix in (".woff2", ".txt")
    }


WIDTH, HEIGHT = 800, 1200
TEXT, LEADING = 32, 1.25
TITLES, MOST_LINES = (92, 72, 56), 4
"""Sizes of the title, of which the first that needs no more lines is taken."""


def drawing(volume: Volume, translate: Translate = str) -> str:
    """Return the cover as SVG: above the title what it is a part of, below it the edition."""
    above = (volume.edition.title, volume.part) if volume.is_chapter else ()
    title, rest = title_parts(volume.title)
    size = next((size for size in TITLES if len(_wrap(title, size)) <= MOST_LINES), TITLES[-1])
    start = 400 + (len(_wrap(title, size)) - 1) * size * LEADING
    below = (volume.edition.author, volume.edition.designation(translate), volume.date)
    lines = "".join(
        (
            *_lines(above, 130, TEXT, ACCENT),
            *_lines((title,), 400, size, INK),
            *_lines((rest,) if rest else (), start + 80, 44, INK),
            *_lines(below, 1010, TEXT, SOFT),
        )
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f"{box(0, 0, WIDTH, HEIGHT, GROUND)}{box(0, 0, WIDTH, 18, ACCENT)}{lines}</svg>"
    )


def _lines(texts: tuple[str, ...], y: float, size: int, colour: str) -> Iterator[str]:
    for text in texts:
        for words in _wrap(text, size):
            yield line(words, MARGIN, y, size, SERIF, colour)
            y += size * LEADING


def _wrap(text: str, size: int) -> list[str]:
    return wrap(text, (WIDTH - 2 * MARGIN) / WIDER, size)
