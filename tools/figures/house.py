"""The house style of diagrams: a sheet with text, shapes and signs.

Sizes are CSS pixels. A sheet is as wide as a column of text or as a phone
(:data:`~sphinx_evidence.charts.draw.WIDTHS`); title, date, sources and licence are added around it
by the engine.
"""

from __future__ import annotations

import csv
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from markupsafe import escape

from sphinx_evidence.charts import style
from sphinx_evidence.charts.draw import WIDTHS
from sphinx_evidence.charts.frame import SAFETY, SAFETY_BOLD, text_width, wrap
from sphinx_evidence.core.languages import ENGLISH

from .words import Said, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).parents[2]
INK, RULE, GROUND = style.INK, style.RULE, style.GROUND
ESTABLISHED, PARTIAL, AREA = style.ESTABLISHED, style.PARTIAL, style.AREA
HARM, UNKNOWN = style.HARM, style.UNKNOWN
"""The colours of marks by what they mean, which :mod:`~sphinx_evidence.charts.style` says."""

WIDE, NARROW = WIDTHS["wide"], WIDTHS["narrow"]
MUTED = UNKNOWN
"""The ink of words that stand back, which is that of what is not known."""
EDGE = 4
"""The margin left and right, as in charts."""

SMALL, PLAIN, LARGE = 12, 13, 14
LEADING = 1.32

_SUPPOSED = {("stroke", "none"), ("stroke_width", 1), ("rx", 0)}


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a dataset as they are in its file."""
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class Sheet:
    """A drawing that grows downwards, in a language: what is written on it is translated whole.

    :param width: :data:`WIDE` or :data:`NARROW`
    :param y: how far down it is used
    :param words: translates what is written, and knows what it could not
    """

    width: int
    y: float = 0
    parts: list[str] = field(default_factory=list)
    words: Words = field(default_factory=Words)

    @property
    def narrow(self) -> bool:
        """Whether it is for a phone."""
        return self.width == NARROW

    @property
    def right(self) -> float:
        """The right edge of what is drawn."""
        return self.width - EDGE

    def size(self, size: float) -> float:
        """Return the size of a text: on a phone no text is smaller than it is in charts."""
        return max(size, style.NARROW_SIZE) if self.narrow else size

    def say(self, message: str, **values: object) -> Said:
        """Return a text in the language of the sheet, to be measured or joined to others.

        :param values: what stands in it for each ``{name}``
        """
        return self.words.say(message, **values)

    @contextmanager
    def link(self, target: str, title: str) -> Iterator[None]:
        """Let what is drawn within lead to a row or an object of the book, and have a title.

        :param target: such as ``estimates#row-e10``, or ``#`` and the id of an object; empty for
            what leads nowhere
        :param title: what was said by :meth:`say`, or what the data say, which are not translated
        """
        start = len(self.parts)
        yield
        marks = "".join(self.parts[start:])
        link = f'<a href="{escape(target)}"><title>{escape(title)}</title>{marks}</a>'
        if self.words.known and not isinstance(title, Said):
            link = f'<g lang="{ENGLISH.tag}">{link}</g>'
        self.parts[start:] = [link if target else marks]

    def add(self, name: str, text: str = "", /, **attributes: object) -> None:
        """Add an element; ``_`` in the name of an attribute stands for a hyphen.

        What is ``None``, and what SVG supposes where nothing is said, is not written.
        """
        written = "".join(
            f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
            for key, value in attributes.items()
            if value is not None and (key, value) not in _SUPPOSED
        )
        self.parts.append(f"<{name}{written}>{escape(text)}</{name}>")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = PLAIN,
        bold: bool = False,
        italic: bool = False,
        anchor: str | None = None,
        fill: str = INK,
        lang: str | None = None,
        spacing: float | None = None,
    ) -> None:
        """Write a line whose baseline is at *y*; one with a *lang* is in that language.

        Letters as wide as they are high, such as Chinese ones, are not slanted: they are paler.
        """
        text = text if lang else self.say(text)
        slanted = italic and columns(text) == len(text)
        if italic and not slanted and fill == INK:
            fill = MUTED
        self.add(
            "text",
            text,
            x=x,
            y=y,
            font_size=self.size(size),
            font_weight="bold" if bold else None,
            font_style="italic" if slanted else None,
            text_anchor=anchor,
            letter_spacing=spacing,
            fill=fill,
            lang=lang,
        )

    def label(
        self, x: float, y: float, text: str, *, anchor: str | None = None, size: float = SMALL
    ) -> None:
        """Write a small text that covers the lines behind it."""
        text = self.say(text)
        room = text_width(text, self.size(size)) / SAFETY + 4
        left = x - room + 2 if anchor == "end" else x - 2
        self.box(left, y - size + 1, room, size + 2, fill=GROUND, stroke="none", radius=0)
        self.text(x, y, text, size=size, anchor=anchor)

    def ground(self, x: float, y: float, width: float, height: float) -> None:
        """Draw what is not seen but belongs to a link, which is easier to hit with it."""
        self.box(x, y, width, height, fill="transparent", stroke="none", radius=2)

    def lines(
        self,
        x: float,
        y: float,
        text: str,
        width: float,
        *,
        size: float = PLAIN,
        bold: bool = False,
        italic: bool = False,
        anchor: str | None = None,
        fill: str = INK,
    ) -> float:
        """Write a text in lines below *y*, and return where the last one ends."""
        size = self.size(size)
        for line in fitted(self.say(text), width, size, bold=bold):
            y += size * LEADING
            self.text(
                x, y - size * 0.3, line, size=size, bold=bold, italic=italic, anchor=anchor,
                fill=fill,
            )  # fmt: skip
        return y

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        stroke: str = INK,
        width: float = 1,
        dash: str | None = None,
    ) -> None:
        """Draw a line."""
        self.add(
            "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width,
            stroke_dasharray=dash,
        )  # fmt: skip

    def rule(self, y: float, *, strong: bool = False) -> None:
        """Draw a line from edge to edge."""
        self.line(EDGE, y, self.right, y, stroke=INK if strong else RULE)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        stroke: str = INK,
        radius: float = 3,
        dash: str | None = None,
        weight: float = 1,
        opacity: float | None = None,
    ) -> None:
        """Draw a rectangle."""
        self.add(
            "rect", x=x, y=y, width=width, height=height, rx=radius, fill=fill, stroke=stroke,
            stroke_width=weight, stroke_dasharray=dash, fill_opacity=opacity,
        )  # fmt: skip

    def dot(
        self,
        x: float,
        y: float,
        radius: float = 5,
        *,
        fill: str = ESTABLISHED,
        stroke: str | None = None,
        dash: str | None = None,
    ) -> None:
        """Draw a circle."""
        self.add(
            "circle", cx=x, cy=y, r=radius, fill=fill, stroke=stroke or fill,
            stroke_width=1.6, stroke_dasharray=dash,
        )  # fmt: skip

    def crowd(
        self,
        x: float,
        y: float,
        numbers: range,
        per_row: int,
        step: float,
        *,
        colour: str = ESTABLISHED,
        hollow: bool = False,
        opacity: float | None = None,
    ) -> None:
        """Draw a dot for each person, in rows: those that *numbers* counts of a longer series."""
        rows: dict[int, list[int]] = {}
        for number in numbers:
            rows.setdefault(number // per_row, []).append(number % per_row)
        path = "".join(
            f"M{x + columns[0] * step:g} {y + row * step:g}h0"
            + f"m{step:g} 0h0" * (len(columns) - 1)
            for row, columns in rows.items()
        )
        layers = [(colour, step * 0.66)] + ([(GROUND, step * 0.36)] if hollow else [])
        for stroke, width in layers:
            self.add(
                "path", d=path, fill="none", stroke=stroke, stroke_width=width,
                stroke_linecap="round", stroke_opacity=None if stroke == GROUND else opacity,
            )  # fmt: skip

    def arrow(self, x: float, y1: float, y2: float, *, dash: str | None = None) -> None:
        """Draw an arrow downwards."""
        self.line(x, y1, x, y2 - 5, width=1.4, dash=dash)
        self.add("path", d=f"M{x - 4:g} {y2 - 7:g}L{x:g} {y2:g}L{x + 4:g} {y2 - 7:g}Z", fill=INK)

    def arrow_right(self, x1: float, x2: float, y: float, *, dash: str | None = None) -> None:
        """Draw an arrow to the right."""
        self.line(x1, y, x2 - 5, y, width=1.4, dash=dash)
        self.add("path", d=f"M{x2 - 7:g} {y - 4:g}L{x2:g} {y:g}L{x2 - 7:g} {y + 4:g}Z", fill=INK)

    def svg(self) -> str:
        """Return the drawing as a file."""
        opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} '
        return f'{opening}{round(self.y)}">\n' + "\n".join(self.parts) + "\n</svg>\n"


def _number(value: object) -> str:
    return f"{round(value, 1):g}" if isinstance(value, float) else str(value)


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> list[Said]:
    """Return the lines of a text that was said; a line break in it is kept."""
    room = width * (SAFETY_BOLD if bold else SAFETY)
    lines = (line for part in text.split("\n") for line in wrap(part, room, size, bold=bold))
    return [*map(Said, lines)]


def height(text: str, width: float, size: float = PLAIN, *, bold: bool = False) -> float:
    """Return how much room a text takes."""
    return len(fitted(text, width, size, bold=bold)) * size * LEADING


def columns(text: str) -> int:
    """Return how many letters a text is as wide as: a Chinese or Korean character is two."""
    return sum(1 + (east_asian_width(character) in "WF") for character in text)


SIGN_ROOM = 18
"""The room of a sign before its words."""


def sign(sheet: Sheet, x: float, y: float, name: str, colour: str = ESTABLISHED) -> None:
    """Draw a sign at the height of a line of text that ends at *y*.

    Full is yes, half is in part, empty is no, ``?`` is not known: they differ in shape.
    """
    cx, cy, radius = x + 6, y - 8, 5
    if name == "yes":
        sheet.dot(cx, cy, radius, fill=colour)
    elif name == "no":
        sheet.dot(cx, cy, radius, fill=GROUND, stroke=colour)
    elif name == "part":
        sheet.dot(cx, cy, radius, fill=GROUND, stroke=colour)
        sheet.add(
            "path", d=f"M{cx:g} {cy - radius:g}A{radius} {radius} 0 0 0 {cx:g} {cy + radius:g}Z",
            fill=colour,
        )  # fmt: skip
    elif name == "unknown":
        sheet.text(cx, cy + 5, "?", size=LARGE, bold=True, anchor="middle", fill=MUTED)


def legend_of(sheet: Sheet, entries: Sequence[tuple[str, str]]) -> None:
    """Explain colours in one line, or in as many as are needed; what is not known is hollow."""
    x, y = float(EDGE), sheet.y + SMALL * LEADING
    for english, colour in entries:
        words = sheet.say(english)
        room = SIGN_ROOM + text_width(words, sheet.size(SMALL)) / SAFETY + 12
        if x + room > sheet.right and x > EDGE:
            x, y = EDGE, y + SMALL * LEADING + 3
        sheet.dot(x + 6, y - 7, 4, fill=GROUND if colour == UNKNOWN else colour, stroke=colour)
        sheet.text(x + SIGN_ROOM, y - 3, words, size=SMALL)
        x += room
    sheet.y = y + 6


def scale(sheet: Sheet, x: float, y: float, level: int, colour: str = ESTABLISHED) -> None:
    """Draw the scale of confidence on a line of text that ends at *y*: *level* bars of four."""
    for number in range(4):
        sheet.add(
            "rect", x=x + 7 * number, y=y - 12, width=5, height=8,
            fill=colour if number < level else "none", stroke=colour, stroke_width=1,
        )  # fmt: skip


SCALE_ROOM = 34
"""The room of the scale before its words."""

GRADES = {"very low": 0, "low": 1, "medium": 2, "high": 3, "very high": 4}
"""The filled bars of each confidence."""


DISPUTES = {
    "china-returns-north-koreans": ("the practice of return", "China"),
    "violence-used-to-make-returnees-talk": ("violence", "North Korea"),
    "heavier-punishment-for-links-to-seoul-or-churches": (
        "the heavier penalty", "people who had fled since 2013",
    ),
}  # fmt: skip
"""What is disputed of the claims that are drawn, and by whom."""


def surely(grade: str, claim: str) -> str:
    """Return the confidence of a claim in words, and that it is disputed if it is."""
    return f"{grade}, disputed" if claim in DISPUTES else grade


def disputes(sheet: Sheet, claims: Iterable[str]) -> None:
    """Write below a drawing who disputes which of the claims drawn."""
    found = [DISPUTES[claim] for claim in claims if claim in DISPUTES]
    text = f"Disputed: {'; '.join(f'{what} by {who}' for what, who in found)}."
    sheet.y = sheet.lines(EDGE, sheet.y + 4, text, sheet.right - EDGE, size=SMALL, italic=True)


def river(sheet: Sheet, y: float) -> None:
    """Draw a river from edge to edge, which stands for the border."""
    reach = int((sheet.right - EDGE) // 32)
    wave = "q8 -7 16 0t16 0" + "t16 0t16 0" * (reach - 1)
    sheet.add("path", d=f"M{EDGE} {y:g}{wave}", fill="none", stroke=ESTABLISHED, stroke_width=2)
