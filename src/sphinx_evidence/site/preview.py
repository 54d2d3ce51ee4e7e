"""The picture by which a link to a page is previewed: its title, its part and what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from ..charts.frame import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..core.records import Measure

WIDTH, HEIGHT = 1200, 630
"""Pixels of the picture, in the proportion that sites with previews crop to."""

MARGIN = 80
GROUND, INK, SOFT, RULE, ACCENT = "#fffdfa", "#26211c", "#5d554c", "#ddd5c9", "#7a3b2e"
COLOURS = {4: "#2f5d62", 3: "#2f5d62", 2: "#7d6118", 1: ACCENT, 0: ACCENT}
"""The colour of each number of steps, as on the pages."""

STEPS = 4
TITLES = ((84, 2), (68, 3), (54, 3))
"""Sizes of the title, and the most lines in each; the last may be cut."""

MOST_MEASURES = 4
SERIF = "Charter, Cambria, Georgia, 'Liberation Serif', 'DejaVu Serif', serif"
SANS = "Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
WIDER = 1.2
"""How much wider than Arial the widest of the faces is."""


def preview(
    *, title: str, part: str, text: str, book: str, measures: Sequence[Measure] = ()
) -> str:
    """Return the picture of a page as an SVG file.

    :param part: the name of its part, empty for none
    :param text: a sentence about it
    :param book: what the picture ends with: the title of the book
    :param measures: how many of its objects are alike, the most telling first
    """
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">',
            box(0, 0, WIDTH, HEIGHT, GROUND),
            box(0, 0, WIDTH, 14, ACCENT),
            *_words(title, part, text, 400 if measures else 510),
            *_measures(measures[:MOST_MEASURES]),
            box(MARGIN, 540, WIDTH - 2 * MARGIN, 2, RULE),
            line(_cut(book, 28), MARGIN, 586, 28, SANS, SOFT),
            "</svg>",
        )
    )


def _words(title: str, part: str, text: str, bottom: int) -> Iterator[str]:
    """Yield part, title and text, from the top; the text if there is room for all of it."""
    yield line(_cut(part, 30, bold=True), MARGIN, 92, 30, SANS, ACCENT, bold=True)
    size, most = next(
        (pair for pair in TITLES if len(_wrap(title, pair[0])) <= pair[1]), TITLES[-1]
    )
    y = 110.0
    for words in _wrap(title, size)[:most]:
        y += size * 1.12
        yield line(words, MARGIN, y, size, SERIF, INK, bold=True)
    y += 26
    lines = _wrap(text, 30)
    room = int((bottom - y) // 40)
    if len(lines) <= room:
        for words in lines:
            y += 40
            yield line(words, MARGIN, y, 30, SERIF, SOFT)


def _measures(measures: Iterable[Measure]) -> Iterator[str]:
    """Yield the measures in two columns, each with its scale, or a square, and its words."""
    for number, measure in enumerate(measures):
        x, y = MARGIN + number % 2 * 520, 452 + number // 2 * 54
        if measure.steps is None:
            yield box(x, y - 22, 22, 22, INK)
        else:
            colour = COLOURS[measure.steps]
            for step in range(STEPS):
                full = step < measure.steps
                height = 26 if full else 6
                yield box(x + step * 34, y + 2 - height, 28, height, colour)
        indent = 40 if measure.steps is None else 152
        yield line(measure.text, x + indent, y, 28, SANS, INK)


def _wrap(text: str, size: float) -> list[str]:
    return wrap(text, (WIDTH - 2 * MARGIN) / WIDER, size, bold=True)


def _cut(text: str, size: float, *, bold: bool = False) -> str:
    """Return as many words of a text as fit one line."""
    lines = wrap(text, WIDTH - 2 * MARGIN - size, size, bold=bold)
    return f"{lines[0]} …" if len(lines) > 1 else text


def box(x: float, y: float, width: float, height: float, colour: str) -> str:
    """Return a rectangle as SVG, its place and size in pixels."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'


def line(
    text: str, x: float, y: float, size: float, face: str, colour: str, *, bold: bool = False
) -> str:
    """Return a line of text as SVG, its place and size in pixels."""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{face}" font-size="{size:g}"{weight}'
        f' fill="{colour}">{escape(text)}</text>'
    )
