"""The drawings of a chart or a diagram, with its title, unit, source and licence."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.dates import format_date, short_date
from ..core.edition import edition_of
from ..core.i18n import _, ngettext
from ..core.paths import permalink_path
from .diagram import read_diagram
from .draw import WIDTHS, draw_cached
from .frame import Words, frame
from .model import DIAGRAM, ChartError, read_chart
from .specification import columns_of, unknown_fields

if TYPE_CHECKING:
    from .domain import ChartDomain, ChartRecord

CACHE = "charts"
"""Folder in the doctree directory with the drawings of earlier builds."""


def drawings(domain: ChartDomain, record: ChartRecord) -> dict[str, str]:
    """Return the drawing of a figure for each width; none if the data of a chart have no rows.

    :raises ChartError: if it cannot be drawn
    """
    if record.kind == DIAGRAM:
        return _diagram(domain, record)
    definition = read_chart(domain.folder / f"{record.name}.vl.json")
    rows = domain.values(record.dataset)
    if not rows and record.dataset:
        return {}
    if not rows:
        msg = f"the chart {record.name!r} has nothing to draw: {definition.data} has no rows"
        raise ChartError(msg)
    if unknown := unknown_fields(definition.spec, columns_of(rows)):
        msg = f"the chart {record.name!r} is not drawn: {'; '.join(unknown)}"
        raise ChartError(msg)
    words = Words(title=record.title, foot=_foot(domain, record))
    date = partial(short_date, translate=_)
    return {
        width: draw_cached(definition, rows, pixels, cache_of(domain), words, date)
        for width, pixels in WIDTHS.items()
    }


def _diagram(domain: ChartDomain, record: ChartRecord) -> dict[str, str]:
    """Return the drawings of a diagram, with its date under its title."""
    date = _("As of {date}").format(date=format_date(record.as_of, _)) if record.as_of else ""
    words = Words(record.title, date, _foot(domain, record))
    drawn = read_diagram(domain.drawing(record.name))
    return {width: frame(svg, words) for width, svg in drawn.items()}


def cache_of(domain: ChartDomain) -> Path:
    """Return the folder of earlier drawings."""
    return Path(domain.env.doctreedir, CACHE)


def _foot(domain: ChartDomain, record: ChartRecord) -> str:
    """Return the source and the licence of a figure, as they are printed in it."""
    edition = edition_of(domain.current_builder.config)
    if record.kind == DIAGRAM:
        message = ngettext("Drawn from {count} work.", "Drawn from {count} works.", record.works)
        source = message.format(count=record.works) if record.works else ""
    elif record.dataset:
        data = domain.dataset(record.dataset)
        message = ngettext(
            "Data: {title}, from {count} work.", "Data: {title}, from {count} works.",
            len(data.sources),
        )  # fmt: skip
        source = message.format(title=data.title, count=len(data.sources))
    else:
        source = _("Data: the claims of this book.")
    licence = edition.licence_name.replace(" ", "\N{NO-BREAK SPACE}")
    publication = [edition.author, edition.designation(_), licence]
    address = [edition.base + permalink_path(record.name)] if edition.base and edition.date else []
    return " ".join(filter(None, [source, f"{', '.join(filter(None, publication))}.", *address]))
