"""The drawings of a chart or a diagram, with its title, unit, source and licence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..core.dates import format_date, short_date
from ..core.i18n import _, ngettext
from .diagram import read_diagram
from .draw import WIDTHS, draw
from .frame import Words, frame
from .model import WORKS, ChartError, read_chart
from .specification import columns_of, unknown_fields

if TYPE_CHECKING:
    from pathlib import Path

    from ..core.edition import Edition
    from ..data.model import Dataset
    from .model import ChartRecord


def chart_drawings(
    record: ChartRecord,
    path: Path,
    rows: list[dict[str, Any]],
    edition: Edition,
    cache: Path,
    dataset: Dataset | None = None,
) -> dict[str, str]:
    """Return the drawing of a chart for each width; none if its dataset has no rows.

    :param path: its specification
    :param rows: what it draws: the rows of its dataset, or the claims or the works of the book
    :param cache: folder of the drawings of earlier builds
    :param dataset: its dataset, None for a chart of claims or of works
    :raises ChartError: if it cannot be drawn
    """
    definition = read_chart(path)
    if not rows and dataset:
        return {}
    if not rows:
        msg = f"the chart {record.name!r} has nothing to draw: {definition.data} has no rows"
        raise ChartError(msg)
    if unknown := unknown_fields(definition.spec, columns_of(rows)):
        msg = f"the chart {record.name!r} is not drawn: {'; '.join(unknown)}"
        raise ChartError(msg)
    source = _("Data: the claims of this book.")
    if definition.data == WORKS:
        source = _("Data: the works that this book cites.")
    if dataset:
        message = ngettext(
            "Data: {title}, from {count} work.", "Data: {title}, from {count} works.",
            len(dataset.sources),
        )  # fmt: skip
        source = message.format(title=dataset.title, count=len(dataset.sources))
    words = Words(title=record.title, foot=_foot(record, source, edition))
    date = partial(short_date, translate=_)
    return {
        width: draw(definition, rows, pixels, cache, words, date)
        for width, pixels in WIDTHS.items()
    }


def dated(as_of: str) -> str:
    """Return the date of what a diagram shows as it is printed under its title.

    :param as_of: an ISO 8601 date, or empty
    """
    return _("As of {date}").format(date=format_date(as_of, _)) if as_of else ""


def diagram_drawings(
    record: ChartRecord, path: Path, edition: Edition, language: str = ""
) -> dict[str, str]:
    """Return the drawings of a diagram, with its date under its title.

    :param path: its wide drawing
    :param language: as in :func:`~sphinx_evidence.charts.diagram.read_diagram`
    :raises ChartError: if it cannot be read
    """
    source = ""
    if record.works:
        message = ngettext("Drawn from {count} work.", "Drawn from {count} works.", record.works)
        source = message.format(count=record.works)
    words = Words(record.title, dated(record.as_of), _foot(record, source, edition))
    return {width: frame(svg, words) for width, svg in read_diagram(path, language).items()}


def _foot(record: ChartRecord, source: str, edition: Edition) -> str:
    """Return the source and the licence of a figure, as they are printed in it."""
    licence = edition.licence_name.replace(" ", "\N{NO-BREAK SPACE}")
    publication = [edition.author, edition.designation(_), licence]
    address = edition.permalink(record.name) if edition.date else ""
    return " ".join(filter(None, [source, f"{', '.join(filter(None, publication))}.", address]))
