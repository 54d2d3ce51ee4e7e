"""Five reports on nine people who were arrested in Laos in May 2013."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .reports import draw_reports

if TYPE_CHECKING:
    from .house import Sheet

EVENT = "r18"


def draw(sheet: Sheet) -> None:
    """Draw the reports by how they relate to the first."""
    draw_reports(sheet, EVENT, range(0, 10, 3), 10)
