"""Draw a chart as SVG in the colours and the fonts of the page."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import vl_convert

from .model import ChartError
from .specification import VEGA_LITE

if TYPE_CHECKING:
    from pathlib import Path

    from .model import Chart

VL_CONVERT = version("vl-convert-python")
"""The version of vl-convert; the drawings of another one may differ."""

WIDTHS = {"wide": 660, "narrow": 330}
"""The widths that each chart is drawn in, in CSS pixels: a column of text, and a phone."""

MAX_CHARACTERS = 500_000
"""Most characters of a drawing; those of the book have 10 to 25 thousand."""

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
    "mark": {"color": "var(--chart-1)"},
    "text": {"color": INK, "fontSize": 12},
    "rule": {"color": INK},
}
"""The configuration of all charts; colours are those of the page, in light, dark and print."""

_IGNORED_WARNING = 'Dropping "fit-'
"""Vega-Lite warns that a height by steps, which a chart may have, cannot be fitted."""

_OPENING = re.compile(r'<svg [^>]*viewBox="([^"]*)"[^>]*>')
# As JSON has them. vl-convert does not report characters that XML forbids: it ends the process.
_UNDRAWABLE = re.compile(r"\\u00(?:0[0-8bcef]|1[0-9a-f])|(?<!\\)\\[bf]|[\ud800-\udfff\ufffe\uffff]")
_WARNING = re.compile(r"^(?:WARN|ERROR) (.*)", re.M)
_ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def draw(chart: Chart, values: list[dict[str, Any]], width: int) -> str:
    """Return a chart as an ``svg`` element with a ``viewBox`` and no size of its own.

    :param values: the rows of its data, as JSON objects
    :param width: width in CSS pixels with all labels
    :raises ChartError: if Vega-Lite cannot draw it as written, or draws no mark or too many
    """
    spec = chart.spec | {
        "data": {"values": values},
        "width": width,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": CONFIG | chart.spec.get("config", {}),
    }
    if _UNDRAWABLE.search(json.dumps(spec, ensure_ascii=False)):
        msg = (
            f"the chart {chart.name!r} has a control character in its data or its specification: "
            "take it out"
        )
        raise ChartError(msg)
    try:
        svg, warnings = _convert(spec)
    except ValueError as error:
        reason = next((line for line in str(error).splitlines()[1:] if line.strip()), str(error))
        msg = f"the chart {chart.name!r} cannot be drawn: {reason.strip()}"
        raise ChartError(msg) from error
    if warnings:
        msg = f"the chart {chart.name!r} would not be drawn as it is written: {warnings[0]}"
        raise ChartError(msg)
    if len(svg) > MAX_CHARACTERS:
        msg = (
            f"the drawing of the chart {chart.name!r} has {len(svg):,} characters, more than "
            f"{MAX_CHARACTERS:,}: draw fewer marks"
        )
        raise ChartError(msg)
    if not has_marks(svg):
        msg = f"the chart {chart.name!r} has no mark: look at its filters and its encoding"
        raise ChartError(msg)
    # several drawings are on one page, so the ids of their clip paths must be unique
    svg = re.sub(r"\b(clip|gradient_)(\d+)\b", rf"{chart.name}-{width}-\1\2", _ARIA.sub("", svg))
    return _OPENING.sub(r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="\1">', svg, count=1)


def _convert(spec: dict[str, Any]) -> tuple[str, list[str]]:
    """Return the SVG of a specification, and the warnings of Vega-Lite.

    vl-convert writes warnings to the standard error of the process only.
    """
    with TemporaryFile() as file:
        stderr = os.dup(2)
        os.dup2(file.fileno(), 2)
        try:
            svg = vl_convert.vegalite_to_svg(
                spec, vl_version=VEGA_LITE, allowed_base_urls=[], show_warnings=True
            )
        finally:
            os.dup2(stderr, 2)
            os.close(stderr)
        file.seek(0)
        warnings = _WARNING.findall(file.read().decode(errors="replace"))
    return str(svg), [warning for warning in warnings if not warning.startswith(_IGNORED_WARNING)]


def has_marks(svg: str) -> bool:
    """Whether a drawing has more than axes, legends and titles."""
    groups = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}g")
    marks = (group for group in groups if "role-mark" in group.get("class", "").split())
    return any(mark.get("d") != "" for group in marks for mark in group)


def draw_cached(chart: Chart, values: list[dict[str, Any]], width: int, cache: Path) -> str:
    """Return a drawing, from the cache if data, specification, configuration and program are equal.

    :param cache: folder with the last drawing of each chart and width, named by its digest
    :raises ChartError: as :func:`draw`
    """
    parts = (chart.name, chart.spec, values, width, CONFIG, VEGA_LITE, VL_CONVERT)
    digest = sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    path = cache / f"{chart.name}.{width}.{digest}.svg"
    if svg := _read_drawing(path):
        return svg
    svg = draw(chart, values, width)
    with suppress(OSError):  # without a cache it is drawn again each time
        _write_drawing(path, svg)
        for older in cache.glob(f"{chart.name}.{width}.*.svg"):
            if older != path:
                older.unlink(missing_ok=True)
    return svg


def _read_drawing(path: Path) -> str:
    """Return a cached drawing; an empty string if it is missing or damaged."""
    with suppress(OSError, UnicodeDecodeError):
        svg = path.read_bytes().decode()
        if svg.startswith("<svg ") and svg.endswith("</svg>"):
            return svg
    return ""


def _write_drawing(path: Path, svg: str) -> None:
    """Write a drawing in one step, safe against other processes that write the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(svg.encode())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
