"""The house style of charts, which the engine adds to what an author specifies."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ..core.dates import is_date
from .links import ROW
from .specification import children, views

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

INK = "currentColor"
GROUND = "var(--pst-color-background)"
RULE = "var(--book-rule)"
HARM, UNKNOWN, ESTABLISHED, AREA, PARTIAL = (f"var(--chart-{number})" for number in range(1, 6))
"""The colours of marks, each with one meaning in the whole book.

- ``HARM``, rust: harm, a refusal or a denial, a vote against;
- ``UNKNOWN``, grey: not known, not stated, left open;
- ``ESTABLISHED``, teal: counted, confirmed, granted or done, a vote for;
- ``AREA``, light teal: the other part of what is established, and areas;
- ``PARTIAL``, ochre: in part, disputed or reported, an abstention.
"""

PALETTE = (ESTABLISHED, PARTIAL, HARM)
"""The colours of categories in order, if a specification names none."""

SIZE = 12
"""The size of text in CSS pixels."""

NARROW_SIZE = 13
"""The same on a phone."""

NARROWEST = 400
"""A drawing that is narrower, in CSS pixels, is for a phone."""

POINTED = frozenset({"arc", "bar", "circle", "point", "rect", "square", "tick"})
"""The marks that stand for one row each, and lead to it; a line between two of them does not."""

_LOSING = ("aggregate", "density", "loess", "pivot", "quantile", "regression")
"""The transforms after which there are no rows."""

TICKS = 5
"""About how many numbers an axis has."""

_LABELS = {"labelColor": INK, "titleColor": INK, "labelFontSize": SIZE, "titleFontSize": SIZE}
CONFIG: dict[str, Any] = {
    "font": "sans-serif",
    "background": None,
    "aria": True,
    "padding": {"left": 12, "right": 12, "top": 4, "bottom": 4},
    "numberFormat": ",~f",
    "view": {"stroke": None},
    "range": {"category": list(PALETTE), "symbol": ["circle", "square", "triangle-up"]},
    "axis": {
        **_LABELS,
        "title": None,
        "domainColor": INK,
        "tickColor": INK,
        "gridColor": RULE,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "labelOverlap": "greedy",
        "labelSeparation": 8,
    },
    "axisDiscrete": {"ticks": False, "labelAngle": 0},
    "axisX": {"labelPadding": 9},
    "axisY": {"labelPadding": 6},
    "axisQuantitative": {"domain": False, "ticks": False},
    "legend": {
        **_LABELS,
        "title": None,
        "orient": "top",
        "direction": "vertical",
        "labelLimit": 320,
        "offset": 10,
    },
    "header": {"labelColor": INK, "titleColor": INK, "labelFontSize": SIZE},
    "mark": {"color": PALETTE[0]},
    "point": {"filled": True, "size": 50, "opacity": 1},
    "text": {"color": INK, "fontSize": SIZE},
    "rule": {"color": INK},
}
"""The configuration of all charts; colours are those of the page, in light, dark and print."""


def text_size(width: float) -> int:
    """Return the size of text of a drawing in CSS pixels."""
    return NARROW_SIZE if width < NARROWEST else SIZE


def config(width: float) -> dict[str, Any]:
    """Return the configuration of a chart of a width."""
    sized = deepcopy(CONFIG)
    for part in sized.values():
        for name in part if isinstance(part, dict) else ():
            if name.lower().endswith("fontsize"):
                part[name] = text_size(width)
    return sized


def house_style(
    spec: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], date: Callable[[str], str]
) -> tuple[dict[str, Any], str]:
    """Return a specification in the house style, and its unit, which is printed above it.

    The unit is the title of the axis of numbers. Dates are written out; categories of points
    differ by shape too, and are hollow if ``usermeta`` lists them as ``uncertain``; the parts of
    stacked bars are named beside the bar that ``usermeta`` gives as ``label``.

    :param rows: the rows that it draws
    :param date: writes out an ISO date for an axis
    """
    styled = deepcopy(dict(spec))
    notes = styled.pop("usermeta", {})
    unit = _take_unit(styled)
    cells = {cell for row in rows for cell in row.values() if isinstance(cell, str)}
    dates = {cell: date(cell) for cell in sorted(cells) if "-" in cell and is_date(cell)}
    for channel in list(_positions(styled)):
        _style_axis(channel, dates)
    _style_points(styled, {}, notes.get("uncertain", []))
    _link_marks(styled, {})
    if "label" in notes:
        _label_bars(styled, {}, notes["label"])
    return styled, unit


def _take_unit(spec: Mapping[str, Any]) -> str:
    """Return the title of the first titled axis of numbers, and leave that axis without it."""
    for channel in _positions(spec):
        axis = channel.get("axis") or {}
        if channel.get("type") == "quantitative" and isinstance(axis.get("title"), str):
            channel["axis"] = {**axis, "title": None}
            return str(axis["title"])
    return ""


def _positions(spec: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for view in views(spec):
        for name in ("x", "y"):
            if isinstance(channel := view.get("encoding", {}).get(name), dict):
                yield channel


def _style_axis(channel: dict[str, Any], dates: Mapping[str, str]) -> None:
    """Write dates out on an axis of names, and print few numbers on an axis of numbers."""
    axis = channel.get("axis", {})
    if "field" not in channel or not isinstance(axis, dict):
        return
    if channel.get("type") in ("nominal", "ordinal") and dates:
        channel["axis"] = {
            "labelExpr": f"({json.dumps(dates)})[datum.label] || datum.label",
            **axis,
        }
    elif channel.get("type") == "quantitative" and channel.get("scale", {}).get("type") != "log":
        channel["axis"] = {"tickCount": TICKS, **axis}


def _style_points(
    view: dict[str, Any], inherited: Mapping[str, Any], uncertain: Collection[str]
) -> None:
    """Give points of several colours a shape for each, and draw the uncertain ones hollow."""
    encoding = {**inherited, **view.get("encoding", {})}
    colour = _field(encoding, "color")
    if _mark(view) == "point" and colour:
        view["encoding"] = _point_channels(colour, uncertain) | view.get("encoding", {})
    if uncertain and _mark(view) in ("point", "text"):  # else the legend would have filled symbols
        view["encoding"] = {**view.get("encoding", {}), "color": None}
    for child in children(view):
        _style_points(child, encoding, uncertain)


def _point_channels(colour: Mapping[str, Any], uncertain: Collection[str]) -> dict[str, Any]:
    scale = colour.get("scale") or {}
    domain = scale.get("domain", [])
    shape = {name: colour[name] for name in ("field", "type", "legend") if name in colour}
    if domain:
        shape["scale"] = {"domain": domain}
    if not uncertain:
        return {"shape": shape}
    palette = scale.get("range", PALETTE)
    ground = [
        GROUND if name in uncertain else shade for name, shade in zip(domain, palette, strict=False)
    ]
    return {
        "stroke": {**colour, "scale": {"domain": domain, "range": palette}},
        "fill": {**colour, "scale": {"domain": domain, "range": ground}},
        "shape": shape,
    }


def _link_marks(
    view: dict[str, Any], inherited: Mapping[str, Any], *, counted: bool = False
) -> None:
    """Let marks that stand for a row lead to it."""
    encoding = {**inherited, **view.get("encoding", {})}
    channels = [one for one in encoding.values() if isinstance(one, dict)]
    counted = counted or any(name in one for one in view.get("transform", ()) for name in _LOSING)
    placed = any(_field(encoding, name) for name in ("x", "y"))
    alone = not counted and not any("aggregate" in one for one in channels)
    if _mark(view) in POINTED and placed and alone:
        view["encoding"] = {**view.get("encoding", {}), "href": {"field": ROW}}
    for child in children(view):
        _link_marks(child, encoding, counted=counted)


def _label_bars(view: dict[str, Any], inherited: Mapping[str, Any], bar: Mapping[str, Any]) -> None:
    """Name the parts of stacked bars to the right of one bar, in place of a legend."""
    encoding = {**inherited, **view.get("encoding", {})}
    across, up, colour = (_field(encoding, name) for name in ("x", "y", "color"))
    if _mark(view) == "bar" and across and up and colour:
        colour["legend"] = None
        label = {
            "transform": [{"filter": {"field": name, "equal": cell}} for name, cell in bar.items()],
            "mark": {"type": "text", "align": "left", "baseline": "top", "dx": 4},
            "encoding": {
                "text": {"field": colour["field"]},
                "x": {**across, "bandPosition": 1},
                "y": {**up, "stack": "zero"},
                "color": {"value": INK},
                "detail": {"field": colour["field"]},
            },
        }
        view["encoding"] = {**view["encoding"], "color": colour}
        view["layer"] = [{"mark": view.pop("mark")}, label]
        return
    for child in children(view):
        _label_bars(child, encoding, bar)


def _mark(view: Mapping[str, Any]) -> object:
    mark = view.get("mark")
    return mark.get("type") if isinstance(mark, dict) else mark


def _field(encoding: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a copy of a channel that draws a column; an empty one for another."""
    channel = encoding.get(name)
    return dict(channel) if isinstance(channel, dict) and "field" in channel else {}
