"""The domain that passes translated labels to the script of the theme."""

from __future__ import annotations

from ..core.domains import PageDomain
from ..core.i18n import _


class ThemeDomain(PageDomain):
    """Stores nothing; only provides data for ``theme.js``."""

    name = "theme"
    label = "Theme"

    def script_data(self) -> dict[str, str]:
        """Return the accessible names of scrollable code blocks and tables without a caption."""
        return {"example": _("Example"), "table": _("Table")}
