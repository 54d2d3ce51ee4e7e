"""The drawings of a chart of the book, with its title, unit, source and licence."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.dates import short_date
from ..core.edition import edition_of
from ..core.i18n import _, ngettext
from ..core.paths import permalink_path
from .draw import WIDTHS, draw_cached
from .frame import Words
from .model import ChartError, read_chart
from .specification import columns_of, unknown_fields

if TYPE_CHECKING:
    from .domain import ChartDomain

CACHE = "charts"
"""Folder in the doctree directory with the drawings of earlier builds."""


def drawings(domain: ChartDomain, name: str, dataset: str, title: str) -> dict[str, str]:
    """Return the drawing of a chart for each width; none if its data have no rows.

    :param dataset: name of its dataset, empty for a chart of claims
    :raises ChartError: if it cannot be drawn
    """
    definition = read_chart(domain.folder / f"{name}.vl.json")
    rows = domain.values(dataset)
    if not rows and dataset:
        return {}
    if not rows:
        msg = f"the chart {name!r} has nothing to draw: {definition.data} has no rows"
        raise ChartError(msg)
    if unknown := unknown_fields(definition.spec, columns_of(rows)):
        msg = f"the chart {name!r} is not drawn: {'; '.join(unknown)}"
        raise ChartError(msg)
    words = Words(title=title, foot=_foot(domain, name, dataset))
    date = partial(short_date, language=domain.current_builder.config.language)
    return {
        width: draw_cached(definition, rows, pixels, cache_of(domain), words, date)
        for width, pixels in WIDTHS.items()
    }


def cache_of(domain: ChartDomain) -> Path:
    """Return the folder of earlier drawings."""
    return Path(domain.env.doctreedir, CACHE)


def _foot(domain: ChartDomain, name: str, dataset: str) -> str:
    """Return the source and the licence of a chart, as they are printed in it."""
    edition = edition_of(domain.current_builder.config)
    if dataset:
        data = domain.dataset(dataset)
        message = ngettext(
            "Data: {title}, from {count} work.", "Data: {title}, from {count} works.",
            len(data.sources),
        )  # fmt: skip
        source = message.format(title=data.title, count=len(data.sources))
    else:
        source = _("Data: the claims of this book.")
    licence = edition.licence_name.replace(" ", "\N{NO-BREAK SPACE}")
    publication = [edition.author, edition.designation(_), licence]
    address = [edition.base + permalink_path(name)] if edition.base and edition.date else []
    return " ".join([source, f"{', '.join(filter(None, publication))}.", *address])
