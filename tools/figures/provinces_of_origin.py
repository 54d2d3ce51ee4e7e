"""Where those who reached South Korea had lived: shares by province, and no smaller place."""

from __future__ import annotations

import json
from math import cos, hypot, radians, sqrt
from typing import TYPE_CHECKING, NamedTuple

from .borders import FILE
from .house import AREA, EDGE, ESTABLISHED, GROUND, MUTED, RULE, SMALL, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .borders import Line, Point

WEST, NORTH, EAST, SOUTH = 124.1, 43.0, 131.0, 39.2
RADIUS = 36
"""The radius of the circle for 60 in 100."""


class Province(NamedTuple):
    """A province: where its circle is, where its name, and how that is set."""

    place: Point
    name: Point
    anchor: str


PROVINCES = {
    "North Hamgyong": Province((129.35, 41.75), (130.8, 40.75), "end"),
    "Ryanggang": Province((128.1, 41.3), (127.15, 41.22), "end"),
    "South Hamgyong": Province((127.6, 40.2), (128.05, 40.12), "start"),
}


class Group(NamedTuple):
    """People whose last home was counted.

    :param shares: per cent by province
    :param claim: the claim that has them, empty for none
    """

    name: str
    below: str
    shares: dict[str, float]
    claim: str = ""


GROUPS = (
    Group(
        "All who had arrived",
        "by August 2018, as printed",
        {"North Hamgyong": 60.7, "Ryanggang": 16.0, "South Hamgyong": 8.8},
        "most-arrivals-from-two-border-provinces",
    ),
    Group(
        "Those who left later",
        "508 people who told of 2017 or after",
        {"Ryanggang": 59.1, "North Hamgyong": 17.3},
    ),
)


def draw(sheet: Sheet) -> None:
    """Draw a map for each group, side by side or one below the other."""
    gap = 20
    width = sheet.right - EDGE if sheet.narrow else (sheet.right - EDGE - gap) / 2
    top = sheet.y
    for number, group in enumerate(GROUPS):
        if sheet.narrow:
            top = sheet.y + 10 * number
        _map(sheet, group, EDGE if sheet.narrow else EDGE + number * (width + gap), top, width)


def _map(sheet: Sheet, group: Group, left: float, top: float, width: float) -> None:
    across = cos(radians((NORTH + SOUTH) / 2))
    scale = width / ((EAST - WEST) * across)
    roof = sheet.lines(left, top, group.name, width, bold=True)
    roof = sheet.lines(left, roof, group.below, width, size=SMALL, fill=MUTED) + 6
    depth = (NORTH - SOUTH) * scale

    def at(point: Point) -> Point:
        x = min(max(point[0], WEST), EAST)
        y = min(max(point[1], SOUTH), NORTH)
        return left + (x - WEST) * across * scale, roof + (NORTH - y) * scale

    shapes: dict[str, list[Line]] = json.loads(FILE.read_text("utf-8"))
    sheet.add("path", d=f"{_path(map(at, land(shapes)))}Z", fill=AREA, fill_opacity=0.35)
    for group_name, stroke, weight, dash in (
        ("provinces", MUTED, 0.9, "2 3"),
        ("coast", MUTED, 1, None),
        ("border", MUTED, 1.6, None),
    ):
        inside = [[point for point in line if _is_inside(point)] for line in shapes[group_name]]
        path = "".join(_path(map(at, line)) for line in inside if len(line) > 1)
        sheet.add("path", d=path, fill="none", stroke=stroke, stroke_width=weight,
                  stroke_dasharray=dash, stroke_linejoin="round")  # fmt: skip
    sheet.box(left, roof, width, depth, stroke=RULE, radius=0)
    for name, place in (("CHINA", (126.0, 42.4)), ("NORTH KOREA", (126.5, 39.42))):
        x, y = at(place)
        sheet.text(x, y, name, size=11, anchor="middle", fill=MUTED, spacing=0.5)
    for name, share in group.shares.items():
        province = PROVINCES[name]
        with sheet.link(group.claim and f"#{group.claim}", f"{name}: {share:.1f} in 100"):
            _circle(sheet, at(province.place), share)
        x, y = at(province.name)
        for line in name.split(" ") if province.anchor == "end" else [name]:
            sheet.text(x, y, line, size=SMALL, anchor=province.anchor)
            y += 15
    rest = 100 - sum(group.shares.values())
    words = f"In 100; the rest together {rest:.1f}"
    sheet.y = sheet.lines(left, roof + depth + 3, words, width, size=SMALL, fill=MUTED) + 2


def _circle(sheet: Sheet, place: Point, share: float) -> None:
    x, y = place
    radius = RADIUS * sqrt(share / 60)
    sheet.dot(x, y, radius, fill=ESTABLISHED)
    sheet.text(x, y + 4.5, f"{share:.1f}", bold=True, anchor="middle", fill=GROUND)


def land(shapes: dict[str, list[Line]]) -> Line:
    """Return the outline of North Korea: the border, the east coast, and the west coast upwards."""
    (border,) = shapes["border"]
    west, east = shapes["coast"]
    return [
        *border,
        *reversed(east[: _nearest(east, border[-1]) + 1]),
        *reversed(west[_nearest(west, border[0]) :]),
    ]


def _nearest(line: Line, point: Point) -> int:
    return min(range(len(line)), key=lambda n: hypot(line[n][0] - point[0], line[n][1] - point[1]))


def _is_inside(point: Point) -> bool:
    return WEST < point[0] < EAST and SOUTH < point[1] < NORTH


def _path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
