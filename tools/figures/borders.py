"""The lines of the sketch map, cut from Natural Earth: ``python -m tools.figures.borders FOLDER``.

Natural Earth 1:10m (naturalearthdata.com) is in the public domain. The folder holds its shapefiles
``ne_10m_admin_0_boundary_lines_land``, ``ne_10m_admin_1_states_provinces_lines`` and
``ne_10m_coastline``, and ``countries-110m.json`` of the package world-atlas 2 of npm, which has the
same at 1:110m, for the locator. Lines are simplified to about two and a half kilometres: it is a
sketch.
"""

from __future__ import annotations

import json
import struct
import sys
from collections import deque
from itertools import accumulate, pairwise
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Point = tuple[float, float]
Line = list[Point]

FILE = Path(__file__).with_name("borders.json")
BOX = (120.5, 38.6, 132.4, 45.0)
"""West, south, east and north of what is kept, in degrees."""

TOLERANCE = 0.025
"""How far a simplified line may lie from its original, in degrees."""

MOUTH, END = (124.4, 40.1), (130.5, 42.5)
"""Where the border of the two countries begins and ends, to a tenth of a degree."""

AROUND = (97.0, 19.0, 146.0, 51.0)
"""West, south, east and north of the locator."""

NEAR = ("China", "Japan", "Mongolia", "North Korea", "Russia", "South Korea", "Taiwan")
"""The countries of which the locator has the coast."""

LINES = (3, 13, 23)
"""The types of shape that are lines."""


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the lines of a shapefile (ESRI Shapefile Technical Description, July 1998)."""
    data = path.read_bytes()
    start = 100
    while start < len(data):
        size = 2 * struct.unpack(">i", data[start + 4 : start + 8])[0]
        record = data[start + 8 : start + 8 + size]
        start += 8 + size
        if struct.unpack("<i", record[:4])[0] not in LINES:
            continue
        parts, points = struct.unpack("<2i", record[36:44])
        starts = [*struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts]), points]
        offset = 44 + 4 * parts
        flat = struct.unpack(f"<{2 * points}d", record[offset : offset + 16 * points])
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        for first, last in pairwise(starts):
            yield pairs[first:last]


def within(line: Line) -> Iterator[Line]:
    """Yield the parts of a line that lie in the box."""
    west, south, east, north = BOX
    part: Line = []
    for x, y in line:
        if west < x < east and south < y < north:
            part.append((x, y))
        elif part:
            yield part
            part = []
    if part:
        yield part


def simplified(line: Line) -> Line:
    """Return a line with fewer points (Douglas and Peucker, 1973)."""
    if len(line) < 3:
        return line
    (x1, y1), (x2, y2) = line[0], line[-1]
    length = hypot(x2 - x1, y2 - y1)

    def distance(point: Point) -> float:
        x, y = point
        if not length:
            return hypot(x - x1, y - y1)
        return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length

    far, index = max((distance(point), number) for number, point in enumerate(line))
    if far < TOLERANCE:
        return [line[0], line[-1]]
    return simplified(line[: index + 1])[:-1] + simplified(line[index:])


def path_between(lines: Iterable[Line], start: Point, end: Point) -> Line:
    """Return the shortest chain of lines from one end to another, as one line."""
    ways: dict[Point, list[Line]] = {}
    for line in lines:
        ways.setdefault(line[0], []).append(line)
        ways.setdefault(line[-1], []).append(line[::-1])

    def near(point: Point, other: Point) -> bool:
        return abs(point[0] - other[0]) < 0.06 and abs(point[1] - other[1]) < 0.06

    queue = deque([(point, [point]) for point in ways if near(point, start)])
    seen = {point for point, _ in queue}
    while queue:
        point, way = queue.popleft()
        if near(point, end):
            return way
        for line in ways[point]:
            if line[-1] not in seen:
                seen.add(line[-1])
                queue.append((line[-1], way + line[1:]))
    raise SystemExit("the border has a gap")


def of_the_banks(line: Line) -> bool:
    """Return whether a line bounds a province on one of the banks.

    Left out are lines further south and west, and those of cities.
    """
    xs, ys = zip(*line, strict=True)
    inner_south = max(ys) < 39.55 or (126.6 < min(xs) and max(xs) < 127.4 and min(ys) < 39.95)
    city = min(xs) > 130 and max(ys) < 42.7
    west = max(xs) < 126 and max(ys) < 39.55
    return not (inner_south or city or west)


def around(path: Path) -> list[Line]:
    """Return the outlines of the countries near the border from a file of TopoJSON.

    Points outside of the locator are moved to its edge.
    """
    world = json.loads(path.read_text("utf-8"))
    (x_step, y_step), (left, bottom) = world["transform"]["scale"], world["transform"]["translate"]
    arcs: list[Line] = []
    for arc in world["arcs"]:
        steps = list(zip(*arc, strict=True))
        xs, ys = (list(accumulate(part)) for part in steps)
        arcs.append([(x * x_step + left, y * y_step + bottom) for x, y in zip(xs, ys, strict=True)])
    west, south, east, north = AROUND
    rings: list[Line] = []
    for country in world["objects"]["countries"]["geometries"]:
        if country["properties"]["name"] not in NEAR:
            continue
        shapes = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for outer, *_ in shapes:
            ring = [
                point
                for number in outer
                for point in (arcs[number] if number >= 0 else arcs[~number][::-1])
            ]
            if any(west < x < east and south < y < north for x, y in ring):
                rings.append(
                    [(min(max(x, west), east), min(max(y, south), north)) for x, y in ring]
                )
    return rings


def main() -> None:
    """Write the geometry."""
    folder = Path(sys.argv[1])

    def parts(name: str) -> list[Line]:
        lines = read_lines(folder / f"ne_10m_{name}.shp")
        return [part for line in lines for part in within(line) if len(part) > 1]

    countries = parts("admin_0_boundary_lines_land")
    border = path_between(countries, MOUTH, END)
    used = set(border)
    others = [line for line in countries if not used >= set(line)]
    lines = {
        "border": [border],
        "countries": others,
        "provinces": [
            line for line in parts("admin_1_states_provinces_lines") if of_the_banks(line)
        ],
        "around": around(folder / "countries-110m.json"),
        "coast": [line for line in parts("coastline") if len(line) > 60],
    }
    rounded = {
        name: [[[round(x, 2), round(y, 2)] for x, y in simplified(line)] for line in group]
        for name, group in lines.items()
    }
    FILE.write_text(json.dumps(rounded, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
