"""Draw a chart to SVG that belongs to the page: its ink, its faces, its width. No Sphinx here."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import vl_convert

from .model import ChartError

if TYPE_CHECKING:
    from pathlib import Path

    from .model import Chart

VEGA_LITE = "6.4"
"""The version of Vega-Lite that the specifications are written for."""

PROGRAM = version("vl-convert-python")
"""The version of the program that draws; another one may draw otherwise."""

WIDTHS = {"wide": 660, "narrow": 330}
"""Each chart is drawn twice, in CSS pixels: for a column of text, and for a phone."""

INK = "currentColor"
RULE = "var(--book-rule)"
CONFIG: dict[str, Any] = {
    "font": "sans-serif",
    "background": None,
    "aria": False,
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        "domainColor": INK,
        "tickColor": INK,
        "gridColor": RULE,
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titlePadding": 8,
    },
    "legend": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "orient": "top",
        "columns": 2,
        "labelLimit": 320,
    },
    "header": {"labelColor": INK, "titleColor": INK, "labelFontSize": 12},
    "text": {"color": INK, "fontSize": 12},
    "rule": {"color": INK},
}
"""The look that all charts share; colours are those of the page, in light, dark and print."""

_OPENING = re.compile(r'<svg [^>]*viewBox="([^"]*)"[^>]*>')
_ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def draw(chart: Chart, values: list[dict[str, Any]], width: int) -> str:
    """Return a chart as an ``svg`` element with a ``viewBox`` and no size of its own.

    :param values: the rows that the specification draws
    :param width: width in CSS pixels with all labels
    :raises ChartError: if Vega-Lite cannot draw it
    """
    spec = chart.spec | {
        "data": {"values": values},
        "width": width,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": CONFIG | chart.spec.get("config", {}),
    }
    try:
        svg = str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE))
    except ValueError as error:
        reason = next((line for line in str(error).splitlines()[1:] if line.strip()), str(error))
        msg = f"the chart {chart.name!r} cannot be drawn: {reason.strip()}"
        raise ChartError(msg) from error
    # several drawings share a page, so their clip paths need names of their own
    svg = re.sub(r"\b(clip|gradient_)(\d+)\b", rf"{chart.name}-{width}-\1\2", _ARIA.sub("", svg))
    return _OPENING.sub(r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="\1">', svg, count=1)


def drawn(chart: Chart, values: list[dict[str, Any]], width: int, cache: Path) -> str:
    """Return a drawing, from the cache if data, specification, look and program are the same.

    :param cache: folder that keeps drawings under their digest
    :raises ChartError: if Vega-Lite cannot draw it
    """
    parts = (chart.name, chart.spec, values, width, CONFIG, VEGA_LITE, PROGRAM)
    digest = sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    kept = cache / f"{digest}.svg"
    if kept.exists():
        return kept.read_text("utf-8")
    svg = draw(chart, values, width)
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_text(svg, "utf-8")
    return svg
