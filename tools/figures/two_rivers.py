"""A sketch of the two rivers and the provinces on both banks: no towns, routes or crossings."""

from __future__ import annotations

import json
from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING

from .borders import AROUND, FILE
from .house import AREA, EDGE, ESTABLISHED, GROUND, INK, MUTED, RULE, SMALL, UNKNOWN, Sheet
from .words import Said

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
    "CHINA": ((125.3, 43.3), (125.5, 43.2)),
    "NORTH\nKOREA": ((126.55, 39.65), (126.5, 39.5)),
    "RUSSIA": ((131.6, 43.72), None),
}
RIVERS = {"Yalu": ((124.85, 41.0), (124.75, 41.0)), "Tumen": ((128.9, 42.5), (128.85, 42.6))}
MASSIF = (128.03, 42.2)
SEAS = {
    "Yellow Sea": ((123.85, 39.5), (124.25, 39.5)),
    "East Sea\n(Sea of Japan)": ((130.6, 41.3), None),
    "East Sea\n(Sea of\nJapan)": (None, (130.45, 41.4)),
}

BEYOND = ((130.7, 42.28), (131.6, 41.5), (131.6, 38.0), (124.25, 38.0))
"""Corners around the Korean side, from the mouth of the Tumen to that of the Yalu, in the seas."""

KILOMETRES = 111.2
"""The length of a degree of latitude."""


def draw(sheet: Sheet) -> None:
    """Draw the map; on a phone the west and the north are cut."""
    west, north, east, south = (
        (123.4, 43.6, 131.15, 38.75) if sheet.narrow else (121.7, 43.9, 132.05, 39.05)
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

    room = sheet.right - EDGE
    sheet.box(EDGE, 0, room, bottom, fill=UNKNOWN, stroke="none", radius=0, opacity=0.16)
    (border,) = lines("border")
    side = _side(border, [at(point) for point in BEYOND], sheet.right, bottom)
    sheet.add("path", d=side, fill=GROUND)
    sheet.add("path", d=side, fill=AREA, fill_opacity=0.45)
    for coast in lines("coast"):
        sheet.add("path", d=_sea(coast, sheet.right, bottom), fill=GROUND)
    trace("coast", MUTED, 1)
    trace("provinces", MUTED, 0.9, "2 3")
    trace("countries", MUTED, 1.2, "6 3")
    trace("border", ESTABLISHED, 3.4)
    sheet.box(EDGE, 0, sheet.right - EDGE, bottom, stroke=RULE, radius=0)
    x, y = at(SPRINGS)
    sheet.add("path", d=f"M{x - 6:g} {y + 5:g}L{x:g} {y - 7:g}L{x + 6:g} {y + 5:g}Z", fill=INK)
    _scale(sheet, scale * 100 / KILOMETRES, bottom)
    _locator(sheet, (west, south, east, north), bottom)
    place = 1 if sheet.narrow else 0
    size = SMALL if sheet.narrow else 13
    for name, places in PROVINCES.items():
        _name(sheet, at(places[place]), name, size)
    for name, (wide, narrow) in COUNTRIES.items():
        if spot := narrow if sheet.narrow else wide:
            big = name != "RUSSIA"
            _name(
                sheet, at(spot), name, 17 if big else SMALL, bold=big, spacing=1.5 if big else 0.5
            )
    for name, spots in SEAS.items():
        if spot := spots[place]:
            _name(sheet, at(spot), name, SMALL, fill=MUTED, italic=True)
    for name, places in RIVERS.items():
        _name(sheet, at(places[place]), name, size + 3, fill=ESTABLISHED, bold=True, italic=True)
    _name(sheet, at(MASSIF), "Mount Paektu", SMALL)
    sheet.y = bottom + 4


def _side(border: Line, beyond: Line, right: float, bottom: float) -> str:
    """Return a path around the side of the border that lies towards the lower edge."""
    corners = "".join(f"L{min(x, right):.0f} {min(y, bottom):.0f}" for x, y in beyond)
    line = border if border[0][0] < border[-1][0] else border[::-1]
    return f"{_smooth(line)}{corners}Z"


def _scale(sheet: Sheet, length: float, bottom: float) -> None:
    """Draw a bar of a hundred kilometres, beside the locator or in the lower left corner."""
    x, y = EDGE + 12 if sheet.narrow else sheet.right - 240, bottom - 12
    sheet.add("path", d=f"M{x:g} {y - 5:g}v5h{length:.0f}v-5", fill="none", stroke=INK)
    sheet.text(x + length / 2, y - 8, "100 km", size=SMALL, anchor="middle")


def _locator(sheet: Sheet, part: tuple[float, ...], bottom: float) -> None:
    """Draw where the map lies, in the lower right corner."""
    west, south, east, north = AROUND
    width = 104.0 if sheet.narrow else 136.0
    across = cos(radians((south + north) / 2))
    scale = width / ((east - west) * across)
    tall = (north - south) * scale
    left, top = sheet.right - width - 8, bottom - tall - 8

    def at(x: float, y: float) -> Point:
        return left + (x - west) * across * scale, top + (north - y) * scale

    sheet.box(left, top, width, tall, fill=GROUND, stroke="none", radius=0)
    shapes: dict[str, list[Line]] = json.loads(FILE.read_text("utf-8"))
    rings = ("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in (at(*point) for point in ring)) + "Z"
             for ring in shapes["around"])  # fmt: skip
    sheet.add("path", d="".join(rings), fill=UNKNOWN, fill_opacity=0.2, stroke=MUTED,
              stroke_width=0.5)  # fmt: skip
    sheet.box(left, top, width, tall, stroke=MUTED, radius=0)
    (x, y), (x2, y2) = at(part[0], part[3]), at(part[2], part[1])
    sheet.box(x, y, x2 - x, y2 - y, stroke=INK, radius=0, weight=2)


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
    for line in sheet.say(name).split("\n"):
        sheet.text(
            x, y, Said(line), size=size, anchor="middle", fill=fill, bold=bold, italic=italic,
            spacing=spacing,
        )  # fmt: skip
        y += size * 1.1
