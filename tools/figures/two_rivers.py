"""A sketch of the two rivers and the provinces on both banks: no towns, routes or crossings."""

from __future__ import annotations

import json
from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING

from .borders import FILE
from .house import AREA, EDGE, ESTABLISHED, GROUND, INK, MUTED, RULE, SMALL, Sheet

if TYPE_CHECKING:
    from .borders import Line, Point

SPRINGS = (128.03, 42.0)
"""West of the first and east of the second degree lie the sources: here they are one point."""

PROVINCES = {
    "Liaoning": ((123.6, 41.4), (124.35, 41.6)),
    "Jilin": ((127.0, 43.0), (127.2, 43.0)),
    "North\nPyongan": ((125.35, 40.2), (125.35, 40.22)),
    "Chagang": ((126.6, 40.8), (126.62, 40.72)),
    "Ryanggang": ((128.0, 41.22), (127.98, 41.2)),
    "North\nHamgyong": ((129.3, 41.9), (129.47, 41.92)),
}
"""The provinces on both banks, and the places of their names: in a column and on a phone."""

COUNTRIES = {
    "CHINA": ((125.3, 43.3), (125.6, 43.35)),
    "NORTH\nKOREA": ((126.8, 39.75), (126.9, 39.76)),
    "RUSSIA": ((131.6, 43.72), None),
}
RIVERS = {"Yalu": ((124.85, 41.0), (124.75, 41.0)), "Tumen": ((128.9, 42.5), (128.85, 42.6))}
MASSIF = (128.03, 42.2)


def draw(sheet: Sheet) -> None:
    """Draw the map; on a phone the west and the north are cut."""
    west, north, east, south = (
        (123.5, 43.6, 131.0, 39.4) if sheet.narrow else (121.7, 43.9, 132.05, 39.25)
    )
    across = cos(radians(41.5))
    scale = (sheet.right - EDGE) / ((east - west) * across)

    def at(point: Point) -> Point:
        return EDGE + (point[0] - west) * across * scale, (north - point[1]) * scale

    bottom = (north - south) * scale
    shapes: dict[str, list[Line]] = json.loads(FILE.read_text("utf-8"))

    def lines(group: str) -> list[Line]:
        kept = (
            [at(point) for point in line if west < point[0] < east and south < point[1] < north]
            for line in shapes[group]
        )
        return [line for line in kept if len(line) > 1]

    def trace(group: str, stroke: str, width: float, dash: str | None = None) -> None:
        sheet.add(
            "path", d="".join(map(_smooth, lines(group))), fill="none", stroke=stroke,
            stroke_width=width, stroke_dasharray=dash, stroke_linejoin="round",
            stroke_linecap="round",
        )  # fmt: skip

    sheet.box(EDGE, 0, sheet.right - EDGE, bottom, fill=AREA, stroke="none", radius=0, opacity=0.3)
    for coast in lines("coast"):
        sheet.add("path", d=_sea(coast, sheet.right, bottom), fill=GROUND)
    trace("coast", MUTED, 1)
    trace("provinces", MUTED, 0.9, "2 3")
    trace("countries", MUTED, 1.2, "6 3")
    trace("border", ESTABLISHED, 3.4)
    sheet.box(EDGE, 0, sheet.right - EDGE, bottom, stroke=RULE, radius=0)
    x, y = at(SPRINGS)
    sheet.add("path", d=f"M{x - 6:g} {y + 5:g}L{x:g} {y - 7:g}L{x + 6:g} {y + 5:g}Z", fill=INK)
    place = 1 if sheet.narrow else 0
    size = SMALL if sheet.narrow else 13
    for name, places in PROVINCES.items():
        _name(sheet, at(places[place]), name, size)
    for name, (wide, narrow) in COUNTRIES.items():
        if spot := narrow if sheet.narrow else wide:
            big = name != "RUSSIA"
            _name(
                sheet, at(spot), name, size if big else 11, fill=MUTED, bold=big,
                spacing=1.5 if big else 0.5,
            )  # fmt: skip
    for name, places in RIVERS.items():
        _name(sheet, at(places[place]), name, size + 3, fill=ESTABLISHED, bold=True, italic=True)
    _name(sheet, at(MASSIF), "Mount Paektu", SMALL)
    sheet.y = bottom + 4


def _smooth(line: Line) -> str:
    """Return a path that bends where a line turns."""
    first, *rest = line
    path = f"M{first[0]:.0f} {first[1]:.0f}"
    for (x1, y1), (x2, y2) in pairwise(rest):
        path += f"Q{x1:.0f} {y1:.0f} {(x1 + x2) / 2:.0f} {(y1 + y2) / 2:.0f}"
    return f"{path}L{line[-1][0]:.0f} {line[-1][1]:.0f}"


def _sea(coast: Line, right: float, bottom: float) -> str:
    """Return a path around the sea between a coast and the nearer lower corner."""
    line = coast if coast[0][1] < coast[-1][1] else coast[::-1]  # down to the lower edge
    side = EDGE if line[0][0] < right / 2 else right
    start = f"M{side:g} {bottom:g}L{side:g} {line[0][1]:.0f}"
    return f"{start}L{_smooth(line)[1:]}L{line[-1][0]:.0f} {bottom:g}Z"


def _name(
    sheet: Sheet,
    place: Point,
    name: str,
    size: float,
    *,
    fill: str = INK,
    bold: bool = False,
    italic: bool = False,
    spacing: float | None = None,
) -> None:
    x, y = place
    for line in name.split("\n"):
        sheet.text(
            x, y, line, size=size, anchor="middle", fill=fill, bold=bold, italic=italic,
            spacing=spacing,
        )  # fmt: skip
        y += size * 1.1
