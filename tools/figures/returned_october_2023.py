"""Thirteen reports of the return of 9 October 2023."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .reports import draw_reports

if TYPE_CHECKING:
    from .house import Sheet

EVENT = "r27"


def draw(sheet: Sheet) -> None:
    """Draw the reports by how they relate to the first."""
    draw_reports(sheet, EVENT, range(0, 601, 200 if sheet.narrow else 100), 680)
