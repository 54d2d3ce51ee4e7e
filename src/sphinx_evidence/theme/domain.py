"""The domain by which the script of the frame has its words."""

from __future__ import annotations

from ..core.domains import PageDomain
from ..core.i18n import _


class ThemeDomain(PageDomain):
    """Keeps nothing; the names of what is wider than the page are in the language of the book."""

    name = "theme"
    label = "Frame of a page"

    def script_data(self) -> dict[str, str]:
        """Return the names of boxes that have no caption."""
        return {"example": _("Example"), "table": _("Table")}
