"""Seven reports of the returns of early 2012, three of which seem to repeat another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .reports import draw_reports

if TYPE_CHECKING:
    from .house import Sheet

EVENT = "r17"


def draw(sheet: Sheet) -> None:
    """Draw the reports by how they relate to the first."""
    draw_reports(sheet, EVENT, range(0, 41, 10), 46)
