"""Draw a chart as SVG in the colours and the fonts of the page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from ..core.extras import CHARTS
from ..core.pictures import drawing_version, keep
from ..core.upstream import with_process_errors
from .frame import frame
from .links import with_titles
from .model import ChartError
from .specification import VEGA_LITE
from .style import config, house_style

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .frame import Words
    from .model import Chart

WIDTHS = {"wide": 620, "narrow": 360}
"""The widths that each chart is drawn in, in CSS pixels: a column of text, and a phone."""

MAX_HEIGHT = 10_000
"""The height of a drawing in CSS pixels, which marks outside of a scale would make endless."""

MAX_CHARACTERS = 500_000
"""Most characters of a drawing; those of the book have 10 to 25 thousand."""

FORM = 4
"""Number of the way in which drawings are written; it is raised when :func:`_smaller` changes."""

_IGNORED_WARNING = 'Dropping "fit-'
"""Vega-Lite warns that a height by steps, which a chart may have, cannot be fitted."""

_OPENING = re.compile(r'<svg [^>]*viewBox="([^"]*)"[^>]*>')
# As JSON has them. vl-convert does not report characters that XML forbids: it ends the process.
_UNDRAWABLE = re.compile(r"\\u00(?:0[0-8bcef]|1[0-9a-f])|(?<!\\)\\[bf]|[\ud800-\udfff\ufffe\uffff]")
_WARNING = re.compile(r"^(?:WARN|ERROR) (.*)", re.M)
_UNSEEN = re.compile(
    r'<text [^>]*opacity="0"[^>]*>[^<]*</text>'
    r'|<path [^>]*(?:\bd="(?:M0,0h0v0h0Z)?"|display="none")[^>]*/>'
)
_EMPTY = re.compile(r"<g(?:[^>]*[^>/])?></g>|<g[^>]*/>")
_EFFECTLESS = re.compile(
    r' (?:role="[^"]*"|aria-[a-z]+="[^"]*"|class="[^"]*"|opacity="1"|transform="translate\(0,0\)")'
)
_TAG = re.compile(r"<[^>]*>")
_PLACES = re.compile(r' (?:transform|d|[xy][12]?|r|width|height)="[^"]*"')
_LONG_NUMBER = re.compile(r"\d+\.\d{2,}(?![\de])")


def draw(
    chart: Chart,
    values: list[dict[str, Any]],
    width: int,
    cache: Path,
    words: Words,
    date: Callable[[str], str],
) -> str:
    """Return a chart in the house style, as an ``svg`` element with a ``viewBox`` and no size.

    It is taken from the cache if specification and program are equal.

    :param values: the rows of its data, as JSON objects
    :param width: width in CSS pixels with all labels
    :param cache: folder with the last drawing of each chart and width, named by its digest
    :param words: what is printed around it; its unit is that of the axis of numbers
    :param date: writes out an ISO date for an axis
    :raises ChartError: if Vega-Lite cannot draw it as written, or draws no mark or too many
    :raises importlib.metadata.PackageNotFoundError: if the extra ``charts`` is not installed
    """
    styled, unit = house_style(chart.spec, values, date)
    spec = styled | {
        "data": {"values": values},
        "width": width,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": config(width) | chart.spec.get("config", {}),
    }
    parts = (chart.name, spec, VEGA_LITE, drawing_version(), FORM)
    digest = sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    path = cache / f"{chart.name}.{width}.{digest}.svg"
    svg = path.read_text("utf-8", "replace") if path.is_file() else ""
    if not svg.endswith("</svg>"):  # also one of which a fault of the disk left a part
        svg = _draw(chart.name, spec, width)
        keep(path, svg.encode(), f"{chart.name}.{width}.*.svg")
    return frame(svg, replace(words, unit=unit))


def _draw(name: str, spec: dict[str, Any], width: int) -> str:
    """Return a drawing without the words around it.

    :raises ChartError: as :func:`draw`
    """
    if _UNDRAWABLE.search(json.dumps(spec, ensure_ascii=False)):
        msg = (
            f"the chart {name!r} has a control character in its data or its specification: "
            "take it out"
        )
        raise ChartError(msg)
    try:
        svg, warnings = _convert(spec)
    except ValueError as error:
        reason = next((line for line in str(error).splitlines()[1:] if line.strip()), str(error))
        msg = f"the chart {name!r} cannot be drawn: {reason.strip()}"
        raise ChartError(msg) from error
    if warnings:
        msg = f"the chart {name!r} would not be drawn as it is written: {warnings[0]}"
        raise ChartError(msg)
    if len(svg) > MAX_CHARACTERS:
        msg = (
            f"the drawing of the chart {name!r} has {len(svg):,} characters, more than "
            f"{MAX_CHARACTERS:,}: draw fewer marks"
        )
        raise ChartError(msg)
    opening = _OPENING.search(svg)
    height = float(opening[1].split()[3]) if opening else 0
    if height > MAX_HEIGHT:
        msg = (
            f"the chart {name!r} is {height:,.0f} pixels high, more than {MAX_HEIGHT:,}: "
            "let its scales hold all of its data"
        )
        raise ChartError(msg)
    if not has_marks(svg):
        msg = f"the chart {name!r} has no mark: look at its filters and its encoding"
        raise ChartError(msg)
    # several drawings are on one page, so the ids of their clip paths must be unique
    svg = re.sub(r"\b(clip|gradient_)(\d+)\b", rf"{name}-{width}-\1\2", _smaller(svg))
    return _OPENING.sub(r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="\1">', svg, count=1)


def _smaller(svg: str) -> str:
    """Return a drawing without what has no effect, and with places to a tenth of a pixel."""
    svg = with_titles(_UNSEEN.sub("", svg))
    svg = _TAG.sub(lambda tag: _PLACES.sub(_shortened, _EFFECTLESS.sub("", tag[0])), svg)
    while svg != (svg := _EMPTY.sub("", svg)):
        pass
    return svg


def _shortened(place: re.Match[str]) -> str:
    return _LONG_NUMBER.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), place[0])


def _convert(spec: dict[str, Any]) -> tuple[str, list[str]]:
    """Return the SVG of a specification, and the warnings of Vega-Lite."""
    convert = partial(
        CHARTS.load().vegalite_to_svg,
        spec,
        vl_version=VEGA_LITE,
        allowed_base_urls=[],
        show_warnings=True,
    )
    svg, said = with_process_errors(convert)
    warnings = _WARNING.findall(said)
    return str(svg), [warning for warning in warnings if not warning.startswith(_IGNORED_WARNING)]


def has_marks(svg: str) -> bool:
    """Whether a drawing has more than axes, legends and titles."""
    groups = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}g")
    marks = (group for group in groups if "role-mark" in group.get("class", "").split())
    return any(mark.get("d") != "" for group in marks for mark in group)
